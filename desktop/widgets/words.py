# SPDX-License-Identifier: Apache-2.0
"""Words on a screen: a label that wraps, and that never reads what a person wrote as markup."""

import re
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_NUMBER = re.compile(r"\d[\d ]*\d")
LONGEST_LINE_EMS = 46
"""Past this many ems a line is hard to read back from, so a label asks for no more."""


class Words(QLabel):
    """Wrapping plain text in a text role of `app.qss` ("body", "title", "soft", "statement"…).

    `tone` colours it by meaning (one of `tokens.TONES`). The words come already translated.
    """

    def __init__(
        self, words: str = "", text: str = "body", tone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("textRole", text)
        self.setProperty("tone", tone)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(words)
        self._align()

    def _align(self) -> None:
        # Qt aligns a label by the script of its words. In a right-to-left screen a Latin name would then
        # stand at the far end of its line: there, everything starts at the right.
        align = Qt.AlignmentFlag.AlignLeft
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)

    def show_lead(self, lead: str, rest: str) -> None:
        """Show `lead` in bold followed by `rest`, as in “We promise: a food parcel…”."""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(f"<b>{escape(lead)}</b> {escape(isolated(rest))}")
        self.setAccessibleName(f"{lead} {rest}")

    def sizeHint(self) -> QSize:
        """Ask for one line where that is readable, instead of Qt's guess at a nice rectangle."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        longest = metrics.averageCharWidth() * 2 * LONGEST_LINE_EMS
        if self.textFormat() == Qt.TextFormat.RichText:
            natural = int(metrics.horizontalAdvance(self.accessibleName()) * 1.06)
        else:
            natural = max((metrics.horizontalAdvance(line) for line in self.text().split("\n")), default=0)
        margins = self.contentsMargins()
        width = min(natural + 2, longest) + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the size of the words changes."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)


def isolated(words: str) -> str:
    """Keep a name or number in its own reading order inside a line of either direction (Unicode UAX 9)."""
    return f"\u2068{words}\u2069"


def numbers_whole(words: str) -> str:
    """Keep each telephone number in one piece: from right to left, "116 123" would be read as 123 116."""
    return _NUMBER.sub(lambda found: isolated(found[0]), words)
