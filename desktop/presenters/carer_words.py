# SPDX-License-Identifier: Apache-2.0
"""Who cares for a person, as their page names them: how to tell each of them things, and no word they said.

A carer's own words open on purpose: the person may be looking at the page (domain K12).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.screens.person_screen import CarerLine
from desktop.wording import date_words
from forms.registry import CARER, newest_form
from locales import _
from records.answered import date_in, text_in
from records.carers import WANTED
from records.check_ins import has_died
from records.kept_away import is_kept_away, read_kept_away
from records.people import Response
from records.person_record import PersonRecord
from records.sharing_choices import RecipientKind


def carer_lines(record: PersonRecord) -> tuple[CarerLine, ...]:
    """Every carer who has spoken for themselves, but for who must not be told or rung (domain M12)."""
    kept = read_kept_away(record)
    died = has_died(record.responses)
    carers = ((one, _line(one, asks=not died)) for one in record.responses_to(CARER))
    return tuple(line for one, line in carers if not is_kept_away(kept, _name(one), RecipientKind.CARER))


def _name(carer: Response) -> str:
    given = carer.given("ca_name")
    return str(given.get("name", "")) if isinstance(given, Mapping) else ""


def _line(carer: Response, *, asks: bool) -> CarerLine:
    given = carer.given("ca_name")
    who: Mapping[str, str] = given if isinstance(given, Mapping) else {}
    name, relation = who.get("name", ""), who.get("relation", "")
    title = ", ".join(one for one in (name, relation, who.get("phone", "")) if one)
    return CarerLine(carer.entity, title or _("A carer"), tuple(_needs(carer, asks=asks)))


def _needs(carer: Response, *, asks: bool) -> Iterator[str]:
    if carer.given("ca_young") is True:
        yield _("Under 18: ask who looks after them.")
    if carer.given("ca_language"):
        yield _("Speaks {language}.").format(language=carer.given("ca_language"))
    if carer.given("ca_interpreter") is True:
        yield _("Would like an interpreter.")
    wanted = carer.given("ca_written_format")
    options = newest_form(CARER).by_link_id["ca_written_format"].options
    written = next((_(one.text) for one in options if one.code == wanted and wanted != "standard"), "")
    if written:
        yield _("In writing: {format}.").format(format=written)
    if carer.given("ca_reach"):
        yield str(carer.given("ca_reach"))
    if carer.given("ca_assess") == WANTED:
        yield _("Would like a talk about their own needs.")
    if connected := text_in(carer.answers, "ca_connected"):
        yield _("Support for them: {where}").format(where=connected)
    review = date_in(carer.answers, "ca_review")
    if review is not None and asks:
        yield _("We ask them again by {day}.").format(day=date_words(review))
