# SPDX-License-Identifier: Apache-2.0
"""Mina tries it alone for eight weeks: a quiet spell, a carer’s call, an extension, a no, a yes, a return."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from forms.answers import LocalMoment, NamedPerson
from forms.check_in_doubts import CheckInDoubt
from forms.pdf.check_in import letter_lines
from forms.site import STANDARD
from records.check_in_doubts import doubts_about
from records.check_in_page import gp_letter
from records.check_ins import open_agreements
from records.goals import GOALS_FORM, goals_of, helped_by
from records.keeping_promises import keep_promise
from records.people import CHECK_IN_FORM, CONTACT_FORM, DISCHARGE_FORM, LEAVING_FORM, NO_REPLY_FORM
from records.promises import Promise, PromiseKind, open_promises
from records.support_timeline import Step, timeline_of
from tests.records.laptops import Laptop
from tests.records.visiting import LONDON, fill

K = PromiseKind
FIRST = date(2026, 10, 5)  # a Monday; the clocks go back three weeks later
LAST = FIRST + timedelta(weeks=8)
SAM = NamedPerson("Sam Okafor", "", "01632 960123")


def week(number: int, days: int = 0) -> date:
    return FIRST + timedelta(weeks=number, days=days)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def talk(laptop: Laptop, day: date, by: str, **other: object) -> None:
    said = {
        "cc_by": by,
        "cc_dt": LocalMoment(day, time(15), LONDON),
        "cc_words": "…",
        "cc_result": "carry_on",
    }
    fill(laptop, CONTACT_FORM, {**said, **other})


def late(laptop: Laptop, day: date) -> list[tuple[PromiseKind, date]]:
    found: list[Promise] = [one for one in open_promises(laptop.read()) if one.is_late(noon(day))]
    return [(one.kind, one.by.on) for one in found if one.by is not None]


def agree(laptop: Laptop) -> None:
    quiet = [{"ci_date_on": week(number), "ci_date_how": "A short ring"} for number in (1, 3, 5, 7)]
    silence = {"ci_silence_by": week(4), "ci_silence_who": NamedPerson("Nadia", "sister", "01632 960777")}
    plan = {"ci_start": FIRST, "ci_end": LAST, "ci_end_who": "Priya Nair", "ci_lead": SAM}
    fill(laptop, CHECK_IN_FORM, {**plan, "ci_reply_hours": 24}, [*quiet, silence])


def test_eight_weeks_from_the_first_day_to_leaving_and_coming_back() -> None:
    sam, priya = Laptop(), Laptop()
    fill(sam, DISCHARGE_FORM, {"disch_dt": LocalMoment(week(-4), time(16, 30), LONDON)})
    fill(sam, GOALS_FORM, {}, [{"goal_what": "To cook for Nadia", "goal_by": week(6)}])
    agree(sam)
    sam.meet(priya)

    # The first ring, on the day; then a quiet spell, in which only her sister calls.
    talk(sam, week(1), "worker", cc_moved="moved")
    priya.meet(sam)
    fill(priya, NO_REPLY_FORM, {}, [{"nc_attempt_when": LocalMoment(week(3), time(10), LONDON)}])
    talk(priya, week(3, 2), "carer", cc_reply_min=90)
    sam.meet(priya)
    assert late(sam, week(3, 3)) == [], "we tried, and the closed door has a handover of its own"

    # She was heard in week one, and not at the door of week three nor since: what she asked for is owed.
    silent = (K.SILENCE, week(4))
    assert late(sam, week(4, 1)) == [silent]

    # Week five: nobody rings. That is ours, on both laptops, until Priya does.
    assert late(sam, week(5, 1)) == late(priya, week(5, 1)) == [silent, (K.QUIET_CHECK_IN, week(5))]
    talk(priya, week(5, 3), "worker", cc_moved="not_this_time")
    sam.meet(priya)
    assert late(sam, week(5, 4)) == []

    # Week seven: she asks for longer, and says why. The last day moves, and nothing else does.
    more = {"cc_result": "extend", "cc_result_until": week(10), "cc_result_why": "I start a course"}
    talk(sam, week(7), "person", **more)
    assert late(sam, LAST + timedelta(days=3)) == []
    assert late(sam, week(10, 1)) == [(K.DECISION, week(10))]
    assert open_agreements(sam.read().responses), "the day has passed, and nothing has ended"

    # She does not agree to leave: an advocate, a fresh look, a new day, and everything goes on.
    no = {"cd_decision": "agree_not", "cd_again_when": week(14), "cd_advocate": "wanted"}
    fill(sam, LEAVING_FORM, {"cd_when": week(10, 1), "cd_view": "I'm not ready", **no})
    assert late(sam, week(13)) == []
    (advocate,) = [one for one in open_promises(sam.read()) if one.kind is K.AFRESH]
    assert advocate.what == "an advocate at their side, as they asked"
    sam.record(keep_promise(sam.read(), advocate))
    (asked,) = [one for one in open_promises(sam.read()) if one.kind is K.DECISION]
    assert asked.by is not None
    assert asked.by.on == week(14)
    sam.record(keep_promise(sam.read(), asked))
    assert late(sam, week(14, 1)) == [(K.DECISION, week(14))], "calling it done decides nothing"

    # Then she agrees, and the letter says what the GP is asked to do.
    yes = {"cd_decision": "agree", "cd_who": NamedPerson("Priya Nair"), "cd_back_how": "Ring 01632 960000."}
    asks = {"cd_gp_asked": "Look at the tablets in May.", "cd_gp_questions": SAM}
    fill(sam, LEAVING_FORM, {"cd_when": week(14, 1), **yes, **asks})
    assert open_promises(sam.read()) == ()
    said = [line for _heading, line in letter_lines(gp_letter(sam.read(), STANDARD, week(14, 2)))]
    assert "Look at the tablets in May." in said
    assert "Ring 01632 960000." in said

    # Two months later she comes straight back; the old agreement is not taken for the new one.
    back = week(23)
    fill(
        sam,
        CHECK_IN_FORM,
        {"ci_start": back, "ci_end": back + timedelta(weeks=6), "ci_lead": SAM},
        [{"ci_date_on": back + timedelta(weeks=1)}],
    )
    sam.meet(priya)
    (again,) = open_agreements(priya.read().responses)
    assert doubts_about(priya.read(), again, ()) == ()
    assert late(priya, back + timedelta(weeks=1, days=1)) == [(K.QUIET_CHECK_IN, back + timedelta(weeks=1))]
    assert doubts_about(priya.read(), again, ["Sam Okafor"]) == (CheckInDoubt.NAMED_PERSON_LEFT,)

    record = priya.read()
    assert [one.is_open for one in goals_of(record.responses)] == [True]
    assert [one.code for one in helped_by(record.responses)] == ["moved", "not_this_time"]
    steps = [one.step for one in timeline_of(record.responses) if not one.is_planned]
    assert steps == [
        Step.LEFT_HOSPITAL,
        Step.AGREED,
        Step.WE_RANG,
        Step.TRIED,
        Step.CARER_RANG,
        Step.WE_RANG,
        Step.PERSON_RANG,
        Step.WENT_ON,
        Step.LEFT,
        Step.CAME_BACK,
    ]
