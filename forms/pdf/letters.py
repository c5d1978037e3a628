# SPDX-License-Identifier: Apache-2.0
"""Any text, made of characters that the paper can show. Never drops a visible character without naming it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby

LINE_ENDS = "\n\x0b\x0c\r\x85\u2028\u2029"
NO_BREAK_SPACE = "\u00a0"
_GLUE = {"\u00a0", "\u2007", "\u202f"}
# Format characters that are seen: number signs and marks that enclose what follows them (Unicode 15,
# PropList, Prepended_Concatenation_Mark). All others only steer, and could turn the reading order round.
_SEEN_FORMAT = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Ignorable characters which are not format characters: joiner, fillers and variation selectors.
_IGNORED = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0}
_IGNORED |= {*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
# The same letter or stroke in the font, for characters that look alike on paper.
_SAME = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "–",
    "\u2015": "—",
    "\u02bc": "’",
    "\u2032": "'",
    "\u2033": '"',
}
_SAME |= {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


def on_paper(text: str, has_glyph: Callable[[str], bool]) -> str:
    """This text in characters that can be drawn, with a line feed where a line ends.

    What the font lacks is named in square brackets by its Unicode name, neighbours together:
    "[black heart suit, dog face]" (domain M 11). Controls, bidirectional controls, joiners and variation
    selectors, which have no look of their own, are left out.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    shown = (one for character in composed for one in _shown(character, has_glyph))
    return "".join(
        "".join(word for _, word in run) if drawable else f"[{', '.join(word for _, word in run)}]"
        for drawable, run in groupby(shown, key=lambda pair: pair[0])
    )


def _shown(character: str, has_glyph: Callable[[str], bool]) -> Iterator[tuple[bool, str]]:
    """Whether it can be drawn, with what to draw or the name to give; nothing for what has no look."""
    if character in LINE_ENDS:
        yield True, "\n"
    elif _is_space(character):
        yield True, NO_BREAK_SPACE if character in _GLUE else " "
    elif not _is_unseen(character):
        same = _SAME.get(character) or character
        if not all(map(has_glyph, same)):
            same = unicodedata.normalize("NFD", character)
        yield (True, same) if all(map(has_glyph, same)) else (False, _name(character))


def _is_space(character: str) -> bool:
    return unicodedata.category(character) == "Zs" or "\x1c" <= character <= "\x1f" or character == "\t"


def _is_unseen(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cf":
        return character not in _SEEN_FORMAT
    return category == "Cc" or ord(character) in _IGNORED


def _name(character: str) -> str:
    """Its Unicode name in small letters, or its number where it has none."""
    return unicodedata.name(character, "").lower() or f"character U+{ord(character):04X}"


def break_lines(text: str, advances: dict[str, float], width: float) -> list[str]:
    """This text in lines no wider than `width`, which is in shares of the point size.

    Spaces are single between words; one empty line at most stands between paragraphs. A word wider than a
    line is cut, after a slash or a hyphen where it has one, so that nothing ever runs off the paper.

    Args:
        text: from `on_paper`.
        advances: of every character in it.
        width: at least as wide as the widest character.
    """
    lines: list[str] = []
    for paragraph in text.strip().split("\n"):
        words = [word for word in paragraph.split(" ") if word]
        if words:
            lines += _fill(words, advances, width)
        elif lines and lines[-1]:
            lines.append("")
    return lines


def _fill(words: list[str], advances: dict[str, float], width: float) -> Iterator[str]:
    space = advances[" "]
    line: list[str] = []
    used = 0.0
    for word in words:
        pieces = _cut(word, advances, width)
        for position, (piece, long) in enumerate(pieces):
            if line and (position or used + space + long > width):
                yield " ".join(line)
                line, used = [], 0.0
            used += long + (space if line else 0.0)
            line.append(piece)
    yield " ".join(line)


def _cut(word: str, advances: dict[str, float], width: float) -> list[tuple[str, float]]:
    """The word in pieces with their widths; one piece where it fits."""
    pieces: list[tuple[str, float]] = []
    start, long, good = 0, 0.0, 0
    for end, character in enumerate(word):
        advance = advances[character]
        if long + advance > width and end > start and not unicodedata.combining(character):
            cut = good if good > (start + end) // 2 else end
            pieces.append((word[start:cut], sum(advances[one] for one in word[start:cut])))
            long -= pieces[-1][1]
            start = cut
        long += advance
        if character in "/-._?&=@,;:":
            good = end + 1
    pieces.append((word[start:], long))
    return pieces
