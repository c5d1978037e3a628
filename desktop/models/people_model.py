# SPDX-License-Identifier: Apache-2.0
"""Everyone on this laptop as rows of a list: identifiers, the next deadline, names that look alike.

Never asks the store, never works out more than what is being looked at (10,000 people must stay quick), and
never ranks people: they stand by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop import wording
from desktop.models.similar_names import SimilarNames
from forms.clocks import ClockSettings
from locales import _, sort_key
from records.operation import PersonId
from records.people import Card

ROW_ROLE = Qt.ItemDataRole.UserRole
PERSON_ROLE = Qt.ItemDataRole.UserRole + 1

AT_A_TIME = 12
"""Rows given to the list at once; it asks for more when somebody scrolls down to the end."""

_Index = QModelIndex | QPersistentModelIndex
_TONES = {"late": "late", "soon": "soon", "due": "soon", "not_due": "neutral", "done": "done"}


@dataclass(frozen=True, slots=True)
class Everyone:
    """All cards in the order of a list of names, and whose names look alike; made on the store's thread."""

    cards: tuple[Card, ...]
    similar: SimilarNames = field(default_factory=SimilarNames)


def by_name(cards: Iterable[Card]) -> Everyone:
    """Cards sorted as people expect names to be sorted."""
    ordered = tuple(sorted(cards, key=_place))
    return Everyone(ordered, SimilarNames(ordered))


def _place(card: Card) -> tuple[tuple[str, str], str]:
    return sort_key(card.name), card.person


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What one row says.

    Attributes:
        deadline: the next follow-up deadline in words; "" where nothing is known of a hospital stay.
        tone: the tone of the deadline, never of the person (design 1.5).
        warning: that somebody else here has a similar name; "" where nobody has.
    """

    name: str
    born: str
    number: str
    deadline: str
    tone: str
    warning: str

    @property
    def spoken(self) -> str:
        """The whole row for a screen reader."""
        return ", ".join(
            one for one in (self.name, self.born, self.number, self.warning, self.deadline) if one
        )


class PeopleModel(QAbstractListModel):
    """Everyone, or those found, by name. Rows are made when they are looked at."""

    def __init__(
        self, settings: ClockSettings, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._now = settings, now
        self._cards: dict[PersonId, Card] = {}
        self._everyone: list[PersonId] = []
        self._shown: list[PersonId] = []
        self._fetched = 0
        self._found: list[PersonId] | None = None
        self._similar = SimilarNames()
        self._rows: dict[PersonId, PersonRow] = {}

    @property
    def count_here(self) -> int:
        """How many people are on this laptop, shown or not."""
        return len(self._cards)

    @property
    def count_shown(self) -> int:
        """How many of them the list shows, with those below that were not asked for yet."""
        return len(self._shown)

    def show_everyone(self, everyone: Everyone) -> None:
        """Take in everybody anew."""
        self.beginResetModel()
        self._cards = {card.person: card for card in everyone.cards}
        self._everyone = list(self._cards)
        self._similar = everyone.similar
        self._rows.clear()
        self._show()
        self.endResetModel()

    def show_found(self, found: Sequence[PersonId] | None) -> None:
        """Show only these, by name; None shows everybody again."""
        self.beginResetModel()
        self._found = None if found is None else list(found)
        self._show()
        self.endResetModel()

    def put(self, cards: Iterable[Card]) -> None:
        """Take in people who changed or are new; those who stand where they stood keep their rows."""
        changed = list(cards)
        moved = [one for one in changed if not self._stays(one)]
        for card in changed:
            self._cards[card.person] = card
            self._similar.put(card)
        # A new name here can make two names alike there.
        self._rows.clear()
        if moved:
            self.beginResetModel()
            self._everyone = [one.person for one in sorted(self._cards.values(), key=_place)]
            self._show()
            self.endResetModel()
        self._tell_rows_changed()

    def look_again(self) -> None:
        """Time has passed: say the deadlines anew."""
        self._rows.clear()
        self._tell_rows_changed()

    def person_at(self, index: _Index) -> PersonId | None:
        """Who stands there."""
        return self._shown[index.row()] if index.isValid() else None

    def index_of(self, person: PersonId | None) -> QModelIndex:
        """Where somebody stands, fetching as far as that; an invalid index where they are not shown."""
        if person not in self._shown:
            return QModelIndex()
        row = self._shown.index(person)
        while row >= self._fetched:
            self.fetchMore(QModelIndex())
        return self.index(row)

    # Qt's side

    def rowCount(self, parent: _Index | None = None) -> int:
        """As Qt asks it."""
        return 0 if parent is not None and parent.isValid() else self._fetched

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802 - Qt's own name
        """As Qt asks it: somebody reached the end of what the list was given."""
        return not parent.isValid() and self._fetched < len(self._shown)

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802 - Qt's own name
        """As Qt asks it."""
        more = min(AT_A_TIME, len(self._shown) - self._fetched)
        self.beginInsertRows(QModelIndex(), self._fetched, self._fetched + more - 1)
        self._fetched += more
        self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As Qt asks it."""
        if not index.isValid() or index.row() >= self._fetched:
            return None
        person = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return wording.identifiers(self._cards[person])[0]
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._row(person).spoken
            case int() if role == ROW_ROLE:
                return self._row(person)
            case int() if role == PERSON_ROLE:
                return person
            case _:
                return None

    # Inside

    def _show(self) -> None:
        self._shown = list(self._everyone)
        if self._found is not None:
            cards = [self._cards[one] for one in self._found if one in self._cards]
            self._shown = [card.person for card in sorted(cards, key=_place)]
        self._fetched = min(AT_A_TIME, len(self._shown))

    def _stays(self, card: Card) -> bool:
        before = self._cards.get(card.person)
        return before is not None and _place(before) == _place(card)

    def _tell_rows_changed(self) -> None:
        if self._fetched:
            self.dataChanged.emit(self.index(0), self.index(self._fetched - 1))

    def _row(self, person: PersonId) -> PersonRow:
        if person not in self._rows:
            self._rows[person] = self._make_row(self._cards[person])
        return self._rows[person]

    def _make_row(self, card: Card) -> PersonRow:
        name, born, number = wording.identifiers(card)
        deadline, tone = self._deadline(card)
        similar = self._similar.has_similar(card.person)
        return PersonRow(
            name=name,
            born=born,
            number=number,
            deadline=deadline,
            tone=tone,
            warning=_("Two people here have a similar name") if similar else "",
        )

    def _deadline(self, card: Card) -> tuple[str, str]:
        from forms.clock_words import deadline_chip
        from records.today import follow_up_of

        follow_up = follow_up_of(card, self._settings, self._now())
        if follow_up is None:
            return _("Deadline not known yet") if card.discharge else "", "neutral"
        duty = follow_up.headline
        return deadline_chip(follow_up), _TONES["done" if duty is None else duty.urgency.value]
