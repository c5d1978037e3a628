# SPDX-License-Identifier: Apache-2.0
"""What the copying page says: each choice, what is known of the person's needs, and who would see what.

Never lists what is left out for somebody, and never says that anything was agreed which was not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from desktop.presenters.copies_words import sheet_words
from desktop.presenters.copy_choices import (
    MOST_COPIES,
    CopyBasis,
    CopyChoices,
    Medium,
    held,
    holders,
    needed_language,
    needed_medium,
    sheets_for,
)
from desktop.presenters.sharing_words import code_of, name_of
from desktop.screens import copy_screen as page
from desktop.screens.copy_screen import CopyWords, RowWords
from desktop.widgets.choice_row import Option
from desktop.wording import date_words
from locales import PaperLanguage, _, ngettext, paper_languages
from records.copies import POINT_SIZES, needed_size
from records.copies_register import CopiesRegister, Sheet
from records.people import Card
from records.sharing_choices import Recipient
from records.visit_note import topics_of

PERSON, SOMEONE_ELSE = "person", "someone_else"
PLAIN, TITLED = "plain", "titled"
WITHOUT, WITH = "no", "yes"
TOPICS = "topics"


def copy_words(basis: CopyBasis, choices: CopyChoices, *, someone_else: bool, pages: int = 0) -> CopyWords:
    """The page in words.

    Args:
        basis: what was read.
        choices: what is chosen; no sheets where nothing can be left.
        someone_else: whether somebody beside those who are offered was asked for.
        pages: how many the plan has as it was composed; 0 while that is not known.
    """
    called = basis.record.card.called
    lead = _("Version {version} of {called}’s plan. Each sheet is a copy with a number of its own.")
    nothing = _nothing(basis, choices, someone_else=someone_else)
    rows = {page.HOLDER: _holder_row(basis, choices, someone_else=someone_else)}
    if not nothing:
        rows |= dict(_rows(basis, choices, pages))
    return CopyWords(
        lead=lead.format(version=basis.register.version, called=called),
        safe_before=_safe_before(basis),
        rows=rows,
        nothing=nothing,
    )


def _rows(basis: CopyBasis, choices: CopyChoices, pages: int) -> Iterator[tuple[str, RowWords]]:
    yield page.WHAT, _what_row(basis, choices, pages)
    if Sheet.VISIT_NOTE in choices.sheets and (row := _topics_row(basis, choices)) is not None:
        yield TOPICS, row
    yield page.MEDIUM, _medium_row(basis, choices)
    yield page.SIZE, _size_row(basis, choices)
    yield page.LANGUAGE, _language_row(basis, choices)
    yield page.COVER, _cover_row(choices)
    if Sheet.PLAN in choices.sheets and choices.recipient is None and choices.medium is not Medium.EASY_READ:
        yield page.STRUCK, _struck_row(choices)
    if choices.medium is not Medium.AUDIO:
        yield page.COPIES, _copies_row(choices)


def _holder_row(basis: CopyBasis, choices: CopyChoices, *, someone_else: bool) -> RowWords:
    options = [Option(PERSON, basis.record.card.called)]
    options += [Option(code_of(one), name_of(one)) for one in holders(basis)]
    options.append(Option(SOMEONE_ELSE, _("Someone else")))
    chosen = PERSON if choices.recipient is None else code_of(choices.recipient)
    if someone_else or chosen not in {one.code for one in options}:
        chosen = SOMEONE_ELSE
    return RowWords(_("For whom"), options, (chosen,), note=_who_sees(basis, choices, chosen))


def _who_sees(basis: CopyBasis, choices: CopyChoices, chosen: str) -> str:
    """Who would see what, in a sentence: how much is left out, and that the person chose it."""
    called = basis.record.card.called
    if chosen == PERSON:
        whole = _(
            "{called}’s own copy. The plan is all on it, except who is not wanted: that is never on paper."
        )
        part = _("{called}’s own copy. Who is not wanted is never on paper.")
        return (whole if Sheet.PLAN in choices.sheets else part).format(called=called)
    if chosen == SOMEONE_ELSE or choices.recipient is None or not sheets_for(basis, choices.recipient):
        return ""
    theirs = held(basis, choices.recipient, Sheet.PLAN)
    every = held(basis, None, Sheet.PLAN)
    name = name_of(choices.recipient)
    if not theirs:
        return _("{name} gets nothing of the plan. {called} chose that.").format(name=name, called=called)
    left_out = every - theirs
    if not left_out:
        return _("{name} gets all that is written in the plan. {called} chose that.").format(
            name=name, called=called
        )
    words = ngettext(
        "{name} gets {theirs} of the {every} things written in the plan. {count} is left out: {called} chose"
        " what {name} may have.",
        "{name} gets {theirs} of the {every} things written in the plan. {count} are left out: {called} chose"
        " what {name} may have.",
        left_out,
    )
    return words.format(name=name, theirs=theirs, every=every, count=left_out, called=called)


def _nothing(basis: CopyBasis, choices: CopyChoices, *, someone_else: bool) -> str:
    called = basis.record.card.called
    if someone_else:
        return _(
            "Nobody else may have a copy now: {called} chooses who may have what, and has not chosen anybody"
            " else. That can be done together, before any paper leaves."
        ).format(called=called)
    if choices.recipient is not None and not sheets_for(basis, choices.recipient):
        return _(
            "{name} may not have a copy of anything: {called} has not chosen that. It can be chosen"
            " together, before any paper leaves."
        ).format(name=name_of(choices.recipient), called=called)
    return ""


def sheet_names(basis: CopyBasis, recipient: Recipient | None) -> dict[Sheet, str]:
    """What each sheet is called on this page."""
    names = {one: sheet_words(one) for one in Sheet}
    names[Sheet.SLIP] = _("What we promised today") if _was_today(basis) else _("What we promised")
    if recipient is not None:
        names[Sheet.PLAN] = _("What they may have of the plan")
        names[Sheet.CRISIS] = _("What they may have of the crisis sheet")
    return names


def _was_today(basis: CopyBasis) -> bool:
    visit = next((one for one in basis.record.responses if one.entity == basis.visit), None)
    return visit is not None and _day_of(visit.at) == basis.today.isoformat()


def _day_of(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, tz=UTC).astimezone().date().isoformat()


def _what_row(basis: CopyBasis, choices: CopyChoices, pages: int) -> RowWords:
    names = sheet_names(basis, choices.recipient)
    counted = ngettext("{name}, {count} page", "{name}, {count} pages", pages)
    options = [
        Option(
            one.value,
            counted.format(name=names[one], count=pages) if one is Sheet.PLAN and pages else names[one],
        )
        for one in sheets_for(basis, choices.recipient)
    ]
    return RowWords(_("What"), options, tuple(one.value for one in choices.sheets), many=True)


def _topics_row(basis: CopyBasis, choices: CopyChoices) -> RowWords | None:
    topics = () if basis.visit is None else topics_of(basis.record, basis.visit)
    if not topics:
        return None
    options = [Option(one.link_id, one.words.heading) for one in topics]
    note = _("Only what {called} chooses to keep is on it.").format(called=basis.record.card.called)
    return RowWords(_("Keep of what we talked about"), options, choices.topics, many=True, note=note)


def _medium_row(basis: CopyBasis, choices: CopyChoices) -> RowWords:
    card, needed = basis.record.card, needed_medium(basis.record.card)
    words = {
        Medium.PAPER: _("Paper"),
        Medium.EASY_READ: _("Easy Read"),
        Medium.PHONE: _("On their phone: a file"),
        Medium.AUDIO: _("Read aloud now"),
        Medium.BRAILLE: _("Braille: not on this laptop"),
    }
    for_the_person = choices.recipient is None
    if for_the_person and needed in {Medium.EASY_READ, Medium.AUDIO}:
        words[needed] = _from_needs(words[needed], card)
    options = [Option(one.value, said, offered=one is not Medium.BRAILLE) for one, said in words.items()]
    note = ""
    if for_the_person and needed is Medium.BRAILLE:
        note = _(
            "{called} reads Braille, which this laptop cannot make. It can read aloud now, and a file can go"
            " to whoever makes Braille for the team."
        ).format(called=card.called)
    elif choices.medium is Medium.AUDIO:
        note = _("Reading aloud leaves nothing behind, so nothing is counted.")
    elif choices.medium is Medium.EASY_READ:
        note = _("The plan is set in Easy Read. The other sheets stay as they are.")
    return RowWords(_("Read, heard or felt"), options, (choices.medium.value,), note=note)


def _from_needs(words: str, card: Card) -> str:
    return _("{choice}, from {called}’s needs").format(choice=words, called=card.called)


def _size_row(basis: CopyBasis, choices: CopyChoices) -> RowWords:
    card = basis.record.card
    needed = needed_size(card) if choices.recipient is None else None
    options = [
        Option(str(one), _from_needs(_("{size} point").format(size=one), card) if one == needed else str(one))
        for one in POINT_SIZES
    ]
    return RowWords(_("Size"), options, (str(choices.size),))


def _language_row(basis: CopyBasis, choices: CopyChoices) -> RowWords:
    card = basis.record.card
    needed = needed_language(card) if choices.recipient is None else None
    options = [
        Option(one.tag, _from_needs(one.name, card) if one == needed else one.name)
        for one in paper_languages()
    ]
    note = _("Only our own words are in this language. What anybody said stays as they said it.")
    chosen = next(one for one in paper_languages() if one.tag == choices.language)
    if not chosen.is_checked:
        note = _("No speaker has checked these words yet, and the sheet says so.") + " " + note
    elif chosen.is_source:
        note = _spoken_note(card, needed) if choices.recipient is None else ""
    return RowWords(_("Language"), options, (choices.language,), note=note)


def _spoken_note(card: Card, needed: PaperLanguage | None) -> str:
    """What to know where the person speaks another language than the sheet."""
    spoken = str(card.given("language") or "").strip()
    if not spoken or (needed is not None and needed.is_source):
        return ""
    if needed is None:
        return _("{called} speaks {language}. There is no paper in it on this laptop.").format(
            called=card.called, language=spoken
        )
    return _("{called} speaks {language}. No speaker has checked those words yet.").format(
        called=card.called, language=spoken
    )


def _cover_row(choices: CopyChoices) -> RowWords:
    options = (Option(PLAIN, _("Plain, without a name")), Option(TITLED, _("With the title")))
    return RowWords(_("Cover"), options, (PLAIN if choices.plain_cover else TITLED,))


def _struck_row(choices: CopyChoices) -> RowWords:
    options = (Option(WITHOUT, _("No")), Option(WITH, _("Yes, marked as struck out")))
    chosen = WITH if choices.show_struck else WITHOUT
    return RowWords(_("With words that were struck out"), options, (chosen,))


def _copies_row(choices: CopyChoices) -> RowWords:
    options = [Option(str(one), str(one)) for one in range(1, MOST_COPIES + 1)]
    return RowWords(_("How many of each"), options, (str(choices.copies),))


def old_copies_words(register: CopiesRegister) -> str:
    """Which copies an agreed version asks for again, in the banner; "" where there is none."""
    old = register.to_replace
    if not old:
        return ""
    which = _("{name}, copy {number}").format(name=old[0].held_by, number=old[0].number)
    if len(old) > 1:
        return _("{count} old copies to replace").format(count=len(old))
    return _("1 old copy to replace: {which}").format(which=which)


def _safe_before(basis: CopyBasis) -> str:
    """What was answered at an earlier copy: a fact to begin a talk with, never the answer for today."""
    before = basis.answered_before
    if before is None:
        return ""
    said: Mapping[str, str] = {
        page.SAFE: _("yes"),
        page.ENVELOPE: _("yes, in an envelope"),
        page.NOT_SAFE: _("no"),
    }
    if before.safe not in said:
        return ""
    day = date_words(datetime.fromtimestamp(before.made_at / 1000, tz=UTC).astimezone().date())
    words = _("At copy {number}, {day}, the answer was: {answer}. Ask again: it may have changed.")
    return words.format(number=before.number, day=day, answer=said[before.safe])
