# SPDX-License-Identifier: Apache-2.0
"""The versions of a plan as the words a screen shows. Never asks storage; never judges a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop.presenters.disagreement_words import disagreement_titles
from desktop.screens.versions_screen import Changes, ReadingWords, VersionLine, VersionsWords
from desktop.widgets.read_only_plan import PartWords
from desktop.widgets.statement_card import StatementWords
from desktop.wording import date_words, list_words
from forms.pdf.copy import CopyStatement, OpenVersions, PlanCopy
from forms.registry import newest_form
from locales import _, ngettext
from records.copies_register import CopiesRegister
from records.people import PLAN_FORM, plan_entity
from records.person_record import PersonRecord
from records.plan_changes import PlanChange, change_sentence
from records.sharing import ONLY_ON_PURPOSE
from records.versions import AgreedVersion, PlanStatus, is_as_agreed, is_begun, plan_status, status_words


@dataclass(frozen=True, slots=True)
class PlanStory:
    """A plan's versions as read at one moment.

    Attributes:
        versions: newest first.
        changes: since the newest; None where some of it has not arrived here, or there is none.
    """

    versions: tuple[AgreedVersion, ...]
    register: CopiesRegister
    changes: tuple[PlanChange, ...] | None


def standing_words(record: PersonRecord, versions: Sequence[AgreedVersion]) -> str:
    """How it stands with a plan: never missing, never so much of it (domain M8)."""
    status = plan_status(record, versions)
    if status is not PlanStatus.AGREED:
        return status_words(status)
    words = _("Agreed {day}") if is_as_agreed(record, versions[0]) else _("Agreed {day}, changed since")
    return words.format(day=date_words(versions[0].day))


def versions_words(record: PersonRecord, story: PlanStory) -> VersionsWords:
    """The page in words."""
    mine = plan_entity(record.card.person)
    still_open = [one for one in record.disagreements if one.entity == mine]
    return VersionsWords(
        standing=standing_words(record, story.versions),
        since=_since(record, story),
        changes=tuple(_changes(story.changes or ())),
        may_agree=is_begun(record.plan),
        stays_open=_stays_open(len(still_open), disagreement_titles(record, still_open)),
        versions=tuple(_line(one) for one in story.versions),
    )


def _since(record: PersonRecord, story: PlanStory) -> str:
    if not story.versions:
        return _("Once a version is agreed, this is where you see what changed after it.")
    if story.changes is None:
        return _("Some of that version has not reached this laptop yet, so what changed cannot be told.")
    if is_as_agreed(record, story.versions[0]):
        return _("Nothing has changed since then.")
    if not story.changes:
        return _("Something was written since then, and the plan says the same as it did.")
    return ""


def _changes(changes: Iterable[PlanChange]) -> Iterator[Changes]:
    """By part of the plan, in the order the plan asks them."""
    form = newest_form(PLAN_FORM)
    titles = {asked.link_id: _(section.title) for section in form.sections for asked in section.questions}
    for title, found in groupby(changes, lambda one: titles.get(one.part, _("Earlier parts of my plan"))):
        # Several changes that are not told look alike: once is enough.
        yield Changes(title, tuple(dict.fromkeys(_sentence(one) for one in found)))


def _sentence(change: PlanChange) -> str:
    """One change; of what opens only on purpose no more than where it is: the page is shared (domain M12)."""
    if ONLY_ON_PURPOSE.isdisjoint({change.part, change.earlier_part}):
        return change_sentence(change)
    hidden = change.part if change.part in ONLY_ON_PURPOSE else change.earlier_part
    asked = newest_form(PLAN_FORM).by_link_id.get(hidden)
    title = _("an earlier part of the plan") if asked is None else _("“{words}”").format(words=_(asked.text))
    return _("Something changed in {part}. It is read in the plan, on purpose.").format(part=title)


def _stays_open(count: int, titles: str) -> str:
    if not count:
        return ""
    words = ngettext(
        "One thing has two versions and stays open: {titles}. You can agree everything else.",
        "{count} things have two versions and stay open: {titles}. You can agree everything else.",
        count,
    )
    return words.format(count=count, titles=titles)


def version_title(version: AgreedVersion) -> str:
    """Its name, or the day it was agreed."""
    return version.name or date_words(version.day)


def _line(version: AgreedVersion) -> VersionLine:
    title = version_title(version)
    spoken = _("{title}, version {number}").format(title=title, number=version.number)
    return VersionLine(version.operation, title, spoken, _agreed_by(version))


def _agreed_by(version: AgreedVersion) -> str:
    return _("Agreed {day} by {names}. Version {number}.").format(
        day=date_words(version.day), names=list_words(version.agreed_by), number=version.number
    )


def reading_words(version: AgreedVersion, copy: PlanCopy, *, whole: bool) -> ReadingWords:
    """An older version to be read: the words that its paper would carry."""
    missing = _(
        "Some of this version has not reached this laptop yet. It can be printed when all of it is here."
    )
    return ReadingWords(
        title=_("This is how it was on {day}").format(day=date_words(version.day)),
        lead=" ".join(one for one in (version.name and f"{version.name}.", _agreed_by(version)) if one),
        missing="" if whole else missing,
        parts=tuple(said_parts(copy)),
    )


def said_parts(copy: PlanCopy) -> Iterator[PartWords]:
    """Section, part and words of every part in which something stands."""
    for section in copy.sections:
        for part in section.parts:
            if said := tuple(one for each in part.statements for one in _said(each, copy.language)):
                yield section.title, part.title, said


def _said(said: CopyStatement | OpenVersions, language: str) -> Iterator[StatementWords]:
    # Babel and its dates: only who reads a version pays for them.
    from forms.pdf.wording import attribution, open_versions

    every = said.versions if isinstance(said, OpenVersions) else (said,)
    standing = [one for one in every if not one.struck]
    marker = open_versions(len(standing)) if len(standing) > 1 else ""
    for one in standing:
        source = attribution(one, language)
        yield StatementWords(
            one.text,
            source,
            by_person=one.whose == "person",
            two_versions=marker,
            by_carer=one.whose == "carer",
        )
