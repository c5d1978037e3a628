# SPDX-License-Identifier: Apache-2.0
"""The theme now on screen, for widgets that paint themselves; never changed except by `apply_theme`."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from desktop.theme.tokens import PALETTES, Palette, Scheme, length


@dataclass(frozen=True, slots=True)
class Theme:
    """A palette and a text scale. `scale` is 1.0 for 100 %, 2.0 for 200 %."""

    scheme: Scheme = Scheme.LIGHT
    scale: float = 1.0

    @property
    def palette(self) -> Palette:
        """The colours of this scheme."""
        return PALETTES[self.scheme]

    def colour(self, role: str) -> QColor:
        """Return the colour of a role of `tokens.Palette`."""
        return QColor(getattr(self.palette, role))

    def px(self, name: str) -> int:
        """Return a size of `tokens` in logical pixels at this scale."""
        return length(name, self.scale)


class _Shown:
    """Holds the one theme on screen; a class so that no module needs `global`."""

    theme = Theme()


def current() -> Theme:
    """Return the theme that was last applied (light at 100 % before that)."""
    return _Shown.theme


def remember(theme: Theme) -> None:
    """Note which theme is on screen. Only `stylesheet.apply_theme` calls this."""
    _Shown.theme = theme
