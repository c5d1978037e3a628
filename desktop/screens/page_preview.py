# SPDX-License-Identifier: Apache-2.0
"""The real pages of a copy, as they will be on paper, one at a time. Never writes them anywhere."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.current import current
from desktop.theme.spacing import spaced
from desktop.widgets.announce import announce
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


def page_count(content: bytes) -> int:
    """How many pages a PDF in memory has."""
    keeper = QObject()
    return load_pages(content, keeper).pageCount()


class _Sheet(QWidget):
    """One page; a screen reader reads its words."""

    def __init__(self) -> None:
        super().__init__()
        self.document: QPdfDocument | None = None
        self.page = 0
        self.places: list[QRectF] = []
        self._drawn: tuple[int, QSize, QImage] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, document: QPdfDocument | None, page: int) -> None:
        self.document, self.page, self._drawn, self.places = document, page, None, []
        self.setAccessibleDescription("" if document is None else document.getAllText(page).text())
        self.update()

    def show_places(self, places: list[QRectF]) -> None:
        """Mark these on the page that shows; in points, from its upper left corner."""
        self.places = places
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
            self._mark_places(painter, sheet, self.document)
        role, line = ("focus_ring", "focus") if self.hasFocus() else ("line", "hairline")
        painter.setPen(QPen(theme.colour(role), theme.px(line)))
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        painter.end()

    def _mark_places(self, painter: QPainter, sheet: QRect, document: QPdfDocument) -> None:
        """A line round each place: it is on the screen alone, and the words under it stay readable."""
        scale = sheet.width() / document.pagePointSize(self.page).width()
        width = current().px("rule")
        # The page is white in every scheme: a dark line shows on it in each.
        painter.setPen(QPen(Qt.GlobalColor.black, width))
        for place in self.places:
            box = QRectF(place.topLeft() * scale, place.size() * scale).translated(sheet.topLeft())
            painter.drawRoundedRect(box.adjusted(-width, -width, width, width), width, width)

    def _image(self, size: QSize) -> QImage:
        wanted = size * self.devicePixelRatioF()
        if self._drawn is None or self._drawn[:2] != (self.page, wanted):
            assert self.document is not None
            self._drawn = (self.page, wanted, self.document.render(self.page, wanted))
        return self._drawn[2]


def _lines(places: list[QRectF]) -> list[QRectF]:
    """Words beside each other in one line, as one place."""
    lines: list[QRectF] = []
    for place in places:
        if lines and lines[-1].top() < place.center().y() < lines[-1].bottom():
            lines[-1] = lines[-1].united(place)
        else:
            lines.append(place)
    return lines


class PagePreview(QWidget):
    """The pages of one copy, with a way back and on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = _Sheet()
        self._cover = False
        self._found: tuple[str, int, int] | None = None  # words, page, place in its text
        self.where = Words(_("Preparing the pages…"), "soft")
        self.before = SecondaryButton(_("Back"))
        self.before.setAccessibleName(_("Page before"))
        self.after = SecondaryButton(_("Next"))
        self.after.setAccessibleName(_("Next page"))
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        column = spaced(QVBoxLayout(self), "gap_s")
        column.addWidget(self.sheet)
        column.addWidget(in_line(self.before, self.after, gap="gap_s"))
        column.addWidget(self.where)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.sheet.setAccessibleName(_("Preparing the pages…"))
        self._show_buttons()

    def sizeHint(self) -> QSize:
        """As wide as the page: what is said below it wraps."""
        wide = self.sheet.sizeHint().width()
        return QSize(wide, self.heightForWidth(wide))

    @property
    def pages(self) -> int:
        """How many pages there are; 0 before the first copy is shown."""
        return 0 if self.sheet.document is None else self.sheet.document.pageCount()

    @property
    def page(self) -> int:
        """The page that shows, counted from 1; 0 before the first copy is shown."""
        return self.sheet.page + 1 if self.pages else 0

    def show_copy(self, content: bytes, *, cover: bool = False) -> None:
        """Show a PDF, at the same page as the one before where it has that many.

        Args:
            content: the PDF.
            cover: whether its first page is a cover, which no page number counts; it is not shown first.
        """
        before, self._found = self.sheet.document, None
        document = load_pages(content, self)
        page = self.sheet.page + cover - self._cover
        self._cover = cover
        self._turn(document, max(min(page, document.pageCount() - 1), 0))
        if before is not None:
            before.deleteLater()

    def show_nothing(self) -> None:
        """Show an empty page: nothing is chosen."""
        before = self.sheet.document
        self.sheet.show_page(None, 0)
        self._say(_("Nothing is chosen."))
        self._show_buttons()
        if before is not None:
            before.deleteLater()

    def show_place(self, words: str) -> bool:
        """Turn to the next place at which these words stand, and mark it; False where they do not."""
        document = self.sheet.document
        if document is None:
            return False
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")
        again = self._found is not None and self._found[0] == words
        page, after = (self._found[1], self._found[2]) if again and self._found else (0, -1)
        for step in range(self.pages + 1):
            number = (page + step) % self.pages
            text = document.getAllText(number).text()
            begin = after + 1 if step == 0 else 0
            if (found := pattern.search(text, begin)) is not None:
                self._found = words, number, found.start()
                self._mark(document, number, found.start(), len(found.group()), words)
                return True
        self._found = None
        return False

    def _mark(self, document: QPdfDocument, page: int, start: int, length: int, words: str) -> None:
        self._turn(document, page)
        bounds = document.getSelectionAtIndex(page, start, length).bounds()
        self.sheet.show_places(_lines([one.boundingRect() for one in bounds]))
        said = _("{where}: “{words}” is marked").format(where=self._where(page), words=words)
        self._say(said)
        announce(self, said)

    def _turn(self, document: QPdfDocument, page: int) -> None:
        self.sheet.show_page(document, page)
        self._say(self._where(page))
        self._show_buttons()

    def _where(self, page: int) -> str:
        if self._cover and page == 0:
            return _("The cover")
        counted = {"page": page + 1 - self._cover, "pages": self.pages - self._cover}
        return _("Page {page} of {pages}").format(**counted)

    def _say(self, words: str) -> None:
        self.where.setText(words)
        self.sheet.setAccessibleName(words)

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
