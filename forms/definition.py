# SPDX-License-Identifier: Apache-2.0
"""What a form asks: sections, questions, options and when each applies, as plain frozen values.

Never knows how a form is shown, stored or sent. `forms.questionnaire` makes these out of FHIR R4
Questionnaire JSON. Every text is the English of the definition: it is translated by `_()` where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from forms.answers import AnswerType
from forms.errors import ExpectedError

EXTENSIONS = "urn:keepwell:extension:"
# Stands for the version in the name of a field that every version of a form shares.
_ANY_VERSION = "*"


class UnsupportedFormError(ExpectedError):
    """The form uses something that we do not render; showing it without that would mislead.

    Attributes:
        link_id: which item, empty for the form itself.
        element: the FHIR element, extension or value that is not supported, by name.
    """

    code = "form_unsupported"

    def __init__(self, link_id: str, element: str) -> None:
        self.link_id = link_id[:64]
        self.element = element[:200]
        super().__init__(f"{self.link_id}: {self.element}")


class MalformedFormError(ExpectedError):
    """This is not a Questionnaire that anybody could render: broken JSON, two items with one linkId….

    Attributes: as `UnsupportedFormError`.
    """

    code = "form_malformed"

    def __init__(self, link_id: str, element: str) -> None:
        self.link_id = link_id[:64]
        self.element = element[:200]
        super().__init__(f"{self.link_id}: {self.element}")


class ItemClass(StrEnum):
    """How two versions of an answer meet (sync 9.6). The same letters as the records room writes."""

    WORDS = "A"
    AGREED = "B"
    SAFETY = "C"
    LOGISTICS = "D"
    OBSERVATION = "E"


class Filler(StrEnum):
    """Whose answer it is (domain I: filler)."""

    PERSON = "person"
    WORKER = "worker"
    CARER = "carer"
    BOTH = "both"


class Kind(StrEnum):
    """How a question is kept and edited.

    `STATEMENTS` and `AGREED` belong to the plan's own editor: statements with an author and a history each,
    and single texts or dates that both agree. `HOMECOMING` is ok / need help / need help today, in a row.
    """

    ANSWER = "answer"
    STATEMENTS = "statements"
    AGREED = "agreed"
    HOMECOMING = "homecoming"


class QuestionType(StrEnum):
    """What is asked for. Choose the widget by this, by `repeats` and by `kind`."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    DATE = "date"
    MOMENT = "moment"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERSON = "person"
    NHS_NUMBER = "nhs_number"
    GROUP = "group"  # a repeating group: rows of `children`
    NOTE = "note"  # words to read, nothing to answer


class Operator(StrEnum):
    """The comparisons of enableWhen that we evaluate; all that R4 has."""

    EXISTS = "exists"
    EQUAL = "="
    UNEQUAL = "!="
    ABOVE = ">"
    BELOW = "<"
    AT_LEAST = ">="
    AT_MOST = "<="


ConditionValue = bool | int | Decimal | date | str


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison with another question's answer."""

    link_id: str
    operator: Operator
    value: ConditionValue


@dataclass(frozen=True, slots=True)
class Rule:
    """One enableWhen with its enableBehavior: all of the conditions, or any of them."""

    conditions: tuple[Condition, ...]
    needs_all: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its stable code and the English words for it.

    Attributes:
        continues_in: canonical of the form that goes on from here, or ""; with this choice the form it stands
            in is not finished (hazard 4: no reply has a page of its own, with a named handover).
    """

    code: str
    text: str
    continues_in: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked, or a repeating group of them.

    Attributes:
        section: linkId of the section it stands in.
        group: linkId of the repeating group it is a column of, or None.
        heading: words of the plain group around it, to show once above its questions.
        enable_when: every rule must hold; those of the groups around it are included.
        required: must be answered before the form can be finished; a reason why it was not asked will do,
            unless `always_given`.
        past_only: a day or moment after now cannot be right.
        registered_only: left for a registered colleague; not asked of a peer worker by themselves.
        finds_support: the service’s list of local support is offered beside it (domain M9).
        short: a few words for pictures and lists, or "".
        help: one quiet sentence; starters: open questions that help a conversation along. Neither is ever
            put into an answer.
        max_length: in characters.
        least: how many choices an answer must have, of several.
        minimum, maximum: whole or decimal numbers, in `unit`.
    """

    link_id: str
    text: str
    type: QuestionType
    section: str
    group: str | None = None
    heading: str = ""
    short: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    always_given: bool = False
    repeats: bool = False
    kind: Kind = Kind.ANSWER
    item_class: ItemClass = ItemClass.OBSERVATION
    filler: Filler = Filler.BOTH
    enable_when: tuple[Rule, ...] = ()
    children: tuple[Question, ...] = ()
    help: str = ""
    starters: tuple[str, ...] = ()
    unit: str = ""
    max_length: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    past_only: bool = False
    registered_only: bool = False
    finds_support: bool = False
    least: int | None = None

    @property
    def answer_type(self) -> AnswerType:
        """The shape of a given answer to this."""
        single, several = _ANSWER_TYPES[self.type]
        return several if self.repeats else single


_ANSWER_TYPES = {
    QuestionType.LINE: (AnswerType.TEXT, AnswerType.LINES),
    QuestionType.TEXT: (AnswerType.TEXT, AnswerType.LINES),
    QuestionType.CHOICE: (AnswerType.CHOICE, AnswerType.MULTI),
    QuestionType.YES_NO: (AnswerType.YES_NO, AnswerType.YES_NO),
    QuestionType.DATE: (AnswerType.DATE, AnswerType.DATE),
    QuestionType.MOMENT: (AnswerType.MOMENT, AnswerType.MOMENT),
    QuestionType.INTEGER: (AnswerType.INTEGER, AnswerType.INTEGER),
    QuestionType.DECIMAL: (AnswerType.DECIMAL, AnswerType.DECIMAL),
    QuestionType.PERSON: (AnswerType.PERSON, AnswerType.PEOPLE),
    QuestionType.NHS_NUMBER: (AnswerType.TEXT, AnswerType.TEXT),
    QuestionType.GROUP: (AnswerType.NOTHING, AnswerType.NOTHING),
    QuestionType.NOTE: (AnswerType.NOTHING, AnswerType.NOTHING),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One page of a form: a title, one warm sentence, its questions in order.

    Attributes:
        short: a few words for the picture of the whole form; "" where the section has no place in it.
    """

    link_id: str
    title: str
    short: str
    lead: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form in one version.

    Attributes:
        by_link_id: every question, those in repeating groups too, in the order of the form.
    """

    canonical: str
    version: str
    title: str
    sections: tuple[Section, ...]
    by_link_id: Mapping[str, Question] = field(compare=False, repr=False)

    def field_of(self, link_id: str) -> str:
        """The journal's name for an answer to this question: canonical|version|linkId (design 10)."""
        return f"{self.canonical}|{self.version}|{link_id}"


def shared_field(name: str) -> str:
    """The name under which an answer is kept that lives on from one version of its form to the next.

    The journal says in which version somebody was asked. What is agreed between people is one thing all the
    same: asked again in a newer version, or in a service's own style, it meets what stood before.
    """
    names = split_field(name)
    return name if names is None else f"{names[0]}|{_ANY_VERSION}|{names[2]}"


def split_field(name: str) -> tuple[str, str, str] | None:
    """Canonical, version and linkId of a journal field, or None where the field is no form answer."""
    parts = name.split("|")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None
