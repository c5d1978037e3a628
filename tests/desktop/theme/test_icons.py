# SPDX-License-Identifier: Apache-2.0
"""Every icon can be drawn, stays in its square and takes the colour of its role."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from desktop.theme.icons import STROKES, icon_path, role_icon
from desktop.theme.stylesheet import apply_theme
from desktop.theme.tokens import PALETTES, Scheme


def inked(picture):
    return [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 200
    ]


@pytest.mark.parametrize("name", list(STROKES))
def test_every_icon_draws_something_inside_its_square(name):
    box = icon_path(name).boundingRect()
    assert box.width() > 8
    assert box.left() >= 0.9
    assert box.top() >= 0.9
    assert box.right() <= 23.1
    assert box.bottom() <= 23.1


@pytest.mark.parametrize("scheme", list(Scheme))
def test_an_icon_made_once_follows_the_theme(qapp, scheme):
    icon = role_icon("lock", "late")
    apply_theme(qapp, scheme)
    picture = icon.pixmap(QSize(48, 48)).toImage()
    solid = [picture.pixelColor(x, y) for x, y in inked(picture) if picture.pixelColor(x, y).alpha() == 255]
    assert PALETTES[scheme].late in {colour.name().upper() for colour in solid}


def test_a_disabled_icon_is_drawn_as_such(qapp):
    apply_theme(qapp, "light")
    picture = role_icon("plus", "primary").pixmap(QSize(48, 48), QIcon.Mode.Disabled).toImage()
    solid = {picture.pixelColor(x, y).name().upper() for x, y in inked(picture)}
    assert PALETTES[Scheme.LIGHT].disabled_ink in solid


def test_back_points_the_other_way_when_reading_from_right_to_left(qapp):
    apply_theme(qapp, "light")
    size = QSize(40, 40)
    plain = role_icon("back").pixmap(size).toImage()
    turned = role_icon("back", mirrored=True).pixmap(size).toImage()
    assert plain != turned
    assert {(39 - x, y) for x, y in inked(plain)} == set(inked(turned))


def test_beside_words_an_icon_keeps_to_its_outer_side(qapp):
    apply_theme(qapp, "light")
    wide = role_icon("lock").pixmap(QSize(60, 40)).toImage()
    assert max(x for x, _ in inked(wide)) < 40
    wide = role_icon("lock", mirrored=True).pixmap(QSize(60, 40)).toImage()
    assert min(x for x, _ in inked(wide)) >= 20


def test_an_icon_that_is_not_there_is_our_bug(qapp):
    with pytest.raises(KeyError):
        role_icon("trophy")
