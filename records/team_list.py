# SPDX-License-Identifier: Apache-2.0
"""Today as a list for the team: who, by when, how it stands. Never what anybody said or was promised."""

from __future__ import annotations

from forms.clock_words import deadline_chip, moment_words
from forms.contact_words import professional_sentence
from forms.contacts import Urgency
from forms.doubt_words import doubt_sentence
from forms.pdf.team_list import TeamLine, TeamList
from locales import _, format_language, ngettext
from records.today import Due, Today


def team_list(today: Today, made_by: str) -> TeamList:
    """The list of everybody on this laptop, in the order of Today.

    Args:
        today: as it stands.
        made_by: name of the worker who prints it.
    """
    from babel.dates import format_datetime

    as_of = format_datetime(
        today.now, "EEEE d MMMM y, HH:mm", tzinfo=today.now.tzinfo, locale=format_language()
    )
    return TeamList(str(as_of), made_by, tuple(_line(one, today) for one in today.due))


def _line(due: Due, today: Today) -> TeamLine:
    follow_up = due.follow_up
    late = follow_up is not None and follow_up.urgency is Urgency.LATE
    return TeamLine(
        name=due.card.name,
        deadline=_("No day of leaving hospital is known.") if follow_up is None else deadline_chip(follow_up),
        state=tuple(_state(due, today)),
        late=late,
    )


def _state(due: Due, today: Today) -> list[str]:
    said = []
    if due.no_reply is not None:
        said.append(_("No one answered, and nobody is written down as told."))
    elif due.owed:
        said.append(_("Something waits for a named handover: somebody has to be told."))
    professional = None if due.follow_up is None else professional_sentence(due.follow_up)
    if professional is not None:
        said.append(professional)
    said += _promises(due, today)
    said += [doubt_sentence(one, today.now) for one in due.doubts]
    if due.half_done:
        said.append(_("Something is half written on this laptop."))
    if due.only_here:
        said.append(_("Not all of it has been received."))
    return said


def _promises(due: Due, today: Today) -> list[str]:
    if not due.promises:
        return []
    late = sum(one.is_late(today.now) for one in due.promises)
    count = len(due.promises)
    said = [ngettext("{count} promise is open.", "{count} promises are open.", count).format(count=count)]
    if late:
        said.append(ngettext("{count} is late.", "{count} are late.", late).format(count=late))
    else:
        ahead = [one.deadline for one in due.promises if one.deadline is not None]
        if ahead:
            said.append(_("The next by {when}.").format(when=moment_words(ahead[0], today.now)))
    return [" ".join(said)]
