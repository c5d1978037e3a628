# SPDX-License-Identifier: Apache-2.0
"""A full plan on paper: beside WeasyPrint, in every form, and many at once (design 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from forms.pdf.copy import CopyPart, CopySection, CopyStatement, PlanCopy
from tests.bench.figures import Figure, Job, Judged, Sizes, in_turn, milliseconds, resident_mb, timed
from tests.bench.people import WORDS

_TARGET_MS = 2_000
_BATCH_TARGET_S, _MEMORY_TARGET_MB = 60, 64
_STATEMENTS, _SECTIONS = 60, 6
_OTHER_SCRIPTS = ("میں صبح نہر کے کنارے کتے کو ٹہلاتی ہوں۔", "আমি সকালে খালের ধারে হাঁটি। ক্ষমা, শ্রদ্ধা।")
_NOTE = f"{_STATEMENTS} statements, one in five in Urdu or Bengali"


def composing(sizes: Sizes) -> list[Figure]:
    """The plan tagged on A4 beside WeasyPrint's; all forms one after another; many copies in one go."""
    copy = _full_plan(sizes)
    _compose_all(copy)  # what is loaded once, at the first copy of a day, is not what is timed
    together = [_forgotten(partial(_compose_all, copy)) for _ in range(sizes.composed)]
    return [
        _beside_weasyprint(copy, sizes),
        Figure(
            "copy_every_form",
            milliseconds(together, 0.95),
            None,
            _TARGET_MS,
            Judged.OURS,
            "ms",
            len(together),
            f"nine forms; {_NOTE}; p95",
        ),
        *_batch(copy, sizes),
    ]


def _beside_weasyprint(copy: PlanCopy, sizes: Sizes) -> Figure:
    """Both make a tagged A4 PDF of the same words in the same typefaces, in turn."""
    what = f"{_NOTE}; median; reference: WeasyPrint, PDF/UA-1"
    try:
        from tests.bench.in_html import plan_by_weasyprint

        plan_by_weasyprint(copy)
    except OSError:
        alone = [_forgotten(partial(_compose_plan, copy)) for _ in range(sizes.composed)]
        missing = f"{_NOTE}; median; WeasyPrint's libraries (Pango) are not on this machine"
        return Figure(
            "copy_plan", milliseconds(alone, 0.5), None, 1.0, Judged.RATIO, "ms", len(alone), missing
        )

    def ours() -> Job:
        _forget()
        return partial(_compose_plan, copy)

    mine, theirs = in_turn(sizes.composed, ours, lambda: partial(plan_by_weasyprint, copy))
    reference = milliseconds(theirs, 0.5)
    return Figure("copy_plan", milliseconds(mine, 0.5), reference, 1.0, Judged.RATIO, "ms", len(mine), what)


def _batch(copy: PlanCopy, sizes: Sizes) -> list[Figure]:
    """Many copies of different people, one after another; each keeps what the one before it shaped."""
    many = [
        replace(copy, called=f"Person {number}", copy_number=number + 1) for number in range(sizes.copies)
    ]
    before = resident_mb()
    highest = before

    def all_of_them() -> None:
        nonlocal highest
        for one in many:
            _compose_plan(one)
            highest = max(highest, resident_mb())

    _forget()
    took = timed(all_of_them)
    each = f"{len(many)} copies of the full plan; {_NOTE}"
    return [
        Figure("copy_batch", took, None, _BATCH_TARGET_S, Judged.OURS, "s", 1, each),
        Figure(
            "copy_batch_memory",
            max(highest - before, 0.1),
            None,
            _MEMORY_TARGET_MB,
            Judged.OURS,
            "MB",
            1,
            f"resident, above what it was before; {each}",
        ),
    ]


def _forget() -> None:
    from forms.pdf import shaping

    shaping.word_width.cache_clear()
    shaping._shape.cache_clear()


def _forgotten(job: partial[None]) -> float:
    _forget()
    return timed(job)


def _compose_plan(copy: PlanCopy) -> None:
    from forms.pdf.sheets import compose_sheet

    compose_sheet("plan", copy)


def _compose_all(copy: PlanCopy) -> None:
    from forms.pdf.check_in import Letter, compose_letter
    from forms.pdf.sheets import SHEET_NAMES, compose_sheet
    from forms.pdf.slip import PromiseSlip, SlipLine, SlipPart, compose_slip
    from forms.pdf.visit_note import VisitNote, compose_visit_note

    short = replace(copy, sections=copy.sections[:1])
    for name in SHEET_NAMES:
        compose_sheet(name, copy if name in {"plan", "easy_read"} else short)
    promises = (SlipLine("Bring a food parcel", "Sam", "Saturday, 18:00"),)
    slip = PromiseSlip("Mina", ("Sam",), copy.made_on, promises, "Tuesday, 14:00", None, ("999",))
    compose_slip(slip)
    words = tuple(
        one.text
        for part in copy.sections[0].parts
        for one in part.statements
        if isinstance(one, CopyStatement)
    )
    part = SlipPart("What I said", words)
    compose_visit_note(VisitNote(slip, (part,)))
    compose_letter(Letter("Our check-in plan", "Mina", (part,), part))
    compose_letter(Letter("A letter to the GP", "", (part,), part, 12))


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
    return PlanCopy("My plan", "Mina", 4, date(2026, 11, 21), sections, 14, 3, code="KW1-3-4-X")
