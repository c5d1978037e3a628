# SPDX-License-Identifier: Apache-2.0
"""What a ward did not hand over, or nobody knows: each one something to chase (domain A3, S0's 48 hours).

Never takes a blank for a yes, nor a person's no for a gap: who did not want a plan, or did not want it
shared, has said so. Words: `forms.discharge_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from forms.answers import Answer, Given, Path, is_blank
from forms.definition import Form
from forms.section117 import section_117

_FOR_NOW = "29"  # MHSDS: temporary place of residence
_FIRST_TO_KNOW = ("person", "carer", "team")
_SHARED_WITH = ("person", "carer", "team", "gp")
_NEEDS = ("medicines", "talking", "body", "social", "culture", "housing", "money")
_LEADS = {"lead", "social_work"}
_UNKNOWN = "not_known"


class GapState(StrEnum):
    """How something is missing."""

    NOT_DONE = "not_done"
    NOT_KNOWN = "not_known"
    PARTLY = "partly"
    TO_DO = "to_do"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to chase.

    Attributes:
        link_id: the question whose answer shows it.
        missing: of several, the codes that are missing.
    """

    link_id: str
    state: GapState
    missing: tuple[str, ...] = ()


def gaps(form: Form, answers: Mapping[Path, Answer], *, peer: bool = False) -> tuple[Gap, ...]:
    """Everything that was not given, in the order of the form.

    Args:
        form: a discharge; a question that its version does not have leaves no gap.
        answers: what was answered, by place.
        peer: leave out what only a registered colleague is asked.
    """
    read = _Read(answers)
    order = {link_id: place for place, link_id in enumerate(form.by_link_id)}
    found = [gap for look in _LOOKS for gap in look(read) if gap.link_id in order]
    asked = [one for one in found if not (peer and form.by_link_id[one.link_id].registered_only)]
    return tuple(sorted(asked, key=lambda one: order[one.link_id]))


class _Read:
    """The answers of one discharge."""

    def __init__(self, answers: Mapping[Path, Answer]) -> None:
        self._answers = answers

    def has(self, link_id: str) -> bool:
        answer = self._answers.get((None, link_id))
        return isinstance(answer, Given) and not is_blank(answer)

    def value(self, link_id: str) -> object:
        answer = self._answers.get((None, link_id))
        return answer.value if isinstance(answer, Given) and not is_blank(answer) else None

    def code(self, link_id: str) -> str | None:
        value = self.value(link_id)
        return value if isinstance(value, str) and value != _UNKNOWN else None

    def codes(self, link_id: str) -> tuple[str, ...]:
        value = self.value(link_id)
        return value if isinstance(value, tuple) and all(isinstance(one, str) for one in value) else ()

    def rows(self, link_id: str) -> list[tuple[str | None, object]]:
        return [
            (row, answer.value)
            for (row, name), answer in self._answers.items()
            if name == link_id and isinstance(answer, Given) and not is_blank(answer)
        ]


def _yes_or_no(link_id: str) -> Callable[[_Read], Iterator[Gap]]:
    def look(read: _Read) -> Iterator[Gap]:
        code = read.code(link_id)
        if code is None:
            yield Gap(link_id, GapState.NOT_KNOWN)
        elif code == "no":
            yield Gap(link_id, GapState.NOT_DONE)

    return look


def _several(link_id: str, wanted: tuple[str, ...], settles: str = "") -> Callable[[_Read], Iterator[Gap]]:
    """Of several the ones that are missing; `settles` is the code with which none is."""

    def look(read: _Read) -> Iterator[Gap]:
        codes = read.codes(link_id)
        if settles and settles in codes:
            return
        if not codes or set(codes) == {_UNKNOWN}:
            yield Gap(link_id, GapState.NOT_KNOWN)
        elif set(codes) <= {"nobody", _UNKNOWN}:
            yield Gap(link_id, GapState.NOT_DONE)
        elif missing := tuple(one for one in wanted if one not in codes):
            yield Gap(link_id, GapState.PARTLY, missing)

    return look


def _words(link_id: str) -> Callable[[_Read], Iterator[Gap]]:
    def look(read: _Read) -> Iterator[Gap]:
        if not read.has(link_id):
            yield Gap(link_id, GapState.NOT_KNOWN)

    return look


def _plan(read: _Read) -> Iterator[Gap]:
    states = {
        None: GapState.NOT_KNOWN,
        "not_offered": GapState.NOT_DONE,
        "unfinished": GapState.PARTLY,
    }
    code = read.code("dh_plan")
    if code in states:
        yield Gap("dh_plan", states[code])


def _meeting(read: _Read) -> Iterator[Gap]:
    yield from _yes_or_no("dh_meeting")(read)
    if read.code("dh_meeting") == "yes":
        for link_id in ("dh_meeting_when", "dh_meeting_who"):
            yield from _words(link_id)(read)


def _for_now(read: _Read) -> Iterator[Gap]:
    """The framework wants a reason and a way out of a place that is only for now."""
    said = read.value("dh_for_now")
    if said is True or (said is None and read.code("disch_dest") == _FOR_NOW):
        for link_id in ("dh_for_now_why", "dh_for_now_exit"):
            if not read.has(link_id):
                yield Gap(link_id, GapState.NOT_DONE)
    elif said is None:
        yield Gap("dh_for_now", GapState.NOT_KNOWN)


def _legal(read: _Read) -> Iterator[Gap]:
    codes = read.codes("dh_legal")
    if not codes or _UNKNOWN in codes:
        yield Gap("dh_legal", GapState.NOT_KNOWN)
    applies = section_117(codes).applies
    state = read.code("dh_s117")
    if applies is False or state == "done":
        return
    if state == "due":
        yield Gap("dh_s117", GapState.TO_DO)
    elif applies:
        # By law it was due before they left; "not needed" cannot be right beside these sections.
        yield Gap("dh_s117", GapState.NOT_DONE if state else GapState.NOT_KNOWN)
    elif state is None:
        yield Gap("dh_s117", GapState.NOT_KNOWN)


def _assessments(read: _Read) -> Iterator[Gap]:
    due = False
    for link_id in ("dh_care_act", "dh_chc"):
        state = read.code(link_id)
        if state is None:
            yield Gap(link_id, GapState.NOT_KNOWN)
        due = due or state == "due"
    if due or read.code("dh_s117") == "due":
        for link_id in ("dh_assess_by", "dh_assess_when"):
            yield from _words(link_id)(read)


def _advocate(read: _Read) -> Iterator[Gap]:
    states = {None: GapState.NOT_KNOWN, "not_asked": GapState.NOT_DONE, "wants": GapState.TO_DO}
    code = read.code("dh_advocate")
    if code in states:
        yield Gap("dh_advocate", states[code])


def _capacity(read: _Read) -> Iterator[Gap]:
    code = read.code("dh_capacity")
    if code is None:
        yield Gap("dh_capacity", GapState.NOT_KNOWN)
    elif code == "not_all" and not read.has("dh_capacity_words"):
        yield Gap("dh_capacity_words", GapState.NOT_DONE)


def _pathway(read: _Read) -> Iterator[Gap]:
    if read.code("dh_pathway") is None:
        yield Gap("dh_pathway", GapState.NOT_KNOWN)


def _team(read: _Read) -> Iterator[Gap]:
    named = {row for row, _name in read.rows("dh_team_name")}
    roles = {role for row, role in read.rows("dh_team_role") if row in named}
    if not named:
        yield Gap("dh_team", GapState.NOT_KNOWN)
    elif not roles & _LEADS:
        yield Gap("dh_team", GapState.PARTLY, ("lead",))


_LOOKS: tuple[Callable[[_Read], Iterator[Gap]], ...] = (
    _several("dh_notice", _FIRST_TO_KNOW),
    _yes_or_no("dh_safety"),
    _plan,
    _several("dh_shared", _SHARED_WITH, settles="not_agreed"),
    _meeting,
    _yes_or_no("dh_crisis"),
    _several("dh_covers", _NEEDS),
    _for_now,
    _words("dh_medicines"),
    _words("dh_medicines_days"),
    _legal,
    _assessments,
    _pathway,
    _advocate,
    _capacity,
    _team,
)
