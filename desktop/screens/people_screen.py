# SPDX-License-Identifier: Apache-2.0
"""Everyone on this laptop, found as one types. Layout and words only; never ranks people, never cuts a name.

Enter in the search field opens somebody only when nobody else could be meant (hazard 6).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.models.people_delegate import PeopleDelegate
from desktop.models.people_model import PERSON_ROLE, PeopleModel
from desktop.screens.screen import Screen
from desktop.theme.spacing import spaced
from desktop.widgets.announce import announce
from desktop.widgets.buttons import PrimaryButton
from desktop.widgets.flow_layout import BesideLayout
from desktop.widgets.words import Words
from locales import _, ngettext


class PeopleList(QListView):
    """The rows. Enter or a double click opens; a single click only chooses.

    Signals:
        opened: the id of the person to open.
    """

    opened = Signal(str)

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(PeopleDelegate(self))
        self.setAccessibleName(_("People"))
        self.setObjectName("peopleList")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        # On the page's own ground: the rows are the cards.
        self.setStyleSheet("QListView#peopleList { background: transparent; border: none; }")
        self.doubleClicked.connect(self._on_chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # rows are as tall as their words at this width

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(PERSON_ROLE))


class PeopleScreen(Screen):
    """A search field, the list, and the way to someone new.

    Signals:
        search_changed: what stands in the search field.
        opened: the id of the person to open.
        new_person_requested: somebody is to be added.
    """

    search_changed = Signal(str)
    opened = Signal(str)
    new_person_requested = Signal()

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find someone by name, NHS number or words in their plan"))
        self.search.setAccessibleName(_("Find someone by name, NHS number or words in their plan"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.count = Words("", "soft")
        self.nobody = Words("", "lead")
        self.nobody.hide()
        self.list = PeopleList(model)
        self.new_person = PrimaryButton(_("New person"), "plus")
        self.show_page(self._page())
        self.setFocusProxy(self.search)
        self.search.textEdited.connect(self.search_changed)
        self.search.textChanged.connect(self._on_cleared)
        self.search.returnPressed.connect(self._on_return)
        self.list.opened.connect(self.opened)
        self.new_person.clicked.connect(self.new_person_requested)

    def _page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        column = spaced(QVBoxLayout(page), "gap_m", ("gap_xl", "gap_l"))
        head = QWidget()
        beside = spaced(BesideLayout(head), "gap_m")
        beside.addWidget(Words(_("People"), "title"))
        beside.addWidget(self.new_person)
        policy = head.sizePolicy()
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        for widget in (head, self.search, self.count, self.nobody):
            column.addWidget(widget)
        column.addWidget(self.list, 100)
        column.addStretch(1)  # keeps the rest at the top while there is no list to show
        QWidget.setTabOrder(self.new_person, self.search)
        QWidget.setTabOrder(self.search, self.list)
        return page

    def show_count(self, typed: str) -> None:
        """Say how many are here or were found; where nobody was, say that and what to do."""
        shown, here = self._model.count_shown, self._model.count_here
        if typed.strip():
            words = ngettext("{count} person found", "{count} people found", shown)
        else:
            words = ngettext("{count} person on this laptop", "{count} people on this laptop", shown)
        self.count.setText(words.format(count=shown))
        self.count.setVisible(shown > 0)
        nobody = (
            _("Nobody here matches these words. Try fewer letters, or add a new person.")
            if here
            else _("Nobody is on this laptop yet. Add the first person from a referral or a phone call.")
        )
        self.nobody.setText("" if shown else nobody)
        self.nobody.setVisible(not shown)
        self.list.setVisible(shown > 0)
        if typed.strip():
            announce(self.search, self.count.text() if shown else nobody)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the down arrow lead from the search field into the list."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self.search and down and event.type() == QEvent.Type.KeyPress:
            self._go_to_list()
            return True
        return super().eventFilter(watched, event)

    def _go_to_list(self) -> None:
        if self._model.rowCount():
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str)
    def _on_cleared(self, text: str) -> None:
        # The clear button edits without `textEdited`.
        if not text:
            self.search_changed.emit(text)

    @Slot()
    def _on_return(self) -> None:
        if self._model.count_shown == 1:
            self.opened.emit(self._model.index(0).data(PERSON_ROLE))
        else:
            self._go_to_list()
