# SPDX-License-Identifier: Apache-2.0
"""Careful reading of FHIR elements that came as JSON. Never raises: what is not as FHIR says is not there.

Validation says what is broken (forms/fhir/validity.py); these functions only must not trip over it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Final

Element = dict[str, Any]

LONGEST_TEXT: Final = 1_000
"""Characters of one text we keep; a longer one is no name, phone or ward."""

# Marks that turn the direction of the words around them: a name must not rearrange the banner it is shown in.
_DIRECTION_MARKS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def children(element: Element, name: str) -> list[Element]:
    """The objects in this repeating element; [] if it is absent or something else."""
    found = element.get(name)
    return [child for child in found if isinstance(child, dict)] if isinstance(found, list) else []


def child(element: Element, name: str) -> Element:
    """The object in this element; {} if it is absent or something else."""
    found = element.get(name)
    return found if isinstance(found, dict) else {}


def words(element: Element, name: str) -> str:
    """The text in this element on one line; "" if absent."""
    return tidy(element.get(name))


def tidy(value: object) -> str:
    """One line of text that can be stored and shown: no control, direction or half characters."""
    if not isinstance(value, str):
        return ""
    whole = value[: 4 * LONGEST_TEXT].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    plain = _DIRECTION_MARKS.sub("", whole)
    line = "".join(" " if unicodedata.category(mark) == "Cc" else mark for mark in plain)
    return unicodedata.normalize("NFC", " ".join(line.split()))[:LONGEST_TEXT]


def lines(element: Element, name: str) -> tuple[str, ...]:
    """The texts in this repeating element, without empty ones."""
    found = element.get(name)
    tidied = (tidy(text) for text in found) if isinstance(found, list) else ()
    return tuple(text for text in tidied if text)


def extensions(element: Element, url: str) -> list[Element]:
    """The extensions of this element with this address."""
    return [each for each in children(element, "extension") if each.get("url") == url]


def extension(element: Element, url: str) -> Element:
    """The first extension with this address; {} if there is none."""
    return next(iter(extensions(element, url)), {})


def codings(concept: Element, system_part: str = "") -> list[Element]:
    """The codings of a CodeableConcept whose system contains this, in any case; all of them for ""."""
    wanted = system_part.casefold()
    return [each for each in children(concept, "coding") if wanted in words(each, "system").casefold()]


def concept_words(concept: Element) -> str:
    """What a CodeableConcept says to a reader: its text, else the first words of a coding."""
    return words(concept, "text") or next(filter(None, (words(c, "display") for c in codings(concept))), "")


def first_code(concept: Element, system_part: str = "") -> str | None:
    """The first code of the codings with this system; None if there is none."""
    return next(filter(None, (words(c, "code") for c in codings(concept, system_part))), None)


def current(elements: Iterable[Element], today: str) -> list[Element]:
    """Without those marked old, or whose period has ended: names, phones and addresses of before.

    Args:
        elements: elements with `use` and `period`, as HumanName, ContactPoint, Address and Identifier have.
        today: ISO date. An end of "2026" or "2026-11" lasts to the end of that year or month.
    """
    return [each for each in elements if each.get("use") != "old" and not _ended(each, today)]


def _ended(element: Element, today: str) -> bool:
    end = words(child(element, "period"), "end")[:10]
    return bool(end) and end < today[: len(end)]
