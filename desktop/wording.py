# SPDX-License-Identifier: Apache-2.0
"""Lines that several screens say in the same words: who wrote, when saved, what waits, who this is.

Never says more than is known (design 1.2); never shortens an identifier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from locales import _, format_language, ngettext
from records.operation import Typed, UserId, Who
from records.people import Card
from records.state import Entry


def time_words(at_ms: int) -> str:
    """A moment of today as the clock shows it: 14:02."""
    from babel.dates import format_time

    at = datetime.fromtimestamp(at_ms / 1000, tz=UTC).astimezone()
    return str(format_time(at, "HH:mm", locale=format_language(), tzinfo=at.tzinfo))


def date_words(day: date) -> str:
    """A date in full: 14 March 1989."""
    from babel.dates import format_date

    return str(format_date(day, "d MMMM y", locale=format_language()))


def moment_words(at_ms: int) -> str:
    """A moment with its day: Saturday 21 November, 14:02."""
    from babel.dates import format_datetime

    at = datetime.fromtimestamp(at_ms / 1000, tz=UTC).astimezone()
    return str(format_datetime(at, "EEEE d MMMM, HH:mm", locale=format_language(), tzinfo=at.tzinfo))


def list_words(names: Sequence[str]) -> str:
    """Names in a line: Mina, Sam and Rukhsana."""
    from babel.lists import format_list

    return str(format_list(list(names), locale=format_language()))


def saved_words(at_ms: int) -> str:
    """Only after the commit."""
    return _("Saved on this laptop, {time}").format(time=time_words(at_ms))


def waiting_words(count: int) -> str:
    """How much only this laptop holds; empty when nothing does."""
    if not count:
        return ""
    return ngettext("{count} item only on this laptop", "{count} items only on this laptop", count).format(
        count=count
    )


def received_words(last_received_at: int | None) -> str:
    """When the team last had everything written here; nothing is claimed where that is not known."""
    if last_received_at is None:
        return _("The team has not had anything from this laptop yet")
    return _("The team last had everything: {when}").format(when=moment_words(last_received_at))


def too_long_words() -> str:
    """More was pasted, dropped or typed than one writing place holds."""
    return _("That is too much for one place, so it was not put here. A smaller piece will fit.")


def identifiers(card: Card) -> tuple[str, str, str]:
    """Name with what they like to be called, date of birth, NHS number: two identifiers always (hazard 6)."""
    called = card.called
    name = card.name if called == card.name else _("{called} ({name})").format(called=called, name=card.name)
    born = date_words(date.fromisoformat(card.born_on)) if card.born_on else _("Date of birth not known")
    number = card.nhs_number
    spaced = f"{number[:3]} {number[3:6]} {number[6:]}" if number else _("NHS number not known")
    return name, born, spaced


def needs_words(card: Card) -> str:
    """What to know before speaking or printing: language, interpreter, print size, in a few words."""
    from forms.registry import newest_form
    from records.people import PERSON_FORM

    said = []
    if card.given("language"):
        said.append(_("speaks {language}").format(language=card.given("language")))
    if card.given("interpreter") is True:
        said.append(_("interpreter"))
    options = {one.code: one.text for one in newest_form(PERSON_FORM).by_link_id["written_format"].options}
    written = card.given("written_format")
    if written and written != "standard":
        said.append(_(options.get(written, written)))
    if card.given("print_size"):
        said.append(_("{size} point print").format(size=card.given("print_size")))
    return " · ".join(said)


def whose_words(entry: Entry, team: Mapping[UserId, str], called: str) -> str:
    """The line beneath a statement: whose words, who typed, whether it was read back (design 1.1)."""
    typed = typed_words(entry, team)
    checked = _("I checked them.") if entry.checked else ""
    return " ".join(one for one in (owner_words(entry, team, called), typed, checked) if one)


def owner_words(entry: Entry, team: Mapping[UserId, str], called: str) -> str:
    """Whose words these are."""
    match entry.said_by:
        case Who.PERSON:
            return _("My words.")
        case Who.CARER:
            return _("{name}’s words, who cares for {called}.").format(
                name=entry.said_name or _("A carer"), called=called
            )
        case _other:
            name = entry.said_name or team.get(entry.recorded_by) or _("A colleague")
            return _("{name}’s words, not {called}’s.").format(name=name, called=called)


def typed_words(entry: Entry, team: Mapping[UserId, str]) -> str:
    """Who typed them."""
    worker = team.get(entry.recorded_by, _("A colleague"))
    match entry.typed:
        case Typed.SELF:
            return _("I typed them.")
        case Typed.INTERPRETER:
            return _("An interpreter typed them.")
        case Typed.WORKER if entry.said_by in {Who.PERSON, Who.CARER}:
            return _("{name} typed them.").format(name=worker)
        case _other:
            return ""


def written_words(entry: Entry, team: Mapping[UserId, str], called: str) -> str:
    """Who wrote a version with whom and when, for agreeing between two."""
    worker = team.get(entry.recorded_by, _("A colleague"))
    when = moment_words(entry.at)
    if entry.said_by is Who.PERSON:
        return _("{worker} wrote this with {called}, {when}").format(worker=worker, called=called, when=when)
    return _("{worker} wrote this, {when}").format(worker=worker, when=when)


# The languages that people most often need here besides English (domain H), in BCP 47.
LANGUAGES = (
    "cy", "pl", "ro", "pa", "ur", "ar", "bn", "gu", "so", "pt", "es", "fa", "tr", "zh", "ti", "ku", "vi",
)  # fmt: skip


def language_name(code: str) -> str:
    """A language of BCP 47 as the reader calls it; the code where nobody here knows a name."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code, sep="-").get_display_name(format_language()) or code)
    except (UnknownLocaleError, ValueError):
        return code
