# SPDX-License-Identifier: Apache-2.0
"""Our own simple drawings for Easy Read: one idea each, lines only, adult. Never alone in telling it.

Each is drawn on a square of 100 units, y upwards.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_INK = "#0F5C63"


def draw_picture(canvas: Any, name: str, x: float, y: float, side: float) -> None:
    """Draw this picture on a square whose lower left corner is at x and y.

    Raises:
        KeyError: no picture of this name.
    """
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(side / 100, side / 100)
    canvas.setStrokeColor(_INK)
    canvas.setFillColor("#FFFFFF")
    canvas.setLineWidth(5)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.setDash()
    PICTURES[name](canvas)
    canvas.restoreState()


def _sun(canvas: Any) -> None:
    canvas.circle(50, 50, 20)
    for x, y in ((0, 1), (1, 0), (0, -1), (-1, 0), (0.7, 0.7), (0.7, -0.7), (-0.7, 0.7), (-0.7, -0.7)):
        canvas.line(50 + 31 * x, 50 + 31 * y, 50 + 44 * x, 50 + 44 * y)


def _cloud(canvas: Any) -> None:
    path = canvas.beginPath()
    path.moveTo(25, 45)
    path.curveTo(5, 45, 5, 70, 27, 70)
    path.curveTo(32, 92, 66, 92, 70, 72)
    path.curveTo(95, 74, 95, 45, 75, 45)
    path.close()
    canvas.drawPath(path)
    for x in (32, 50, 68):
        canvas.line(x, 34, x - 6, 14)


def _lens(canvas: Any) -> None:
    """A looking glass for what one notices: an eye looks back, and some people feel watched as it is."""
    canvas.circle(42, 58, 30)
    canvas.line(64, 36, 92, 8)
    canvas.line(30, 58, 54, 58)
    canvas.line(36, 46, 48, 46)
    canvas.line(36, 70, 48, 70)


def _warning(canvas: Any) -> None:
    path = canvas.beginPath()
    path.moveTo(50, 90)
    path.lineTo(92, 15)
    path.lineTo(8, 15)
    path.close()
    canvas.drawPath(path)
    canvas.line(50, 65, 50, 42)
    canvas.line(50, 28, 50, 27)


def _telephone(canvas: Any) -> None:
    canvas.roundRect(28, 6, 44, 88, 8)
    canvas.rect(36, 26, 28, 54)
    canvas.line(48, 16, 52, 16)


def _people(canvas: Any) -> None:
    for x in (27, 73):
        canvas.circle(x, 72, 13)
        path = canvas.beginPath()
        path.moveTo(x - 18, 14)
        path.curveTo(x - 18, 60, x + 18, 60, x + 18, 14)
        path.close()
        canvas.drawPath(path)


def _house(canvas: Any) -> None:
    canvas.rect(22, 12, 56, 44)
    path = canvas.beginPath()
    path.moveTo(10, 52)
    path.lineTo(50, 90)
    path.lineTo(90, 52)
    canvas.drawPath(path, fill=0)
    canvas.rect(43, 12, 14, 26)


def _page(canvas: Any) -> None:
    canvas.rect(22, 8, 56, 84)
    for y in (72, 56, 40, 24):
        canvas.line(34, y, 66, y)


def _steps(canvas: Any) -> None:
    path = canvas.beginPath()
    path.moveTo(8, 12)
    for x, y in ((8, 32), (34, 32), (34, 52), (60, 52), (60, 72), (92, 72), (92, 12)):
        path.lineTo(x, y)
    path.close()
    canvas.drawPath(path)
    canvas.line(76, 72, 76, 94)
    canvas.line(76, 92, 90, 86)
    canvas.line(90, 86, 76, 80)


PICTURES: dict[str, Callable[[Any], None]] = {
    "sun": _sun,
    "cloud": _cloud,
    "lens": _lens,
    "warning": _warning,
    "telephone": _telephone,
    "people": _people,
    "house": _house,
    "page": _page,
    "steps": _steps,
}
"""Every picture there is, by name."""
