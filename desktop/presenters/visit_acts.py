# SPDX-License-Identifier: Apache-2.0
"""A visit beside its questions: whom to ring, no one answered, a colleague, a worry, sending it unfinished.

Never says that anything was sent: what is recorded here is on this laptop, and a person is told by ringing
(hazards 3 to 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot

from desktop.messages import sentence
from desktop.places import Place, PlaceKind
from desktop.presenters.form_acts import FormActs, FormRoom
from desktop.presenters.ring_words import ring_now_words, whom_to_ring_words
from desktop.screens.visit_more import MoreOffered, RingNow, VisitMore, crisis_card
from desktop.widgets.message_bar import MessageBar
from desktop.wording import time_words
from forms.answers import Given, LocalMoment
from locales import _
from records.operation import Change, ItemId, OperationId
from records.people import NEAR_MISS_FORM, NO_REPLY_FORM, SAFEGUARDING_FORM
from records.responses import heads_on_screen
from records.store import Recorded, RecordStore
from records.unfinished import close, leave_open, standing_item

ARRIVING, SAFE = "arriving", "safe"
_NOW, _NOW_WHEN, _NOW_DONE = "safety_now", "safety_now_when", "safety_now_done"
_OUTCOME, _COLLEAGUE = "contact_outcome", "need_registered"


@dataclass(frozen=True, slots=True)
class _Asked(Recorded):
    """A call for a registered colleague as recorded, with what stands in the response now."""

    heads: dict[str, tuple[OperationId, ...]]


class VisitActs(FormActs):
    """Beside a visit."""

    def __init__(self, room: FormRoom) -> None:
        super().__init__(room)
        self._section = ""
        self._continues: str | None = None
        self.ring = RingNow()
        self.ring.crisis_toggled.connect(self._on_crisis)
        self.ring.rang.connect(self._on_rang)
        self.ring.hide()
        room.screen.keep_above_footer(self.ring)
        self.more: VisitMore | None = None

    # Showing

    def show_part(self, section: str) -> None:
        """Offer what belongs to this part."""
        self._section = section
        peer = self.room.shell.is_peer
        asked = self._is_given_yes(_COLLEAGUE)
        words = _("I need a registered colleague today")
        if asked:
            words = _("A registered colleague is asked for today")
        more = VisitMore(
            MoreOffered(
                colleague=words if peer else "",
                asked=asked,
            )
        )
        more.colleague_requested.connect(self._on_colleague)
        more.safeguarding_requested.connect(self._on_safeguarding)
        more.near_miss_requested.connect(self._on_near_miss)
        more.note_requested.connect(self._on_note)
        more.unfinished_requested.connect(self._on_unfinished)
        self.more = more
        self.room.screen.show_more(more)
        self.ring.close_contacts()
        self._continues = None
        self.room.screen.show_first(None)
        self.look()

    def _is_given_yes(self, link_id: str) -> bool:
        answer = self.room.filling.draft.answer((None, link_id))
        return isinstance(answer, Given) and answer.value is True

    def look(self) -> None:
        """Let the line above the footer say what is so now."""
        filling = self.room.filling
        self._look_where_it_continues()
        if self._is_given_yes(_NOW):
            rang = filling.draft.answer((None, _NOW_WHEN))
            at = rang.value if isinstance(rang, Given) and isinstance(rang.value, LocalMoment) else None
            self.ring.show_line(ring_now_words(self.room.shell.site, at), urgent=at is None)
        elif self._section == SAFE:
            self.ring.show_line(whom_to_ring_words(self.room.shell.site), urgent=False)
        else:
            self.ring.hide()

    def _look_where_it_continues(self) -> None:
        """A visit that met nobody goes on in a form of its own, and cannot be finished here (hazard 4)."""
        draft = self.room.filling.draft
        answer = draft.answer((None, _OUTCOME)) if self._section == ARRIVING else None
        options = self.room.filling.form.by_link_id[_OUTCOME].options
        chosen = answer.value if isinstance(answer, Given) else None
        continues = next((one.continues_in for one in options if one.code == chosen), "")
        if self._section != ARRIVING or continues == self._continues:
            return
        self._continues = continues
        if continues:
            said = _(
                "Nobody was met. That has a page of its own, which ends when somebody with a name knows."
            )
            bar = MessageBar(said, "soon", _("Go on there"))
        else:
            bar = MessageBar(_("If nobody comes to the door, or answers:"), "neutral", _("No one answered"))
        bar.action_requested.connect(self._on_no_one_answered)
        self.room.screen.show_first(bar)

    @Slot(bool)
    def _on_crisis(self, is_open: bool) -> None:
        self._continues = None
        self.room.screen.show_first(crisis_card(self.room.shell.site) if is_open else None)
        self.room.screen.look_at_first()

    @Slot()
    def _on_rang(self) -> None:
        """Note the time, and let them write what was said."""
        shell, filling = self.room.shell, self.room.filling
        now = shell.now()
        moment = LocalMoment(now.date(), now.time().replace(second=0, microsecond=0, tzinfo=None), shell.zone)
        filling.draft.set_answer((None, _NOW_WHEN), Given(moment))
        self.room.show_at(SAFE, (None, _NOW_DONE))

    # Leading on

    @Slot()
    def _on_no_one_answered(self) -> None:
        self.room.shell.go(Place(PlaceKind.FORM, self.room.person, form=NO_REPLY_FORM))

    @Slot()
    def _on_safeguarding(self) -> None:
        self.room.shell.go(Place(PlaceKind.FORM, self.room.person, form=SAFEGUARDING_FORM))

    @Slot()
    def _on_near_miss(self) -> None:
        self.room.shell.go(Place(PlaceKind.FORM, self.room.person, form=NEAR_MISS_FORM))

    @Slot()
    def _on_note(self) -> None:
        self.room.save()  # the note is read from what is saved
        self.room.shell.go(Place(PlaceKind.NOTE, self.room.person, entity=self.room.filling.entity))

    # A registered colleague

    @Slot()
    def _on_colleague(self) -> None:
        """Recorded at once, so that it leaves with the next exchange and not at the end of the visit."""
        filling, person = self.room.filling, self.room.person
        filling.draft.set_answer((None, _COLLEAGUE), Given(value=True))
        changes = filling.changes_for_now(_COLLEAGUE)
        self.room.show_at(self._section, None)

        def ask(store: RecordStore) -> _Asked:
            left = leave_open(filling.form, filling.response, store.items(person))
            recorded = store.record(person, [*changes, left])
            item = store.items(person).get((filling.response, ItemId(filling.response)))
            return _Asked(recorded.saved_at, recorded.people, heads_on_screen(item))

        self.room.shell.background.change(ask, self._on_asked, self._on_not_asked)

    @Slot(object)
    def _on_asked(self, asked: _Asked) -> None:
        self.room.filling.was_recorded(_COLLEAGUE, asked.heads)
        self.room.show_at(self._section, None)
        said = _("Written down at {time}: a registered colleague is needed today. {ring}").format(
            time=time_words(asked.saved_at), ring=ring_now_words(self.room.shell.site, None)
        )
        self.room.screen.message.show_message(said, "soon")

    @Slot(object)
    def _on_not_asked(self, error: Exception) -> None:
        """It is nowhere but here, so it must not look as if it were asked."""
        self.room.filling.draft.clear((None, _COLLEAGUE))
        self.room.show_at(self._section, None)
        self.room.screen.message.show_message(sentence(error), "late")

    # Unfinished and finished

    @Slot()
    def _on_unfinished(self) -> None:
        """Record what there is, so that another laptop can go on with it once it is received."""
        filling, person = self.room.filling, self.room.person
        changes = filling.changes()
        if not changes and filling.entity is None:
            said = _("Nothing is written in this visit yet, so there is nothing to send.")
            self.room.screen.message.show_message(said, "neutral")
            return

        def send(store: RecordStore) -> Recorded:
            items = store.items(person)
            left = leave_open(filling.form, filling.response, items)
            return store.record(person, [*changes, left], finishes=filling.draft_id)

        self.room.hand_on()
        self.room.shell.background.change(send, self._on_sent, self._on_not_sent)

    @Slot(object)
    def _on_sent(self, _recorded: Recorded) -> None:
        self.room.shell.go(self.after_finish())

    @Slot(object)
    def _on_not_sent(self, error: Exception) -> None:
        self.room.keep(error)

    def also(self, store: RecordStore) -> Sequence[Change]:
        """That it is finished, where it was sent unfinished before."""
        filling = self.room.filling
        items = store.items(self.room.person)
        row = items.get((filling.response, standing_item(filling.response)))
        return () if row is None else (close(filling.form, filling.response, items),)

    def after_finish(self) -> Place:
        """What came of the visit."""
        return Place(PlaceKind.VISIT_DONE, self.room.person, entity=self.room.filling.response)
