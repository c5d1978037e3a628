# SPDX-License-Identifier: Apache-2.0
"""Brings one person's record to their page, and leads on from it. No layout here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Slot

from desktop.places import Place, PlaceKind
from desktop.presenters.carer_words import carer_lines
from desktop.presenters.chasing import show_beside_person
from desktop.presenters.disagreement_words import disagreement_titles
from desktop.presenters.person_reader import PersonReader
from desktop.presenters.today_lines import promise_chip, promise_words, replace_chip, replace_words
from desktop.presenters.today_words import TONES, died_sentence
from desktop.presenters.versions_words import standing_words
from desktop.screens.person_screen import PersonScreen, PersonWords
from desktop.screens.screen import Screen
from desktop.shell import Shell
from desktop.widgets.network_arrangement import Supporter
from desktop.widgets.plan_path import Stage
from desktop.wording import date_words, identifiers, moment_words, needs_words, waiting_words
from forms.answer_words import answer_words
from forms.answers import Given, answer_from_json
from forms.clock_words import counts_sentence, deadline_chip, explain_clocks
from forms.contacts import FollowUp
from forms.definition import Form, Kind, Section
from forms.registry import CARER, CHECK_IN, CONTACT, PLAN, newest_form
from locales import _, ngettext
from records.answered import date_in, instant_in
from records.check_ins import asked_on, has_died, open_agreements
from records.copies_register import CopyGiven, read_register
from records.handed_over import items_to_read
from records.kept_away import is_kept_away, read_kept_away
from records.operation import EntityId, PersonId
from records.people import CHECK_IN_FORM, CONTACT_FORM, PERSON_FORM, VISIT_FORM, Response, person_entity
from records.person_record import PersonRecord
from records.plan import Plan
from records.promises import PromiseKind, open_promises
from records.sharing_choices import RecipientKind
from records.store import RecordStore
from records.today import follow_up_of
from records.versions import AgreedVersion, read_versions

_ICONS = {"late": "warning", "soon": "today", "done": "tick"}


def make_person(shell: Shell, place: Place) -> Screen:
    """A person's page, brought to life. Opening it is logged (design 4)."""
    assert place.person is not None
    screen = PersonScreen()
    presenter = PersonPresenter(shell, place.person, screen)
    person = place.person
    shell.background.change(lambda store: store.note_read(person))
    presenter.refresh()
    return screen


class PersonPresenter(PersonReader):
    """Between the store and one person's page."""

    def __init__(self, shell: Shell, person: PersonId, screen: PersonScreen) -> None:
        super().__init__(shell, person, screen)
        self._screen = screen
        screen.visit_requested.connect(self._on_visit)
        screen.plan_requested.connect(self._on_plan)
        screen.section_requested.connect(self._on_section)
        screen.copy_requested.connect(self._on_copy)
        screen.versions_requested.connect(self._on_versions)
        screen.register_requested.connect(self._on_register)
        screen.sharing_requested.connect(self._on_sharing)
        screen.agree_requested.connect(self._on_agree)
        screen.check_in_requested.connect(self._on_check_in)
        screen.contact_requested.connect(self._on_contact)
        screen.details_requested.connect(self._on_details)
        screen.carer_requested.connect(self._on_carer)
        screen.carer_rang.connect(self._on_carer_rang)

    @staticmethod
    def read_also(store: RecordStore, record: PersonRecord) -> PlanKept:
        """The versions that were agreed, and the copies of older ones."""
        person = record.card.person
        return PlanKept(read_versions(store, person), read_register(store, person).to_replace)

    def show_record(self, record: PersonRecord) -> None:
        """Show the page."""
        self._screen.show_person(person_words(record, self.also, self.shell))
        show_beside_person(self.shell, self._screen, record)

    @Slot()
    def _on_visit(self) -> None:
        self.shell.go(Place(PlaceKind.FORM, self.person, form=VISIT_FORM))

    @Slot()
    def _on_plan(self) -> None:
        self.shell.go(Place(PlaceKind.PLAN, self.person))

    @Slot(str)
    def _on_section(self, section: str) -> None:
        self.shell.go(Place(PlaceKind.PLAN, self.person, section=section))

    @Slot()
    def _on_copy(self) -> None:
        self.shell.go(Place(PlaceKind.COPY, self.person))

    @Slot()
    def _on_versions(self) -> None:
        self.shell.go(Place(PlaceKind.VERSIONS, self.person))

    @Slot()
    def _on_register(self) -> None:
        self.shell.go(Place(PlaceKind.REGISTER, self.person))

    @Slot()
    def _on_sharing(self) -> None:
        self.shell.go(Place(PlaceKind.SHARING, self.person))

    @Slot()
    def _on_agree(self) -> None:
        self.shell.go(Place(PlaceKind.AGREE, self.person))

    @Slot()
    def _on_check_in(self) -> None:
        """To what was agreed; to a new agreement where there never was one."""
        if self.record is not None and self.record.card.check_in is not None:
            self.shell.go(Place(PlaceKind.CHECK_IN, self.person))
        else:
            self.shell.go(Place(PlaceKind.FORM, self.person, form=CHECK_IN_FORM))

    @Slot()
    def _on_contact(self) -> None:
        self.shell.go(Place(PlaceKind.FORM, self.person, form=CONTACT_FORM))

    @Slot()
    def _on_details(self) -> None:
        details = person_entity(self.person)
        self.shell.go(Place(PlaceKind.FORM, self.person, form=PERSON_FORM, entity=details))

    @Slot(str)
    def _on_carer(self, entity: str) -> None:
        theirs = EntityId(entity) if entity else None
        self.shell.go(Place(PlaceKind.FORM, self.person, form=CARER, entity=theirs))

    @Slot(str)
    def _on_carer_rang(self, entity: str) -> None:
        """A carer got in touch: written down as theirs."""
        place = Place(PlaceKind.FORM, self.person, form=CONTACT_FORM, carer=EntityId(entity))
        self.shell.go(place)


@dataclass(frozen=True, slots=True)
class PlanKept:
    """What is kept of a plan beside its words: agreed versions, newest first, and the copies to replace."""

    versions: tuple[AgreedVersion, ...]
    to_replace: tuple[CopyGiven, ...]


def person_words(record: PersonRecord, kept: PlanKept, shell: Shell) -> PersonWords:
    """A person's page in words."""
    card, now = record.card, shell.now()
    follow_up = follow_up_of(card, shell.clock_settings, now)
    return PersonWords(
        identity=identifiers(card),
        needs=needs_words(card),
        state=_state(record),
        due=_due(record, follow_up),
        due_line=_due_line(record, follow_up, now),
        behind_due=explain_clocks(follow_up.clocks, now) if follow_up is not None else (),
        new_words=bool(items_to_read(record.drafts)),
        visit_action=_visit_action(record, follow_up),
        plan_title=_("{called}’s plan").format(called=card.called),
        stages=_stages(record.plan, newest_form(PLAN)),
        plan_line=_plan_line(record, kept.versions, newest_form(PLAN)),
        to_agree=disagreement_titles(record, record.disagreements),
        check_in_lines=() if has_died(record.responses) else _check_in_lines(record),
        has_check_in=card.check_in is not None,
        since=tuple(_since(record, follow_up)),
        good_to_know=tuple(_good_to_know(record)),
        called=card.called,
        people=tuple(_people(record, shell.first_name)),
        carers=carer_lines(record),
        copies=tuple(_copies(record, kept, now)),
    )


def _copies(
    record: PersonRecord, kept: PlanKept, now: datetime
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for one in open_promises(record):
        if one.kind is PromiseKind.COPY:
            yield promise_words(one), promise_chip(one, now)
    if kept.to_replace:
        yield replace_words(kept.to_replace), replace_chip()


def _state(record: PersonRecord) -> tuple[str, str, str]:
    if record.only_here:
        return waiting_words(record.only_here), "laptop", "laptop"
    if record.last_received_at is None:
        return "", "neutral", ""
    return _("Received by the team"), "done", "tick"


def _due(record: PersonRecord, follow_up: FollowUp | None) -> tuple[str, str, str] | None:
    if has_died(record.responses):
        return died_sentence(), "neutral", "note"
    if follow_up is None:
        return None
    tone = TONES.get(follow_up.urgency, "neutral")
    return deadline_chip(follow_up), tone, _ICONS.get(tone, "today")


def _due_line(record: PersonRecord, follow_up: FollowUp | None, now: datetime) -> str:
    if has_died(record.responses):
        return _("If that is not right, put it right where it was written. We are sorry.")
    if record.draft_of(VISIT_FORM) is not None:
        return _("A visit is half written on this laptop.")
    if follow_up is None or not follow_up.still_due:
        return ""
    return counts_sentence(follow_up.clocks, now)


def _visit_action(record: PersonRecord, follow_up: FollowUp | None) -> str:
    if record.draft_of(VISIT_FORM) is not None:
        return _("Go on with the visit")
    if follow_up is not None and follow_up.still_due:
        return _("Start visit")
    return ""


def _stages(plan: Plan, form: Form) -> tuple[Stage, ...]:
    stages = []
    for section in form.sections:
        if section.short:
            count = _things_in(plan, form, section)
            note = (
                ngettext("{count} thing", "{count} things", count).format(count=count)
                if count
                else _("left for now")
            )
            stages.append(Stage(section.link_id, _(section.short), note, left_for_now=not count))
    return tuple(stages)


def _things_in(plan: Plan, form: Form, section: Section) -> int:
    statements = sum(len(plan.standing_in(one.link_id)) for one in section.questions)
    agreed = sum(
        bool(plan.agreed_field(form.field_of(one.link_id)).heads)
        for one in section.questions
        if one.kind is Kind.AGREED
    )
    return statements + agreed


def _plan_line(record: PersonRecord, versions: Sequence[AgreedVersion], form: Form) -> str:
    said = [standing_words(record, versions)]
    review = plan_value(record.plan, form, "review_when")
    if isinstance(review, date):
        said.append(_("look again {day}").format(day=date_words(review)))
    return " · ".join(said)


def plan_value(plan: Plan, form: Form, question: str) -> object:
    """The value of an agreed field when there is exactly one, else None."""
    heads = plan.agreed_field(form.field_of(question)).heads
    if len(heads) != 1 or question not in form.by_link_id:
        return None
    answer = answer_from_json(heads[0].value, form.by_link_id[question].answer_type)
    return answer.value if isinstance(answer, Given) else None


def _check_in_lines(record: PersonRecord) -> tuple[str, ...]:
    if record.card.check_in is None:
        return (_("Nothing is agreed yet: who to reach, how, and until when."),)
    going_on = open_agreements(record.responses)
    if not going_on:
        return (_("No check-in plan is open. When somebody comes back, begin a new one with them."),)
    return tuple(line for one in going_on for line in _agreed_lines(record, one))


def _agreed_lines(record: PersonRecord, agreement: Response) -> tuple[str, ...]:
    lines = []
    lead, how = agreement.answers.get("ci_lead"), agreement.given("ci_how")
    if agreement.given("ci_lead"):
        name = answer_words(lead, newest_form(CHECK_IN).by_link_id["ci_lead"])
        lines.append(_("Named person: {name}").format(name=name))
    if how:
        lines.append(str(how))
    end = asked_on(agreement, record.responses)
    if end is not None:
        day = date_words(end)
        lines.append(_("We look at it together on {day}. Nothing ends by itself.").format(day=day))
    return tuple(lines)


def _since(record: PersonRecord, follow_up: FollowUp | None) -> Iterator[tuple[str, str, str]]:
    for response in record.responses:
        if response.form == VISIT_FORM:
            yield _("Visit, {when}").format(when=_when(response, "contact_dt")), "neutral", "home"
        elif response.form == CONTACT_FORM:
            result = _option_words("cc_result", response.given("cc_result"))
            when = _when(response, "cc_dt")
            yield _("Check-in, {when}: {result}").format(when=when, result=result), "neutral", "check_ins"
        elif response.form == CHECK_IN_FORM and (end := date_in(response.answers, "ci_end")) is not None:
            words = _("Check-ins agreed to {day}").format(day=date_words(end))
            yield words, "neutral", "check_ins"
    if follow_up is not None and follow_up.professional_still_due and follow_up.verdicts:
        yield _("A registered colleague’s follow-up is still due"), "soon", "today"


def _option_words(question: str, code: str | None) -> str:
    options = newest_form(CONTACT).by_link_id[question].options
    return next((_(one.text) for one in options if one.code == code), code or "")


def _when(response: Response, question: str) -> str:
    at = instant_in(response.answers, question)
    return moment_words(response.at if at is None else int(at.timestamp() * 1000))


def _good_to_know(record: PersonRecord) -> Iterator[tuple[str, str]]:
    card = record.card
    for one in record.plan.standing_in("cp4_allergy"):
        for head in one.words.heads:
            yield _("Allergy:"), str(head.value)
    for question, lead in (
        ("safe_contact", _("At the door:")),
        ("phone", _("Phone:")),
        ("address", _("Address:")),
        ("language", _("Speaks:")),
        ("adjust", _("What helps:")),
    ):
        value = card.given(question)
        if value:
            yield lead, str(value).replace("\n", ", ")
    wards = card.discharge.given("disch_ward") if card.discharge is not None else None
    if wards:
        yield _("Came home from:"), str(wards)


def _people(record: PersonRecord, worker: str) -> Iterator[Supporter]:
    """My own people as I named them, then those whose work it is; nobody who is kept away (domain M12)."""
    kept = read_kept_away(record)
    for one in _named_people(record, worker):
        if one.service or not is_kept_away(kept, one.words, RecipientKind.CARER):
            yield one


def _named_people(record: PersonRecord, worker: str) -> Iterator[Supporter]:
    for words in _said_in(record, "cp3_people"):
        yield _supporter(words)
    for one in record.card.given("emergency_contact") or ():
        note = ", ".join(part for part in (one["relation"], one["phone"]) if part)
        yield Supporter(one["name"], note)
    for words in _said_in(record, "cp4_health"):
        yield _supporter(words, service=True)
    yield Supporter(worker, service=True)


def _said_in(record: PersonRecord, part: str) -> Iterator[str]:
    for one in record.plan.standing_in(part):
        yield from (str(head.value) for head in one.words.heads)


def _supporter(words: str, *, service: bool = False) -> Supporter:
    # "Nadia, my sister, 07700 900462": the name goes on the ring, all of it into the list.
    name, _comma, note = words.partition(",")
    return Supporter(name.strip() or words, note.strip(), service)
