# SPDX-License-Identifier: Apache-2.0
"""Somebody’s plan, really handed over from a real vault, and the window that was given it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop.handover.given import take
from desktop.handover.together_window import TogetherWindow
from desktop.presenters.handing_over import given
from desktop.theme.stylesheet import apply_theme
from forms.registry import PLAN, newest_form
from records.handed_over import hand_over
from records.operation import ItemClass, PersonId
from records.person_record import PersonRecord, read_person_record
from records.plan import Words, say
from records.store import RecordStore
from tests.desktop.conftest import Desk

HandOver = Callable[[str], bytes]


def record_of(desk: Desk, person: PersonId) -> PersonRecord:
    record = desk.store_thread.submit(lambda store: read_person_record(store, person)).result()
    assert record is not None
    return record


def say_in(desk: Desk, person: PersonId, part: str, text: str) -> None:
    def job(store: RecordStore) -> None:
        record = read_person_record(store, person)
        assert record is not None
        words = Words(text, checked=True)
        store.record(person, say(person, part, words, ItemClass.WORDS, record.plan))

    desk.store_thread.submit(job).result()


@pytest.fixture
def hand(desk: Desk, somebody: PersonId) -> HandOver:
    """Hand somebody’s plan over at a section; gives back the line for the pipe."""
    say_in(desk, somebody, "hope", "Walking the dog by the canal before anyone is up.")

    def do(section: str) -> bytes:
        payload = asdict(given(record_of(desk, somebody), newest_form(PLAN), section, desk.shell))
        box = desk.shell.profile.handover_box
        return desk.store_thread.submit(
            lambda store: hand_over(store, somebody, section, payload, box)
        ).result()

    return do


@pytest.fixture
def window(qapp: QApplication, desk: Desk, hand: HandOver) -> Iterator[TogetherWindow]:
    apply_theme(qapp, "light")
    box = desk.shell.profile.handover_box
    one = TogetherWindow(take(hand("plan_well"), box.parent), box)
    one.show()
    yield one
    one.hide()
    one.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def folder_of(desk: Desk) -> Path:
    return desk.shell.profile.folder
