# SPDX-License-Identifier: Apache-2.0
"""The way from hospital to leaving and back, in words and as places on a bar. Pure; colours no person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from desktop.questions.reading import day_words
from desktop.screens.check_in_screen import Timeline
from desktop.widgets.clock_picture import ClockMark
from locales import N_, _, ngettext
from records.person_record import PersonRecord
from records.support_timeline import Step, TimelineEntry, timeline_of

_WORDS = {
    Step.LEFT_HOSPITAL: N_("left hospital"),
    Step.VISIT: N_("a visit"),
    Step.TRIED: N_("we tried, and reached nobody"),
    Step.AGREED: N_("check-ins agreed"),
    Step.CAME_BACK: N_("came back, check-ins agreed"),
    Step.PERSON_RANG: N_("they got in touch"),
    Step.CARER_RANG: N_("a carer got in touch"),
    Step.WE_RANG: N_("we got in touch"),
    Step.VERSION: N_("a version of the plan agreed"),
    Step.COPY: N_("a copy given"),
    Step.WENT_ON: N_("decided to go on"),
    Step.LEFT: N_("left support, and agreed"),
    Step.QUIET: N_("a quiet check-in"),
    Step.DECISION: N_("a decision is asked for"),
}
_LABELLED = frozenset(
    {Step.LEFT_HOSPITAL, Step.AGREED, Step.CAME_BACK, Step.WENT_ON, Step.LEFT, Step.DECISION}
)
_TONES = {Step.DECISION: "soon", Step.LEFT: "ink", Step.WENT_ON: "ink"}


def timeline_words(
    record: PersonRecord, today: date, versions: Sequence[date] = (), copies: Sequence[date] = ()
) -> Timeline | None:
    """The picture and its list; None where nothing has a day yet."""
    entries = timeline_of(record.responses, versions, copies)
    if not entries:
        return None
    first, last = min(entries[0].on, today), max(entries[-1].on, today)
    length = max((last - first) / timedelta(days=1), 1.0)
    marks = [_mark(one, (one.on - first) / timedelta(days=1) / length) for one in entries]
    elapsed = (today - first) / timedelta(days=1) / length
    marks.append(ClockMark(elapsed, _("today"), above=False, tone="ink", line=True))
    shown = tuple(_entry(one, today) for one in entries)
    return Timeline(elapsed, tuple(marks), _sentence(entries, today), shown)


def _mark(entry: TimelineEntry, at: float) -> ClockMark:
    words = _(_WORDS[entry.step]) if entry.step in _LABELLED else ""
    late = entry.is_planned
    return ClockMark(at, words, tone=_TONES.get(entry.step, "soon" if late else "ink"), line=True)


def _entry(entry: TimelineEntry, today: date) -> str:
    day, what = day_words(entry.on), _(_WORDS[entry.step])
    if entry.is_planned and entry.on < today:
        return _("{day}: {what}; not done yet, and still ours").format(day=day, what=what)
    if entry.is_planned:
        return _("{day}: {what}, to come").format(day=day, what=what)
    return _("{day}: {what}").format(day=day, what=what)


def _sentence(entries: Sequence[TimelineEntry], today: date) -> str:
    first, last = entries[0], entries[-1]
    count = ngettext("{count} day on this line.", "{count} days on this line.", len(entries)).format(
        count=len(entries)
    )
    return " ".join(
        (_entry(first, today) + ".", _entry(last, today) + ".", count, _("All of it is listed below."))
    )
