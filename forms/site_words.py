# SPDX-License-Identifier: Apache-2.0
"""What could not be used of a service's settings, in words, and what it should be. Never quotes a value."""

from __future__ import annotations

from forms.site import (
    FEWEST_HOURS,
    MAX_CHECK_DAYS,
    MAX_CONTACTS,
    MAX_LEFT,
    MAX_NAME,
    MAX_TITLE,
    MOST_ESCALATION_HOURS,
    MOST_HOURS,
    SITE_FILE,
    SiteProblem,
    SiteTrouble,
)
from locales import N_, _

_HOURS = N_("a whole number of hours, {fewest} to {most}")
_YES_OR_NO = N_("true or false")
_WANTED = {
    "plan_title": N_("one line of at most {title} letters"),
    "left_out": N_("a list of names of sections"),
    "check_every_days": N_("a whole number of days, 1 to {days}"),
    "crisis_contacts": N_("a list of at most {contacts}, each with a name, a number and a day"),
    "senior_on_duty": N_("a name and a phone number, each of at most {name} letters"),
    "escalation": N_("hours for “senior_told” and for “second_attempt”"),
    "escalation.senior_told": N_("a whole number of hours, 1 to {escalation}"),
    "escalation.second_attempt": N_("a whole number of hours, 1 to {escalation}"),
    "left_team": N_("a list of at most {left} names, each of at most {name} letters"),
    "professional_follow_up": _YES_OR_NO,
    "target_hours": _HOURS,
    "urgent_hours": _HOURS,
    "urgent_for_everyone": _YES_OR_NO,
}
_LIMITS = {
    "title": MAX_TITLE,
    "name": MAX_NAME,
    "days": MAX_CHECK_DAYS,
    "contacts": MAX_CONTACTS,
    "left": MAX_LEFT,
    "fewest": FEWEST_HOURS,
    "most": MOST_HOURS,
    "escalation": MOST_ESCALATION_HOURS,
}
_LONGEST_NAME = 40


def trouble_sentence(trouble: SiteTrouble) -> str:
    """What could not be used, what is used instead, and what it should be."""
    setting = trouble.setting[:_LONGEST_NAME]
    wanted = _WANTED.get(trouble.setting)
    if trouble.problem is SiteProblem.FILE:
        return _(
            "The service’s settings in {file} cannot be read, so the usual ones are used. Ask whoever looks"
            " after your laptops to mend it."
        ).format(file=SITE_FILE)
    if wanted is None:
        return _("{file} has “{setting}”, which Keepwell does not know. Look for a slip of the pen.").format(
            file=SITE_FILE, setting=setting
        )
    if trouble.problem is SiteProblem.PARTLY:
        words = _("Part of “{setting}” in {file} was left out. It should be {wanted}.")
    else:
        words = _("“{setting}” in {file} cannot be used, so the usual is used. It should be {wanted}.")
    return words.format(file=SITE_FILE, setting=setting, wanted=_(wanted).format_map(_LIMITS))
