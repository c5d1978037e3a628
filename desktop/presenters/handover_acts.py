# SPDX-License-Identifier: Apache-2.0
"""A form that is done only when somebody with a name knows: no reply, safeguarding, a near miss.

Looks at who must not be told before anybody is rung, and never shows who they are (domain M12, I3; hazard 4).
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.places import Place, PlaceKind
from desktop.presenters.filling import Filling
from desktop.presenters.form_acts import FormActs, FormRoom
from desktop.presenters.ring_words import ring_now_words, senior_words
from desktop.shell import Shell
from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.words import Words, numbers_whole
from forms.answers import Given
from forms.escalation import first_attempt, no_reply_sentence, no_reply_times
from forms.handover import handover_of, handover_recorded
from locales import _, ngettext
from records.calls import must_not_be_rung, who_may_be_rung
from records.people import VISIT_FORM
from records.person_record import PersonRecord

_RUNG, _RUNG_NAME, _TRIED = "nc_contacts", "nc_contact_name", "nr_tried"


class HandoverActs(FormActs):
    """Beside such a form."""

    def __init__(self, room: FormRoom) -> None:
        super().__init__(room)
        handover = handover_of(room.filling.form)
        assert handover is not None
        self._handover = handover.section
        self._stopped = False
        self.call_list = CallListButton()
        self.call_list.pressed_by_hand.connect(self._on_call_list)

    def show_part(self, section: str) -> None:
        """Say who may be rung where that is asked, and offer the list to copy by hand everywhere."""
        screen, record = self.room.screen, self.room.record
        self.call_list = CallListButton()
        self.call_list.pressed_by_hand.connect(self._on_call_list)
        screen.show_more(self.call_list)
        if section == _TRIED:
            screen.show_first(may_be_rung_card(record))
        elif section == self._handover:
            card = Card("late")
            card.add(Words(numbers_whole(ring_now_words(self.room.shell.site, None))))
            by_when = escalation_words(self.room.filling, self.room.shell)
            if by_when:
                card.add(Words(by_when, "strong"))
            screen.show_first(card)
        else:
            screen.show_first(None)
        self.look()

    def look(self) -> None:
        """Stop before somebody is rung who must not be told."""
        draft = self.room.filling.draft
        if _RUNG not in self.room.filling.form.by_link_id:
            return
        named = [draft.answer((row, _RUNG_NAME)) for row in draft.rows(_RUNG)]
        words = [str(one.value) for one in named if isinstance(one, Given)]
        stopped = any(must_not_be_rung(self.room.record, one) for one in words)
        if stopped and not self._stopped:
            self.room.screen.message.show_message(_stop_words(self.room), "late")
        elif self._stopped and not stopped:
            self.room.screen.message.hide()
        self._stopped = stopped

    def after_stop(self) -> Place:
        """To the list that can be copied by hand, while nobody knows yet."""
        if not self._is_handed_over():
            return Place(PlaceKind.CALL_LIST, self.room.person, form=self.room.filling.form.canonical)
        return super().after_stop()

    def after_finish(self) -> Place:
        """Back to the visit where one is half done."""
        if self.room.record.draft_of(VISIT_FORM) is not None:
            return Place(PlaceKind.FORM, self.room.person, form=VISIT_FORM)
        return super().after_finish()

    @Slot()
    def _on_call_list(self) -> None:
        self.room.save()
        self.room.shell.go(
            Place(PlaceKind.CALL_LIST, self.room.person, form=self.room.filling.form.canonical)
        )

    def _is_handed_over(self) -> bool:
        draft = self.room.filling.draft
        answers = {(row, link_id): answer for row, link_id, answer in draft.answers()}
        return handover_recorded(answers)


def escalation_words(filling: Filling, shell: Shell) -> str:
    """By when the senior is told and somebody tries again, by the service's own times; "" while not known."""
    answers = {(row, link_id): answer for row, link_id, answer in filling.draft.answers()}
    tried = first_attempt(answers)
    if tried is None:
        return ""
    return no_reply_sentence(no_reply_times(tried, shell.site.escalation), shell.now())


class CallListButton(QWidget):
    """One press to whom to ring, in letters large enough to copy.

    Signals:
        pressed_by_hand: it was pressed.
    """

    pressed_by_hand = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        button = SecondaryButton(_("Whom to ring, to copy by hand"), "phone")
        button.clicked.connect(self.pressed_by_hand)
        QVBoxLayout(self).addWidget(in_line(button))


def may_be_rung_card(record: PersonRecord) -> Card:
    """The person's own people who may be rung; who must not is counted and never named."""
    card = Card()
    for line in may_be_rung_lines(record):
        card.add(Words(numbers_whole(line)))
    return card


def may_be_rung_lines(record: PersonRecord) -> list[str]:
    """The same as lines."""
    may, called = who_may_be_rung(record), record.card.called
    if not may.readable:
        return [
            _("A newer Keepwell wrote down who must not be told, and it cannot be read here.")
            + " "
            + _("Ring none of {called}’s own people before your senior has said who.").format(called=called)
        ]
    lines = [", ".join(part for part in (one.name, one.relation, one.phone) if part) for one in may.contacts]
    if not lines:
        lines.append(_("Nobody of {called}’s own is written down who may be rung.").format(called=called))
    if may.left_out:
        lines.append(
            ngettext(
                "{count} person is left out here: {called} asked that they are told nothing.",
                "{count} people are left out here: {called} asked that they are told nothing.",
                may.left_out,
            ).format(count=may.left_out, called=called)
        )
    return lines


def _stop_words(room: FormRoom) -> str:
    said = _(
        "Stop before you ring: somebody written here may be one whom {called} wants told nothing."
        " Ring {senior} first. If a life is in danger, ring 999."
    )
    return said.format(called=room.record.card.called, senior=senior_words(room.shell.site))
