# SPDX-License-Identifier: Apache-2.0
"""What a ward did not hand over, and whether section 117 applies, in words: what is missing and whom to ask.

Never blames a ward or a person, and never sounds as if a law had been decided here.
"""

from __future__ import annotations

from forms.definition import Form
from forms.discharge_gaps import Gap, GapState
from forms.section117 import Section117
from locales import N_, _, format_language

# What it is, and whom to ask for it.
_WARD, _CARE_TEAM = N_("the ward"), N_("the named worker in the community team")
_GAPS = {
    "dh_notice": (N_("Notice, two days before, that they would leave"), _WARD),
    "dh_safety": (N_("Staying safe, talked through together"), _WARD),
    "dh_plan": (N_("Their own wellness and recovery plan"), N_("the person, who may want one now")),
    "dh_shared": (N_("The plan, given to those who help"), _WARD),
    "dh_meeting": (N_("The meeting within 72 hours"), _CARE_TEAM),
    "dh_meeting_when": (N_("When the meeting within 72 hours is"), _CARE_TEAM),
    "dh_meeting_who": (N_("Who comes to the meeting within 72 hours"), _CARE_TEAM),
    "dh_crisis": (N_("Whom to ring in a crisis, told to them and their family"), _WARD),
    "dh_covers": (N_("What the plan for after the ward covers"), _WARD),
    "dh_for_now": (N_("Whether where they went is only for now"), _WARD),
    "dh_for_now_why": (N_("Why they are in a place that is only for now"), _WARD),
    "dh_for_now_exit": (
        N_("The way on from a place that is only for now"),
        N_("the housing link worker"),
    ),
    "dh_medicines": (N_("The medicines that they left with"), _WARD),
    "dh_medicines_days": (N_("For how many days the medicines last"), _WARD),
    "dh_legal": (N_("The law that they stayed under"), N_("the ward’s Mental Health Act office")),
    "dh_s117": (N_("The aftercare talk under section 117"), N_("the trusted assessor for section 117")),
    "dh_care_act": (
        N_("The council’s look at care and support"),
        N_("the mental health social worker"),
    ),
    "dh_chc": (N_("NHS continuing healthcare"), _CARE_TEAM),
    "dh_assess_by": (N_("Who does what is still to do"), _CARE_TEAM),
    "dh_assess_when": (N_("By when what is still to do is done"), _CARE_TEAM),
    "dh_pathway": (N_("Which way home they are on"), _WARD),
    "dh_advocate": (N_("An advocate"), N_("the person, and the ward’s advocacy service")),
    "dh_capacity": (N_("Whether they could choose for themselves about leaving"), _WARD),
    "dh_capacity_words": (N_("How it was decided where they could not choose"), _WARD),
    "dh_team": (N_("Who helps from here"), _WARD),
}
_STATES = {
    GapState.NOT_DONE: N_("{what}: not done. Ask {whom}."),
    GapState.NOT_KNOWN: N_("{what}: not known. Ask {whom}."),
    GapState.PARTLY: N_("{what}: begun, and not all of it. Ask {whom}."),
    GapState.TO_DO: N_("{what}: still to do. Ask {whom}."),
}


def gap_sentence(gap: Gap, form: Form) -> str:
    """One gap: what is missing, of several which, and whom to ask.

    Raises:
        KeyError: no gap is ever about this question.
    """
    what, whom = _GAPS[gap.link_id]
    facts = {"what": _(what), "whom": _(whom)}
    if gap.missing:
        return _("{what}: without {missing}. Ask {whom}.").format(missing=_missing_words(gap, form), **facts)
    return _(_STATES[gap.state]).format_map(facts)


def section_117_sentence(found: Section117) -> str:
    """What the sections told mean for aftercare."""
    if found.applies is None:
        return _(
            "We were not told enough to say whether section 117 applies. Ask the Mental Health Act office."
        )
    if found.applies:
        return _("Section 117 applies: the NHS and the council owe them aftercare.")
    return _("Section 117 does not apply to the sections we were told of. The Care Act still may.")


def _missing_words(gap: Gap, form: Form) -> str:
    from babel.lists import format_list

    columns = [one for one in form.by_link_id.values() if gap.link_id in (one.link_id, one.group)]
    words = {option.code: _(option.text) for one in columns for option in one.options}
    named = [words.get(code, code) for code in gap.missing]
    return str(format_list([one[:1].lower() + one[1:] for one in named], "or", locale=format_language()))
