# SPDX-License-Identifier: Apache-2.0
"""Find a form by its name and version among the definitions that come with the app, and a service's own.

Never reads a definition before one is asked for, and never drops an old version: answers and drafts name the
version they were given in, and stay readable.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from forms.definition import Form, Question, shared_field, split_field
from forms.errors import ExpectedError
from forms.questionnaire import parse_questionnaire

PERSON = "urn:keepwell:questionnaire:person"
DISCHARGE = "urn:keepwell:questionnaire:discharge"
PLAN = "urn:keepwell:questionnaire:plan"
VISIT = "urn:keepwell:questionnaire:visit"
CHECK_IN = "urn:keepwell:questionnaire:check_in"
CONTACT = "urn:keepwell:questionnaire:contact"
CARER = "urn:keepwell:questionnaire:carer"
GOALS = "urn:keepwell:questionnaire:goals"
LEAVING = "urn:keepwell:questionnaire:leaving"
NO_REPLY = "urn:keepwell:questionnaire:no_reply"
SAFEGUARDING = "urn:keepwell:questionnaire:safeguarding"
NEAR_MISS = "urn:keepwell:questionnaire:near_miss"
COPY_OWED = "urn:keepwell:questionnaire:copy_owed"

_DEFINITIONS = Path(__file__).parent / "definitions"
# A service's own styles, by canonical: set once, after unlocking and before a form is asked for.
_styles: dict[str, Form] = {}


class FormNotFoundError(ExpectedError):
    """No definition here has this name and version: a newer app, or another site, wrote it.

    Attributes:
        canonical: the form's name; version: "" when any version would have done.
    """

    code = "form_not_found"

    def __init__(self, canonical: str, version: str) -> None:
        self.canonical = canonical[:200]
        self.version = version[:20]
        super().__init__(f"{self.canonical}|{self.version}")


def find_form(canonical: str, version: str) -> Form:
    """This version of this form.

    Raises:
        FormNotFoundError: it did not come with this app, and the service does not offer it.
    """
    style = _styles.get(canonical)
    if style is not None and style.version == version:
        return style
    path = _shelf().get((canonical, version))
    if path is None:
        raise FormNotFoundError(canonical, version)
    return _read(path)


def newest_form(canonical: str) -> Form:
    """The form to begin with today: the service's own style of it, else our newest version.

    Raises:
        FormNotFoundError: no version came with this app.
    """
    versions = _versions_of(canonical)
    if not versions:
        raise FormNotFoundError(canonical, "")
    return find_form(canonical, versions[0])


def offer_style(form: Form) -> None:
    """Begin with this form from now on, in the place of ours of the same name, which stays readable."""
    _styles[form.canonical] = form


def is_ours(canonical: str, version: str) -> bool:
    """Whether this version of this form came with the app."""
    return (canonical, version) in _shelf()


def all_forms() -> tuple[Form, ...]:
    """Every form in every version that came with the app, by name and then oldest first."""
    shelf = sorted(_shelf(), key=lambda key: (key[0], _order(key[1])))
    return tuple(find_form(canonical, version) for canonical, version in shelf)


def find_question(field: str) -> Question | None:
    """The question that a journal field answers, or None where we do not have its form or question."""
    names = split_field(field)
    if names is None:
        return None
    canonical, version, link_id = names
    in_any = shared_field(field) == field
    versions = _versions_of(canonical) if in_any else [version]
    found = (_question(canonical, one, link_id) for one in versions)
    return next((one for one in found if one is not None), None)


def _question(canonical: str, version: str, link_id: str) -> Question | None:
    try:
        return find_form(canonical, version).by_link_id.get(link_id)
    except FormNotFoundError:
        return None


def _versions_of(canonical: str) -> list[str]:
    """What the service offers first, then ours, newest first."""
    ours = sorted((version for name, version in _shelf() if name == canonical), key=_order, reverse=True)
    style = _styles.get(canonical)
    return ours if style is None else [style.version, *ours]


def _order(version: str) -> tuple[tuple[bool, int, str], ...]:
    """Versions count by their numbers: 10 comes after 9."""
    return tuple((part.isdigit(), int(part) if part.isdigit() else 0, part) for part in version.split("."))


@lru_cache(maxsize=1)
def _shelf() -> dict[tuple[str, str], Path]:
    """Where each version of each form is. Only the names are kept; forms are read when asked for."""
    shelf: dict[tuple[str, str], Path] = {}
    for path in sorted(_DEFINITIONS.glob("*.json")):
        resource = json.loads(path.read_bytes())
        shelf[resource["url"], resource["version"]] = path
    return shelf


@lru_cache(maxsize=32)
def _read(path: Path) -> Form:
    return parse_questionnaire(path.read_bytes())
