# SPDX-License-Identifier: Apache-2.0
"""A file that lies there already is replaced only where somebody was asked about it by its whole name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.errors import NameTakenError
from desktop.places import Place, PlaceKind
from desktop.presenters.leaving import saving_uncounted
from desktop.presenters.sheet_presenter import SheetPresenter
from desktop.presenters.slip_presenter import make_slip
from records.operation import PersonId
from tests.desktop.conftest import Desk
from tests.desktop.presenters.copying import Leaving, choose, register, say
from tests.desktop.presenters.test_after_a_visit import a_visit

TAKEN = "There is a file of that name already, and it was left as it is. Choose another name."


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"mine")
    return path


def test_a_name_without_its_ending_never_replaces_the_file_that_has_it(
    desk: Desk, somebody: PersonId, qtbot: QtBot, theirs: Path
) -> None:
    say(desk, somebody, "Walking with Nadia by the canal")
    leaving = Leaving(desk, somebody, qtbot)
    leaving.answers.to = lambda _: theirs.with_suffix("")
    leaving.safe()
    leaving.save()
    leaving.until_said(TAKEN)
    assert theirs.read_bytes() == b"mine"
    assert register(desk, somebody).given == ()
    leaving.answers.to = lambda _: theirs
    leaving.save()
    leaving.until_said("Saved and counted: plan.pdf")
    assert theirs.read_bytes() != b"mine", "they were asked about this very name"


def test_a_slip_says_so_too_and_counts_nothing(
    desk: Desk, somebody: PersonId, qtbot: QtBot, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = make_slip(desk.shell, Place(PlaceKind.SLIP, somebody, entity=a_visit(desk, somebody)))
    qtbot.addWidget(slip)
    slip.show()
    save = slip.save_button  # type: ignore[attr-defined]
    qtbot.waitUntil(save.isEnabled, timeout=20_000)
    monkeypatch.setattr(
        slip.findChild(SheetPresenter), "choose_target", lambda _suggested: theirs.with_suffix("")
    )
    choose(slip.safe, "yes")  # type: ignore[attr-defined]
    save.click()
    qtbot.waitUntil(lambda: slip.message.accessibleName() == TAKEN)
    assert theirs.read_bytes() == b"mine"
    assert register(desk, somebody).given == ()
    qtbot.waitUntil(save.isEnabled)


def test_a_link_to_nowhere_is_a_name_that_is_taken_and_a_free_name_is_saved(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").symlink_to(tmp_path / "nowhere")
    with pytest.raises(NameTakenError):
        saving_uncounted(b"page", tmp_path / "list")()
    assert saving_uncounted(b"page", tmp_path / "other")() == tmp_path / "other.pdf"
    assert (tmp_path / "other.pdf").read_bytes() == b"page"
