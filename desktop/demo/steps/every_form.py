# SPDX-License-Identifier: Apache-2.0
"""The last step: every form of paper in four scripts, made from a real vault and left in the folder.

The people are invented, one for each script. Nothing is counted: nobody is given these.
"""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

from desktop.app import local_zone
from desktop.demo.journey import PASSPHRASE, Journey
from desktop.demo.people import WRITTEN, write_in_a_script
from desktop.demo.shown import make_profile
from desktop.paths import Profile
from desktop.presenters.copy_choices import CopyBasis, CopyChoices, Medium
from desktop.presenters.copy_sheets import compose_set
from desktop.session import opener
from forms.crisis_numbers import standing_lines
from forms.site import CrisisNumber, Senior, Site
from locales import speaking
from records.copies_register import Sheet, read_register
from records.person_record import read_person_record
from records.store import RecordStore
from records.visit_note import topics_of

FORMS = "forms"
_SIZE = 14


def leave_every_form(journey: Journey) -> None:
    """Compose all of them and look at each with another program."""
    profile = Profile(journey.folder / "scripts")
    make_profile(profile, journey.centre)
    store = opener(profile.vault, PASSPHRASE, local_zone())()
    try:
        for language in WRITTEN:
            _leave(journey, store, language)
    finally:
        store.close()
    found = sorted((journey.out / FORMS).glob("*/*.pdf"))
    journey.check(f"Every form is there in four scripts: {len(found)} PDFs", len(found) == 4 * len(Sheet))
    tagged = ["Tagged: yes" in " ".join(_ask("pdfinfo", one).split()) for one in found]
    journey.check("Each of them is tagged for screen readers", all(tagged))
    fonts = [line for one in found for line in _ask("pdffonts", one).splitlines()[2:]]
    journey.check("Every typeface is embedded", all(" yes yes yes " in line for line in fonts))
    with speaking("en-GB"):
        danger = standing_lines()[0]
    plain = [one for one in found if danger in " ".join(_ask("pdftotext", "-raw", one).split())]
    journey.check("Each says in checked words whom to ring when a life is in danger", plain == found)


def _leave(journey: Journey, store: RecordStore, language: str) -> None:
    now = journey.now
    person = write_in_a_script(store, now, local_zone(), language)
    record = read_person_record(store, person)
    assert record is not None
    basis = CopyBasis(record, read_register(store, person), _site(now), now.date())
    topics = () if basis.visit is None else tuple(one.link_id for one in topics_of(record, basis.visit))
    folder = journey.out / FORMS / language
    folder.mkdir(parents=True, exist_ok=True)
    choices = CopyChoices(None, tuple(Sheet), Medium.PAPER, _SIZE, language, plain_cover=False, topics=topics)
    for one in compose_set(basis, choices).copies:
        (folder / f"{one.copy.sheet.value}.pdf").write_bytes(one.sheet.content)


def _site(now: datetime) -> Site:
    return Site(
        crisis_contacts=(CrisisNumber("Canal Street crisis line", "0161 496 0999", now.date()),),
        senior_on_duty=Senior("Priya Nair", "0161 496 0009"),
    )


def _ask(program: str, *words: str | Path) -> str:
    """What an independent program reads in a PDF."""
    last = ["-"] if program == "pdftotext" else []
    return subprocess.run([program, *words, *last], check=True, capture_output=True, text=True).stdout
