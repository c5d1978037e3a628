# SPDX-License-Identifier: Apache-2.0
"""Renders the one application stylesheet from `app.qss` and puts a theme on screen.

Never keeps a colour or a size of its own: those are `tokens`. Nothing happens at import.
"""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.theme.current import Theme, current, remember
from desktop.theme.fonts import FAMILY, register_fonts
from desktop.theme.lasting_constants import keep_constants
from desktop.theme.spacing import respace
from desktop.theme.tokens import LINES, SPACE, TEXT, Scheme

SMALLEST_SCALE = 0.8
LARGEST_SCALE = 3.0
"""200 % is promised (design 6); beyond that it still works, with more scrolling."""


@cache
def _template() -> Template:
    return Template(Path(__file__).with_name("app.qss").read_text(encoding="utf-8"))


def render(theme: Theme) -> str:
    """Return the stylesheet for a theme. Raises KeyError if `app.qss` names a token that is not there."""
    sizes = {name: f"{theme.px(name)}px" for name in (*TEXT, *SPACE, *LINES)}
    # A control's words stand in the middle of its 48 px; the border (1 rule each side) is inside that.
    whole = theme.px("icon_small") + 2 * theme.px("rule")
    sizes["radio_round"] = f"{whole // 2}px"
    sizes["radio_middle"] = f"{whole - 2 * theme.px('edge')}px"
    sizes["target_reading_inner"] = f"{theme.px('target_reading') - 2 * theme.px('rule')}px"
    sizes["target_inner"] = f"{theme.px('target') - 2 * theme.px('rule')}px"
    return _template().substitute(asdict(theme.palette), **sizes, family=FAMILY)


def system_scheme(app: QApplication) -> Scheme:
    """Return the palette the system asks for: high contrast before dark before light."""
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Scheme.HIGH_CONTRAST
    return Scheme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT


def apply_theme(app: QApplication, scheme: Scheme | str = "system", scale: float = 1.0) -> Theme:
    """Show `scheme` ("system", or a `Scheme`) with text at `scale` (1.0 is 100 %) in every window.

    Returns the theme now on screen. Raises ValueError for a scheme that is not there.
    """
    keep_constants()
    chosen = system_scheme(app) if scheme == "system" else Scheme(scheme)
    theme = Theme(chosen, min(max(scale, SMALLEST_SCALE), LARGEST_SCALE))
    register_fonts()
    remember(theme)
    if app.style().name() != "fusion":
        app.setStyle("Fusion")  # one drawing of every control on every platform
    font = QFont(FAMILY)
    font.setPixelSize(theme.px("text_body"))
    app.setFont(font)
    app.setPalette(_qt_palette(theme))
    app.setStyleSheet(render(theme))
    respace(app)
    return theme


def _qt_palette(theme: Theme) -> QPalette:
    """Give Qt's own drawing (dialogs, selections, links) the same colours as the stylesheet."""
    roles = {
        QPalette.ColorRole.Window: "paper",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "neutral_tint",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.PlaceholderText: "soft_ink",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.Highlight: "primary",
        QPalette.ColorRole.HighlightedText: "on_primary",
        QPalette.ColorRole.Link: "primary",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "ink",
    }
    palette = QPalette()
    for qt_role, role in roles.items():
        palette.setColor(qt_role, theme.colour(role))
    disabled = QColor(theme.colour("disabled_ink"))
    for qt_role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, qt_role, disabled)
    return palette


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties and let the stylesheet see them, on the widget and what is inside it.

    Qt does not look again by itself when a property changes (house 4, measured).
    """
    for name, value in properties.items():
        widget.setProperty(name, value)
    for each in (widget, *widget.findChildren(QWidget)):
        style = each.style()
        style.unpolish(each)
        style.polish(each)
        each.update()


class SystemFollower(QObject):
    """Shows the system's scheme again whenever the system changes it; keeps the scale."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    @Slot()
    def _on_system_changed(self) -> None:
        apply_theme(self._app, "system", current().scale)
