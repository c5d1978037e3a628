# SPDX-License-Identifier: Apache-2.0
"""Questions that are answered by choosing: one of some, several of some, yes or no, the homecoming rows.

Never chooses for anyone, and never drops a choice that this version of the form does not offer.
"""

from __future__ import annotations

from PySide6.QtCore import Slot

from desktop.questions.question import QUIET, QuestionWidget
from desktop.widgets.choice_row import Option
from forms.answers import Answer, AnswerValue, Given
from locales import _

YES, NO = "yes", "no"
TODAY = "need_help_today"


class ChoiceQuestion(QuestionWidget):
    """One of several."""

    single = True

    def _options(self) -> list[Option]:
        return [Option(one.code, _(one.text)) for one in self.question.options]

    def _code_of(self, value: AnswerValue) -> str:
        return str(value)

    def _value_of(self, code: str) -> AnswerValue:
        return code

    def _show_quiet(self, answer: Answer | None) -> None:
        super()._show_quiet(answer)
        if isinstance(answer, Given):
            code = self._code_of(answer.value)
            offered = {option.code for option in self._options()}
            self.row.show_choice(code if code in offered else None)

    def _take_choice(self, code: str) -> None:
        super()._take_choice(code)
        if code not in QUIET:
            self._say(Given(self._value_of(code)))


class HomecomingQuestion(ChoiceQuestion):
    """I'm ok, need help, or need help today: the last one makes something due, and looks it."""

    def _options(self) -> list[Option]:
        return [
            Option(one.code, _(one.text), tone="soon" if one.code == TODAY else "")
            for one in self.question.options
        ]


class YesNoQuestion(ChoiceQuestion):
    """Yes or no; neither is better."""

    def _options(self) -> list[Option]:
        return [Option(YES, _("Yes")), Option(NO, _("No"))]

    def _code_of(self, value: AnswerValue) -> str:
        return YES if value is True else NO

    def _value_of(self, code: str) -> AnswerValue:
        return code == YES


class MultiChoiceQuestion(QuestionWidget):
    """Several of some."""

    def _build(self) -> None:
        # Codes that only a newer form offers: kept beside whatever is chosen here.
        self._others: tuple[str, ...] = ()

    def _options(self) -> list[Option]:
        return [Option(one.code, _(one.text)) for one in self.question.options]

    def _show_quiet(self, answer: Answer | None) -> None:
        super()._show_quiet(answer)
        self._others = ()
        if isinstance(answer, Given) and isinstance(answer.value, tuple):
            codes = tuple(str(one) for one in answer.value)
            offered = {option.code for option in self._options()}
            self._others = tuple(code for code in codes if code not in offered)
            self.row.show_choices([code for code in codes if code in offered])

    @Slot(tuple)
    def _on_choices(self, codes: tuple[str, ...]) -> None:
        quiet = [code for code in codes if code in QUIET and code != self._quiet]
        if quiet:
            super()._on_choices(tuple(quiet))
            return
        chosen = [code for code in codes if code not in QUIET]
        self._quiet = None
        self.row.show_choices(chosen)
        self.reason.hide()
        several = (*chosen, *self._others)
        self._say(Given(several) if several else None)
