# SPDX-License-Identifier: Apache-2.0
"""English, Welsh, Urdu and Bengali on paper, through other programs. Never trusts our own shaping alone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from forms.pdf.fonts import REGULAR, has_glyph, typeface_for, typefaces
from forms.pdf.letters import on_paper
from forms.pdf.plan import compose_plan
from forms.pdf.shaping import clusters, is_right_to_left, set_line, visual_order
from tests.forms.pdf.test_plan import SAID, copy_of, run, squeezed, text_of

SCRIPTS = {
    "en": "Walking the dog by the canal before anyone is up; I ring 0161 496 0132.",
    "cy": "Rydw i’n mynd â’r ci am dro cyn i neb godi: tŷ, dŵr, gŵyl, ẅ. Ffôn 0161 496 0132.",
    "ur": "میں صبح سویرے نہر کے کنارے کتے کو ٹہلاتی ہوں۔ میری بہن کو 0161 496 0132 پر فون کریں، "
    "(Dr Khan سے نہیں)۔",
    "bn": "সবাই ওঠার আগে আমি খালের ধারে হাঁটি। ক্ষমা, শ্রদ্ধা, স্বাস্থ্য, বিশ্বাস। ফোন 0161 496 0132",
}
_STEERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def page_with(text: str, point_size: int = 14) -> bytes:
    return compose_plan(copy_of(replace(SAID, text=text), point_size=point_size))


def read_in_order(pdf: bytes) -> str:
    """The text of every tagged line, by an independent parser, in the order of the file."""
    found = ""
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
            found += "".join(_said(page, fonts))
    return found


def _said(page: Any, fonts: dict[str, dict[str, str]]) -> Any:
    inside: list[str] = []
    letters: dict[str, str] = {}
    for one in pikepdf.parse_content_stream(page):
        operands: Any = one.operands
        name = str(one.operator)
        if name in {"BDC", "BMC"}:
            words = operands[1] if name == "BDC" else {}
            inside.append("actual" if "/ActualText" in words else str(operands[0]))
            if "/ActualText" in words and "/Artifact" not in inside:
                yield bytes(words["/ActualText"]).removeprefix(b"\xfe\xff").decode("utf-16-be", "replace")
        elif name == "EMC":
            inside.pop()
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif name == "Tj" and "actual" not in inside and "/Artifact" not in inside:
            codes = bytes(operands[0]).hex().upper()
            yield "".join(letters[codes[at : at + 4]] for at in range(0, len(codes), 4))


def _letters(font: Any) -> dict[str, str]:
    lines = re.findall(r"^<(\w+)> <(\w+)>$", font.ToUnicode.read_bytes().decode(), re.MULTILINE)
    return {code: bytes.fromhex(letter).decode("utf-16-be") for code, letter in lines[1:]} | {
        code: bytes.fromhex(letter).decode("utf-16-be") for code, letter in lines[:1] if code != "0000"
    }


def test_urdu_is_set_in_nastaliq_where_debian_has_it() -> None:
    typeface = typeface_for("ک", REGULAR)
    assert typeface is not None
    assert typeface.name == "NotoNastaliqUrdu-Regular"


@pytest.mark.parametrize("point_size", [12, 28])
@pytest.mark.parametrize("language", SCRIPTS)
def test_what_a_person_said_comes_out_as_it_went_in(language: str, point_size: int) -> None:
    text = SCRIPTS[language]
    pdf = page_with(text, point_size)
    assert squeezed(text) in squeezed(read_in_order(pdf))
    # pdftotext orders a line of two directions by its own lights: there, word by word.
    shown = squeezed(_STEERING.sub("", text_of(pdf, "-layout")))
    parts = re.findall("[\u0620-\u06ff]+", text) or [squeezed(text)]
    assert all(one in shown for one in parts)
    assert "01614960132" in shown


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=300))
@example("0٭")
@example("ab́ ́cd کک ABC (x) 12-34 ک")
@example("  کا")
def test_any_text_in_any_direction_is_in_the_file_in_the_order_of_reading(text: str) -> None:
    assert squeezed(on_paper(text, has_glyph)) in squeezed(read_in_order(page_with(text)))


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_font_is_embedded_as_a_subset_with_unicode(language: str) -> None:
    fonts = run("pdffonts", "-", pdf=page_with(SCRIPTS[language])).splitlines()[2:]
    assert len(fonts) >= (3 if language in {"ur", "bn"} else 2)
    assert all(re.match(r"[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes ", one) for one in fonts)


def test_a_telephone_number_keeps_its_order_between_urdu_words_and_on_one_line() -> None:
    for number in ("0161 496 0132", "+44 161 496 0132", "(0161) 496-0132"):
        text = f"فون {number} کریں"
        seen = "".join(text[place] for place, _odd in visual_order(list(text), right_to_left=True))
        assert number in seen
    assert set_line("فون", REGULAR, True)[0].run.right_to_left


WORDS = st.sampled_from(["ring", "Dr Khan", "بہن", "کتے", "۔", "(", ")", "12", "0161 496 0132", "!", "ক্ষমা"])


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12), st.booleans())
def test_every_letter_of_a_line_is_seen_once(words: list[str], right_to_left: bool) -> None:
    letters = clusters(" ".join(words))
    seen = visual_order(letters, right_to_left)
    assert sorted(place for place, _odd in seen) == list(range(len(letters)))
    spots = set_line(" ".join(words), REGULAR, right_to_left)
    assert "".join(spot.run.text for spot in spots) == " ".join(words)


def test_letters_that_do_not_fit_a_line_are_cut_between_syllables() -> None:
    word = "ক্ষমা" * 60
    pdf = page_with(word, 28)
    assert squeezed(word) in squeezed(read_in_order(pdf))


def seen_by_qt(text: str) -> tuple[Any, Any]:
    """One line as Qt's own text layout sets it, in the same fonts; the layout and its line."""
    from PySide6.QtGui import QFont, QFontDatabase, QTextLayout, QTextOption

    families = []
    for typeface in typefaces(REGULAR):
        number = QFontDatabase.addApplicationFontFromData(typeface.file)
        families += QFontDatabase.applicationFontFamilies(number)[:1]
    font = QFont(families)
    font.setPixelSize(1000)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if is_right_to_left(text) else Qt.LayoutDirection.LeftToRight
    )
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setNumColumns(len(text))
    layout.endLayout()
    return layout, line


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["en", "ur", "bn"])
def test_qt_chooses_the_same_glyphs_for_every_word(language: str) -> None:
    # Signs apart: Qt takes them from the letters' typeface, we take them all from the first.
    for word in re.findall(r"[^\s،,;:.()۔]+", SCRIPTS[language]):
        layout, _line = seen_by_qt(word)
        theirs = sorted(number for one in layout.glyphRuns() for number in one.glyphIndexes())
        spots = set_line(word, REGULAR, is_right_to_left(word))
        ours = [glyph.number for spot in spots for part in spot.run.syllables for glyph in part.glyphs]
        assert sorted(ours) == theirs, word


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "text",
    [
        "میری بہن کو فون کریں",
        "میری بہن Dr Khan کو فون کریں",
        "فون \u20660161 496 0132\u2069 کریں",
        "Ring میری بہن now or کل please",
        "ring \u20660161 496\u2069 بہن",
        "আমি সকালে Dr Khan হাঁটি",
    ],
)
def test_qt_sees_the_words_in_the_same_order(text: str) -> None:
    layout, _line = seen_by_qt(text)
    middles = []
    for word in re.finditer(r"[^\s\u2066\u2069]+", text):
        places = [at.x() for one in layout.glyphRuns(word.start(), len(word[0])) for at in one.positions()]
        middles.append(sum(places) / len(places))
    theirs = sorted(range(len(middles)), key=middles.__getitem__)
    plain = _STEERING.sub("", text)
    spots = [spot for spot in set_line(plain, REGULAR, is_right_to_left(plain)) if spot.run.text != " "]
    assert [spot.run.text for spot in spots] == plain.split()
    assert sorted(range(len(spots)), key=lambda one: spots[one].x) == theirs


def test_a_mark_that_stands_in_the_words_is_not_taken_for_one_of_ours() -> None:
    text = "ک́ ب"
    assert unicodedata.bidirectional("́") == "NSM"
    assert sorted(place for place, _odd in visual_order(clusters(text), True)) == [0, 1, 2]


@pytest.mark.parametrize("letter", ["ŵ", "Ŵ", "ŷ", "Ŷ", "ẅ"])
def test_welsh_hats_are_in_the_typeface_of_their_word_and_over_their_letter(letter: str) -> None:
    typeface = typeface_for(letter, REGULAR)
    assert typeface is typeface_for("w", REGULAR)
    (spot,) = set_line(letter, REGULAR, False)
    base, hat = spot.run.syllables[0].glyphs
    middle = hat.right + base.advance + hat.advance
    assert 0 < middle < base.advance
