# SPDX-License-Identifier: Apache-2.0
"""Any text, made of characters that the paper can show. Never drops a visible character without naming it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby

from forms.pdf.fonts import JOINERS
from forms.pdf.shaping import GROUPED_NUMBER, clusters

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
_BREAK_AFTER = set("/-._?&=@,;:")
_MOST_LETTERS = 400
_LONGEST_NUMBER = 20
_SPACES = re.compile(" +")
# Stands for a space inside a number while lines are broken; no text on paper has it.
_HELD = "\x00"
_SAME |= {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


def on_paper(text: str, has_glyph: Callable[[str], bool]) -> str:
    """This text in characters that can be drawn, with a line feed where a line ends.

    What the font lacks is named in square brackets by its Unicode name, neighbours together:
    "[black heart suit, dog face]" (domain M 11). Controls, bidirectional controls and variation selectors,
    which have no look of their own, are left out; so are joiners, but between letters that join.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    shown = (
        one
        for before, character in zip(" " + composed, composed, strict=False)
        for one in _shown(character, before, has_glyph)
    )
    return "".join(
        "".join(word for _, word in run) if drawable else f"[{', '.join(word for _, word in run)}]"
        for drawable, run in groupby(shown, key=lambda pair: pair[0])
    )


def _shown(character: str, before: str, has_glyph: Callable[[str], bool]) -> Iterator[tuple[bool, str]]:
    """Whether it can be drawn, with what to draw or the name to give; nothing for what has no look."""
    if character in JOINERS:
        if _joins(before) and has_glyph(before):
            yield True, character
    elif character in LINE_ENDS:
        yield True, "\n"
    elif _is_space(character):
        yield True, NO_BREAK_SPACE if character in _GLUE else " "
    elif not _is_unseen(character):
        same = _SAME.get(character) or character
        if not all(map(has_glyph, same)):
            same = unicodedata.normalize("NFD", character)
        yield (True, same) if all(map(has_glyph, same)) else (False, _name(character))


def _joins(letter: str) -> bool:
    """Whether a joiner after this letter can change how its word looks: not in Latin, Greek or Cyrillic."""
    return letter >= "\u0590" and unicodedata.category(letter)[0] in "LM"


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


def break_lines(text: str, measure: Callable[[str], float], width: float) -> list[str]:
    """This text in lines no wider than `width`, which is in shares of the point size.

    Spaces are single between words; one empty line at most stands between paragraphs. A word wider than a
    line is cut, after a slash or a hyphen where it has one, so that nothing ever runs off the paper.

    Args:
        text: from `on_paper`.
        measure: how wide one word is, or a space.
        width: at least as wide as the widest letter.
    """
    lines: list[str] = []
    for paragraph in text.strip().split("\n"):
        if words := _words(paragraph):
            lines += _fill(words, measure, width)
        elif lines and lines[-1]:
            lines.append("")
    return lines


def _words(paragraph: str) -> list[str]:
    """Its words; a number in groups is one, so that whoever dials it finds it on one line."""
    held = GROUPED_NUMBER.sub(_held, _SPACES.sub(" ", paragraph))
    return [word.replace(_HELD, " ") for word in held.split(" ") if word]


def _held(number: re.Match[str]) -> str:
    return number[0].replace(" ", _HELD) if len(number[0]) <= _LONGEST_NUMBER else number[0]


def _fill(words: list[str], measure: Callable[[str], float], width: float) -> Iterator[str]:
    space = measure(" ")
    line: list[str] = []
    used = 0.0
    for word in words:
        pieces = _cut(word, measure, width)
        for position, (piece, long) in enumerate(pieces):
            if line and (position or used + space + long > width):
                yield " ".join(line)
                line, used = [], 0.0
            used += long + (space if line else 0.0)
            line.append(piece)
    yield " ".join(line)


def _cut(word: str, measure: Callable[[str], float], width: float) -> list[tuple[str, float]]:
    """The word in pieces with their widths; one piece where it fits."""
    pieces: list[tuple[str, float]] = []
    # Nobody's line holds so many letters: a longer word is cut without being measured whole.
    letters = clusters(word)
    while len(letters) > _MOST_LETTERS or measure("".join(letters)) > width:
        count = _fitting(letters[:_MOST_LETTERS], measure, width)
        breaks = [at for at in range(count // 2 + 1, count) if letters[at - 1] in _BREAK_AFTER]
        piece = "".join(letters[: breaks[-1] if breaks else count])
        pieces.append((piece, measure(piece)))
        letters = letters[breaks[-1] if breaks else count :]
        if not letters:
            return pieces
    pieces.append(("".join(letters), measure("".join(letters))))
    return pieces


def _fitting(letters: list[str], measure: Callable[[str], float], width: float) -> int:
    """How many letters, one at least, fit: letters that join are as wide as they are together."""
    used, count = 0.0, 0
    for one in letters:
        used += measure(one)
        if used > width and count:
            break
        count += 1
    while count > 1 and measure("".join(letters[:count])) > width:
        count -= 1
    return count
