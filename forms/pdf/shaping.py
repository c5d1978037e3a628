# SPDX-License-Identifier: Apache-2.0
"""Letters to glyphs, and a line's words into the order in which they are seen. Never breaks lines.

HarfBuzz chooses and places the glyphs; python-bidi orders each line by the Unicode Bidirectional Algorithm
(UAX 9), after it has been broken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby

from forms.pdf.fonts import JOINERS, Face, Typeface, typeface_for

_RIGHT_TO_LEFT = {"R", "AL", "AN"}
# A number in groups, as telephone numbers are written. It is read out digit by digit, so between words from
# right to left it is kept whole by an isolate, as rule HL3 of UAX 9 allows.
GROUPED_NUMBER = re.compile(r"(?<![\w+])(?:\(\d+\)|\+?\d)[\d \u00a0/.:-]*\d(?!\w)")
_ISOLATE, _END_ISOLATE = "\u2066", "\u2069"
_STEERING = {_ISOLATE, _END_ISOLATE}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph where it is seen; lengths are shares of the point size.

    Attributes:
        number: in its font.
        advance: from this glyph's origin to the next one's.
        right: how far right of its origin it is drawn.
        up: how far above the baseline.
    """

    number: int
    advance: float
    right: float
    up: float


@dataclass(frozen=True, slots=True)
class Syllable:
    """Glyphs that stand for a piece of text together, and where the first of them starts.

    Attributes:
        text: in the order in which it is read.
        start: from the left end of the run, as a share of the point size.
        glyphs: from left to right as seen.
    """

    text: str
    start: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one typeface in one direction.

    Attributes:
        text: what was shaped, in the order in which it is read.
        syllables: in the order in which they are read.
        top: how far its ink reaches above the baseline.
        bottom: and how far below, as a positive share.
        width: from its left end to its right, at one point.
    """

    text: str
    typeface: Typeface
    right_to_left: bool
    syllables: tuple[Syllable, ...]
    top: float
    bottom: float
    width: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A run and where it starts: from the left end of its line, as a share of the point size."""

    run: Run
    x: float


def clusters(text: str) -> list[str]:
    """This text in letters, each with the marks and joiners that belong to it."""
    found: list[str] = []
    for character in text:
        if found and (character in JOINERS or unicodedata.category(character)[0] == "M"):
            found[-1] += character
        else:
            found.append(character)
    return found


def is_right_to_left(text: str, default: bool = False) -> bool:
    """The direction of a paragraph: that of its first letter that has one (UAX 9, P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return default


@lru_cache(maxsize=20_000)
def word_width(word: str, face: Face) -> float:
    """How wide a word is, at one point, wherever it stands in a line."""
    return sum(run.width for run in _word(word, face))


def _word(word: str, face: Face) -> Iterator[Run]:
    for right_to_left, part in groupby(clusters(word), key=_is_right_to_left):
        yield from _runs(list(part), face, right_to_left)


def set_line(text: str, face: Face, right_to_left: bool) -> tuple[Spot, ...]:
    """One line's runs in the order in which they are read, each where it is seen.

    Args:
        text: from `letters.on_paper`, in the order in which it is read, without a line feed.
        face: the weight.
        right_to_left: the direction of its paragraph.
    """
    letters = clusters(text)
    if not right_to_left and not any(map(_is_right_to_left, letters)):
        return _from_left([run for word in _words(letters) for run in _runs(word, face, False)])
    seen: list[tuple[int, Run]] = []
    for odd, part in groupby(visual_order(letters, right_to_left), key=lambda pair: pair[1]):
        stretch = sorted(index for index, _odd in part)
        runs = list(_stretch([letters[index] for index in stretch], face, odd))
        read = stretch[0] - 1
        # Where its first letter stands in the text says when a run is read.
        numbered = [(read := read + 1, run) for run in runs]
        seen += numbered[::-1] if odd else numbered
    placed = zip((number for number, _run in seen), _from_left([run for _number, run in seen]), strict=True)
    return tuple(spot for _number, spot in sorted(placed, key=lambda pair: pair[0]))


def _from_left(runs: Sequence[Run]) -> tuple[Spot, ...]:
    spots, x = [], 0.0
    for run in runs:
        spots.append(Spot(run, x))
        x += run.width
    return tuple(spots)


def _stretch(letters: list[str], face: Face, right_to_left: bool) -> Iterator[Run]:
    """Letters that read in one direction, in the order in which they are read.

    Letters of one direction and the signs between them are shaped apart, as they are measured.
    """
    for word in _words(letters):
        for _rtl, piece in groupby(word, key=_is_right_to_left):
            yield from _runs(list(piece), face, right_to_left)


def visual_order(letters: Sequence[str], right_to_left: bool) -> list[tuple[int, bool]]:
    """For each place from left to right: which letter stands there, and whether it reads right to left.

    python-bidi gives back a text, not the places. So each letter goes in with a mark of its own, which the
    algorithm keeps beside it (UAX 9, W1): where the mark comes out is where the letter is seen, and on which
    side of the letter, in which direction it reads.
    """
    from bidi import get_display

    names = _marks()
    place = {mark: number for number, mark in enumerate(names)}
    assert len(letters) <= len(names), "a line is shorter than this"
    isolated = _isolates(letters)
    marked = [
        isolated.get(number, ("", ""))[0] + _base(one) + names[number] + isolated.get(number, ("", ""))[1]
        for number, one in enumerate(letters)
    ]
    shown = get_display("".join(marked), base_dir="R" if right_to_left else "L")
    seen: list[tuple[int, bool]] = []
    pairs = (one for one in shown if one not in _STEERING)
    for first, second in zip(pairs, pairs, strict=True):
        odd = first in place
        seen.append((place[first if odd else second], odd))
    return seen


def _base(letter: str) -> str:
    """What the order depends on; a mark that stands alone counts as a sign, and as one only."""
    return "!" if unicodedata.bidirectional(letter[0]) == "NSM" else letter[0]


def _isolates(letters: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Where an isolate starts and ends, so that a grouped number keeps the order of its groups."""
    text = "".join(one[0] for one in letters)
    found: dict[int, tuple[str, str]] = {}
    for number in GROUPED_NUMBER.finditer(text):
        # After a left-to-right letter the number already runs on with it (W7).
        if not _runs_on(text[: number.start()]):
            found[number.start()] = (_ISOLATE, "")
            found[number.end() - 1] = ("", _END_ISOLATE)
    return found


def _runs_on(before: str) -> bool:
    return any(before) and is_right_to_left(before[::-1], default=True) is False


@cache
def _marks() -> tuple[str, ...]:
    every = map(chr, range(0x300, 0xF0000))
    return tuple(one for one in every if unicodedata.bidirectional(one) == "NSM")


def _words(letters: Sequence[str]) -> list[list[str]]:
    """Words and the spaces between them; each space is a word of its own."""
    found: list[list[str]] = [[]]
    for one in letters:
        if one == " ":
            found += [[one], []]
        else:
            found[-1].append(one)
    return [word for word in found if word]


def _is_right_to_left(cluster: str) -> bool:
    return unicodedata.bidirectional(cluster[0]) in _RIGHT_TO_LEFT


def _runs(letters: list[str], face: Face, right_to_left: bool) -> list[Run]:
    """Runs of one typeface each, in the order in which they are read."""
    return [
        _shape("".join(part), face, typeface, right_to_left)
        for typeface, part in groupby(letters, key=lambda one: typeface_for(one, face))
        if typeface is not None
    ]


@lru_cache(maxsize=20_000)
def _shape(text: str, face: Face, typeface: Typeface, right_to_left: bool) -> Run:
    import uharfbuzz as hb

    buffer = hb.Buffer()
    # The empty text tells of no script: HarfBuzz finds it in the letters themselves.
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    hb.shape(typeface.font, buffer)
    scale = typeface.share / typeface.font.face.upem
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    glyphs = tuple(
        Glyph(info.codepoint, place.x_advance * scale, place.x_offset * scale, place.y_offset * scale)
        for info, place in zip(infos, places, strict=True)
    )
    if not right_to_left:
        glyphs = _over_their_letters(typeface, glyphs, [info.cluster for info in infos])
    top, bottom = _reach(typeface, glyphs)
    syllables = tuple(_syllables(text, [info.cluster for info in infos], glyphs, right_to_left))
    width = sum(one.advance for one in glyphs)
    return Run(text, typeface, right_to_left, syllables, top, bottom, width)


def _syllables(
    text: str, starts: Sequence[int], glyphs: Sequence[Glyph], right_to_left: bool
) -> Iterator[Syllable]:
    """HarfBuzz says of each glyph where its text starts; glyphs with one start belong together."""
    found: dict[int, list[Glyph]] = {}
    places: dict[int, float] = {}
    x = 0.0
    for start, glyph in zip(starts, glyphs, strict=True):
        places.setdefault(start, x)
        found.setdefault(start, []).append(glyph)
        x += glyph.advance
    order = sorted(found)
    for start, end in zip(order, [*order[1:], len(text)], strict=True):
        yield Syllable(text[start:end], places[start], tuple(found[start]))


def _over_their_letters(
    typeface: Typeface, glyphs: tuple[Glyph, ...], starts: Sequence[int]
) -> tuple[Glyph, ...]:
    """Marks that the font does not place are set over the middle of their letter, as on the Welsh ŵ."""
    placed = list(glyphs)
    for at in range(1, len(placed)):
        base, mark = placed[at - 1], placed[at]
        if starts[at] == starts[at - 1] and mark.advance == mark.right == mark.up == 0 < base.advance:
            under, over = _ink(typeface, base.number), _ink(typeface, mark.number)
            if under is not None and over is not None and over.bottom > 0:
                low = _ink(typeface, typeface.font.get_nominal_glyph(ord("x")) or 0)
                placed[at] = replace(
                    mark,
                    right=under.middle - over.middle - base.advance,
                    up=max(0.0, under.top - low.top) if low else 0.0,
                )
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class _Ink:
    """Where a glyph's ink is, as shares of the point size from its origin."""

    middle: float
    top: float
    bottom: float


def _ink(typeface: Typeface, number: int) -> _Ink | None:
    ink = typeface.font.get_glyph_extents(number)
    if ink is None:
        return None
    scale = typeface.share / typeface.font.face.upem
    # HarfBuzz counts a glyph's height downwards, so that it is negative.
    middle, bottom = ink.x_bearing + ink.width / 2, ink.y_bearing + ink.height
    return _Ink(middle * scale, ink.y_bearing * scale, bottom * scale)


def _reach(typeface: Typeface, glyphs: Sequence[Glyph]) -> tuple[float, float]:
    """How far the ink reaches above and below the baseline."""
    top = bottom = 0.0
    for one in glyphs:
        if (ink := _ink(typeface, one.number)) is not None:
            top = max(top, ink.top + one.up)
            bottom = max(bottom, -ink.bottom - one.up)
    return top, bottom
