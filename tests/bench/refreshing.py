# SPDX-License-Identifier: Apache-2.0
"""Today with hundreds of people and thousands of deadlines, read again as it is each minute (issue 5).

Cards are made by the store's own fold and read back from their JSON, as the read table holds them. Invented
people only.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

from forms.answers import Answer, Given, LocalMoment, NamedPerson
from forms.clocks import ClockSettings
from forms.registry import newest_form
from records.operation import EntityId, PersonId, Typed, new_id
from records.people import CHECK_IN_FORM, CONTACT_FORM, DISCHARGE_FORM, PERSON_FORM, card_from_json
from records.promises import promises_of
from records.responses import changes_for
from records.store import Waiting
from records.today import make_today
from tests.bench.figures import Figure, Judged, Sizes, quantile
from tests.records.laptops import Laptop

_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
_QUIET = 9
"""With the planned end, ten deadlines each."""


def refresh(sizes: Sizes) -> Figure:
    """From the cards as they are kept to Today’s list; judged in seconds, beside reading the JSON alone."""
    kept = [(person, raw) for person, raw in (_kept(number) for number in range(sizes.due_people))]
    deadlines = sum(len(promises_of(card_from_json(person, json.loads(raw)))) for person, raw in kept)
    ours, bare = [], []
    for _turn in range(sizes.refreshes):
        begun = perf_counter()
        raws = [(person, json.loads(raw)) for person, raw in kept]
        bare.append(perf_counter() - begun)
        cards = [card_from_json(person, raw) for person, raw in raws]
        today = make_today(cards, {}, {}, Waiting({}, None, 0), None, ClockSettings(), _NOON)
        ours.append(perf_counter() - begun)
        assert len(today.due) == len(kept)
    note = f"p95; {len(kept)} people, {deadlines} deadlines"
    return Figure(
        "today_refresh",
        quantile(ours, 0.95),
        quantile(bare, 0.95),
        0.1,
        Judged.OURS,
        "s",
        sizes.refreshes,
        note,
    )


def _kept(number: int) -> tuple[PersonId, str]:
    laptop = Laptop(person=PersonId(f"{number + 1:032x}"))
    first = date(2026, 11, 2) + timedelta(days=number % 28)
    zone = "Europe/London"
    _fill(laptop, PERSON_FORM, {"name": f"Somebody {number}"})
    _fill(laptop, DISCHARGE_FORM, {"disch_dt": LocalMoment(first - timedelta(days=30), None, zone)})
    plan = {"ci_start": first, "ci_end": first + timedelta(days=70), "ci_lead": NamedPerson("Sam Okafor")}
    days = [first + timedelta(weeks=week) for week in range(_QUIET)]
    _fill(laptop, CHECK_IN_FORM, plan, [{"ci_date_on": day, "ci_date_how": "Ring"} for day in days])
    _fill(laptop, CONTACT_FORM, {"cc_dt": LocalMoment(first, None, zone), "cc_by": "worker"})
    return laptop.person, json.dumps(laptop.read().card.to_json())


def _fill(
    laptop: Laptop,
    form: str,
    answers: dict[str, object],
    rows: list[dict[str, object]] | None = None,
) -> None:
    filled: list[tuple[str | None, str, Answer]] = [
        (None, name, Given(one))  # type: ignore[arg-type]
        for name, one in answers.items()
    ]
    for row in rows or ():
        item = new_id()
        filled += [(item, name, Given(one)) for name, one in row.items()]  # type: ignore[arg-type]
    laptop.record(changes_for(newest_form(form), EntityId(new_id()), filled, typed=Typed.WORKER))
