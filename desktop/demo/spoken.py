# SPDX-License-Identifier: Apache-2.0
"""Names of things as they stand on screen, found by their English source. Never knows a translation."""

from __future__ import annotations

from locales import _

# What only orders letters on screen and is not read aloud: marks, embeddings, overrides, isolates.
_DIRECTIONS = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def said(source: str, **facts: object) -> str:
    """The words on screen for an English source text, with its facts filled in."""
    return _(source).format(**facts) if facts else _(source)


def start_of(source: str, unknown: str) -> str:
    """The words before a fact that nobody here can know, such as a time: `unknown` is its placeholder."""
    return plain(said(source, **{unknown: "\0"}).split("\0")[0])


def plain(text: str) -> str:
    """A text as it would be read aloud: no direction marks, no unbroken spaces, each gap one space."""
    return " ".join(text.translate(_DIRECTIONS).split())
