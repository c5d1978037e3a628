# SPDX-License-Identifier: Apache-2.0
"""One stylesheet, rendered from tokens, and shown everywhere at once."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.theme import stylesheet
from desktop.theme.current import Theme, current
from desktop.theme.spacing import spaced
from desktop.theme.stylesheet import LARGEST_SCALE, apply_theme, render, restyle, system_scheme
from desktop.theme.tokens import PALETTES, Scheme

DESKTOP = Path(stylesheet.__file__).parents[1]


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0, 3.0])
def test_every_token_of_the_template_is_filled(scheme, scale):
    assert "$" not in render(Theme(scheme, scale))


def test_no_colour_value_and_no_fixed_size_outside_the_tokens():
    hexes = re.compile(r"#[0-9A-Fa-f]{3,8}\b(?!\w)")
    sizes = re.compile(r"\d+\s*(px|pt)\b|setPointSize|setPixelSize\(\d")
    for file in (*DESKTOP.glob("widgets/*.py"), DESKTOP / "theme/app.qss"):
        text = re.sub(r'""".*?"""|/\*.*?\*/', "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not hexes.findall(re.sub(r"Q\w+#\w+", "", text)), file
        assert not sizes.findall(text), file


def test_the_legible_typeface_is_really_used(qapp):
    apply_theme(qapp, "light")
    assert QFontInfo(qapp.font()).family() == "Atkinson Hyperlegible"


def test_applying_a_theme_is_remembered_for_painted_widgets(qapp):
    apply_theme(qapp, "dark", 1.5)
    assert current() == Theme(Scheme.DARK, 1.5)
    assert current().colour("ink").name().upper() == PALETTES[Scheme.DARK].ink


def test_text_already_on_screen_grows(qapp, qtbot):
    apply_theme(qapp, "light", 1.0)
    label = QLabel("Coming home")
    label.setProperty("textRole", "title")
    qtbot.addWidget(label)
    label.ensurePolished()
    before = label.font().pixelSize()
    apply_theme(qapp, "light", 2.0)
    label.ensurePolished()
    assert label.font().pixelSize() == 2 * before


def test_gaps_already_on_screen_grow_with_the_text(qapp, qtbot):
    apply_theme(qapp, "light", 1.0)
    outer = QWidget()
    qtbot.addWidget(outer)
    box = QVBoxLayout(outer)
    inner = spaced(QVBoxLayout(), "gap_m", ("gap_l", "gap_s"))
    box.addLayout(inner)
    before = inner.spacing(), inner.contentsMargins().left()
    apply_theme(qapp, "light", 2.0)
    assert inner.spacing() > before[0]
    assert inner.contentsMargins().left() > before[1]


def test_a_scale_beyond_reason_is_held(qapp):
    assert apply_theme(qapp, "light", 40.0).scale == LARGEST_SCALE


def test_an_unknown_scheme_is_refused(qapp):
    with pytest.raises(ValueError, match="sepia"):
        apply_theme(qapp, "sepia")


def test_system_gives_one_of_the_three_schemes(qapp):
    assert apply_theme(qapp, "system").scheme is system_scheme(qapp)


def test_restyle_shows_a_changed_property_on_the_widget_and_inside_it(qapp, qtbot):
    apply_theme(qapp, "light", 1.0)
    outer = QWidget()
    qtbot.addWidget(outer)
    label = QLabel("Saved", outer)
    label.setProperty("textRole", "title")
    outer.ensurePolished()
    label.ensurePolished()
    small = label.font().pixelSize()
    restyle(outer, screen="person")
    assert label.font().pixelSize() > small
    restyle(label, textRole="caption")
    assert label.font().pixelSize() < small
