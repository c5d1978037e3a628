# SPDX-License-Identifier: Apache-2.0
"""The sentences the composer itself adds to a copy. Never changes or shortens a word that somebody said."""

from __future__ import annotations

import re
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from forms.pdf.copy import CopyNumber, CopyStatement, PlanCopy, Whose
from forms.pdf.letters import NO_BREAK_SPACE
from locales import N_, SOURCE_TAG, _, ngettext, paper_language

_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")


def written_date(day: date, language: str) -> str:
    """The day in words of the copy's language, "21 November 2026"; in British English where it is unknown."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en_GB")
    # A date stays on one line.
    return format_date(day, "long", locale=locale).replace(" ", NO_BREAK_SPACE)


def reads_right_to_left(language: str) -> bool:
    """Whether this BCP 47 tag's language is written from right to left."""
    try:
        return bool(Locale.parse(language, sep="-").text_direction == "rtl")
    except (UnknownLocaleError, ValueError):
        return False


def numbers_whole(words: str) -> str:
    """These words with numbers that do not break at a line's end: they are read out digit by digit."""
    return _BETWEEN_DIGITS.sub(NO_BREAK_SPACE, words)


def byline(copy: PlanCopy) -> str:
    """The line under the title: who, which version, when."""
    version = version_and_date(copy)
    return _("{called} · {version}").format(called=copy.called, version=version) if copy.called else version


def version_and_date(copy: PlanCopy) -> str:
    """Such as "Version 4 · 21 November 2026", on every page (domain J 9); older words say that they are."""
    if copy.agreed_on is not None:
        agreed_on = written_date(copy.agreed_on, copy.language)
        return _("As agreed on {date} · Version {version}").format(date=agreed_on, version=copy.version)
    made_on = written_date(copy.made_on, copy.language)
    return _("Version {version} · {date}").format(version=copy.version, date=made_on)


def page_of(page: int, pages: int) -> str:
    """Such as "Page 1 of 9" (domain J 9)."""
    return _("Page {page} of {pages}").format(page=page, pages=pages)


def copy_number(number: int | None, replaces: int | None = None) -> str:
    """Such as "Copy 3, replaces copy 2", by their numbers in the copies register; "" for no number."""
    if number is None:
        return ""
    if replaces is None:
        return _("Copy {number}").format(number=number)
    return _("Copy {number}, replaces copy {before}").format(number=number, before=replaces)


def number_and_code(copy: CopyNumber) -> str:
    """Such as "Copy 3, replaces copy 2 · KW1-3-7-F"."""
    return " · ".join(one for one in (copy_number(copy.number, copy.replaces), copy.code) if one)


_UNCHECKED = N_("Nobody who speaks this language has checked the headings on this sheet yet.")


def unchecked_lines(language: str) -> tuple[str, ...]:
    """That no speaker has checked the sheet's own words, in both languages (domain H); else nothing."""
    if paper_language(language).is_checked:
        return ()
    return tuple(dict.fromkeys((_(_UNCHECKED), _UNCHECKED)))


def attribution(statement: CopyStatement, language: str) -> str:
    """Whose words, who typed them, whether they were read back, and when (design 1.1, domain J 11)."""
    sentences = [whose_words(statement), _typed(statement)]
    if statement.typed != "self":
        sentences.append(_checked(statement))
    sentences.append(_("{date}.").format(date=written_date(statement.when, language)))
    if statement.struck:
        sentences.append(_("Taken out: this no longer counts."))
    return " ".join(sentence for sentence in sentences if sentence)


def whose_words(statement: CopyStatement) -> str:
    """Whose words these are, in one sentence."""
    name = statement.said_name
    match statement.whose:
        case "person":
            return _("My words.")
        case "carer" if name:
            return _("Words of {name}, who cares for me.").format(name=name)
        case "carer":
            return _("Words of someone who cares for me.")
        case "clinician":
            return _("Words of {name}, clinician.").format(name=name) if name else _("Words of a clinician.")
        case "worker":
            return _("Words of {name}, worker.").format(name=name) if name else _("Words of a worker.")


def _typed(statement: CopyStatement) -> str:
    name = statement.said_name if statement.typed == "self" else statement.typed_by_name
    match statement.typed:
        case "interpreter" if name:
            return _("{name}, interpreter, typed them.").format(name=name)
        case "interpreter":
            return _("An interpreter typed them.")
        case "self" if statement.whose == "person":
            return _("I typed them.")
        case "self" if not name:
            return _("They typed them.")
        case "worker" if not name:
            return _("A worker typed them.")
    return _("{name} typed them.").format(name=name)


def _checked(statement: CopyStatement) -> str:
    name, checked = statement.said_name, statement.checked
    if statement.whose == "person":
        return _("I checked them.") if checked else _("I have not checked them yet.")
    if not name:
        return _("They checked them.") if checked else _("They have not checked them yet.")
    words = _("{name} checked them.") if checked else _("{name} has not checked them yet.")
    return words.format(name=name)


def open_versions(count: int) -> str:
    """The heading over versions that nobody has chosen between."""
    return ngettext("One version: not agreed yet", "{count} versions: not agreed yet", count).format(
        count={2: _("Two"), 3: _("Three")}.get(count, count)
    )


def line_key(whose: Whose) -> str:
    """What the bar beside these words means, set beside such a bar."""
    match whose:
        case "person":
            return _("Solid line: my own words.")
        case "carer":
            return _("Dots: someone who cares for me.")
        case "worker" | "clinician":
            return _("Broken line: a worker.")


def left_for_now(whole_section: bool) -> str:
    """What stands where nothing has been said: never a gap that looks like a "no" (design 1.6)."""
    if whole_section:
        return _("Left for now. I can come back to this whenever I like.")
    return _("Left for now.")


def local_crisis_lines(copy: PlanCopy) -> list[str]:
    """The site's own contacts with the day of their check; an overdue one without its number (M 11)."""
    # safety
    line = N_("{name}: {reach}. Checked on {date}.")
    language = SOURCE_TAG if _(line) == line else copy.language
    checked = [
        _(line).format(
            name=one.name,
            reach=numbers_whole(one.reach.rstrip(". ")),
            date=written_date(one.checked_on, language),
        )
        for one in copy.crisis
    ]
    # safety
    overdue = _("{name}: left out here, because the number is due a check. Ask your worker for it.")
    return checked + [overdue.format(name=name) for name in copy.crisis_left_out]
