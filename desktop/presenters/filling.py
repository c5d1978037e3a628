# SPDX-License-Identifier: Apache-2.0
"""One form being filled in for one person: what is kept meanwhile, and what it becomes when finished.

Never journals an answer that was only shown again: of an agreement that is opened to be changed, only what
changed is recorded, against the versions that were on screen (sync 9.6). No Qt, no store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from desktop.places import Place
from forms.answers import Answer, Given, NotAsked, answer_to_json
from forms.check_ins import StartedBy
from forms.definition import Form, Section
from forms.definition import Kind as QuestionKind
from forms.draft import Draft
from forms.registry import CARER, newest_form
from locales import _
from records.check_ins import name_in
from records.drafts import DraftId, SavedDraft
from records.operation import (
    Body,
    Change,
    EntityId,
    ItemClass,
    ItemId,
    Kind,
    OperationId,
    PersonId,
    Typed,
    Who,
    new_id,
)
from records.people import DISCHARGE_FORM
from records.person_record import PersonRecord
from records.responses import changes_for, heads_on_screen, seen_in
from records.state import ItemState

Seen = dict[str, dict[str, tuple[OperationId, ...]]]
"""What was on screen when it was opened: by item and field, the operations that stood."""

Now = Callable[[], datetime]
_NOBODY = ""
_NEEDS_HELP = {"need_help", "need_help_today"}
_NOT_IN_PLACE = {"not_yet", "not_known"}


@dataclass(slots=True)
class Filling:
    """A form on its way. `section` is the linkId where the two of them are.

    Attributes:
        draft_id: the row it is kept under; the same each time this form of this person is opened.
        entity: the response that is changed; None where a new one is begun.
        seen: of a response that is changed, its heads when it was opened.
        began: of a response that is changed, its answers when it was opened: a draft's snapshot.
        carer: whose contact it was begun as; None where it is the person's.
        response: the response it is, or becomes when it is recorded.
    """

    person: PersonId
    form: Form
    draft_id: DraftId
    draft: Draft
    section: str
    entity: EntityId | None
    seen: Seen
    began: dict[str, Any] | None
    carer: EntityId | None = None
    response: EntityId = field(default_factory=lambda: EntityId(new_id()))

    def __post_init__(self) -> None:
        """A response that is changed stays the same one."""
        self.response = self.entity or self.response

    @property
    def is_started(self) -> bool:
        """Whether there is anything to keep that is not in the record already."""
        return self.draft.is_started and self.draft.snapshot() != self.began

    @property
    def place(self) -> int:
        """Where the section stands among the sections, from 0."""
        return [one.link_id for one in self.form.sections].index(self.section)

    def section_at(self, place: int) -> Section | None:
        """The section there, or None past either end."""
        return self.form.sections[place] if 0 <= place < len(self.form.sections) else None

    def go_to(self, section: str | None) -> None:
        """Be at a section; a linkId that this version does not have means its first."""
        known = [one.link_id for one in self.form.sections]
        self.section = section if section in known else known[0]

    def snapshot(self) -> dict[str, Any]:
        """All that is needed to go on after a crash, where they were, as JSON."""
        return {
            "draft": self.draft.snapshot(),
            "section": self.section,
            "entity": self.entity,
            "carer": self.carer,
            "seen": self.seen,
            "began": self.began,
        }

    def changes(self) -> list[Change]:
        """The transaction it becomes; empty where nothing differs from the record."""
        entity = self.response
        before = _by_place(self.began)
        changed: dict[str | None, list[tuple[str | None, str, Answer]]] = {}
        for row, link_id, answer in self.draft.answers():
            if before.get((row, link_id)) != answer_to_json(answer):
                changed.setdefault(row, []).append((row, link_id, answer))
        made = [
            change
            for row, answers in changed.items()
            for change in changes_for(
                self.form, entity, answers, typed=Typed.WORKER, seen=self.seen.get(row or entity)
            )
        ]
        return [*made, *self._taken_back(entity, before)]

    def changes_for_now(self, link_id: str) -> list[Change]:
        """One answer that cannot wait for the end, as a transaction of its own; `was_recorded` follows it."""
        answer = self.draft.answer((None, link_id))
        if answer is None:
            return []
        seen = self.seen.get(self.response)
        return changes_for(self.form, self.response, [(None, link_id, answer)], typed=Typed.WORKER, seen=seen)

    def was_recorded(self, link_id: str, heads: Mapping[str, tuple[OperationId, ...]]) -> None:
        """That answer is in the record: it is not recorded again, and the response is one that goes on.

        Args:
            link_id: of the answer that was recorded.
            heads: what stands in the item of the response now.
        """
        answer = self.draft.answer((None, link_id))
        assert answer is not None
        began = self.began or Draft(self.form).snapshot()
        others = [one for one in began["answers"] if one[:2] != [None, link_id]]
        self.began = {**began, "answers": [*others, [None, link_id, answer_to_json(answer)]]}
        self.entity = self.response
        self.seen[self.response] = {**self.seen.get(self.response, {}), **heads}

    def _taken_back(self, entity: EntityId, before: Mapping[tuple[str | None, str], Any]) -> list[Change]:
        """What stood in the record and was emptied or taken away here."""
        after = _by_place(self.draft.snapshot())
        rows = {row for question in self.form.by_link_id for row in self.draft.rows(question)}
        gone = {row for row, _ in before if row is not None and row not in rows}
        emptied = [
            (row, link_id)
            for row, link_id in before
            if (row is None or row in rows) and (row, link_id) not in after
        ]
        removals = [self._removal(entity, row) for row in sorted(gone)]
        return [*removals, *(self._strike(entity, row, link_id) for row, link_id in emptied)]

    def _removal(self, entity: EntityId, row: str) -> Change:
        heads = tuple(sorted({one for field in self.seen.get(row, {}).values() for one in field}))
        # What is no answer, such as that a promise was kept, has no question to say its class.
        names = (name.rsplit("|", 1)[-1] for name in self.seen.get(row, {}) if "|" in name)
        item_class = next((self._class_of(name) for name in names), ItemClass.OBSERVATION)
        return Change(entity, ItemId(row), "", Kind.RETIRE, item_class, Who.WORKER, Body(None), heads)

    def _class_of(self, link_id: str) -> ItemClass:
        return ItemClass(self.form.by_link_id[link_id].item_class.value)

    def _strike(self, entity: EntityId, row: str | None, link_id: str) -> Change:
        name = self.form.field_of(link_id)
        return Change(
            entity=entity,
            item=ItemId(row or entity),
            field=name,
            kind=Kind.STRIKE,
            item_class=self._class_of(link_id),
            said_by=Who.WORKER,
            body=Body(None),
            base=seen_in(self.seen.get(row or entity, {}), name),
        )


def open_form(record: PersonRecord, place: Place, now: Now, *, peer: bool = False) -> Filling:
    """Go on with what was left half done; or open the response that the place names; or begin afresh.

    Args:
        record: of the person.
        place: names the form, and the response to change if there is one.
        now: this moment, aware.
        peer: a peer worker asks; what is left for a registered colleague is not asked.

    Raises:
        FormNotFoundError: no form of this name came with this app.
    """
    form = newest_form(place.form or _NOBODY)
    saved = _half_done(record, place)
    filling = (
        _go_on(record, form, saved, now, peer=peer)
        if saved is not None
        else _open(record, form, place, now, peer=peer)
    )
    if place.section is not None:
        filling.go_to(place.section)
    return filling


def _half_done(record: PersonRecord, place: Place) -> SavedDraft | None:
    # Changing what stands is no beginning: coming home again must not change when somebody came home before.
    any_of_them = place.entity is None and place.form != DISCHARGE_FORM
    for one in record.drafts:
        is_same = any_of_them or place.entity == one.snapshot.get("entity")
        # What a carer said is never gone on with as the person's own words, nor another carer's.
        is_same = is_same and place.carer == one.snapshot.get("carer")
        if one.form.split("|")[0] == place.form and is_same:
            return one
    return None


def _go_on(record: PersonRecord, form: Form, saved: SavedDraft, now: Now, *, peer: bool) -> Filling:
    kept = saved.snapshot
    draft = Draft.from_snapshot(form, kept["draft"], peer=peer, now=now)
    entity = kept.get("entity")
    filling = Filling(
        person=record.card.person,
        form=form,
        draft_id=saved.draft,
        draft=draft,
        section=form.sections[0].link_id,
        entity=None if entity is None else EntityId(entity),
        seen={
            item: {name: tuple(heads) for name, heads in fields.items()}
            for item, fields in kept.get("seen", {}).items()
        },
        began=kept.get("began"),
        carer=None if kept.get("carer") is None else EntityId(kept["carer"]),
    )
    filling.go_to(kept.get("section"))
    return filling


def _open(record: PersonRecord, form: Form, place: Place, now: Now, *, peer: bool) -> Filling:
    mine = {
        item: state
        for (entity, item), state in record.items.items()
        if entity == place.entity and state.retired is None
    }
    began = _as_snapshot(form, place.entity, mine) if place.entity is not None else None
    if began is None:
        draft = Draft(form, peer=peer, now=now)
        if place.carer is not None:
            _began_by(draft, record, place.carer)
    else:
        draft = Draft.from_snapshot(form, began, peer=peer, now=now)
    return Filling(
        person=record.card.person,
        form=form,
        draft_id=_draft_id(record.card.person, form, place.entity, place.carer),
        draft=draft,
        section=form.sections[0].link_id,
        entity=place.entity,
        seen={str(item): heads_on_screen(state) for item, state in mine.items()},
        began=None if began is None else draft.snapshot(),
        carer=place.carer,
    )


def _began_by(draft: Draft, record: PersonRecord, carer: EntityId) -> None:
    """A carer got in touch: it is theirs, and nobody has asked the person yet."""
    draft.set_answer((None, "cc_by"), Given(StartedBy.CARER.value))
    named = next((name_in(one, "ca_name") for one in record.responses_to(CARER) if one.entity == carer), "")
    if named:
        draft.set_answer((None, "cc_carer"), Given(named))
    for asked in ("cc_words", "cc_safety"):
        draft.set_answer((None, asked), NotAsked(_("It was a carer who got in touch.")))


def _draft_id(person: PersonId, form: Form, entity: EntityId | None, carer: EntityId | None) -> DraftId:
    """The same each time, so that opening a form twice never makes two rows."""
    name = f"keepwell/draft/0\n{person}\n{form.canonical}\n{entity or _NOBODY}"
    name += "" if carer is None else f"\n{carer}"
    return DraftId(sha256(name.encode()).hexdigest()[:32])


def _as_snapshot(form: Form, entity: EntityId | None, items: Mapping[ItemId, ItemState]) -> dict[str, Any]:
    """The heads of a response as a draft; of two versions the newer is shown, both are named as seen."""
    rows: dict[str, list[str]] = {}
    answers: list[list[Any]] = []
    for item, state in sorted(items.items(), key=_oldest_first):
        row = None if str(item) == entity else str(item)
        for name, stands in state.fields.items():
            question = form.by_link_id.get(name.rsplit("|", 1)[-1])
            if question is None or not stands.heads or not name.startswith(f"{form.canonical}|"):
                continue
            if row is not None and question.group and row not in rows.setdefault(question.group, []):
                rows[question.group].append(row)
            answers.append([row, question.link_id, stands.heads[0].value])
    empty = Draft(form).snapshot()
    return {**empty, "rows": rows, "answers": answers}


def _oldest_first(entry: tuple[ItemId, ItemState]) -> tuple[int, str]:
    item, state = entry
    entries = [one for field in state.fields.values() for one in (*field.heads, *field.past)]
    return min((one.at for one in entries), default=0), item


def _by_place(snapshot: Mapping[str, Any] | None) -> dict[tuple[str | None, str], Any]:
    if snapshot is None:
        return {}
    return {(row, link_id): raw for row, link_id, raw in snapshot["answers"]}


def needs_help(draft: Draft, section: str) -> bool:
    """Whether anything in this part needs help, or was promised and is not there (domain I2, M1)."""
    for path in draft.relevant():
        question = draft.form.by_link_id[path[1]]
        answer = draft.answer(path)
        if question.section != section or not isinstance(answer, Given):
            continue
        homecoming = question.kind is QuestionKind.HOMECOMING and answer.value in _NEEDS_HELP
        if homecoming or (question.link_id == "promised_state" and answer.value in _NOT_IN_PLACE):
            return True
    return False
