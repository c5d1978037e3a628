# SPDX-License-Identifier: Apache-2.0
"""A statement says whose words it holds, by its edge, in words, and to ears."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from desktop.theme.current import current
from desktop.widgets.buttons import Button
from desktop.widgets.statement_card import StatementCard, StatementWords

MINE = StatementWords("Walking the dog.", "My words. Sam typed them.")


def edge_pixels(card, role):
    picture = card.grab().toImage()
    ink = current().colour(role)
    return [picture.pixelColor(2, y) == ink for y in range(picture.height())]


def test_the_persons_words_have_a_solid_edge_and_a_workers_a_broken_one(shown):
    mine = edge_pixels(shown(StatementCard(MINE), 700, 90), "person_words")
    theirs = StatementWords("Mornings are hard.", "Sam’s words.", by_person=False)
    dashed = edge_pixels(shown(StatementCard(theirs), 700, 90), "worker_words")
    assert all(mine)
    assert any(dashed)
    assert not all(dashed)


def test_what_a_person_wrote_is_never_read_as_markup(shown):
    card = shown(StatementCard(StatementWords("<b>loud</b> & clear", "My words.")), 700, 90)
    assert card.accessibleName().startswith("<b>loud</b> & clear")
    labels = [label for label in card.findChildren(object) if getattr(label, "textFormat", None)]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_a_struck_statement_can_still_be_read_and_says_who_struck_it(shown):
    struck = StatementWords("Going to the gym.", "My words.", struck="Struck out by Mina, 12 November")
    card = shown(StatementCard(struck), 700, 120)
    assert "Struck out by Mina, 12 November" in card.accessibleName()
    card.offer(amend="Change", strike="Strike out")
    assert card.findChildren(Button) == []


@pytest.mark.parametrize("which", ["amend", "strike", "agree"])
def test_each_action_is_asked_for_by_name(shown, qtbot, which):
    card = StatementCard(MINE)
    card.offer(**{which: "Do it"})
    shown(card, 900, 90)
    (button,) = card.findChildren(Button)
    heard = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
    assert heard == "Do it: Walking the dog."
    with qtbot.waitSignal(getattr(card, f"{which}_requested")):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_two_versions_are_said_in_words(shown):
    card = shown(
        StatementCard(StatementWords("Rukhsana.", "My words.", two_versions="Two versions")), 700, 90
    )
    assert card.accessibleName().endswith("Two versions")
