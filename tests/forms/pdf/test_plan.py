# SPDX-License-Identifier: Apache-2.0
"""The paper, read back by programs that others read it with. Never trusts our own idea of the file."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.pdf.copy import (
    CopyPart,
    CopySection,
    CopyStatement,
    CrisisContact,
    OpenVersions,
    PlanCopy,
    Typed,
    Whose,
)
from forms.pdf.fonts import has_glyph
from forms.pdf.letters import on_paper
from forms.pdf.plan import compose_plan
from locales import LENGTHENING, MIRRORING, SOURCE_LANGUAGE, activate

SAID = CopyStatement(
    "Walking the dog by the canal before anyone is up.",
    "person",
    "Mina",
    "worker",
    "Sam",
    checked=True,
    struck=False,
    when=date(2026, 11, 19),
)
SISTER = replace(SAID, text="Ringing my sister on Sundays, even when I don’t feel like it.")
STRUCK = replace(SAID, text="Going to the Anchor with Dev.", struck=True)
WORKER = replace(
    SAID, text="We look at the evening dose on Monday.", whose="worker", said_name="Sam", typed="self"
)
ROSA = replace(SAID, text="She paints when she is well.", whose="carer", said_name="Rosa")
VERSIONS = OpenVersions((replace(SAID, text="Ring Rosa first."), replace(SAID, text="Ring my sister first.")))


def copy_of(*statements: CopyStatement | OpenVersions, point_size: int = 14) -> PlanCopy:
    section = CopySection("Things that help me stay well", "", (CopyPart("", statements),))
    return PlanCopy(
        "My wellness and recovery plan", "Mina", 4, date(2026, 11, 21), (section,), point_size, copy_number=3
    )


FULL = replace(
    copy_of(SAID, SISTER, STRUCK, WORKER, ROSA),
    sections=(
        CopySection(
            "Things that help me stay well",
            "Small ones count.",
            (CopyPart("", (SAID, SISTER, STRUCK, WORKER)),),
        ),
        CopySection(
            "Things that can knock me off balance", "", (CopyPart("", ()), CopyPart("And what I do", ()))
        ),
        CopySection(
            "When I want help",
            "",
            (CopyPart("People I want", (VERSIONS, ROSA)), CopyPart("Places", (STRUCK,))),
        ),
    )
    * 3,
)


def run(program: str, *words: str, pdf: bytes) -> str:
    ended = subprocess.run([program, *words], input=pdf, capture_output=True, check=True)
    assert not ended.stderr, ended.stderr
    return ended.stdout.decode()


def text_of(pdf: bytes, layout: str = "-layout") -> str:
    return run("pdftotext", layout, "-", "-", pdf=pdf)


def pages_of(pdf: bytes) -> list[str]:
    return text_of(pdf).split("\f")[:-1]


def squeezed(text: str) -> str:
    return "".join(text.split())


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("layout", ["-layout", "-raw"])
def test_every_statement_is_found_with_the_line_beneath_it(layout: str) -> None:
    text = plain(text_of(compose_plan(FULL), layout))
    for one in (SAID, SISTER, ROSA, WORKER):
        assert text.count(one.text) == 3
    assert f"{SAID.text} My words. Sam typed them. I checked them. 19 November 2026." in text


@pytest.mark.parametrize("point_size", [12, 14, 20, 28])
def test_every_page_says_version_date_copy_and_page_x_of_y(point_size: int) -> None:
    pages = pages_of(compose_plan(replace(FULL, point_size=point_size)))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        foot = plain(page)[-80:]
        assert "Version 4 · 21 November 2026" in foot
        assert "Copy 3" in foot
        assert foot.endswith(f"Page {number} of {len(pages)}")


@pytest.mark.parametrize("point_size", [12, 28])
def test_every_page_of_an_older_version_says_when_it_was_agreed(point_size: int) -> None:
    pages = pages_of(compose_plan(replace(FULL, point_size=point_size, agreed_on=date(2026, 3, 2))))
    for number, page in enumerate(pages):
        foot = plain(page)[-100:]
        assert "As agreed on 2 March 2026 · Version 4" in foot
        assert ("Mina · As agreed on 2 March 2026 · Version 4" in plain(page)) == (number == 0)
        assert "21 November 2026" not in foot


def test_a_copy_without_a_number_does_not_speak_of_one() -> None:
    assert "Copy" not in text_of(compose_plan(replace(FULL, copy_number=None)))


@pytest.mark.parametrize("point_size", [12, 14, 20, 28])
def test_words_have_the_size_asked_for_and_nothing_is_smaller(point_size: int, tmp_path: Path) -> None:
    file = tmp_path / "copy.pdf"
    file.write_bytes(compose_plan(replace(FULL, point_size=point_size)))
    command = ["pdftohtml", "-xml", "-i", "-zoom", "1", "-stdout", str(file)]
    tree = ElementTree.fromstring(subprocess.run(command, capture_output=True, check=True).stdout)
    sizes = {one.get("id"): int(one.get("size", "0")) for one in tree.iter("fontspec")}
    said = {sizes[one.get("font")] for one in tree.iter("text") if "Walking the" in "".join(one.itertext())}
    feet = {sizes[one.get("font")] for one in tree.iter("text") if "Page " in "".join(one.itertext())}
    assert said == feet == {point_size}
    assert min(sizes.values()) == point_size


def test_the_paper_is_a4_and_its_information_is_neutral() -> None:
    pdf = compose_plan(FULL)
    information = run("pdfinfo", "-", pdf=pdf)
    assert re.search(r"^Page size: .*\(A4\)$", information, re.MULTILINE)
    assert re.search(r"^Title: +My plan$", information, re.MULTILINE)
    assert not re.search(r"Mina|Sam|Rosa|Author|Subject|Creator|Date", information)
    assert b"/Lang (en-GB)" in pdf
    assert b"Mina" not in pdf


def test_every_font_is_embedded_and_upright() -> None:
    fonts = run("pdffonts", "-", pdf=compose_plan(FULL)).splitlines()[2:]
    assert len(fonts) == 2
    for font in fonts:
        assert re.match(r"[A-Z]{6}\+AtkinsonHyperlegible-(Regular|Bold) ", font)
        assert " yes yes yes " in font  # embedded, subset, with Unicode


def test_the_same_copy_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import hashlib; from datetime import date\n"
        "from forms.pdf.copy import *; from forms.pdf.plan import *\n"
        f"print(hashlib.sha256(compose_plan({FULL!r})).hexdigest())"
    ).replace("datetime.date", "date")
    root = str(Path(__file__).parents[3])
    for seed in ("1", "2"):
        command = [sys.executable, "-c", code]
        made = subprocess.check_output(
            command, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, text=True
        )
        assert made.strip() == hashlib.sha256(compose_plan(FULL)).hexdigest()


def test_describing_a_copy_does_not_load_reportlab() -> None:
    code = "import sys, forms.pdf, forms.pdf.copy, forms.pdf.letters; sys.exit('reportlab' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=True)


# pdftotext puts the others where it thinks they belong; tests/forms/pdf/test_scripts.py reads them otherwise.
FROM_LEFT = st.characters().filter(
    lambda one: (
        unicodedata.bidirectional(one) not in {"R", "AL", "AN"} and unicodedata.category(one)[0] != "M"
    )
)


@settings(max_examples=60, deadline=None)
@given(st.text(FROM_LEFT, min_size=1, max_size=400))
def test_any_text_extracts_back(text: str) -> None:
    shown = squeezed(on_paper(text, has_glyph))
    assert shown in squeezed(text_of(compose_plan(copy_of(replace(SAID, text=text))), "-raw"))


@pytest.mark.parametrize(
    "text",
    [
        "<b>not bold</b> <br/> <para> </para> &amp; &lt; &#65; <a href='x'>y</a>",
        "\\n \\( ( ) %PDF {name} {0} %s $x",
        'It\'s 5 < 6 & 7 > 2; "quoted"',
    ],
)
def test_markup_in_words_is_only_words(text: str) -> None:
    pdf = compose_plan(replace(copy_of(replace(SAID, text=text)), called=text, title=text))
    assert plain(text_of(pdf)).count(text) == 3


def test_control_and_direction_characters_leave_no_trace_and_do_not_reorder() -> None:
    text = "before\x00 \u202eafter\u202c\u2066 end\u2029next"
    pdf = compose_plan(copy_of(replace(SAID, text=text)))
    assert "before after end next My words." in plain(text_of(pdf))


@pytest.mark.parametrize("point_size", [12, 28])
@pytest.mark.parametrize(
    "unit", ["I want the flat warm. ", "x", "🐶", "https://example.org/a-long-path/", "two\n"]
)
def test_ten_thousand_characters_go_on_over_the_pages(unit: str, point_size: int) -> None:
    text = (unit * 10_000)[:10_000]
    pdf = compose_plan(copy_of(replace(SAID, text=text), point_size=point_size))
    pages = pages_of(pdf)
    assert len(pages) > 2
    found = "".join(
        squeezed(re.sub(r"(Version 4 ·.*\s*(Copy 3)?|Copy 3 ·.*)\s*Page .*", "", page)) for page in pages
    )
    assert squeezed(on_paper(text, has_glyph)) in found


def test_nothing_runs_off_the_paper() -> None:
    text = "Donaudampfschifffahrtsgesellschaft" * 4 + " https://example.org/" + "path-" * 60
    part = CopyPart(text, (replace(SAID, text=text, typed_by_name=text), VERSIONS))
    copy = replace(
        copy_of(point_size=28), sections=(CopySection(text, text, (part,)),), title=text, called=text
    )
    contact = CrisisContact(text, text, SAID.when)
    words = run("pdftotext", "-bbox", "-", "-", pdf=compose_plan(replace(copy, crisis=(contact,))))
    boxes = re.findall(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"', words)
    assert len(boxes) > 50
    for left, top, right, bottom in (tuple(map(float, box)) for box in boxes):
        assert left >= 56 and right <= 595.3 - 56  # noqa: PT018 - one box, one rule
        assert top >= 50 and bottom <= 841.9 - 50  # noqa: PT018


def test_what_has_no_words_yet_says_so_warmly() -> None:
    text = plain(text_of(compose_plan(replace(FULL, sections=FULL.sections[1:3]))))
    assert "knock me off balance Left for now. I can come back to this whenever I like. When" in text
    assert "Places Left for now." in text
    assert "And what I do" not in text


def test_what_was_taken_out_is_left_off_unless_asked_for() -> None:
    assert STRUCK.text not in text_of(compose_plan(FULL))
    shown = plain(text_of(compose_plan(FULL, show_struck=True)))
    assert f"{STRUCK.text} My words. Sam typed them. I checked them. 19 November 2026. Taken out" in shown


def test_versions_that_nobody_chose_between_are_both_shown_and_marked() -> None:
    text = plain(text_of(compose_plan(FULL)))
    assert re.search(
        r"Two versions: not agreed yet Ring Rosa first\. My words.*? Ring my sister first\.", text
    )


def test_one_version_left_of_two_is_an_ordinary_statement() -> None:
    versions = OpenVersions((SAID, STRUCK))
    text = text_of(compose_plan(copy_of(versions)))
    assert SAID.text in text
    assert "versions" not in text


@pytest.mark.parametrize(
    ("whose", "name", "typed", "by", "checked", "line"),
    [
        ("person", "Mina", "self", "", True, "My words. I typed them. 19"),
        ("person", "Mina", "worker", "Sam", True, "My words. Sam typed them. I checked them. 19"),
        (
            "person",
            "Mina",
            "worker",
            "Sam",
            False,
            "My words. Sam typed them. I have not checked them yet. 19",
        ),
        ("person", "Mina", "worker", "", True, "My words. A worker typed them. I checked them. 19"),
        (
            "person",
            "",
            "interpreter",
            "Nadia",
            True,
            "My words. Nadia, interpreter, typed them. I checked them. 19",
        ),
        ("person", "", "interpreter", "", True, "My words. An interpreter typed them. I checked them. 19"),
        ("carer", "Rosa", "self", "", True, "Words of Rosa, who cares for me. Rosa typed them. 19"),
        (
            "carer",
            "Rosa",
            "worker",
            "Sam",
            False,
            "who cares for me. Sam typed them. Rosa has not checked them yet. 19",
        ),
        ("carer", "", "self", "", True, "Words of someone who cares for me. They typed them. 19"),
        ("worker", "Sam", "self", "", True, "Words of Sam, worker. Sam typed them. 19"),
        (
            "clinician",
            "Dr Khan",
            "worker",
            "Sam",
            True,
            "Words of Dr Khan, clinician. Sam typed them. Dr Khan checked",
        ),
        (
            "clinician",
            "",
            "worker",
            "Sam",
            True,
            "Words of a clinician. Sam typed them. They checked them. 19",
        ),
    ],
)
def test_the_line_beneath_says_whose_words_and_who_typed(
    whose: Whose, name: str, typed: Typed, by: str, checked: bool, line: str
) -> None:
    said = replace(SAID, whose=whose, said_name=name, typed=typed, typed_by_name=by, checked=checked)
    assert line in plain(text_of(compose_plan(copy_of(said))))


def dark_runs(pdf: bytes) -> int:
    """How many separate dark stretches stand in the column of the bars, on page one, at 72 dots an inch."""
    command = ["pdftoppm", "-gray", "-r", "72", "-f", "1", "-l", "1", "-"]
    picture = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    kind, width, height, _white = picture.split(maxsplit=4)[:4]
    assert kind == b"P5"
    pixels = picture[-int(width) * int(height) :]
    dark = [value < 150 for value in pixels[60 :: int(width)]]
    return sum(now and not before for before, now in zip([False, *dark], dark, strict=False))


def test_my_words_and_a_workers_are_told_apart_without_colour() -> None:
    long = "We look at the evening dose on Monday. " * 8
    mine = dark_runs(compose_plan(copy_of(replace(SAID, text=long))))
    theirs = dark_runs(compose_plan(copy_of(replace(WORKER, text=long))))
    carers = dark_runs(compose_plan(copy_of(replace(ROSA, text=long))))
    assert theirs - mine > 8
    assert carers - theirs > 3


def test_the_bars_are_explained_where_somebody_else_has_spoken() -> None:
    assert "Broken line: a worker." in text_of(compose_plan(copy_of(SAID, WORKER)))
    assert "Dots: someone who cares for me." in text_of(compose_plan(copy_of(ROSA)))
    assert "line:" not in text_of(compose_plan(copy_of(SAID)))


def test_999_and_111_are_on_every_copy_and_an_overdue_number_is_only_named() -> None:
    bare = plain(pages_of(compose_plan(copy_of(point_size=28)))[0])
    assert "call 999" in bare
    assert "call 111 and choose the mental health option" in bare
    contact = CrisisContact("Northside crisis team", "0161 496 0000, day and night", date(2026, 11, 2))
    copy = replace(copy_of(SAID), crisis=(contact,), crisis_left_out=("The Willow café",))
    first = plain(pages_of(compose_plan(copy))[0])
    assert "Northside crisis team: 0161 496 0000, day and night. Checked on 2 November 2026." in first
    assert "The Willow café: left out here, because the number is due a check." in first


@pytest.mark.parametrize("language", [LENGTHENING, MIRRORING])
def test_a_longer_or_mirrored_language_still_makes_a_sheet(language: str) -> None:
    activate(language)
    try:
        assert SAID.text in plain(text_of(compose_plan(FULL)))
    finally:
        activate(SOURCE_LANGUAGE)


def test_an_unknown_language_tag_still_dates_the_copy() -> None:
    assert "21 November 2026" in text_of(compose_plan(replace(FULL, language="zz-Nowhere")))


@pytest.mark.parametrize("point_size", [11, 29, 0])
def test_a_size_that_no_setting_offers_is_refused(point_size: int) -> None:
    with pytest.raises(ValueError, match="outside 12 to 28"):
        copy_of(point_size=point_size)
