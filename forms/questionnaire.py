# SPDX-License-Identifier: Apache-2.0
"""FHIR R4 Questionnaire JSON to a `Form`: the stated subset, and everything else refused by name.

Never drops an element that could change what is asked or how it is answered: what is not named in the
tables below is an `UnsupportedFormError`, so that nobody fills in half a form believing it whole.

The subset (docs: this table is the statement):
- item types group, display, string, text, choice, boolean, date, dateTime, integer, decimal; a group at the
  top is a section, a repeating group holds rows, any other group is a heading;
- enableWhen with every R4 operator on those types (dateTime: only `exists`), enableBehavior any and all;
- required, maxLength, repeats on string, text, choice and groups, answerOption of codings and strings, where
  a coding may carry our continues-in;
- the extensions minValue, maxValue, questionnaire-minOccurs (of choices) and questionnaire-unit, and ours
  under `urn:keepwell:extension:`: item-class, filler, kind, shape (person, nhs-number), always-given,
  past-only, registered-only (of questions, not of headings) and finds-support for programs, short-title and
  starter for people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from forms.definition import (
    EXTENSIONS,
    Filler,
    Form,
    ItemClass,
    Kind,
    MalformedFormError,
    Option,
    Question,
    QuestionType,
    Rule,
    Section,
    UnsupportedFormError,
)
from forms.questionnaire_elements import (
    Extensions,
    check_elements,
    check_form_elements,
    display_help,
    optional,
    read_continuation,
    read_extensions,
    required_text,
)
from forms.questionnaire_rules import check_rules, read_rules

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 6
_REGISTERED_ONLY = EXTENSIONS + "registered-only"

_TYPES = {
    "string": QuestionType.LINE,
    "text": QuestionType.TEXT,
    "choice": QuestionType.CHOICE,
    "boolean": QuestionType.YES_NO,
    "date": QuestionType.DATE,
    "dateTime": QuestionType.MOMENT,
    "integer": QuestionType.INTEGER,
    "decimal": QuestionType.DECIMAL,
    "display": QuestionType.NOTE,
    "group": QuestionType.GROUP,
}
_SHAPES = {"person": QuestionType.PERSON, "nhs-number": QuestionType.NHS_NUMBER}
_MAY_REPEAT = {
    QuestionType.LINE,
    QuestionType.TEXT,
    QuestionType.CHOICE,
    QuestionType.PERSON,
    QuestionType.GROUP,
}


def parse_questionnaire(content: bytes) -> Form:
    """Read one Questionnaire.

    Raises:
        MalformedFormError: it is not a Questionnaire, or contradicts itself.
        UnsupportedFormError: it is one, with something in it that we do not render.
    """
    if len(content) > MAX_BYTES:
        raise MalformedFormError("", "size")
    try:
        resource = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise MalformedFormError("", "JSON") from error
    if not isinstance(resource, dict) or resource.get("resourceType") != "Questionnaire":
        raise MalformedFormError("", "resourceType")
    check_form_elements(resource)
    title = required_text(resource, "title", "")
    sections = tuple(_sections(resource, title))
    form = Form(
        canonical=required_text(resource, "url", ""),
        version=optional(resource, "version", str, "", ""),
        title=title,
        sections=sections,
        by_link_id=MappingProxyType({one.link_id: one for one in _all_questions(sections)}),
    )
    check_rules(form)
    return form


def _all_questions(sections: tuple[Section, ...]) -> Iterator[Question]:
    for section in sections:
        for question in section.questions:
            yield question
            yield from question.children


def _items(element: dict[str, Any], link_id: str) -> list[dict[str, Any]]:
    items = optional(element, "item", list, [], link_id)
    if not all(isinstance(item, dict) for item in items):
        raise MalformedFormError(link_id, "item")
    return items


def _sections(resource: dict[str, Any], title: str) -> Iterator[Section]:
    """Top-level groups are sections; loose questions get one of their own, under the form's title."""
    taken: set[str] = set()
    items = _items(resource, "")
    if not items:
        raise MalformedFormError("", "item")
    loose: list[dict[str, Any]] = []
    for item in items:
        if item.get("type") == "group" and not item.get("repeats"):
            if loose:
                yield _loose_section(loose, title, taken)
                loose = []
            yield _section(item, taken)
        else:
            loose.append(item)
    if loose:
        yield _loose_section(loose, title, taken)


def _loose_section(items: list[dict[str, Any]], title: str, taken: set[str]) -> Section:
    link_id = f"{required_text(items[0], 'linkId', '')}.section"
    reader = _SectionReader(link_id, taken)
    return Section(link_id, title, "", "", tuple(reader.questions(items, (), "", 1)))


def _section(item: dict[str, Any], taken: set[str]) -> Section:
    reader = _SectionReader(required_text(item, "linkId", ""), taken)
    extensions = reader.claim_heading(item)
    rules = read_rules(item, reader.section)
    title = required_text(item, "text", reader.section)
    items = _items(item, reader.section)
    lead = ""
    if items and items[0].get("type") == "display" and "enableWhen" not in items[0]:
        reader.claim(items[0])
        lead = required_text(items[0], "text", reader.section)
        items = items[1:]
    questions = tuple(reader.questions(items, rules, "", 1))
    return Section(reader.section, title, extensions.short_title, lead, questions)


class _SectionReader:
    """Reads the items of one section; `taken` holds every linkId of the form so far."""

    def __init__(self, section: str, taken: set[str]) -> None:
        self.section = section
        self._taken = taken

    def claim(self, item: dict[str, Any]) -> Extensions:
        """Check an item's elements and that its linkId is nobody else's; gives back its extensions."""
        link_id = required_text(item, "linkId", "")
        if link_id in self._taken:
            raise MalformedFormError(link_id, "linkId")
        self._taken.add(link_id)
        check_elements(item, link_id)
        if item.get("type") in ("group", "display") and item.get("required"):
            # Nothing of ours asks for a row, so the engine need not count rows; a note has no answer.
            raise UnsupportedFormError(link_id, "required")
        return read_extensions(item, link_id)

    def claim_heading(self, item: dict[str, Any]) -> Extensions:
        """As `claim`, of what only stands over questions: who is asked is said by each of them."""
        extensions = self.claim(item)
        if extensions.registered_only:
            raise UnsupportedFormError(str(item["linkId"]), f"{_REGISTERED_ONLY} on a heading")
        return extensions

    def questions(
        self, items: list[dict[str, Any]], rules: tuple[Rule, ...], heading: str, depth: int
    ) -> Iterator[Question]:
        """The questions of these items; plain groups become the heading and rules of what they hold."""
        for item in items:
            link_id = required_text(item, "linkId", "")
            if depth > MAX_DEPTH:
                raise MalformedFormError(link_id, "item")
            if item.get("type") != "group":
                yield self._question(item, rules, heading)
            elif item.get("repeats"):
                yield self._repeating_group(item, rules, heading, depth)
            else:
                self.claim_heading(item)
                own = required_text(item, "text", link_id)
                held = (*rules, *read_rules(item, link_id))
                yield from self.questions(_items(item, link_id), held, own, depth + 1)

    def _repeating_group(
        self, item: dict[str, Any], rules: tuple[Rule, ...], heading: str, depth: int
    ) -> Question:
        group = self._question(item, rules, heading)
        children = tuple(self.questions(_items(item, group.link_id), group.enable_when, "", depth + 1))
        if not children:
            raise MalformedFormError(group.link_id, "item")
        for child in children:
            if child.type is QuestionType.GROUP:
                raise UnsupportedFormError(child.link_id, "repeats")
        return replace(group, children=tuple(_column(one, group) for one in children))

    def _question(self, item: dict[str, Any], rules: tuple[Rule, ...], heading: str) -> Question:
        extensions = self.claim(item)
        link_id = required_text(item, "linkId", "")
        question_type = _question_type(item, extensions, link_id)
        repeats = optional(item, "repeats", bool, default=False, link_id=link_id)
        if repeats and question_type not in _MAY_REPEAT:
            raise UnsupportedFormError(link_id, "repeats")
        return Question(
            link_id=link_id,
            text=required_text(item, "text", link_id),
            type=question_type,
            section=self.section,
            heading=heading,
            short=extensions.short_title,
            options=_options(item, question_type, link_id),
            required=optional(item, "required", bool, default=False, link_id=link_id),
            always_given=extensions.always_given,
            repeats=repeats,
            kind=extensions.code("kind", Kind, Kind.ANSWER, link_id),
            item_class=extensions.code("item-class", ItemClass, ItemClass.OBSERVATION, link_id),
            filler=extensions.code("filler", Filler, Filler.BOTH, link_id),
            enable_when=(*rules, *read_rules(item, link_id)),
            help=self._help(item, question_type, link_id),
            starters=extensions.starters,
            unit=extensions.unit,
            max_length=optional(item, "maxLength", int, None, link_id),
            minimum=extensions.minimum,
            maximum=extensions.maximum,
            past_only=extensions.past_only,
            registered_only=extensions.registered_only,
            finds_support=extensions.finds_support,
            least=extensions.least,
        )

    def _help(self, item: dict[str, Any], question_type: QuestionType, link_id: str) -> str:
        """Display items under a question are its help; any other item there is not in the subset."""
        if question_type is QuestionType.GROUP:
            return ""
        sentences = []
        for inner in _items(item, link_id):
            self.claim(inner)
            sentences.append(display_help(inner, link_id))
        return " ".join(sentences)


def _column(question: Question, group: Question) -> Question:
    registered_only = question.registered_only or group.registered_only
    return replace(question, group=group.link_id, registered_only=registered_only)


def _question_type(item: dict[str, Any], extensions: Extensions, link_id: str) -> QuestionType:
    name = required_text(item, "type", link_id)
    if name not in _TYPES:
        raise UnsupportedFormError(link_id, f"type {name}")
    if extensions.shape is None:
        return _TYPES[name]
    if extensions.shape not in _SHAPES or name != "string":
        raise UnsupportedFormError(link_id, f"shape {extensions.shape}")
    return _SHAPES[extensions.shape]


def _options(item: dict[str, Any], question_type: QuestionType, link_id: str) -> tuple[Option, ...]:
    entries = optional(item, "answerOption", list, [], link_id)
    if (question_type is QuestionType.CHOICE) != bool(entries):
        raise MalformedFormError(link_id, "answerOption")
    options = tuple(_option(entry, link_id) for entry in entries)
    if len({option.code for option in options}) != len(options):
        raise MalformedFormError(link_id, "answerOption")
    return options


def _option(entry: Any, link_id: str) -> Option:
    if not isinstance(entry, dict):
        raise MalformedFormError(link_id, "answerOption")
    for name in entry:
        if name not in ("valueCoding", "valueString", "extension"):
            raise UnsupportedFormError(link_id, f"answerOption.{name}")
    continues_in = read_continuation(entry, link_id)
    if "valueString" in entry:
        words = required_text(entry, "valueString", link_id)
        return Option(words, words, continues_in)
    coding = optional(entry, "valueCoding", dict, {}, link_id)
    code = required_text(coding, "code", link_id)
    return Option(code, optional(coding, "display", str, code, link_id), continues_in)
