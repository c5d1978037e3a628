# SPDX-License-Identifier: Apache-2.0
"""What is copied by hand says what the sheet says: the same words, whom to ring, and whose words they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.pdf.by_hand import sheet_lines
from forms.pdf.sheets import SHEET_NAMES, compose_sheet
from tests.forms.pdf.test_languages import ENGLISH, SAID_SO
from tests.forms.pdf.test_plan import ROSA, SAID, STRUCK, squeezed
from tests.forms.pdf.test_scripts import read_in_order
from tests.forms.pdf.test_sheets import COPY


@pytest.mark.parametrize("name", SHEET_NAMES)
@pytest.mark.parametrize("language", ["en-GB", "cy", "ur", "bn"])
def test_every_sentence_of_ours_to_copy_stands_on_the_sheet(name: str, language: str) -> None:
    copy = replace(COPY, language=language, sections=())
    on_paper = squeezed(read_in_order(compose_sheet(name, copy)))
    for _heading, line in sheet_lines(name, copy):
        # The number is in the footer of most sheets, which screen readers pass by.
        if line and not line.startswith(("Copy", "Copi", "نقل", "কপি")):
            assert squeezed(line.replace("\u200f", "")) in on_paper, line


@pytest.mark.parametrize("name", [name for name in SHEET_NAMES if name != "return"])
def test_what_was_said_is_there_with_whose_it_is_and_what_was_struck_is_not(name: str) -> None:
    lines = [line for _heading, line in sheet_lines(name, COPY)]
    for one in (SAID, ROSA):
        assert one.text in lines
    assert any(line.startswith("Words of Rosa") for line in lines)
    assert STRUCK.text not in lines


@pytest.mark.parametrize("language", SAID_SO)
def test_what_nobody_checked_says_so_by_hand_too(language: str) -> None:
    lines = [line for _heading, line in sheet_lines("crisis", replace(COPY, language=language))]
    assert ENGLISH in lines
    assert any(line.startswith(SAID_SO[language]) for line in lines)
