# SPDX-License-Identifier: Apache-2.0
"""The elements and extensions of a FHIR Questionnaire that we know, each read with its type checked.

Never lets an unknown one through: leaving it out could change what a person is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from forms.definition import EXTENSIONS, MalformedFormError, UnsupportedFormError

_HL7 = "http://hl7.org/fhir/StructureDefinition/"
_ITEM_CONTROL = _HL7 + "questionnaire-itemControl"
_UNIT = _HL7 + "questionnaire-unit"

_FORM_ELEMENTS = frozenset(
    {
        "resourceType",
        "id",
        "meta",
        "language",
        "text",
        "url",
        "identifier",
        "version",
        "name",
        "title",
        "status",
    }
    | {"experimental", "subjectType", "date", "publisher", "contact", "description", "useContext", "purpose"}
    | {"jurisdiction", "copyright", "approvalDate", "lastReviewDate", "effectivePeriod", "code", "item"}
)
_ITEM_ELEMENTS = frozenset(
    {"id", "linkId", "definition", "code", "text", "type", "enableWhen", "enableBehavior", "required"}
    | {"repeats", "maxLength", "answerOption", "item", "extension"}
)
# Item controls that only say how to draw what we draw our own way.
_PLAIN_CONTROLS = frozenset(
    {"autocomplete", "drop-down", "check-box", "radio-button", "text-box", "help", "prompt", "list"}
)
# Extensions that change how an item looks and nothing about what is asked.
_COSMETIC = frozenset(
    {
        _HL7 + "questionnaire-choiceOrientation",
        _HL7 + "entryFormat",
        _HL7 + "designNote",
        _HL7 + "rendering-style",
        _HL7 + "rendering-markdown",
    }
)

T = TypeVar("T")
D = TypeVar("D")
E = TypeVar("E", bound=StrEnum)


def optional(element: dict[str, Any], name: str, wanted: type[T], default: D, link_id: str) -> T | D:
    """An element of this JSON type, or the default where it is absent."""
    if name not in element:
        return default
    value = element[name]
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise MalformedFormError(link_id, name)
    return value


def required_text(element: dict[str, Any], name: str, link_id: str) -> str:
    """A text that must be there and hold something."""
    value = element.get(name)
    if not isinstance(value, str) or not value.strip():
        raise MalformedFormError(link_id, name)
    return value


def check_form_elements(resource: dict[str, Any]) -> None:
    """Refuse an element of the form itself that we would have to ignore."""
    for name in resource:
        if name not in _FORM_ELEMENTS:
            raise UnsupportedFormError("", _extension_name(resource, name))


def check_elements(item: dict[str, Any], link_id: str) -> None:
    """Refuse an element of an item that we would have to ignore."""
    for name in item:
        if name not in _ITEM_ELEMENTS:
            raise UnsupportedFormError(link_id, name)


def _extension_name(element: dict[str, Any], name: str) -> str:
    """The url of the first extension says more than the word "extension"."""
    if name != "extension":
        return name
    entries = optional(element, name, list, [], "")
    first = entries[0] if entries and isinstance(entries[0], dict) else {}
    return str(first.get("url", name))


def display_help(inner: dict[str, Any], link_id: str) -> str:
    """The words of an item under a question, which only a display item may be."""
    if inner.get("type") != "display" or "enableWhen" in inner or "item" in inner:
        raise UnsupportedFormError(link_id, "item")
    return required_text(inner, "text", link_id)


@dataclass(slots=True)
class Extensions:
    """What an item's extensions say. `codes` are ours for programs, by their short name."""

    codes: dict[str, str] = field(default_factory=dict)
    starters: tuple[str, ...] = ()
    short_title: str = ""
    shape: str | None = None
    always_given: bool = False
    past_only: bool = False
    registered_only: bool = False
    finds_support: bool = False
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    least: int | None = None

    def code(self, name: str, kind: type[E], default: E, link_id: str) -> E:
        """One of our codes as its enum; a code that we do not know is refused by name."""
        code = self.codes.get(name)
        if code is None:
            return default
        if code not in {one.value for one in kind}:
            raise UnsupportedFormError(link_id, f"{name} {code}")
        return kind(code)


def read_extensions(item: dict[str, Any], link_id: str) -> Extensions:
    """Read every extension of an item.

    Raises:
        UnsupportedFormError: one that is not in the subset, by its url.
        MalformedFormError: one that is, without the value it must have.
    """
    found = Extensions()
    for extension in optional(item, "extension", list, [], link_id):
        if not isinstance(extension, dict):
            raise MalformedFormError(link_id, "extension")
        url = required_text(extension, "url", link_id)
        if url.startswith(EXTENSIONS):
            _read_ours(found, url.removeprefix(EXTENSIONS), extension, link_id)
        elif url == _ITEM_CONTROL:
            _check_control(extension, link_id)
        elif url == _UNIT:
            coding = optional(extension, "valueCoding", dict, {}, link_id)
            found.unit = optional(coding, "display", str, "", link_id) or required_text(
                coding, "code", link_id
            )
        elif url == _HL7 + "minValue":
            found.minimum = _read_number(extension, link_id)
        elif url == _HL7 + "maxValue":
            found.maximum = _read_number(extension, link_id)
        elif url == _HL7 + "questionnaire-minOccurs":
            found.least = optional(extension, "valueInteger", int, None, link_id)
        elif url not in _COSMETIC:
            raise UnsupportedFormError(link_id, url)
    return found


def _read_ours(found: Extensions, name: str, extension: dict[str, Any], link_id: str) -> None:
    match name:
        case "item-class" | "filler" | "kind":
            found.codes[name] = required_text(extension, "valueCode", link_id)
        case "shape":
            found.shape = required_text(extension, "valueCode", link_id)
        case "short-title":
            found.short_title = required_text(extension, "valueString", link_id)
        case "starter":
            found.starters = (*found.starters, required_text(extension, "valueString", link_id))
        case "always-given":
            found.always_given = optional(extension, "valueBoolean", bool, default=False, link_id=link_id)
        case "past-only":
            found.past_only = optional(extension, "valueBoolean", bool, default=False, link_id=link_id)
        case "registered-only":
            found.registered_only = optional(extension, "valueBoolean", bool, default=False, link_id=link_id)
        case "finds-support":
            found.finds_support = optional(extension, "valueBoolean", bool, default=False, link_id=link_id)
        case _:
            raise UnsupportedFormError(link_id, EXTENSIONS + name)


def read_continuation(option: dict[str, Any], link_id: str) -> str:
    """The form in which a choice goes on, or ""; any other extension of a choice is refused by name."""
    canonical = ""
    for extension in optional(option, "extension", list, [], link_id):
        if not isinstance(extension, dict):
            raise MalformedFormError(link_id, "answerOption.extension")
        url = required_text(extension, "url", link_id)
        if url != EXTENSIONS + "continues-in":
            raise UnsupportedFormError(link_id, url)
        canonical = required_text(extension, "valueCanonical", link_id)
    return canonical


def _check_control(extension: dict[str, Any], link_id: str) -> None:
    concept = optional(extension, "valueCodeableConcept", dict, {}, link_id)
    for coding in optional(concept, "coding", list, [], link_id):
        code = required_text(coding, "code", link_id) if isinstance(coding, dict) else ""
        if code not in _PLAIN_CONTROLS:
            raise UnsupportedFormError(link_id, f"itemControl {code}")


def _read_number(extension: dict[str, Any], link_id: str) -> Decimal:
    for name in ("valueInteger", "valueDecimal"):
        number = extension.get(name)
        if isinstance(number, int | float) and not isinstance(number, bool):
            return Decimal(str(number))
    raise UnsupportedFormError(link_id, "minValue or maxValue that is not a number")
