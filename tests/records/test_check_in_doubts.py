# SPDX-License-Identifier: Apache-2.0
"""An agreement is held against the rest of the record, and nobody who is kept away is ever named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms.answers import NamedPerson
from forms.check_in_doubts import CheckInDoubt, check_in_doubt_sentence
from forms.pdf.check_in import letter_lines
from forms.site import STANDARD
from records.check_in_doubts import doubts_about, rung_in
from records.check_in_page import agreement_page
from records.kept_away import KeptAway, keep_away, read_kept_away, stop_keeping_away
from records.operation import Body
from records.people import CHECK_IN_FORM, CONTACT_FORM, NO_REPLY_FORM
from tests.records.laptops import MINA, Laptop
from tests.records.visiting import at, fill

SAM = NamedPerson("Sam Okafor", "", "01632 960123")
TODAY = date(2026, 11, 26)
PLAN = {"ci_start": date(2026, 11, 2), "ci_end": date(2026, 12, 28), "ci_lead": SAM}


def doubts(laptop: Laptop, *left: str) -> tuple[CheckInDoubt, ...]:
    record = laptop.read()
    return doubts_about(record, record.responses_to(CHECK_IN_FORM)[-1], left)


def rings(who: NamedPerson) -> list[dict[str, Any]]:
    return [{"ci_silence_by": date(2026, 11, 23), "ci_silence_who": who}]


@pytest.mark.parametrize(
    "rung",
    [
        NamedPerson("Tariq"),
        NamedPerson("TÁRIQ RAHMAN", "brother"),
        NamedPerson("My brother", "", "+44 1632 960999"),
    ],
)
def test_a_silence_rule_never_rings_somebody_who_must_not_be_told_and_never_names_them(
    rung: NamedPerson,
) -> None:
    laptop = Laptop()
    laptop.record([keep_away(MINA, KeptAway("Tariq Rahman", phone="01632 960999"))])
    fill(laptop, CHECK_IN_FORM, PLAN, rings(rung))
    assert doubts(laptop) == (CheckInDoubt.NOT_TO_BE_TOLD,)
    assert "tariq" not in check_in_doubt_sentence(CheckInDoubt.NOT_TO_BE_TOLD).casefold()
    (entry,) = read_kept_away(laptop.read())
    laptop.record([stop_keeping_away(MINA, entry)])
    assert doubts(laptop) == ()


def test_somebody_else_may_be_rung() -> None:
    laptop = Laptop()
    laptop.record([keep_away(MINA, KeptAway("Tariq Rahman", phone="01632 960999"))])
    fill(laptop, CHECK_IN_FORM, PLAN, rings(NamedPerson("Nadia Begum", "sister", "01632 960777")))
    assert doubts(laptop) == ()
    assert rung_in(laptop.read().responses[-1]) == ["Nadia Begum, 01632 960777"]


def test_a_named_person_who_left_and_nobody_named_at_all() -> None:
    laptop = Laptop()
    fill(laptop, CHECK_IN_FORM, PLAN)
    assert doubts(laptop, "Sam Okafor") == (CheckInDoubt.NAMED_PERSON_LEFT,)
    fill(laptop, CHECK_IN_FORM, {"ci_start": date(2026, 11, 2)})
    assert doubts(laptop) == (CheckInDoubt.NO_NAMED_PERSON, CheckInDoubt.TWO_OPEN)


def test_a_contact_for_somebody_who_has_died_is_kept_and_asked_about() -> None:
    laptop = Laptop()
    fill(laptop, CHECK_IN_FORM, PLAN)
    fill(laptop, NO_REPLY_FORM, {"nc_close": "died"})
    fill(laptop, CONTACT_FORM, {"cc_dt": at(19), "cc_words": "I slept."})
    assert doubts(laptop) == (CheckInDoubt.DIED,)
    assert len(laptop.read().responses_to(CONTACT_FORM)) == 1


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"ci_silence_how": "Tariq’s number is on the fridge"}], ""),
        ([{"ci_silence_by": date(2026, 11, 23), "ci_silence_how": "Ring 01632 960999"}], ""),
        ([], "Ring tariq at work"),
        ([], "Ask Mr Rahman"),
    ],
)
def test_somebody_kept_away_is_found_wherever_the_silence_is_written(
    rows: list[dict[str, Any]], words: str
) -> None:
    laptop = Laptop()
    laptop.record([keep_away(MINA, KeptAway("Tariq Rahman", phone="01632 960999"))])
    fill(laptop, CHECK_IN_FORM, PLAN | ({"ci_silence": words} if words else {}), rows)
    assert doubts(laptop) == (CheckInDoubt.NOT_TO_BE_TOLD,)
    paper = agreement_page(laptop.read(), laptop.read().responses_to(CHECK_IN_FORM)[-1], STANDARD, TODAY)
    said = "\n".join(line for _heading, line in letter_lines(paper))
    assert not any(one in said for one in ("Tariq", "tariq", "Rahman", "960999"))
    assert "We agree on this anew before anybody is rung." in said


def test_nobody_is_rung_while_a_newer_keepwells_words_about_whom_not_to_tell_cannot_be_read() -> None:
    laptop = Laptop()
    newer = keep_away(MINA, KeptAway("Tariq"))
    laptop.record([replace(newer, body=Body({"who": {"name": "Tariq"}}))])
    fill(laptop, CHECK_IN_FORM, PLAN)
    assert doubts(laptop) == ()
    fill(laptop, CHECK_IN_FORM, PLAN | {"ci_silence": "Ring Nadia"})
    assert CheckInDoubt.NOT_TO_BE_TOLD in doubts(laptop)
