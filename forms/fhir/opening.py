# SPDX-License-Identifier: Apache-2.0
"""From the bytes of a file to FHIR resources as JSON. Never parses what is too large or too deep."""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from forms.fhir.elements import Element
from forms.fhir.errors import (
    ReferralInvalidError,
    ReferralIsXmlError,
    ReferralNotFhirError,
    ReferralNotJsonError,
    ReferralNotR4Error,
    ReferralTooDeepError,
    ReferralTooLargeError,
)
from forms.fhir.release import other_release

TOO_LARGE: Final = 10_000_000
"""Bytes. A file of this size or larger is refused: a referral is a few kilobytes."""

DEEPEST: Final = 64
"""Levels of objects and lists inside one another. FHIR itself stays under 20."""

_FHIR_XML: Final = "http://hl7.org/fhir"
_TYPE_NAME: Final = re.compile(r"[A-Z][A-Za-z]{1,63}")
# A JSON string (its end may be missing), or any run without brackets. Possessive, so that it stays linear.
_NOT_BRACKETS: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[^"\[\]{}]++', re.DOTALL)


def open_resources(file: bytes) -> list[tuple[str, Element]]:
    """The FHIR R4 resources of one file, each with its Bundle address (`fullUrl`) or "".

    Args:
        file: the whole file: UTF-8 JSON, one Bundle of any type or one resource.

    Raises:
        ReferralError: one of the refusals up to `ReferralNotR4Error`, or `ReferralInvalidError` for a Bundle
            whose entries are not entries, or an object that says one thing twice.
    """
    if len(file) >= TOO_LARGE:
        raise ReferralTooLargeError(len(file), TOO_LARGE)
    text = _text_of(file)
    _refuse_depth(text)
    resource = _json_of(text)
    if not isinstance(resource, dict) or not _is_type_name(resource.get("resourceType")):
        raise ReferralNotFhirError
    resources = _entries(resource) if resource["resourceType"] == "Bundle" else [("", resource)]
    for one in (resource, *(each for _, each in resources)):
        if release := other_release(one):
            raise ReferralNotR4Error(release)
    return resources


def _text_of(file: bytes) -> str:
    """FHIR is UTF-8; a leading byte order mark is forgiven."""
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReferralNotJsonError from None
    if text.lstrip().startswith("<") and _FHIR_XML in text[:10_000]:
        raise ReferralIsXmlError
    return text


def _refuse_depth(text: str) -> None:
    """Count brackets outside strings, so that the parser is never led into deep recursion."""
    depth = 0
    for bracket in _NOT_BRACKETS.sub("", text):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise ReferralTooDeepError(DEEPEST)


def _json_of(text: str) -> Any:
    """Parse strictly. No detail of the parser's complaint is kept: it quotes the file."""
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ReferralNotJsonError from None


def _once_each(pairs: list[tuple[str, Any]]) -> Element:
    """Two values under one name: readers would disagree about which one the sender meant."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ReferralInvalidError("")
    return made


def _no_constant(_word: str) -> NoReturn:
    """NaN and Infinity are Python's, not JSON's."""
    raise ReferralNotJsonError


def _is_type_name(name: object) -> bool:
    return isinstance(name, str) and _TYPE_NAME.fullmatch(name) is not None


def _entries(bundle: Element) -> list[tuple[str, Element]]:
    """What a Bundle carries. An entry without a resource (a DELETE in a transaction) says nothing."""
    entries = bundle.get("entry", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ReferralInvalidError("Bundle.entry")
    carried: list[tuple[str, Element]] = []
    for entry in entries:
        resource = entry.get("resource", {})
        if not isinstance(resource, dict) or (resource and not _is_type_name(resource.get("resourceType"))):
            raise ReferralInvalidError("Bundle.entry.resource")
        if resource:
            address = entry.get("fullUrl", "")
            carried.append((address if isinstance(address, str) else "", resource))
    return carried
