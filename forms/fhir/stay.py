# SPDX-License-Identifier: Apache-2.0
"""The hospital stay a person left: which Encounter, and what it says. Never guesses a time of discharge.

Local time is Europe/London, because both clocks are promises made in England (domain A4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from forms.fhir.elements import Element, child, children, extension, words
from forms.fhir.errors import ReferralInvalidError
from forms.fhir.person import coded, whole_day
from forms.fhir.values import Coded, Discharge

ZONE: Final = "Europe/London"

_INPATIENT: Final = frozenset({"IMP", "ACUTE", "NONAC"})
_STILL_IN: Final = frozenset({"in-progress", "onleave", "arrived"})
_METHOD_URL: Final = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DischargeMethod"
_BED_TYPE_SYSTEMS: Final = ("MHAdmittedPatientClass", "MentalHealthAdmittedPatientClassification")
_PRECISE: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Stays:
    """The stay they left (or are in), and whether they went back in afterwards."""

    chosen: Element
    left: bool
    back_in: bool


def choose_stay(encounters: list[Element]) -> Stays | None:
    """The newest finished inpatient stay; else the newest they are still in; None if there is neither.

    Newest is by the end for a finished stay (one without a usable end comes last), else by the start.
    """
    inpatient = [each for each in encounters if is_inpatient(each)]
    still_in = [each for each in inpatient if words(each, "status") in _STILL_IN]
    left = [each for each in inpatient if _has_left(each)]
    if left:
        newest = max(left, key=lambda each: _instant(each, "end"))
        back_in = any(_instant(each, "start") >= _instant(newest, "end") for each in still_in)
        return Stays(newest, left=True, back_in=back_in)
    if still_in:
        newest = max(still_in, key=lambda each: _instant(each, "start"))
        return Stays(newest, left=False, back_in=False)
    return None


def is_inpatient(encounter: Element) -> bool:
    """A stay in a hospital bed, by its class (HL7 v3 ActCode)."""
    return words(child(encounter, "class"), "code") in _INPATIENT


def read_discharge(encounter: Element, resources: list[tuple[str, Element]], *, left: bool) -> Discharge:
    """What this stay says about leaving.

    Args:
        encounter: the chosen stay, validated.
        resources: everything that came along, to find the names of ward and hospital.
        left: False while they are still in; then the period's end is a plan, not a discharge.

    Raises:
        ReferralInvalidError: the end is outside the calendar once it is in local time.
    """
    day, time = _local_moment(words(child(encounter, "period"), "end")) if left else (None, None)
    return Discharge(
        date=day,
        time=time,
        zone=ZONE,
        method=coded(child(extension(encounter, _METHOD_URL), "valueCodeableConcept")),
        destination=coded(child(child(encounter, "hospitalization"), "dischargeDisposition")),
        ward=_ward(encounter, resources),
        hospital=_name_of(child(encounter, "serviceProvider"), encounter, resources),
        bed_type=_bed_type(encounter),
    )


def _has_left(encounter: Element) -> bool:
    """Finished; or of unknown status, with an end."""
    status, end = words(encounter, "status"), words(child(encounter, "period"), "end")
    return status == "finished" or (status == "unknown" and bool(end))


def _instant(encounter: Element, edge: str) -> datetime:
    """For ordering only. A day, month or year counts from its beginning; nothing known is the oldest."""
    return _moment(words(child(encounter, "period"), edge))


def _moment(text: str) -> datetime:
    precise = _PRECISE.fullmatch(text)
    # A leap second has no place in Python's clock; the second before is near enough for a minute.
    said = f"{precise[1]}:{min(int(precise[2]), 59):02}{precise[3]}" if precise else _from_day(text)
    try:
        return datetime.fromisoformat(said).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)


def _from_day(text: str) -> str:
    return f"{(text + '-01-01')[:10]}T00:00:00Z"


def _local_moment(text: str) -> tuple[str | None, str | None]:
    """A FHIR dateTime of any precision as local day and time: only a full one has a time."""
    if not _PRECISE.fullmatch(text):
        return whole_day(text), None
    moment = _moment(text)
    if moment - datetime.min.replace(tzinfo=UTC) < timedelta(days=1):
        raise ReferralInvalidError("Encounter.period.end")
    local = moment.astimezone(ZoneInfo(ZONE))
    return local.date().isoformat(), local.strftime("%H:%M")


def _ward(encounter: Element, resources: list[tuple[str, Element]]) -> str:
    """The last ward: the one entered last, or the last one listed where none says when."""
    named = [
        (_moment(words(child(each, "period"), "start")), place, name)
        for place, each in enumerate(children(encounter, "location"))
        if (name := _name_of(child(each, "location"), encounter, resources))
    ]
    return max(named)[2] if named else ""


def _name_of(reference: Element, holder: Element, resources: list[tuple[str, Element]]) -> str:
    """The sender's words for what is referred to, else the name of the resource that came along."""
    said, address = words(reference, "display"), words(reference, "reference")
    if said or not address:
        return said
    inside = [each for each in children(holder, "contained") if f"#{words(each, 'id')}" == address]
    along = [
        each
        for full_address, each in resources
        if address in {full_address, f"{words(each, 'resourceType')}/{words(each, 'id')}"}
    ]
    return next(filter(None, (words(each, "name") for each in (*inside, *along))), "")


def _bed_type(encounter: Element) -> Coded | None:
    """UK Core has no element for it (domain A2), so its code system is looked for where it could be."""
    concepts = [
        *children(encounter, "type"),
        child(encounter, "serviceType"),
        *(child(each, "physicalType") for each in children(encounter, "location")),
        *(child(each, "valueCodeableConcept") for each in children(encounter, "extension")),
    ]
    for system in _BED_TYPE_SYSTEMS:
        for concept in concepts:
            found = coded(concept, system)
            if found and found.code:
                return found
    return None
