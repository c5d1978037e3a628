# SPDX-License-Identifier: Apache-2.0
"""What a screen reader would find in a window: through Qt's own interfaces, never through ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from desktop.demo.spoken import plain

_STATES = ("focused", "disabled", "checked", "checkable", "readOnly", "passwordEdit")


def read_tree(window: QWidget) -> list[dict[str, Any]]:
    """Everything visible in the window, in reading order, with how deep it stands."""
    return [_as_json(one, depth) for one, depth in _visible(window)]


def find(
    window: QWidget, name: str, roles: Sequence[str] | None = None, *, pressable: bool = False
) -> QAccessibleInterface:
    """The one visible thing of this name that can be used so.

    Raises:
        LookupError: nothing of that name is visible, it is disabled, or there are several.
    """
    wanted = plain(name)
    found = [
        one
        for one, _depth in _visible(window)
        if plain(one.text(QAccessible.Text.Name)) == wanted
        and (roles is None or one.role().name in roles)
        and (not pressable or press_action(one))
    ]
    usable = [one for one in found if not one.state().disabled]
    if len(usable) == 1:
        return usable[0]
    if len(usable) > 1 and roles is None and not pressable:
        return usable[0]
    trouble = "is there more than once" if usable else "is disabled" if found else "is not to be seen"
    raise LookupError(f"{name!r} {trouble}")


def press_action(one: QAccessibleInterface) -> str:
    """What a screen reader would do to press it: "Toggle" for one of several, "" where nothing can."""
    actions = one.actionInterface()
    offered = [] if actions is None else actions.actionNames()
    return next((action for action in ("Press", "Toggle") if action in offered), "")


def _visible(window: QWidget) -> Iterator[tuple[QAccessibleInterface, int]]:
    root = QAccessible.queryAccessibleInterface(window)
    waiting = [] if root is None else [(root, 0)]
    while waiting:
        one, depth = waiting.pop()
        if not one.isValid() or one.state().invisible:
            continue
        yield one, depth
        children = [one.child(number) for number in range(one.childCount())]
        waiting.extend((child, depth + 1) for child in reversed(children) if child is not None)


def _as_json(one: QAccessibleInterface, depth: int) -> dict[str, Any]:
    state = one.state()
    return {
        "depth": depth,
        "role": one.role().name,
        "name": one.text(QAccessible.Text.Name),
        "value": "" if getattr(state, "passwordEdit", 0) else one.text(QAccessible.Text.Value),
        "description": one.text(QAccessible.Text.Description),
        "states": [word for word in _STATES if getattr(state, word, 0)],
    }
