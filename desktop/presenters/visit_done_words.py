# SPDX-License-Identifier: Apache-2.0
"""What came of a visit, in words. Pure: a record and a response in, sentences out; never a judgement."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.presenters.filling import Filling
from desktop.presenters.ring_words import ring_now_words
from desktop.presenters.today_lines import by_words, promise_words
from desktop.screens.visit_done_screen import VisitDoneWords
from desktop.shell import Shell
from desktop.wording import list_words, moment_words, waiting_words
from forms.answer_words import answer_words
from forms.answers import AnswerType, Given, NotAsked, NotNow, answer_to_json
from forms.contact_words import (
    explain_contact,
    joint_sentence,
    perhaps_twice_sentence,
    professional_sentence,
)
from forms.contacts import Verdict
from forms.definition import Section
from locales import _, ngettext
from records.answered import instant_in
from records.copies_register import CopiesRegister, How
from records.joint_visits import Sameness, visits_shown
from records.operation import UserId
from records.people import VISIT_FORM, Response
from records.person_record import PersonRecord
from records.promises import PromiseKind, promises_of
from records.slip_left import slips_left
from records.today import follow_up_of
from records.unfinished import is_open


def visit_done_words(
    record: PersonRecord, register: CopiesRegister, visit: Response, filling: Filling, shell: Shell
) -> VisitDoneWords:
    """The page in words; `filling` is the same visit as a draft, for what was left out."""
    left_open = is_open(visit.entity, visit.rows)
    authors = list_words([_name(record, one) for one in visit.authors or (visit.recorded_by,)])
    title = _("The visit so far") if left_open else _("The visit is written down")
    lead = _("Written by {names}.").format(names=authors)
    if left_open:
        lead += " " + _("Anybody in the team can go on with it, once it is received.")
    groups = (
        (_("What it counts for"), tuple(_counts(record, visit, shell))),
        (_("What we promised"), tuple(_promised(record, visit, shell))),
        (_("When we next meet or talk"), tuple(_next(filling))),
        (_("Promise slip"), tuple(_slips(visit, register))),
        (_("Left out today"), tuple(_left_out(filling))),
    )
    return VisitDoneWords(
        title=title,
        lead=lead,
        state=_state(record),
        urgent=_urgent(record, visit, shell),
        heed=tuple(_heed(record, visit)),
        groups=tuple((heading, lines) for heading, lines in groups if lines),
        open=left_open,
        called=record.card.called,
    )


def _state(record: PersonRecord) -> tuple[str, str, str]:
    if record.only_here:
        return waiting_words(record.only_here), "laptop", "laptop"
    return _("Received by the team"), "done", "tick"


def _urgent(record: PersonRecord, visit: Response, shell: Shell) -> str:
    """Until the centre says that it has it, nobody has heard of it from this laptop (hazard 5)."""
    wanted = visit.given("safety_now") is True or visit.given("need_registered") is True
    if not (wanted and record.only_here):
        return ""
    return ring_now_words(shell.site, None)


def _heed(record: PersonRecord, visit: Response) -> Iterator[str]:
    for shown in visits_shown(record.responses_to(VISIT_FORM)):
        if visit.entity not in {one.entity for one in shown.responses}:
            continue
        names = [_name(record, one) for one in shown.authors]
        if shown.sameness is Sameness.JOINT:
            yield joint_sentence(names)
        elif shown.sameness is Sameness.PERHAPS_TWICE:
            yield perhaps_twice_sentence(names[0])


def _name(record: PersonRecord, user: str) -> str:
    return record.team.get(UserId(user), _("A colleague"))


def _counts(record: PersonRecord, visit: Response, shell: Shell) -> Iterator[str]:
    follow_up = follow_up_of(record.card, shell.clock_settings, shell.now())
    if follow_up is None:
        yield _("No discharge date is known, so it cannot be said what this contact counts for.")
        return
    verdict = _verdict(visit, follow_up.verdicts)
    if verdict is not None:
        yield explain_contact(verdict, follow_up.clocks, follow_up.now)
    said = professional_sentence(follow_up)
    if said:
        yield said


def _verdict(visit: Response, verdicts: tuple[Verdict, ...]) -> Verdict | None:
    at = instant_in(visit.answers, "contact_dt")
    return next((one for one in verdicts if one.contact.at == at), None)


def _next(filling: Filling) -> Iterator[str]:
    words = [_given_words(filling, one) for one in ("next_appt_when", "next_appt_where", "next_appt_who")]
    said = ", ".join(one for one in words if one)
    if said:
        yield said


def _promised(record: PersonRecord, visit: Response, shell: Shell) -> Iterator[str]:
    """Ours, kept or not; the next meeting stands by itself."""
    now = shell.now()
    for one in promises_of(record):
        if one.entity != visit.entity or one.kind is PromiseKind.NEXT_CONTACT:
            continue
        by = _("no day was named") if one.by is None else _("by {when}").format(when=by_words(one.by, now))
        yield _("{promise}, {by}").format(promise=promise_words(one), by=by)


def _slips(visit: Response, register: CopiesRegister) -> Iterator[str]:
    said = {How.PRINTED: _("Printed {when}"), How.SAVED: _("Saved as a file {when}")}
    for one in slips_left(visit, register):
        line = said.get(one.how, _("Copied by hand {when}")).format(when=moment_words(one.at))
        numbered = _("{line}: copy {number}").format(line=line, number=one.number)
        yield line if one.number is None else numbered


def _given_words(filling: Filling, link_id: str) -> str:
    answer = filling.draft.answer((None, link_id))
    if not isinstance(answer, Given):
        return ""
    return answer_words(answer_to_json(answer), filling.form.by_link_id[link_id])


def _left_out(filling: Filling) -> Iterator[str]:
    for section in filling.form.sections:
        if _is_put_off(filling, section):
            yield _("{part}: not covered today").format(part=_(section.title))
    for path in filling.draft.relevant():
        answer = filling.draft.answer(path)
        if isinstance(answer, NotAsked):
            question = _(filling.form.by_link_id[path[1]].text)
            yield _("“{question}” was not asked: {reason}").format(question=question, reason=answer.reason)
    left = len(filling.draft.left_for_registered())
    if left:
        yield ngettext(
            "{count} question is left for a registered colleague.",
            "{count} questions are left for a registered colleague.",
            left,
        ).format(count=left)


def _is_put_off(filling: Filling, section: Section) -> bool:
    """Whether every question of a part was recorded as "not now", as "not covered today" does."""
    answers = [
        filling.draft.answer(path)
        for path in filling.draft.relevant()
        if (question := filling.form.by_link_id[path[1]]).section == section.link_id
        and question.answer_type is not AnswerType.NOTHING
    ]
    return bool(answers) and all(isinstance(one, NotNow) for one in answers)
