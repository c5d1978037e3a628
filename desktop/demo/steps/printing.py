# SPDX-License-Identifier: Apache-2.0
"""Step 7: the plan becomes an A4 PDF at 14 point, counted, with every statement marked with whose it is."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from desktop.demo.journey import Journey
from desktop.demo.referral import CALLED, NAME
from desktop.demo.spoken import plain, said
from desktop.demo.steps.planning import CHOIR, STANDING, WORKER
from forms.pdf.sheet import PLAIN
from forms.pdf.wording import page_of, written_date
from locales import SOURCE_TAG, format_language, speaking

SHEET = "my-plan.pdf"


def print_the_plan(journey: Journey) -> None:
    """Leave a copy, and read the file that was saved."""
    a, sheet = journey.a, journey.out / SHEET
    a.press("Leave a copy")
    a.see(said("Is it safe to leave paper here?"))
    a.press("Save a file")
    a.see(said("First: is it safe to leave paper here?"))
    journey.check(
        "Nothing is saved before “Is it safe to leave paper here?” has an answer", not sheet.exists()
    )
    a.choose("Is it safe to leave paper here?", "Yes, in an envelope")
    a.press_named(f"{said('Size')}: 14")
    a.give_files(sheet)
    journey.shoot(a, "copy")
    a.press("Save a file")
    a.see(said("Saved and counted: {file}", file=SHEET))
    journey.shoot(a, "copy-saved")
    journey.check("The screen says that the copy is saved and counted")
    # The sheet has a language of its own, whatever the screen speaks.
    with speaking(SOURCE_TAG):
        _read(journey, sheet)


def _read(journey: Journey, sheet: Path) -> None:
    cover, *pages = [plain(page) for page in _ask("pdftotext", "-raw", str(sheet), "-").split("\f")[:-1]]
    whole = " ".join(pages)
    bare = cover == said(PLAIN) and CALLED not in cover and NAME not in cover
    journey.check("A plain cover lies on top, says nothing and names nobody", bare)
    missing = [one for one in STANDING if one not in whole]
    journey.check("The PDF holds every statement that stands, word for word", not missing)
    journey.check("What was struck out is not on the copy", CHOIR not in whole)
    marks = (
        said("My words."),
        said("I typed them."),
        said("{name} typed them.", name=f"{WORKER} Okafor"),
        said("Words of {name}, who cares for me.", name="Nadia"),
    )
    unmarked = [one for one in marks if plain(one) not in whole]
    journey.check("Statements are marked with whose words they are and who typed them", not unmarked)
    day = written_date(journey.now.date(), format_language())
    version = said("Version {version} · {date}", version="VERSION", date=day)
    pattern = re.compile(re.escape(plain(version)).replace("VERSION", r"\d+"))
    numbered = all(
        plain(page_of(number, len(pages))) in page and pattern.search(page)
        for number, page in enumerate(pages, start=1)
    )
    journey.check(
        f"Each of its {len(pages)} pages carries version, date and “Page 1 of {len(pages)}”", numbered
    )
    journey.check("It is A4", "(A4)" in _ask("pdfinfo", str(sheet)))


def _ask(*command: str) -> str:
    """What an independent program reads in the PDF."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
