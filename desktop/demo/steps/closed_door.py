# SPDX-License-Identifier: Apache-2.0
"""Step 3: what is known before leaving; then nobody answers, until somebody with a name knows."""

from __future__ import annotations

from datetime import timedelta

from desktop.demo.journey import Journey
from desktop.demo.spoken import said, start_of
from desktop.demo.steps.arriving import RUNG_IN
from desktop.demo.steps.ways import Pen
from forms.registry import NO_REPLY

SENIOR = "Priya Nair"
NEXT = "Two of us go again at six."
BACK = "You said {time}. It is kept on this laptop only, for today: tell somebody yourself."
UNTOLD = "Nobody answered at a door, and nobody with a name has been told yet. Nothing has been sent."


def leave_and_meet_nobody(journey: Journey) -> None:
    """Look at what is known, meet a closed door, be asked again, tell somebody."""
    a = journey.a
    a.press("Before you leave")
    a.see(said("Working alone"), said("Senior on duty:"))
    a.type("When I said I would be back", "18:30")
    a.key("Return")
    a.see(
        start_of(
            "You said {time}. It is kept on this laptop only, for today: tell somebody yourself.", "time"
        )
    )
    journey.shoot(a, "before-leaving")
    journey.check("Before leaving, what is known is said, and what is not; the time to be back stays here")
    a.press("To Today")
    a.press("{action}: {name}", action=said("No one answered"), name=RUNG_IN)
    pen = Pen.of(a, NO_REPLY)
    pen.choose("nc_type", "no_reply")
    journey.shoot(a, "no-reply")
    a.press("Stop here, keep it")
    a.see(said("Ring, and tell somebody"), said("2. Say"))
    journey.shoot(a, "call-list")
    journey.check("Stopping before anybody knows leads to a call list large enough to copy by hand")
    _be_asked_again(journey)
    _tell(journey, pen)


def _be_asked_again(journey: Journey) -> None:
    a = journey.a
    a.press("To Today")
    a.see(said(UNTOLD))
    journey.shoot(a, "asked-again")
    journey.check("Above every other page the laptop asks again, and names nobody in doing so")


def _tell(journey: Journey, pen: Pen) -> None:
    a = journey.a
    a.press_named(f"{said('Whom to ring')}")
    a.press("Write down who I told")
    a.see(said("Who knows"))
    pen.write("handover_who", SENIOR)
    pen.now("handover_when")
    pen.write("handover_decided", NEXT)
    pen.write("handover_next", "Sam and Priya go together.")
    later = journey.now + timedelta(hours=4)
    pen.write_moment("handover_by", f"{later.day} {later.month} {later.year}", f"{later:%H:%M}")
    journey.shoot(a, "who-knows")
    pen.go_to("nr_next")
    a.press("Finish")
    a.see(said("{called}’s plan", called="Tom"))
    a.see_gone(said(UNTOLD))
    journey.check("Only with a name, a time, a decision and what happens next is it closed")
    a.press("Today")
    a.see(SENIOR)
    journey.shoot(a, "today-promised")
    journey.check("What was decided stands on Today as a deadline")
