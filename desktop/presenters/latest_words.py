# SPDX-License-Identifier: Apache-2.0
"""The answer to "is this the latest?", from what this laptop knows and nothing else. Pure.

Never says yes for more than this laptop has heard of, and never names whose copy another one is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.presenters.copies_words import copy_line, copy_title, gone_lines, made_on, sheet_words
from desktop.screens.latest_screen import LatestAnswer
from desktop.wording import date_words
from locales import _
from records.copies_register import CopiesRegister, CopyGiven
from records.copy_code import CopyCode, copy_code, read_copy_code
from records.operation import UserId

EXAMPLE = copy_code(3, 7)


def latest_answer(
    typed: str, register: CopiesRegister, called: str, team: Mapping[UserId, str]
) -> LatestAnswer:
    """The answer for what was typed."""
    code = read_copy_code(typed)
    if code is None:
        said = _("That is not the whole code, or one character of it is different.")
        how = _("It looks like {example}. Read it once more, a piece at a time.").format(example=EXAMPLE)
        return LatestAnswer(said, (how,), "soon")
    numbered = [one for one in register.given if one.number == code.number and not one.never_left]
    found = [one for one in numbered if one.version == code.version]
    if not found:
        return _unknown(code, numbered, register, called)
    if len(found) > 1:
        return _several(code, found, register, team)
    return _known(found[0], register, team)


def _known(copy: CopyGiven, register: CopiesRegister, team: Mapping[UserId, str]) -> LatestAnswer:
    about = _("{copy}. {line}.").format(copy=copy_title(copy), line=copy_line(copy, team))
    said, tone = _headline(copy, register)
    lines = [about, *gone_lines(copy, team)]
    if copy.is_gone:
        lines.append(_("If it is in somebody’s hand, say so in the list of copies."))
    if tone == "done":
        lines.append(_as_far())
    return LatestAnswer(said, tuple(lines), tone)


def _headline(copy: CopyGiven, register: CopiesRegister) -> tuple[str, str]:
    successor = register.successor(copy)
    if successor is not None:
        words = _("No. Copy {number} was left in its place on {day}.")
        return words.format(number=successor.number, day=date_words(made_on(successor))), "soon"
    if not copy.holds_plan:
        words = _("As far as this laptop knows, yes. It knows of no newer one: {sheet}.")
        return words.format(sheet=sheet_words(copy.sheet)), "done"
    if copy.version < register.version:
        words = _("No. This laptop knows of version {number}, written later.")
        return words.format(number=register.version), "soon"
    if copy.version > register.version:
        return _newer(copy.version, register), "neutral"
    return _("As far as this laptop knows, yes: nothing has been written in the plan since."), "done"


def _unknown(
    code: CopyCode, numbered: list[CopyGiven], register: CopiesRegister, called: str
) -> LatestAnswer:
    said = _("This laptop does not know that copy of {called}’s.").format(called=called)
    return LatestAnswer(said, tuple(_why_unknown(code, numbered, register)), "neutral")


def _why_unknown(code: CopyCode, numbered: list[CopyGiven], register: CopiesRegister) -> Iterator[str]:
    for one in numbered:
        words = _("It knows a copy {number}, of version {known} and not of {asked}.")
        yield words.format(number=one.number, known=one.version, asked=code.version)
    if code.version < register.version:
        yield _("It knows of version {number} of the plan, written later than {asked}.").format(
            number=register.version, asked=code.version
        )
    elif code.version > register.version:
        yield _newer(code.version, register)
    yield _(
        "Perhaps a colleague left it and their work has not reached this laptop, or it is somebody else’s."
    )


def _several(
    code: CopyCode, found: list[CopyGiven], register: CopiesRegister, team: Mapping[UserId, str]
) -> LatestAnswer:
    said = _("Two laptops gave the number {number}, each to a copy of its own.").format(number=code.number)
    lines = [
        " ".join((_("{copy}. {line}.").format(copy=copy_title(one), line=copy_line(one, team)), answer))
        for one in found
        for answer in (_headline(one, register)[0],)
    ]
    return LatestAnswer(said, tuple(lines), "neutral")


def _newer(version: int, register: CopiesRegister) -> str:
    words = _("The sheet is of version {version}, and this laptop knows the plan up to version {number}.")
    return words.format(version=version, number=register.version)


def _as_far() -> str:
    return _("What a colleague wrote and this laptop has not received, it cannot know.")
