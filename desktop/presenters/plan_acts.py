# SPDX-License-Identifier: Apache-2.0
"""What people do to a plan on screen, as the changes it asks for. Knows no window and no storage.

Every change answers what was on screen in this reading of the record and nothing that came since.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.screens.writer import Writing
from desktop.wording import LANGUAGES, language_name
from forms.definition import Form, Kind
from forms.draft import Draft
from records import plan as plans
from records.operation import Change, ItemClass, Typed, Who
from records.people import plan_entity
from records.person_record import PersonRecord
from records.plan import Statement, Words
from records.responses import changes_for
from records.statements import move, move_down, move_up
from records.suggestions import Suggestion, decline, read_suggestions, suggest, take
from records.translations import translate

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class PlanActs:
    """The acts that one reading of a person's plan allows."""

    form: Form
    record: PersonRecord

    def statement(self, item: str) -> Statement:
        """A statement by its item."""
        every = (one for found in self.record.plan.statements.values() for one in found)
        return next(one for one in every if one.item == item)

    def idea(self, item: str) -> Suggestion:
        """A worker's idea by its item."""
        ideas = read_suggestions(self.record.card.person, self.record.items)
        return next(one for one in ideas if one.item == item)

    def standing_text(self, part: str, item: str) -> str:
        """What to begin with when words are said differently; an agreed text where there is no item."""
        if item:
            words = self.statement(item).words
            return str((words.heads or words.past)[0].value)  # struck meanwhile: what it was
        heads = self.record.plan.agreed_field(self.form.field_of(part)).heads
        given = heads[0].value if heads else {}
        return str(given.get("given", "")) if isinstance(given, dict) else ""

    def translation(self, part: str, item: str) -> Writing:
        """What to begin with when words are put into another language: the person's, where it is known."""
        known = (one for one in LANGUAGES if language_name(one) == self.record.card.given("language"))
        return Writing(part, item, typed=Typed.INTERPRETER, language=next(known, LANGUAGES[0]))

    def keep(self, writing: Writing) -> list[Change]:
        """Words that are meant to stand."""
        person, words = self.record.card.person, _words(writing)
        if writing.item is not None and writing.language:
            statement = self.statement(writing.item)
            state = self.record.items[plan_entity(person), statement.item]
            return [translate(person, statement, writing.language, words.text, writing.translator, state)]
        item_class = self._class_of(writing.part)
        if self.form.by_link_id[writing.part].kind is Kind.AGREED:
            field = self.form.field_of(writing.part)
            return [plans.set_agreed(person, field, self.record.plan.agreed_field(field), words, item_class)]
        if words.said_by is Who.WORKER and writing.item is None:
            # A worker's words are an idea beside the plan: the person takes it in their own words, or not.
            return [suggest(person, writing.part, words.text)]
        if writing.idea is not None and words.said_by is Who.PERSON:
            return take(person, self.idea(writing.idea), words, item_class, self.record.plan)
        if writing.item is not None:
            return [plans.amend(person, self.statement(writing.item), words, item_class)]
        return plans.say(person, writing.part, words, item_class, self.record.plan)

    def strike(self, part: str, item: str) -> list[Change]:
        """Words that are not to stand any more."""
        person = self.record.card.person
        return [plans.strike(person, self.statement(item), Who.PERSON, self._class_of(part))]

    def bring_back(self, part: str, item: str) -> list[Change]:
        """Struck words said again as they were, in the name of whoever said them."""
        statement = self.statement(item)
        last = statement.words.past[0]
        words = Words(str(last.value), last.said_by, last.said_name, last.typed or Typed.WORKER, last.checked)
        return [plans.amend(self.record.card.person, statement, words, self._class_of(part))]

    def move(self, item: str, where: str) -> list[Change]:
        """A statement put elsewhere: `UP`, `DOWN`, or the end of another part by its linkId."""
        person, plan, statement = self.record.card.person, self.record.plan, self.statement(item)
        if where in {UP, DOWN}:
            step = move_up if where == UP else move_down
            return step(person, statement, plan, self._class_of(statement.part))
        there = plan.in_part(where)
        after = there[-1].item if there else None
        return move(person, statement, where, after, plan, self._class_of(where))

    def decline(self, item: str) -> list[Change]:
        """An idea that the person would rather not."""
        return [decline(self.record.card.person, self.idea(item))]

    def answer(self, part: str, draft: Draft) -> list[Change]:
        """A date or a choice that is meant to stand."""
        filled = [one for one in draft.answers() if one[1] == part]
        field = self.form.field_of(part)
        seen = {field: tuple(one.operation for one in self.record.plan.agreed_field(field).heads)}
        entity = plan_entity(self.record.card.person)
        return changes_for(self.form, entity, filled, typed=Typed.WORKER, seen=seen)

    def _class_of(self, part: str) -> ItemClass:
        return ItemClass(self.form.by_link_id[part].item_class.value)


def _words(writing: Writing) -> Words:
    mine = writing.said_by is Who.PERSON
    return Words(
        text=writing.text.strip(),
        said_by=writing.said_by,
        said_name=None if mine else writing.said_name.strip() or None,
        typed=writing.typed,
        checked=None if writing.typed is Typed.SELF else writing.checked or None,
    )
