# SPDX-License-Identifier: Apache-2.0
"""Where one can be in Keepwell. Plain data: the main window turns a place into a screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from records.operation import EntityId, PersonId


class PlaceKind(StrEnum):
    """The kinds of place; the first five stand on the rail."""

    TODAY = "today"
    PEOPLE = "people"
    CHECK_INS = "check_ins"
    COPIES = "copies"
    SYNC = "sync"
    NEW_PERSON = "new_person"
    PERSON = "person"
    PLAN = "plan"
    FORM = "form"
    COPY = "copy"
    AGREE = "agree"
    VERSIONS = "versions"
    PREVIEW = "preview"
    SHARING = "sharing"
    READY = "ready"
    TEAM_LIST = "team_list"
    VISIT_DONE = "visit_done"
    SLIP = "slip"
    NOTE = "note"
    CALL_LIST = "call_list"
    CHECK_IN = "check_in"
    REGISTER = "register"
    LATEST = "latest"
    DIRECTORY = "directory"


# Which place of the rail is lit while one is at a place that does not stand on it.
RAIL_OF = {
    PlaceKind.NEW_PERSON: PlaceKind.PEOPLE,
    PlaceKind.PERSON: PlaceKind.PEOPLE,
    PlaceKind.PLAN: PlaceKind.PEOPLE,
    PlaceKind.FORM: PlaceKind.PEOPLE,
    PlaceKind.COPY: PlaceKind.COPIES,
    PlaceKind.AGREE: PlaceKind.PEOPLE,
    PlaceKind.VERSIONS: PlaceKind.PEOPLE,
    PlaceKind.PREVIEW: PlaceKind.PEOPLE,
    PlaceKind.SHARING: PlaceKind.PEOPLE,
    PlaceKind.READY: PlaceKind.TODAY,
    PlaceKind.TEAM_LIST: PlaceKind.TODAY,
    PlaceKind.VISIT_DONE: PlaceKind.PEOPLE,
    PlaceKind.SLIP: PlaceKind.PEOPLE,
    PlaceKind.NOTE: PlaceKind.PEOPLE,
    PlaceKind.CALL_LIST: PlaceKind.PEOPLE,
    PlaceKind.CHECK_IN: PlaceKind.CHECK_INS,
    PlaceKind.REGISTER: PlaceKind.COPIES,
    PlaceKind.LATEST: PlaceKind.COPIES,
    PlaceKind.DIRECTORY: PlaceKind.CHECK_INS,
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place.

    Attributes:
        person: whose; None where a place is about nobody in particular.
        form: canonical of the form to fill in, at a FORM; that nobody was told of yet, at a CALL_LIST.
        section: linkId to begin at, in a plan or form, the first where None; the sheet to begin with, at a
            COPY.
        entity: an agreement or response to change rather than begin, at a FORM; the visit, where one is done.
        carer: whose own page names who got in touch, at the FORM of a contact.
    """

    kind: PlaceKind
    person: PersonId | None = None
    form: str | None = None
    section: str | None = None
    entity: EntityId | None = None
    carer: EntityId | None = None
