# SPDX-License-Identifier: Apache-2.0
"""Step 5: the visit after coming home, left half done; the app is killed, and they go on where they were."""

from __future__ import annotations

from datetime import timedelta

from desktop.demo.journey import PASSPHRASE, Journey
from desktop.demo.referral import CALLED, NAME
from desktop.demo.spoken import said, start_of
from desktop.demo.steps.ways import Pen
from forms.registry import VISIT

WORRY = "The rent is two weeks behind, and the letter is still in my coat."
FEELING = "Quiet. Quieter than I thought it would be."
PROMISE = "Bring a food parcel round this evening"
REASON = "Her brother was in the room."
SLIP = "my-slip.pdf"
_KILLED = -9


def visit_through_a_crash(journey: Journey) -> None:
    """Begin the visit, kill the app, unlock again, finish the visit."""
    a = journey.a
    a.press("Today")
    a.press("{action}: {name}", action=said("Start visit"), name=NAME)
    pen = Pen.of(a, VISIT)
    _arrive(journey, pen)
    _come_home(journey, pen)
    _die_and_go_on(journey, pen)
    _finish(journey, pen)


def _arrive(journey: Journey, pen: Pen) -> None:
    a = journey.a
    a.see(*(said(one.title) for one in pen.form.sections))
    journey.check("Every part of the visit is there as a tab")
    pen.choose("registered", "no")
    pen.choose("id_check", "name")
    pen.choose("id_check", "dob")
    pen.now("contact_dt")
    pen.choose("contact_mode", "01")
    pen.choose("contact_outcome", "5")
    pen.choose("with_person", "yes")
    journey.shoot(a, "visit-arriving")


def _come_home(journey: Journey, pen: Pen) -> None:
    a = journey.a
    pen.go_to("coming_home")
    pen.choose("fn_tonight", "ok")
    pen.choose("fn_keys", "ok")
    pen.choose("fn_food", "need_help_today")
    pen.put_aside("fn_money", "Not now")
    a.see(said("Something needs help."))
    journey.check("“Need help today” becomes something to promise, on the same screen")
    pen.write("housing", WORRY)
    a.see(start_of("Saved on this laptop, {time}", "time"))
    journey.shoot(a, "visit-coming-home")
    journey.check("A pause in typing is enough: the screen says that it is saved on this laptop")


def _die_and_go_on(journey: Journey, pen: Pen) -> None:
    a = journey.a
    before = a.child
    code = a.kill_app()
    journey.check(f"The app was killed; its supervisor saw it end with {code}", code == _KILLED)
    a.await_event("shown")
    journey.check("The supervisor started it again, as another process", a.child != before)
    a.see(said("Keepwell stopped by itself. Everything it called saved is here: unlock and go on."))
    journey.shoot(a, "unlock-after-crash")
    a.unlock(PASSPHRASE)
    a.see(said("{action}: {name}", action=said("Go on with the visit"), name=NAME))
    journey.shoot(a, "today-half-done")
    journey.check("After unlocking, Today offers to go on with the visit")
    a.press("{action}: {name}", action=said("Go on with the visit"), name=NAME)
    a.see(WORRY)
    journey.check(
        "They are in the same part, with every choice and every word as it was",
        pen.is_chosen("fn_food", "need_help_today") and pen.is_chosen("fn_keys", "ok"),
    )
    journey.shoot(a, "visit-went-on")


def _finish(journey: Journey, pen: Pen) -> None:
    a = journey.a
    a.press("Promise something")
    a.see(pen.asked("agreed_actions"))
    pen.write("action_what", PROMISE)
    in_a_week = journey.now + timedelta(days=7)
    pen.write_moment("next_appt_when", f"{in_a_week.day} {in_a_week.month} {in_a_week.year}", "14:00")
    journey.shoot(a, "visit-next")
    pen.go_to("been")
    pen.write("home_feel", FEELING)
    pen.go_to("safe")
    pen.choose("safety_ask", "no")
    pen.put_aside("hurt_by_others", "Not asked")
    pen.choose("crisis_known", "yes")
    journey.shoot(a, "visit-safe")
    pen.go_to("medicines")
    pen.choose("meds_have", "yes")
    pen.write("meds_days", "12")
    pen.go_to("what_next")
    a.press("Finish")
    a.see(said("Please say in a few words why this was not asked."))
    journey.shoot(a, "visit-two-things-left")
    journey.check("Finishing says what is left to look at, takes them there, and asks why one was not asked")
    why = said("{question}: why it was not asked", question=pen.asked("hurt_by_others"))
    a.type_into(why, REASON)
    pen.go_to("what_next")
    a.press("Finish")
    pen.write("registered_review", "Priya Nair")
    a.press("Finish")
    a.see(said("The visit is written down"), said("What it counts for"), PROMISE)
    journey.shoot(a, "visit-done")
    journey.check("What came of the visit says what it counts for, what we promised and what was left out")
    _leave_a_slip(journey)
    a.press("To {called}’s page", called=CALLED)
    a.see(said("{called}’s plan", called=CALLED), said("Since coming home"))
    a.see_gone(said("A visit is half written on this laptop."))
    journey.shoot(a, "person-after-visit")
    journey.check("The finished visit stands on the person’s page, and nothing is half written any more")


def _leave_a_slip(journey: Journey) -> None:
    a, slip = journey.a, journey.out / SLIP
    a.press("Promise slip")
    a.see(said("Is it safe to leave paper here?"))
    a.press("Save a file")
    a.see(said("First: is it safe to leave paper here?"))
    a.choose("Is it safe to leave paper here?", "Yes")
    journey.shoot(a, "slip")
    a.press("Copy it by hand")
    a.see(PROMISE)
    journey.shoot(a, "slip-by-hand")
    a.press("Show the page")
    a.give_files(slip)
    a.press("Save a file")
    a.see(said("Saved: {file}", file=SLIP))
    journey.check("The promises stay as half a page, saved or in letters large enough to copy", slip.exists())
    a.press("Done")
