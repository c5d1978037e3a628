# SPDX-License-Identifier: Apache-2.0
"""The foot of a page: ways to pause on the leading side, the way on at the end. One primary at most."""

from PySide6.QtWidgets import QWidget

from desktop.widgets.bar import Bar


class Footer(Bar):
    """`add_leading` takes pausing and stepping aside; `add_trailing` takes back and on, in that order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("footer", ("gap_xl", "gap_m"), parent)
