# SPDX-License-Identifier: Apache-2.0
"""Which widget asks which type of question: the one table. A new type is a row here and a class.

Never decides by a question's name.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.questions.choices import (
    ChoiceQuestion,
    HomecomingQuestion,
    MultiChoiceQuestion,
    YesNoQuestion,
)
from desktop.questions.days import DateQuestion, MomentQuestion
from desktop.questions.people import PeopleQuestion, PersonQuestion
from desktop.questions.question import Asking, QuestionWidget, is_homecoming
from desktop.questions.texts import (
    DecimalQuestion,
    LineQuestion,
    LinesQuestion,
    NhsNumberQuestion,
    NumberQuestion,
    TextQuestion,
)
from forms.answers import AnswerType, Path
from forms.definition import Question, QuestionType

BY_ANSWER: dict[AnswerType, type[QuestionWidget]] = {
    AnswerType.TEXT: LineQuestion,
    AnswerType.LINES: LinesQuestion,
    AnswerType.CHOICE: ChoiceQuestion,
    AnswerType.MULTI: MultiChoiceQuestion,
    AnswerType.YES_NO: YesNoQuestion,
    AnswerType.DATE: DateQuestion,
    AnswerType.MOMENT: MomentQuestion,
    AnswerType.INTEGER: NumberQuestion,
    AnswerType.DECIMAL: DecimalQuestion,
    AnswerType.PERSON: PersonQuestion,
    AnswerType.PEOPLE: PeopleQuestion,
}
"""Answer type → widget; all but NOTHING, which is shown and never answered."""

_OTHERWISE: dict[QuestionType, type[QuestionWidget]] = {QuestionType.NHS_NUMBER: NhsNumberQuestion}


def widget_class(question: Question) -> type[QuestionWidget]:
    """The widget for a question. Raises KeyError for a group or a note, which nobody answers."""
    if is_homecoming(question):
        return HomecomingQuestion
    if question.type is QuestionType.TEXT and not question.repeats:
        return TextQuestion
    return _OTHERWISE.get(question.type) or BY_ANSWER[question.answer_type]


def make_widget(
    question: Question, path: Path, asking: Asking, parent: QWidget | None = None
) -> QuestionWidget:
    """A widget for the question at this place."""
    return widget_class(question)(question, path, asking, parent)
