# SPDX-License-Identifier: Apache-2.0
"""A full plan on paper, alone and in every form (design 8). Never lets one run profit from another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from forms.pdf.copy import CopyPart, CopySection, CopyStatement, PlanCopy
from tests.bench.figures import Figure, Judged, Sizes, milliseconds, timed
from tests.bench.people import WORDS

_TARGET_MS = 2_000
_STATEMENTS, _SECTIONS = 60, 6
_OTHER_SCRIPTS = ("میں صبح نہر کے کنارے کتے کو ٹہلاتی ہوں۔", "আমি সকালে খালের ধারে হাঁটি। ক্ষমা, শ্রদ্ধা।")


def composing(sizes: Sizes) -> list[Figure]:
    """The plan tagged on A4, with nothing remembered; then all forms of it, one after another."""
    copy = _full_plan(sizes)
    _compose_all(copy)  # what is loaded once, at the first copy of a day, is not what is timed
    alone = [_forgotten(partial(_compose_plan, copy)) for _ in range(sizes.composed)]
    together = [_forgotten(partial(_compose_all, copy)) for _ in range(sizes.composed)]
    note = f"{_STATEMENTS} statements, one in five in Urdu or Bengali; p95"
    return [
        Figure("copy_plan", milliseconds(alone, 0.95), None, _TARGET_MS, Judged.OURS, "ms", len(alone), note),
        Figure(
            "copy_every_form",
            milliseconds(together, 0.95),
            None,
            _TARGET_MS,
            Judged.OURS,
            "ms",
            len(together),
            note,
        ),
    ]


def _forgotten(job: partial[None]) -> float:
    from forms.pdf import shaping

    shaping.word_width.cache_clear()
    shaping._shape.cache_clear()
    return timed(job)


def _compose_plan(copy: PlanCopy) -> None:
    from forms.pdf.plan import compose_plan

    compose_plan(copy)


def _compose_all(copy: PlanCopy) -> None:
    from forms.pdf.crisis_sheet import compose_crisis_sheet
    from forms.pdf.easy_read import compose_easy_read
    from forms.pdf.return_card import compose_return_card
    from forms.pdf.wallet_card import compose_wallet_card

    _compose_plan(copy)
    short = replace(copy, sections=copy.sections[:1])
    compose_crisis_sheet(short)
    compose_wallet_card(short)
    compose_return_card(short)
    compose_easy_read(copy)


def _full_plan(sizes: Sizes) -> PlanCopy:
    luck = sizes.luck("composing")
    statements = [
        CopyStatement(
            " ".join(luck.choices(WORDS, k=18)) if place % 5 else luck.choice(_OTHER_SCRIPTS) * 2,
            "person",
            "Mina",
            "worker",
            "Sam",
            checked=True,
            struck=False,
            when=date(2026, 11, 19),
        )
        for place in range(_STATEMENTS)
    ]
    each = _STATEMENTS // _SECTIONS
    sections = tuple(
        CopySection("Things that help me", "", (CopyPart("", tuple(statements[at : at + each])),), "sun")
        for at in range(0, _STATEMENTS, each)
    )
    return PlanCopy("My plan", "Mina", 4, date(2026, 11, 21), sections, 14, copy_number=3)
