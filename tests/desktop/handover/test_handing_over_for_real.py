# SPDX-License-Identifier: Apache-2.0
"""Real processes from the press to the unlock: what is lost, what is held, what can be reached."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from crypto.identity import DeviceIdentity
from desktop.demo.laptop import Laptop
from desktop.demo.steps.ways import open_person
from desktop.exit_codes import HANDOVER
from desktop.paths import Profile
from desktop.session import opener, set_up
from forms.answers import Given
from forms.registry import newest_form
from records.enrolment import Enrolment
from records.handed_over import HANDOVER as HANDOVER_ROW
from records.handed_over import hand_over as hand_over_to_box
from records.intake import Filled, new_person
from records.people import DISCHARGE_FORM, PERSON_FORM
from tests.desktop.conftest import DETAILS, LEFT
from tests.records.vaults import ZONE, new_enrolment

PASSPHRASE = "copper lantern walks quietly"
OTHERS = 199
WORDS = "my neighbour feeds the cat"


def enrol(identity: DeviceIdentity, _device: str) -> Enrolment:
    return replace(new_enrolment(), private_key=identity.private_bytes().reveal())


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A vault with Mina in it, and everybody else."""
    one = Profile(tmp_path / "profile")
    one.prepare()
    set_up(one.vault, PASSPHRASE, enrol)
    store = opener(one.vault, PASSPHRASE, ZONE)()
    forms = newest_form(PERSON_FORM), newest_form(DISCHARGE_FORM)
    everyone: list[Filled] = [DETAILS]
    everyone += [[(None, "name", Given(f"Zzyx{number:03}quorl"))] for number in range(OTHERS)]
    for details in everyone:
        made = new_person(forms[0], details, forms[1], LEFT)
        store.take_in(made.person, made.nhs_number, made.changes)
    store.close()
    return one


@pytest.fixture
def laptop(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Laptop]:
    monkeypatch.setenv("HELD_WORDS", WORDS[::-1])
    monkeypatch.setenv("HELD_KEYS", str(getattr(request, "param", "")))
    one = Laptop("sam", profile.folder, tmp_path, [], module="tests.desktop.handover.held_laptop")
    yield one
    one.end()


def hand_over(laptop: Laptop) -> dict[str, object]:
    """Unlock, lead to Mina's plan, hand it over; gives back what the window told."""
    laptop.await_event("shown")
    laptop.unlock(PASSPHRASE)
    open_person(laptop, "Amina Rahman", "Mina")
    laptop.press("Write together")
    laptop.press("Leave this part for now")
    laptop.see("What gives me hope, and what matters to me")
    laptop.press("Hand the screen to {called}", called="Mina")
    laptop.see("Sam will read this before leaving. Only your plan is here.")
    laptop.press("Hand it over")
    assert laptop.await_event("ended")["code"] == HANDOVER
    return laptop.await_event("typed")


def seen(laptop: Laptop, wanted: str) -> list[str]:
    laptop.see(wanted)
    return laptop.texts()


def wait_until_kept(box: Path, before: bytes) -> float:
    began = time.monotonic()
    while box.read_bytes() == before:
        assert time.monotonic() - began < 5
        os.sched_yield()
    return time.monotonic() - began


def test_a_killed_window_loses_at_most_two_seconds_and_the_worker_reads_it_before_leaving(
    laptop: Laptop, profile: Profile
) -> None:
    hand_over(laptop)
    assert wait_until_kept(profile.handover_box, profile.handover_box.read_bytes()) < 2
    assert WORDS.encode() not in profile.handover_box.read_bytes()
    os.kill(laptop.child, signal.SIGKILL)
    assert laptop.await_event("ended")["code"] == -signal.SIGKILL
    laptop.await_event("shown")
    assert "Mina" not in " ".join(seen(laptop, "Unlock to read what was written."))
    laptop.unlock(PASSPHRASE)
    laptop.see("New from Mina: 1 thing. Read it before you leave.", WORDS, "My words. I typed them.")
    assert not profile.handover_box.exists()
    laptop.press("Stop here for today")
    laptop.see("New words to read")
    laptop.press("Read them")
    laptop.press("I have read it")
    laptop.see_gone("Read it before you leave.")
    laptop.press("Keeps me well")
    laptop.see(WORDS)
    assert laptop.close() == 0
    assert set(laptop.troubles().splitlines()) <= {"This plugin does not support propagateSizeHints()"}


@pytest.mark.parametrize("laptop", [400], indirect=True, ids=["400 keys"])
def test_no_keys_reach_anybody_else_and_nothing_of_the_vault_is_in_the_process(
    laptop: Laptop, profile: Profile
) -> None:
    told = hand_over(laptop)
    assert told["modules"] == []
    assert set(told["kinds"]) <= {"TogetherWindow", "QMenu"}  # type: ignore[call-overload]
    process = Path(f"/proc/{laptop.child}")
    held = {one for one in files_of(process) if str(profile.folder) in one and "stderr" not in one}
    box = str(profile.handover_box)
    assert held <= {box, f"{box}.new"}  # while it saves: sealed, and it cannot read it itself
    assert "sqlcipher" not in (process / "maps").read_text()
    memory = memory_of(process)
    assert found_in(memory, WORDS)  # the way of looking finds what is there
    assert not found_in(memory, "quorl")
    assert not found_in(memory, "9434765919")
    assert not found_in(memory, PASSPHRASE)


def test_a_box_that_never_came_is_said_and_its_key_is_kept(profile: Profile, tmp_path: Path) -> None:
    store = opener(profile.vault, PASSPHRASE, ZONE)()
    (person,) = store.find("Amina")
    hand_over_to_box(store, person, "plan_well", {}, profile.handover_box)
    store.close()
    one = Laptop("sam", profile.folder, tmp_path, [], module="tests.desktop.handover.held_laptop")
    try:
        one.await_event("shown")
        one.unlock(PASSPHRASE)
        one.see("What was written in the hand-over cannot be opened. It is left as it is.")
    finally:
        one.end()
    store = opener(profile.vault, PASSPHRASE, ZONE)()
    assert [row.form for row in store.drafts_of(person)] == [HANDOVER_ROW]
    store.close()


def files_of(process: Path) -> Iterator[str]:
    for one in (process / "fd").iterdir():
        with suppress(FileNotFoundError):  # closed while we looked
            yield str(one.readlink())


def memory_of(process: Path) -> bytes:
    regions = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw", (process / "maps").read_text(), re.MULTILINE)
    held = bytearray()
    with (process / "mem").open("rb", buffering=0) as memory:
        for start, end in regions:
            memory.seek(int(start, 16))
            left = int(end, 16) - int(start, 16)
            while left and (piece := memory.read(min(left, 1 << 24))):
                held += piece
                left -= len(piece)
    return bytes(held)


def found_in(memory: bytes, words: str) -> bool:
    return any(words.encode(code) in memory for code in ("utf-8", "utf-16-le", "utf-32-le"))
