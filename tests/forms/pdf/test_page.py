# SPDX-License-Identifier: Apache-2.0
"""Blocks are put on pages whole, in order, and with their headings. Never draws anything."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from forms.pdf.page import Block, Edge, Line, Style, paginate

STYLE = Style(14, 20)
HEIGHT = 600.0


def block(count: int, *, tail: int = 0, keep_next: bool = False, edge: Edge = Edge.NONE) -> Block:
    lines = tuple(Line(f"line {number}", STYLE) for number in range(count))
    return Block(lines, 12, edge, tail=tail, keep_next=keep_next)


BLOCKS = st.builds(
    block,
    st.integers(1, 80),
    tail=st.integers(0, 4),
    keep_next=st.booleans(),
    edge=st.sampled_from([Edge.NONE, Edge.SOLID, Edge.PANEL]),
)
SHORT_HEADINGS = st.builds(block, st.integers(1, 3), keep_next=st.just(True))
STATEMENTS = st.builds(block, st.integers(3, 80), tail=st.just(2), edge=st.just(Edge.SOLID))


@given(st.lists(BLOCKS, min_size=1, max_size=12))
def test_every_line_is_placed_once_in_order_and_inside_the_page(blocks: list[Block]) -> None:
    pages = paginate(blocks, HEIGHT)
    placed = [line for page in pages for piece in page for line in piece.block.lines]
    assert placed == [line for one in blocks for line in one.lines]
    for page in pages:
        assert page
        bottoms = [piece.top + piece.block.height for piece in page]
        assert bottoms[-1] <= HEIGHT + 1e-3
        assert all(piece.top >= bottom - 1e-3 for piece, bottom in zip(page[1:], bottoms, strict=False))


@given(st.lists(st.tuples(SHORT_HEADINGS, STATEMENTS), min_size=1, max_size=10))
def test_no_heading_is_left_alone_at_the_foot_of_a_page(pairs: list[tuple[Block, Block]]) -> None:
    pages = paginate([one for pair in pairs for one in pair], HEIGHT)
    assert not any(
        page[-1].block.lines == heading.lines and page[-1].block.edge is Edge.NONE
        for page in pages
        for heading, _ in pairs
    )


@given(st.lists(STATEMENTS, min_size=1, max_size=10))
def test_whose_words_they_are_never_stands_without_two_lines_of_them(blocks: list[Block]) -> None:
    for page in paginate(blocks, HEIGHT):
        for piece in page:
            assert len(piece.block.lines) >= 3


def test_a_low_block_goes_to_the_next_page_in_one_piece() -> None:
    pages = paginate([block(25), block(8)], HEIGHT)
    assert [[len(piece.block.lines) for piece in page] for page in pages] == [[25], [8]]


def test_a_tall_block_goes_on_over_as_many_pages_as_it_takes() -> None:
    pages = paginate([block(5), block(100, tail=2, edge=Edge.SOLID)], HEIGHT)
    assert [[len(piece.block.lines) for piece in page] for page in pages] == [[5, 24], [30], [30], [16]]
    assert all(piece.block.edge is Edge.SOLID for page in pages[1:] for piece in page)


def test_the_space_above_a_block_is_left_out_at_the_top_of_a_page() -> None:
    pages = paginate([replace(block(1), before=500.0), block(30)], HEIGHT)
    assert [page[0].top for page in pages] == [0.0, 0.0]
