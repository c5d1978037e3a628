# SPDX-License-Identifier: Apache-2.0
"""The journey by itself: real windows offscreen, real processes, and a record of what held."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from desktop.demo.journey import Journey, Outcome, Step, travel
from desktop.demo.steps import (
    agreeing,
    arriving,
    checking_in,
    closed_door,
    every_form,
    exchanging,
    joining,
    leaving_well,
    planning,
    printing,
    visiting,
)
from locales import activate

STEPS: tuple[tuple[str, Step], ...] = (
    ("Two laptops are enrolled with one centre", joining.enrol_two_laptops),
    ("A referral and a phone call become people on Today", arriving.take_people_in),
    ("A door stays closed, and is asked about until somebody knows", closed_door.leave_and_meet_nobody),
    ("Offline, worker and person write the plan together", planning.write_the_plan),
    ("The visit survives the app being killed half-way", visiting.visit_through_a_crash),
    ("Check-ins are agreed, and one is recorded", checking_in.agree_and_record),
    ("The plan is an A4 PDF at 14 point", printing.print_the_plan),
    ("The team has it once the centre says so", exchanging.reach_the_team),
    ("A colleague reads the same plan and adds to it", exchanging.read_and_add_on_b),
    ("Two versions are agreed together", agreeing.agree_between_two_versions),
    ("Every form of paper is left in four scripts", every_form.leave_every_form),
    ("Somebody says they are ready, and they decide together", leaving_well.decide_and_leave),
)


def conduct(out: Path, language: str, look: Sequence[str]) -> list[Outcome]:
    """Take the whole journey; gives back how each step went."""
    activate(language)
    with tempfile.TemporaryDirectory(prefix="keepwell-demo-") as folder:
        journey = Journey(Path(folder), out.resolve(), ["--language", language, *look])
        try:
            return travel(journey, STEPS)
        finally:
            journey.end()
