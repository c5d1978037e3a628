# SPDX-License-Identifier: Apache-2.0
"""The agreement's page says whom to reach; the GP's letter holds of the plan only what the GP may have."""

from __future__ import annotations

from datetime import date

from forms.answers import NamedPerson
from forms.pdf.check_in import Letter, compose_letter, letter_lines
from forms.site import STANDARD
from records.check_in_page import agreement_page, gp_letter, gp_may_be_told
from records.goals import GOALS_FORM
from records.kept_away import KeptAway, keep_away
from records.operation import ItemClass, Who
from records.people import CHECK_IN_FORM, LEAVING_FORM
from records.plan import Words, say
from tests.records.laptops import COPY, GP, MINA, TOOLBOX, Laptop
from tests.records.test_check_ins import QUIET_SPELL, RING, agree
from tests.records.visiting import fill

TODAY = date(2026, 11, 26)


def page(laptop: Laptop) -> Letter:
    record = laptop.read()
    return agreement_page(record, record.responses_to(CHECK_IN_FORM)[-1], STANDARD, TODAY)


def words(letter: Letter) -> str:
    return "\n".join(line for _heading, line in letter_lines(letter))


def test_a_page_says_whom_when_and_what_happens_if_nobody_hears() -> None:
    laptop = Laptop()
    agree(laptop, RING, QUIET_SPELL, ci_how="Ring on weekdays.", ci_reply_hours=24, ci_after="Ring me.")
    said = words(page(laptop))
    for one in (
        "Sam Okafor",
        "Ring on weekdays.",
        "I hear back within 24 hours.",
        "Monday 16 November 2026: A short ring, no questions",
        "By the end of Monday 23 November 2026: Ring her. Nadia Rahman, 01632 960777",
        "Nothing ends by itself on that day.",
        "Ring me.",
        "999",
    ):
        assert one in said
    assert compose_letter(page(laptop)).startswith(b"%PDF")


def test_nobody_who_must_not_be_told_is_on_the_paper() -> None:
    laptop = Laptop()
    laptop.record([keep_away(MINA, KeptAway("Nadia"))])
    agree(laptop, QUIET_SPELL, ci_silence="Ring Nadia")
    said = words(page(laptop))
    assert "Nadia" not in said
    assert "We agree on this anew before anybody is rung." in said


def test_a_letter_holds_of_the_plan_only_what_the_gp_may_have_and_asks_what_was_agreed() -> None:
    laptop = Laptop()
    laptop.say("toolbox", "Walking by the canal")
    laptop.say("hope", "Not for the GP")
    laptop.choose(GP, TOOLBOX, COPY)
    fill(laptop, GOALS_FORM, {}, [{"goal_what": "To sleep"}])
    agree(laptop)
    decided = {
        "cd_when": TODAY,
        "cd_decision": "agree",
        "cd_who": NamedPerson("Priya Nair"),
        "cd_gp_asked": "Please look at her tablets in May.",
        "cd_gp_questions": NamedPerson("Sam Okafor", "", "01632 960123"),
        "cd_back_how": "Ring 01632 960000.",
    }
    before = words(gp_letter(laptop.read(), STANDARD, TODAY))
    assert "Nothing has ended." in before
    fill(laptop, LEAVING_FORM, decided)
    letter = gp_letter(laptop.read(), STANDARD, TODAY)
    said = words(letter)
    for one in ("Walking by the canal", "tablets in May", "Sam Okafor, 01632 960123", "Ring 01632 960000."):
        assert one in said
    assert "Not for the GP" not in said
    assert "Priya Nair" in said
    assert compose_letter(letter).count(b"/Type /Page\n") <= 1


def test_a_gp_who_may_have_nothing_reads_no_word_of_the_plan_and_no_goal() -> None:
    laptop = Laptop()
    laptop.say("toolbox", "Walking by the canal")
    fill(laptop, GOALS_FORM, {}, [{"goal_what": "To sleep"}])
    agree(laptop)
    said = words(gp_letter(laptop.read(), STANDARD, TODAY))
    assert "canal" not in said
    assert "To sleep" not in said


def test_nobody_elses_words_and_no_goal_stand_under_what_the_person_wants_known() -> None:
    laptop = Laptop()
    laptop.say("toolbox", "Walking by the canal")
    carers = Words("He is lying about his tablets", Who.CARER, "Gary Fenn")
    laptop.record(say(MINA, "toolbox", carers, ItemClass.WORDS, laptop.read().plan))
    fill(laptop, GOALS_FORM, {}, [{"goal_what": "To sleep"}])
    laptop.choose(GP, TOOLBOX, COPY)
    agree(laptop)
    said = words(gp_letter(laptop.read(), STANDARD, TODAY))
    assert "Walking by the canal" in said
    assert "tablets" not in said
    assert "The rest is in the copy of their plan." in said
    assert "To sleep" not in said, "nobody chose to share a goal"


def test_there_is_no_letter_to_a_gp_who_is_kept_out_of_everything() -> None:
    laptop = Laptop()
    agree(laptop)
    assert gp_may_be_told(laptop.read())
    laptop.record([keep_away(MINA, KeptAway(kind="gp"))])
    assert not gp_may_be_told(laptop.read())
