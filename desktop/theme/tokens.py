# SPDX-License-Identifier: Apache-2.0
"""The one table of colour roles and sizes; never imports Qt, never names a colour by its hue.

Widgets and `app.qss` ask for a role ("late", "person_words"), never for a value (house 7).
Source of the light values and of the type sizes: look/README.md.
"""

from dataclasses import dataclass, fields
from enum import StrEnum

BASE_PX = 17
"""The worker's body text at 100 %, in logical pixels; every other size is a multiple of it."""


class Scheme(StrEnum):
    """Which of the three palettes is shown."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


@dataclass(frozen=True, slots=True)
class Palette:
    """One value (`#RRGGBB`) for each role. A role and its `_tint` are made to be read together."""

    paper: str
    surface: str
    ink: str
    soft_ink: str
    firm_ink: str
    """Secondary words on the person's own screen, where 7:1 is owed."""
    line: str
    control_line: str
    """The edge of something that can be pressed or written in: 3:1 at least."""
    primary: str
    on_primary: str
    primary_pressed: str
    primary_tint: str
    on_primary_tint: str
    track: str
    """Time or path still ahead, beneath a filled part in `primary`."""
    person_words: str
    person_words_tint: str
    worker_words: str
    worker_words_tint: str
    soon: str
    soon_tint: str
    late: str
    late_tint: str
    done: str
    done_tint: str
    laptop: str
    laptop_tint: str
    neutral: str
    neutral_tint: str
    rail: str
    rail_ink: str
    rail_chosen: str
    rail_chosen_ink: str
    rail_hover: str
    focus_ring: str
    disabled_ink: str


LIGHT = Palette(
    paper="#FBF8F3",
    surface="#FFFFFF",
    ink="#1D2B2F",
    soft_ink="#4A5B60",
    firm_ink="#38474B",
    line="#DDD6CA",
    control_line="#8C8678",
    primary="#0F5C63",
    on_primary="#FFFFFF",
    primary_pressed="#0A464C",
    primary_tint="#E3F0EF",
    on_primary_tint="#0B4E55",
    track="#BFDCDA",
    person_words="#6B3A80",
    person_words_tint="#F6EFF9",
    worker_words="#52616B",
    worker_words_tint="#F1F3F4",
    soon="#7A4E00",
    soon_tint="#FFF1D6",
    late="#9B1C1C",
    late_tint="#FDE9E7",
    done="#1F6B3A",
    done_tint="#E5F2E9",
    laptop="#2F4A86",
    laptop_tint="#E8EDF8",
    neutral="#4A5B60",
    neutral_tint="#F0F2F3",
    rail="#0F5C63",
    rail_ink="#FFFFFF",
    rail_chosen="#FFFFFF",
    rail_chosen_ink="#0F5C63",
    rail_hover="#0A4A50",
    focus_ring="#1D2B2F",
    disabled_ink="#6B6F70",
)

DARK = Palette(
    paper="#141B1D",
    surface="#1D2629",
    ink="#F1EEE8",
    soft_ink="#B7C3C6",
    firm_ink="#D0D9DB",
    line="#3A474B",
    control_line="#839297",
    primary="#8FD3D2",
    on_primary="#06282B",
    primary_pressed="#B5E5E3",
    primary_tint="#1C3A3D",
    on_primary_tint="#C2EBE9",
    track="#3B5558",
    person_words="#DDB6EE",
    person_words_tint="#33243B",
    worker_words="#BCC8CE",
    worker_words_tint="#273135",
    soon="#FFD48A",
    soon_tint="#3D2F12",
    late="#FFB4AC",
    late_tint="#4A2120",
    done="#9CDCB0",
    done_tint="#1C3826",
    laptop="#B4C7F5",
    laptop_tint="#243152",
    neutral="#C3CDD0",
    neutral_tint="#2B363A",
    rail="#0C2A2E",
    rail_ink="#E6F3F2",
    rail_chosen="#8FD3D2",
    rail_chosen_ink="#06282B",
    rail_hover="#163D42",
    focus_ring="#F7F3EA",
    disabled_ink="#9AA5A8",
)

HIGH_CONTRAST = Palette(
    paper="#000000",
    surface="#000000",
    ink="#FFFFFF",
    soft_ink="#FFFFFF",
    firm_ink="#FFFFFF",
    line="#FFFFFF",
    control_line="#FFFFFF",
    primary="#7DF9FF",
    on_primary="#000000",
    primary_pressed="#FFFFFF",
    primary_tint="#00363A",
    on_primary_tint="#FFFFFF",
    track="#5F6F70",
    person_words="#F3C2FF",
    person_words_tint="#1F0A29",
    worker_words="#E4EBEF",
    worker_words_tint="#10171A",
    soon="#FFDD66",
    soon_tint="#2B1F00",
    late="#FFB8B0",
    late_tint="#3A0909",
    done="#9CF7B6",
    done_tint="#05290F",
    laptop="#C4D6FF",
    laptop_tint="#0B1A40",
    neutral="#FFFFFF",
    neutral_tint="#1A1A1A",
    rail="#000000",
    rail_ink="#FFFFFF",
    rail_chosen="#7DF9FF",
    rail_chosen_ink="#000000",
    rail_hover="#26393A",
    focus_ring="#FFFF00",
    disabled_ink="#C8C8C8",
)

PALETTES = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.HIGH_CONTRAST: HIGH_CONTRAST}

ROLES = tuple(field.name for field in fields(Palette))

TONES = ("person_words", "worker_words", "soon", "late", "done", "laptop", "neutral")
"""Roles that have a tint of their own; a chip, a notice or a card's edge may wear one of them."""

TEXT = {
    "text_caption": 0.82,
    "text_small": 0.89,
    "text_body": 1.0,
    "text_lead": 1.0,
    "text_question": 1.12,
    "text_heading": 1.24,
    "text_title": 1.83,
    "text_identity": 1.09,
    "text_statement": 1.42,
    "text_reading_small": 1.18,
    "text_reading_body": 1.24,
    "text_reading_title": 2.36,
}
"""Type sizes as multiples of `BASE_PX`: body 17, the person's screen 20 and up, statements 24."""

SPACE = {
    "gap_hair": 0.12,
    "gap_xs": 0.24,
    "gap_s": 0.47,
    "gap_m": 0.82,
    "gap_l": 1.29,
    "gap_card": 1.06,
    "gap_xl": 1.88,
    "target": 2.83,
    "target_reading": 3.3,
    "corner_card": 0.94,
    "corner_control": 0.71,
    "corner_chip": 0.82,
    "edge": 0.35,
    "icon": 1.42,
    "icon_small": 1.06,
    "ring": 2.0,
    "bar": 0.82,
    "rail_width": 6.12,
    "text_area": 6.0,
    "page_width": 74.0,
    "label_width": 8.6,
    "readable_width": 18.0,
    "statement_width": 27.0,
    "scroll": 0.82,
}
"""Distances and controls as multiples of `BASE_PX`: a target is 48 px at 100 %."""

GROWS_BY_HALF = frozenset(
    name for name in SPACE if name.startswith(("gap", "corner", "target", "edge", "bar", "scroll"))
)
"""Room around words need not double when the words do: at 200 % that would leave nothing but margins."""

LINES = {"hairline": 1.0, "rule": 2.0, "focus": 3.0}
"""Line widths in logical pixels at 100 %; they grow with the text but never vanish."""


def length(name: str, scale: float) -> int:
    """Return the named size in whole logical pixels at `scale` (1.0 is 100 %).

    Raises:
        KeyError: no such size; the names are the keys of `TEXT`, `SPACE` and `LINES`.
    """
    half = 1 + (scale - 1) / 2 if scale > 1 else scale
    if name in LINES:
        return max(1, round(LINES[name] * half))
    if name in GROWS_BY_HALF:
        return max(1, round(BASE_PX * SPACE[name] * half))
    multiple = TEXT[name] if name in TEXT else SPACE[name]
    return max(1, round(BASE_PX * multiple * scale))
