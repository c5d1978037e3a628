# SPDX-License-Identifier: Apache-2.0
"""A telephone number is read in one piece, whichever way the words around it run."""

from __future__ import annotations

import pytest

from desktop.widgets.words import Words, isolated, numbers_whole


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Samaritans, at any hour: 116 123", ["116 123"]),
        ("Call 999, or 0161 496 0000.", ["999", "0161 496 0000"]),
    ],
)
def test_each_number_of_a_line_keeps_its_order(line, numbers):
    whole = numbers_whole(line)
    assert all(isolated(number) in whole for number in numbers)
    assert whole.replace("\u2068", "").replace("\u2069", "") == line


def test_what_follows_a_lead_keeps_its_order_and_is_spoken_as_it_is(qapp):
    words = Words()
    words.show_lead("Phone:", "07700 900461")
    assert isolated("07700 900461") in words.text()
    assert words.accessibleName() == "Phone: 07700 900461"
