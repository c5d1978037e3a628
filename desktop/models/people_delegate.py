# SPDX-License-Identifier: Apache-2.0
"""Paints one person of the list: who, by three identifiers, and what is due. Never cuts an identifier short.

Words that do not fit on a line go on below; the deadline stands beside the name where there is room.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.people_model import ROW_ROLE, PersonRow
from desktop.theme.current import Theme, current
from desktop.theme.icons import paint_icon
from desktop.widgets.words import isolated

_ENDLESS = 100_000
_BETWEEN = " · "
_UNBROKEN = "\u00a0"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something to paint at a place: words in a font and colour, perhaps on a tint or beside an icon."""

    place: QRect
    words: str
    font: QFont
    role: str
    tint: str = ""
    icon: str = ""


class PeopleDelegate(QStyledItemDelegate):
    """A card a row; taller where names are long or the text is large."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height a row needs at the list's width."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractScrollArea) else option.rect.width()
        return QSize(0, _laid_out(index.data(ROW_ROLE), width, option.font)[1])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the card, its words, and where the focus is."""
        theme = current()
        pieces, height = _laid_out(index.data(ROW_ROLE), option.rect.width(), option.font)
        card = QRectF(option.rect.adjusted(0, 0, 0, -theme.px("gap_s")))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, card, option, theme)
        inside = QRect(0, 0, option.rect.width(), height)
        for piece in pieces:
            place = QStyle.visualRect(option.direction, inside, piece.place)
            _paint_piece(painter, piece, place.translated(option.rect.topLeft()), option, theme)
        painter.restore()


def _laid_out(row: PersonRow, width: int, base: QFont) -> tuple[list[_Piece], int]:
    """The pieces, left to right from (0, 0), and the height of them all with the gap below."""
    theme = current()
    across, along, gap = theme.px("gap_l"), theme.px("gap_card"), theme.px("gap_xs")
    inner = width - 2 * across
    chip = _chip_size(row, inner, base, theme)
    beside = bool(row.deadline) and inner - chip.width() - across >= theme.px("readable_width")
    room = inner - chip.width() - across if beside else inner
    pieces, top = _words(row, across, along, room, base, theme)
    if row.deadline:
        place = QRect(across, top, chip.width(), chip.height())
        if beside:
            middle = along + max(top - gap - along - chip.height(), 0) // 2
            place = QRect(width - across - chip.width(), middle, chip.width(), chip.height())
            top = max(top, place.bottom() + 1 + gap)
        else:
            top = place.bottom() + 1 + gap
        pieces.append(_Piece(place, row.deadline, _small_bold(base, theme), row.tone, f"{row.tone}_tint"))
    return pieces, top - gap + along + theme.px("gap_s")


def _words(
    row: PersonRow, left: int, top: int, room: int, base: QFont, theme: Theme
) -> tuple[list[_Piece], int]:
    identifiers = _BETWEEN.join(isolated(one.replace(" ", _UNBROKEN)) for one in (row.born, row.number))
    lines = [(row.name, _font(base, theme, "text_heading", bold=True), "ink", "")]
    lines.append((identifiers, _font(base, theme, "text_body"), "soft_ink", ""))
    if row.warning:
        lines.append((row.warning, _font(base, theme, "text_small", bold=True), "neutral", "two"))
    pieces = []
    for words, font, role, icon in lines:
        indent = theme.px("icon_small") + theme.px("gap_s") if icon else 0
        height = _measure(words, font, room - indent).height()
        pieces.append(_Piece(QRect(left, top, room, height), words, font, role, icon=icon))
        top += height + theme.px("gap_xs")
    return pieces, top


def _chip_size(row: PersonRow, inner: int, base: QFont, theme: Theme) -> QSize:
    if not row.deadline:
        return QSize(0, 0)
    across, along = 2 * theme.px("gap_m"), 2 * theme.px("gap_xs")
    said = _measure(row.deadline, _small_bold(base, theme), inner - across)
    return QSize(said.width() + across, said.height() + along)


def _measure(words: str, font: QFont, room: int) -> QSize:
    box = QRect(0, 0, max(room, 1), _ENDLESS)
    found = QFontMetrics(font).boundingRect(box, int(Qt.TextFlag.TextWordWrap), words)
    return QSize(found.width() + 2, found.height())


def _font(base: QFont, theme: Theme, size: str, *, bold: bool = False) -> QFont:
    font = QFont(base)
    font.setPixelSize(theme.px(size))
    font.setBold(bold)
    return font


def _small_bold(base: QFont, theme: Theme) -> QFont:
    return _font(base, theme, "text_small", bold=True)


def _paint_ground(painter: QPainter, card: QRectF, option: QStyleOptionViewItem, theme: Theme) -> None:
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    line = theme.px("focus" if focused else "rule" if chosen else "hairline")
    edge = "focus_ring" if focused else "primary" if chosen or hovered else "line"
    painter.setPen(QPen(theme.colour(edge), line))
    painter.setBrush(theme.colour("primary_tint" if chosen else "surface"))
    corner = theme.px("corner_card")
    painter.drawRoundedRect(card.adjusted(line / 2, line / 2, -line / 2, -line / 2), corner, corner)


def _paint_piece(
    painter: QPainter, piece: _Piece, place: QRect, option: QStyleOptionViewItem, theme: Theme
) -> None:
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    if piece.tint:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(piece.tint))
        radius = min(place.height() / 2, theme.px("corner_chip") * 1.2)
        painter.drawRoundedRect(place, radius, radius)
        place = place.adjusted(theme.px("gap_m"), 0, -theme.px("gap_m"), 0)
    if piece.icon:
        side = theme.px("icon_small")
        box = QRect(place.right() - side + 1 if mirrored else place.left(), place.top(), side, place.height())
        paint_icon(painter, piece.icon, QRectF(box), theme.colour(piece.role))
        indent = side + theme.px("gap_s")
        place = place.adjusted(0 if mirrored else indent, 0, -indent if mirrored else 0, 0)
    side_flag = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    flags = side_flag | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(piece.font)
    painter.setPen(theme.colour(piece.role))
    painter.drawText(place, int(flags) | int(Qt.TextFlag.TextWordWrap), piece.words)
