# SPDX-License-Identifier: Apache-2.0
"""Beside an agreement, a contact and a decision: what cannot be meant, and the goals that a decision reads.

Says what to look at while it is written and loses nothing of it; never shows who must not be told (M12).
"""

from __future__ import annotations

import datetime as dt

from desktop.places import Place, PlaceKind
from desktop.presenters.check_in_words import goal_line
from desktop.presenters.form_acts import FormActs, FormRoom
from desktop.widgets.card import Card
from desktop.widgets.words import Words
from forms.answers import Given, NamedPerson
from forms.check_in_doubts import AsAgreed, CheckInDoubt, check_in_doubt_sentence, check_in_doubts
from locales import _
from records.check_in_doubts import rings_somebody_kept_away
from records.check_ins import has_died, open_agreements
from records.goals import goals_of
from records.people import CHECK_IN_FORM, CONTACT_FORM, LEAVING_FORM

CHECK_IN_FORMS = frozenset({CHECK_IN_FORM, CONTACT_FORM, LEAVING_FORM})
_LOOK, _AFTERWARDS = "cd_look", "ci_back"


class CheckInActs(FormActs):
    """Beside any of the three."""

    def __init__(self, room: FormRoom) -> None:
        super().__init__(room)
        self._said = self._section = ""

    def show_part(self, section: str) -> None:
        """Read the goals before deciding; say again what cannot be meant."""
        self._section = section
        if self._form == LEAVING_FORM:
            self.room.screen.show_first(self._goals_card() if section == _LOOK else None)
        self.look()

    def look(self) -> None:
        """Keep the sentence above the page true to what is answered."""
        found = self.doubts()
        said = check_in_doubt_sentence(found[0]) if found else ""
        if said == self._said:
            return
        self._said = said
        if said:
            self.room.screen.message.show_message(said, "late")
        else:
            self.room.screen.message.hide()

    def doubts(self) -> tuple[CheckInDoubt, ...]:
        """What cannot be meant in what is on screen, the gravest first."""
        record = self.room.record
        agreed = AsAgreed(start=None, end=None, named="-", died=has_died(record.responses))
        if self._form != CHECK_IN_FORM:
            return check_in_doubts(agreed, ())
        entity = self.room.filling.entity
        others = [one for one in open_agreements(record.responses) if one.entity != entity]
        lead = self._given("ci_lead")
        agreed = AsAgreed(
            start=self._day("ci_start"),
            end=self._day("ci_end"),
            # Nobody can be missing before they were asked for.
            named=lead.name if isinstance(lead, NamedPerson) else "" if self._section == _AFTERWARDS else "-",
            rings_somebody_kept_away=rings_somebody_kept_away(record, self._rung(), self._silence()),
            open_at_once=1 + len(others),
            died=has_died(record.responses),
        )
        return check_in_doubts(agreed, self.room.shell.site.left_team)

    def after_finish(self) -> Place:
        """A decision leads to the way back, the card and the letter; all else to the person's page."""
        if self._form == LEAVING_FORM:
            return Place(PlaceKind.CHECK_IN, self.room.person)
        return super().after_finish()

    @property
    def _form(self) -> str:
        return self.room.filling.form.canonical

    def _given(self, link_id: str, row: object = None) -> object:
        answer = self.room.filling.draft.answer((row, link_id))  # type: ignore[arg-type]
        return answer.value if isinstance(answer, Given) else None

    def _day(self, link_id: str) -> dt.date | None:
        given = self._given(link_id)
        return given if isinstance(given, dt.date) else None

    def _rung(self) -> list[str]:
        draft = self.room.filling.draft
        named = [self._given("ci_silence_who", row) for row in draft.rows("ci_silences")]
        return [f"{one.name}, {one.phone}" for one in named if isinstance(one, NamedPerson)]

    def _silence(self) -> list[str]:
        rows = self.room.filling.draft.rows("ci_silences")
        said = [self._given("ci_silence"), *(self._given("ci_silence_how", row) for row in rows)]
        return [one for one in said if isinstance(one, str)]

    def _goals_card(self) -> Card:
        card = Card("person_words")
        card.add(Words(_("What I want to get to"), "heading"))
        goals = goals_of(self.room.record.responses)
        for one in goals:
            line = Words()
            line.show_lead(one.what, goal_line(one, self.room.shell.now().date()))
            card.add(line)
        if not goals:
            card.add(Words(_("No goals are written down yet. They are the person’s, in their words.")))
        return card
