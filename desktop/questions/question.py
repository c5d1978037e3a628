# SPDX-License-Identifier: Apache-2.0
"""What every question on a form has: its words, "Not now" and "Not asked", a reason, what to look at again.

Never knows a draft, a store or another question: it shows an answer, and says when a person changed it.
"Not now" is the person's, "not asked" the worker's, and neither is a "no" (design 1.6).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.current import current
from desktop.theme.spacing import spaced
from desktop.theme.stylesheet import restyle
from desktop.widgets.announce import announce
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.support_finder import Finds, SupportBeside
from desktop.widgets.words import Words
from forms.answers import Answer, AnswerValue, Given, NotAsked, NotNow, Path, Unknown
from forms.definition import Filler, ItemClass, Kind, Question, QuestionType
from forms.draft import local_now
from forms.validation import Finding, finding_sentence
from locales import _

NOT_NOW, NOT_ASKED = "keepwell:not_now", "keepwell:not_asked"
"""Codes of the two quiet options on screen; a definition's own codes never look like this."""
QUIET = (NOT_NOW, NOT_ASKED)

_CHOSEN_FROM = (QuestionType.CHOICE, QuestionType.YES_NO)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question must know of its surroundings.

    Attributes:
        zone: IANA name of the zone whose wall clock the times are read from.
        now: this moment, aware; passed in so that tests can choose it.
        finds: looks for words in the service's list of local support; None where there is no list to look in.
    """

    zone: str = "Europe/London"
    now: Callable[[], datetime] = local_now
    finds: Finds | None = None

    @property
    def today(self) -> date:
        """What "today" means here."""
        return self.now().date()


def quiet_options(question: Question) -> list[Option]:
    """The quiet answers: "Not now" and, where somebody asks out loud, "Not asked".

    Where only an answer will do there are none. In a row of a repeating group only what is chosen from
    offers them: a line there is simply left empty.
    """
    if question.always_given or (question.group is not None and question.type not in _CHOSEN_FROM):
        return []
    not_now = Option(NOT_NOW, _("Not now"), quiet=True)
    asked_aloud = question.type in _CHOSEN_FROM or question.filler is not Filler.PERSON
    # What two people agree is written together: nobody asks it of the other.
    if not question.required and (question.item_class is ItemClass.AGREED or not asked_aloud):
        return [not_now]
    return [not_now, Option(NOT_ASKED, _("Not asked"), quiet=True)]


def grows_with_width(widget: QWidget) -> None:
    """Let a widget be as tall as its wrapped contents need, and no taller."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


class ShortEntry(QLineEdit):
    """A field just wide enough for the words that stand in it while it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The placeholder with the field's own padding and cursor."""
        self.ensurePolished()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(words + 3 * current().px("gap_m"), super().sizeHint().height())


class QuestionWidget(QFrame):
    """One question. Subclasses add how it is answered (`_build`, `_show_value`, `_value`).

    Signals:
        answer_changed: the path and the answer a person gave; None where nothing is said any more.
    """

    answer_changed = Signal(object, object)
    single = False
    """True where the answer itself is one of the options in the row."""

    def __init__(self, question: Question, path: Path, asking: Asking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question, self.path, self._asking = question, path, asking
        self.name = _(question.text)
        self.setAccessibleName(self.name)
        self._held: tuple[Finding, ...] = ()
        self._kept: Unknown | None = None
        self._quiet: str | None = None
        self._column = spaced(QVBoxLayout(self), "gap_xs", ("", "gap_xs"))
        options = [*self._options(), *quiet_options(question)]
        words = "question" if question.group is None else "body"
        self.row = ChoiceRow(self.name, options, many=not self.single, text=words)
        self.row.options.setVisible(bool(options))
        self._column.addWidget(self.row)
        self.fields = QWidget()
        self._written = spaced(QVBoxLayout(self.fields), "gap_xs", ("", "gap_xs"))
        grows_with_width(self.fields)
        self._column.addWidget(self.fields)
        self._add_help()
        self._build()
        self._add_support()
        self.fields.setVisible(self._written.count() > 0)
        self._add_reason()
        self.problem = Words("", "small", "late")
        self.problem.hide()
        self._column.addWidget(self.problem)
        grows_with_width(self)

    # What subclasses say

    def _options(self) -> list[Option]:
        """The options that are answers, if this is answered by choosing."""
        return []

    def _build(self) -> None:
        """Add fields to `_written`, if this is answered by writing. "Not now" hides them (domain I)."""

    def _value(self) -> AnswerValue | None:
        """What stands in the fields now; None where they are empty."""
        return None

    def _show_value(self, value: AnswerValue | None) -> None:
        """Fill the fields, telling nobody."""

    # Showing

    def show_answer(self, answer: Answer | None) -> None:
        """Show what has been answered, telling nobody."""
        self._kept = answer if isinstance(answer, Unknown) else None
        self._show_quiet(answer)
        self._show_value(answer.value if isinstance(answer, Given) else None)
        self.reason.setText(answer.reason if isinstance(answer, NotAsked) else "")
        self.reason.setVisible(isinstance(answer, NotAsked))
        if self._kept is not None:
            self.problem.setText(_("A newer Keepwell wrote this answer. It is kept as it is."))
            self.problem.show()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what to look at again. While somebody is typing a problem waits; its end never does."""
        self._held = tuple(findings)
        if self._held and self._is_being_typed():
            return
        self._show_held()

    def begin(self) -> None:
        """Put the focus where the answer is given."""
        for one in (*self.fields.findChildren(QWidget), self.reason, *self.findChildren(QWidget)):
            # isVisibleTo: the window itself may not be on screen yet.
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(self) and one.isEnabled():
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def is_blank(self) -> bool:
        """Whether nothing stands here: nothing written, nothing chosen."""
        return self._value() is None and not self.row.choices and self._kept is None

    # Inside

    def _add_help(self) -> None:
        for words in (self.question.help, *self.question.starters):
            if words:
                self._written.addWidget(Words(_(words), "small"))

    def _add_support(self) -> None:
        if self.question.finds_support and self._asking.finds is not None:
            self.support = SupportBeside(self.name, self._asking.finds)
            self.support.chosen.connect(self._on_support)
            self._written.addWidget(self.support)

    @Slot(str)
    def _on_support(self, words: str) -> None:
        """A place that somebody chose, after what stands here already: both stay theirs to change."""
        before = self._value()
        self._show_value(f"{before.rstrip()}; {words}" if isinstance(before, str) else words)
        self._on_written()
        self.begin()

    def _add_reason(self) -> None:
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why it was not asked, in a few words"))
        self.reason.setAccessibleName(_("{question}: why it was not asked").format(question=self.name))
        self.reason.hide()
        self.reason.textEdited.connect(self._on_reason)
        self.reason.installEventFilter(self)
        self._column.addWidget(self.reason)
        self.row.chosen.connect(self._on_chosen)
        self.row.choices_changed.connect(self._on_choices)

    def _entry(self, name: str, placeholder: str = "", *, short: bool = False) -> QLineEdit:
        """A one-line field that says when it changed; a `short` one is as wide as its placeholder."""
        entry = ShortEntry() if short else QLineEdit()
        entry.setAccessibleName(name)
        entry.setPlaceholderText(placeholder)
        entry.textEdited.connect(self._on_written)
        entry.installEventFilter(self)
        return entry

    def _say(self, answer: Answer | None) -> None:
        self._kept = None
        self.answer_changed.emit(self.path, answer)

    @Slot()
    def _on_written(self) -> None:
        value = self._value()
        self._say(None if value is None else Given(value))

    @Slot(str)
    def _on_chosen(self, code: str) -> None:
        if self.single:
            self._take_choice(code)

    def _take_choice(self, code: str) -> None:
        self.reason.setVisible(code == NOT_ASKED)
        if code == NOT_NOW:
            self._say(NotNow())
        elif code == NOT_ASKED:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            self._say(NotAsked(self.reason.text()))

    @Slot(tuple)
    def _on_choices(self, codes: tuple[str, ...]) -> None:
        """One of the quiet two was pressed beside a field; pressed again, what was written stands again."""
        quiet = [code for code in codes if code in QUIET and code != self._quiet]
        self._quiet = quiet[0] if quiet else None
        self.row.show_choices([self._quiet] if self._quiet else [])
        self._show_fields()
        self.reason.setVisible(self._quiet == NOT_ASKED)
        if self._quiet is not None:
            self._take_choice(self._quiet)
        else:
            self._on_written()

    def _show_quiet(self, answer: Answer | None) -> None:
        self._quiet = {NotNow: NOT_NOW, NotAsked: NOT_ASKED}.get(type(answer)) if answer is not None else None
        offered = [option.code for option in quiet_options(self.question)]
        self.row.show_choices([self._quiet] if self._quiet in offered and self._quiet else [])
        self._show_fields()

    def _show_fields(self) -> None:
        put_away = self._quiet is not None and not self.single
        self.fields.setVisible(self._written.count() > 0 and not put_away)

    @Slot()
    def _on_reason(self) -> None:
        self._say(NotAsked(self.reason.text()))

    def _is_being_typed(self) -> bool:
        return self.window().focusWidget() in self.findChildren(QLineEdit)

    def _show_held(self) -> None:
        sentence = " ".join(finding_sentence(one) for one in self._held)
        if not sentence and self._kept is not None:
            return  # that a newer Keepwell wrote it stays said
        if sentence == self.problem.text() and bool(sentence) == self.problem.isVisibleTo(self):
            return
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        for entry in self.findChildren(QLineEdit):
            entry.setAccessibleDescription(sentence)
            restyle(entry, invalid=bool(sentence))
        announce(self, sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show a problem once the field is left."""
        if event.type() == QEvent.Type.FocusOut:
            self._show_held()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline between this question and the next."""
        super().paintEvent(event)
        painter = QPainter(self)
        thick = current().px("hairline")
        painter.fillRect(0, self.height() - thick, self.width(), thick, current().colour("line"))
        painter.end()


def is_homecoming(question: Question) -> bool:
    """Whether it is answered by "I'm ok", "Need help" or "Need help today" (domain I2)."""
    return question.kind is Kind.HOMECOMING
