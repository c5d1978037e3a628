# SPDX-License-Identifier: Apache-2.0
"""Pseudo-locales: languages computed from the English, which show where a screen would break in a real one.

Never stored in a catalogue, and never touches what programs read in a text: placeholders, tags, entities, the
mark of a shortcut letter and line breaks stay exactly as they are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from gettext import NullTranslations

GROWTH = 0.4
"""How much longer a text becomes, as a share of its letters."""

_KEPT = re.compile(
    r"""
      \{\{ | \}\}                              # a brace meant as a brace
    | \{[^{}]*\}                               # str.format
    | %\([^)]*\)[-+#0]*[0-9.]*[a-zA-Z]         # % with a name
    | %[-+#0]*[0-9.]*[sdirfx%]                 # % without
    | </?[a-zA-Z][^<>]*>                       # a tag
    | &(?:[a-zA-Z]+|\#[0-9]+);                 # an entity
    | \n
    """,
    re.VERBOSE,
)
_ACCENTS = str.maketrans("aceinouyACEINOUY", "åçéîñöûýÅÇÉÎÑÖÛÝ")
_PADDING = "löñgér wörds gö hérê tôô "
_OPEN, _CLOSE = "[", "]"
_RIGHT_TO_LEFT_MARK = "\u200f"
_OVERRIDE, _END_OVERRIDE = "\u202e", "\u202c"
_MARKS = str.maketrans("", "", _RIGHT_TO_LEFT_MARK + _OVERRIDE + _END_OVERRIDE)


class PseudoTranslations(NullTranslations):
    """Translates by lengthening, and by mirroring as well where asked; plurals are English plurals."""

    def __init__(self, *, mirrored: bool) -> None:
        super().__init__()
        self._transform = mirror if mirrored else lengthen

    def gettext(self, message: str) -> str:
        """The message, transformed."""
        return self._transform(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for `n`, transformed."""
        return self._transform(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The message, transformed; the context changes nothing."""
        return self._transform(message)


def lengthen(text: str) -> str:
    """About 40 % longer, accented, in brackets.

    A missing bracket shows a clipped text; letters without accents show one that missed gettext.
    """
    return f"{_OPEN}{_by_runs(text, _accent)}{_padding_for(text)}{_CLOSE}" if text else ""


def mirror(text: str) -> str:
    """As `lengthen`, and written from right to left.

    Each line starts with a right-to-left mark, which sets its direction; the letters between placeholders are
    under an override, so that they run leftwards as Arabic would; what fills a placeholder keeps its own
    direction.
    """
    lines = [_RIGHT_TO_LEFT_MARK + _by_runs(line, _override) for line in lengthen(text).split("\n")]
    return "\n".join(lines) if text else ""


def without_marks(text: str) -> str:
    """The text without direction marks, for comparing `mirror` with `lengthen`."""
    return text.translate(_MARKS)


def _by_runs(text: str, transform: Callable[[str], str]) -> str:
    """Apply `transform` to each stretch between the parts that are kept."""
    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(text):
        parts += [transform(text[at : kept.start()]), kept.group()]
        at = kept.end()
    return "".join([*parts, transform(text[at:])])


def _accent(run: str) -> str:
    return run.translate(_ACCENTS)


def _override(run: str) -> str:
    return f"{_OVERRIDE}{run}{_END_OVERRIDE}" if run.strip() else run


def _padding_for(text: str) -> str:
    """Words that make up the growth, at least two letters, breakable where a line would break."""
    letters = sum(not one.isspace() for one in _KEPT.sub("", text))
    wanted = max(2, math.ceil(letters * GROWTH))
    repeated = _PADDING * (wanted // len(_PADDING) + 1)
    return " " + repeated[:wanted].rstrip()
