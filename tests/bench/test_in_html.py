# SPDX-License-Identifier: Apache-2.0
"""What ours is measured against holds the same words. Never asks how long it took."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from forms.pdf.copy import CopyStatement
from forms.pdf.sheets import compose_sheet
from tests.bench.composing import _full_plan
from tests.bench.figures import SHORT
from tests.forms.pdf.test_plan import run, squeezed


def test_weasyprint_makes_the_same_tagged_plan() -> None:
    try:
        from tests.bench.in_html import plan_by_weasyprint

        copy = _full_plan(SHORT)
        theirs = plan_by_weasyprint(copy)
    except OSError:
        pytest.skip("WeasyPrint's libraries are not here")
    with pikepdf.open(BytesIO(theirs)) as document:
        assert document.Root.MarkInfo.Marked
    english = [
        one.text for section in copy.sections for part in section.parts for one in part.statements
        if isinstance(one, CopyStatement) and one.text.isascii()
    ]  # fmt: skip
    assert len(english) >= 40
    for pdf in (theirs, compose_sheet("plan", copy)):
        text = squeezed(run("pdftotext", "-raw", "-", "-", pdf=pdf))
        assert [one for one in english if squeezed(one) not in text] == []
        assert "19November2026" in text
