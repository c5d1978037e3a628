# SPDX-License-Identifier: Apache-2.0
"""The real pages of a copy, as they will be on paper, one at a time. Never writes them anywhere."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.current import current
from desktop.theme.spacing import spaced
from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import SecondaryButton
from desktop.widgets.words import Words
from locales import _

_TALL = 297 / 210  # A4
_WIDE_EMS = 1.12  # of `readable_width`: both columns of the page fit at 1280


def load_pages(content: bytes, parent: QObject) -> QPdfDocument:
    """A PDF in memory as a document to draw from; it and its buffer live as long as `parent`."""
    document = QPdfDocument(parent)
    buffer = QBuffer(document)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document


class _Sheet(QWidget):
    """One page; a screen reader reads its words."""

    def __init__(self) -> None:
        super().__init__()
        self.document: QPdfDocument | None = None
        self.page = 0
        self._drawn: tuple[int, QSize, QImage] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, document: QPdfDocument, page: int) -> None:
        self.document, self.page, self._drawn = document, page, None
        self.setAccessibleDescription(document.getAllText(page).text())
        self.update()

    def sizeHint(self) -> QSize:
        wide = round(current().px("readable_width") * _WIDE_EMS)
        return QSize(wide, self.heightForWidth(wide))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(min(width, self._natural()) * _TALL)

    def _natural(self) -> int:
        return round(current().px("readable_width") * _WIDE_EMS)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        wide = min(self.width(), round(self.height() / _TALL))
        sheet = QRect((self.width() - wide) // 2, 0, wide, self.height())
        painter = QPainter(self)
        # Paper is white and its ink dark in every scheme: this is what will be handed over.
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if self.document is not None:
            painter.drawImage(sheet, self._image(sheet.size()))
        role, line = ("focus_ring", "focus") if self.hasFocus() else ("line", "hairline")
        painter.setPen(QPen(theme.colour(role), theme.px(line)))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        painter.end()

    def _image(self, size: QSize) -> QImage:
        wanted = size * self.devicePixelRatioF()
        if self._drawn is None or self._drawn[:2] != (self.page, wanted):
            assert self.document is not None
            self._drawn = (self.page, wanted, self.document.render(self.page, wanted))
        return self._drawn[2]


class PagePreview(QWidget):
    """The pages of one copy, with a way back and on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = _Sheet()
        self.where = Words(_("Preparing the pages…"), "soft")
        self.before = SecondaryButton(_("Back"))
        self.before.setAccessibleName(_("Page before"))
        self.after = SecondaryButton(_("Next"))
        self.after.setAccessibleName(_("Next page"))
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        column = spaced(QVBoxLayout(self), "gap_s")
        column.addWidget(self.sheet)
        column.addWidget(in_line(self.before, self.after, self.where, gap="gap_s"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.sheet.setAccessibleName(_("Preparing the pages…"))
        self._show_buttons()

    @property
    def pages(self) -> int:
        """How many pages there are; 0 before the first copy is shown."""
        return 0 if self.sheet.document is None else self.sheet.document.pageCount()

    @property
    def page(self) -> int:
        """The page that shows, counted from 1; 0 before the first copy is shown."""
        return self.sheet.page + 1 if self.pages else 0

    def show_copy(self, content: bytes) -> None:
        """Show a PDF, at the same page as the one before where it has that many."""
        before = self.sheet.document
        document = load_pages(content, self)
        self._turn(document, min(self.sheet.page, document.pageCount() - 1))
        if before is not None:
            before.deleteLater()

    def _turn(self, document: QPdfDocument, page: int) -> None:
        self.sheet.show_page(document, page)
        self.where.setText(_("Page {page} of {pages}").format(page=page + 1, pages=document.pageCount()))
        self.sheet.setAccessibleName(self.where.text())
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.before.setEnabled(self.page > 1)
        self.after.setEnabled(0 < self.page < self.pages)

    def _on_before(self) -> None:
        self._step(-1)

    def _on_after(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        wanted = self.sheet.page + step
        if self.sheet.document is not None and 0 <= wanted < self.pages:
            self._turn(self.sheet.document, wanted)
