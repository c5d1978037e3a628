# SPDX-License-Identifier: Apache-2.0
"""Which words and shapes stand on which ground, and how far apart they must be; never chooses a colour."""

from desktop.theme.tokens import TONES

INK_PAIRS = (
    *((ink, ground) for ink in ("ink", "soft_ink", "firm_ink") for ground in ("paper", "surface")),
    *((ink, f"{tone}_tint") for ink in ("ink", "soft_ink", "firm_ink") for tone in TONES),
    *((tone, f"{tone}_tint") for tone in TONES),
    *((tone, ground) for tone in TONES for ground in ("paper", "surface")),
    ("primary", "surface"),
    ("primary", "paper"),
    ("on_primary", "primary"),
    ("on_primary", "primary_pressed"),
    ("on_primary_tint", "primary_tint"),
    ("ink", "primary_tint"),
    ("rail_ink", "rail"),
    ("rail_ink", "rail_hover"),
    ("rail_chosen_ink", "rail_chosen"),
    ("disabled_ink", "surface"),
    ("disabled_ink", "paper"),
)
"""Every (words, ground) that the stylesheet or a painted widget puts together: 4.5:1, high contrast 7:1."""

READING_PAIRS = (
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "person_words_tint"),
    ("ink", "worker_words_tint"),
    ("firm_ink", "paper"),
    ("firm_ink", "surface"),
    ("firm_ink", "person_words_tint"),
    ("firm_ink", "worker_words_tint"),
    ("on_primary_tint", "primary_tint"),
    ("on_primary_tint", "surface"),
    ("on_primary_tint", "paper"),
    ("on_primary", "primary"),
)
"""What the person's own screen shows: 7:1 in every scheme (look/README.md)."""

SHAPE_PAIRS = (
    ("control_line", "surface"),
    ("control_line", "paper"),
    ("focus_ring", "surface"),
    ("focus_ring", "paper"),
    ("focus_ring", "primary_tint"),
    ("primary", "paper"),
    ("primary", "surface"),
    ("primary", "track"),
    ("person_words", "person_words_tint"),
    ("worker_words", "worker_words_tint"),
    ("rail_ink", "rail"),
)
"""Lines and shapes that carry meaning: 3:1 at least."""


def luminance(value: str) -> float:
    """Return the relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.2, relative luminance)."""
    channels = (int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
