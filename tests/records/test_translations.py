# SPDX-License-Identifier: Apache-2.0
"""A translation stands beside the words and never in their place, with who put them into that language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from records.copies import plan_copy
from records.copies_register import read_register
from records.operation import Typed, Who
from records.people import plan_entity
from records.translations import Translation, read_translations, translate
from tests.records.conftest import OpenVault
from tests.records.plans import PlanWriter, new_plan, send


@pytest.fixture
def pair(tmp_path: Path, opened: OpenVault) -> list[PlanWriter]:
    return new_plan(opened(tmp_path / "a"), opened(tmp_path / "b", name="Priya Shah"))


@pytest.fixture
def sam(pair: list[PlanWriter]) -> PlanWriter:
    return pair[0]


def put(writer: PlanWriter, text: str, language: str, words: str, by: str = "Nasrin") -> None:
    one = writer.find(text)
    state = writer.record.items[plan_entity(writer.person), one.item]
    writer.keep(translate(writer.person, one, language, words, by, state))


def beside(writer: PlanWriter, text: str) -> tuple[Translation, ...]:
    return read_translations(writer.person, writer.record.items).get(writer.find(text).item, ())


def test_the_original_stays_what_stands(sam: PlanWriter) -> None:
    sam.say("খালের ধারে হাঁটা", said_by=Who.CARER, name="Rukhsana")
    before = sam.find("খালের ধারে হাঁটা").words
    put(sam, "খালের ধারে হাঁটা", "en", "Walking by the canal")
    (one,) = beside(sam, "খালের ধারে হাঁটা")
    assert sam.find("খালের ধারে হাঁটা").words == before
    assert (one.language, one.text, one.translator) == ("en", "Walking by the canal", "Nasrin")
    assert (one.entry.said_by, one.entry.typed) == (Who.CARER, Typed.INTERPRETER)
    copy = plan_copy(sam.record, read_register(sam.store, sam.person), date(2026, 11, 21))
    assert "খালের" in str(copy)
    assert "Walking" not in str(copy)


def test_a_better_translation_takes_the_place_of_the_one_before(sam: PlanWriter) -> None:
    sam.say("canal")
    put(sam, "canal", "pl", "rzeka")
    put(sam, "canal", "pl", "kanał", by="Ewa")
    assert [(one.text, one.translator) for one in beside(sam, "canal")] == [("kanał", "Ewa")]


def test_two_languages_of_a_safety_fact_are_nothing_to_agree(sam: PlanWriter) -> None:
    sam.say("nuts", "cp4_allergy")
    put(sam, "nuts", "pl", "orzechy")
    put(sam, "nuts", "bn", "বাদাম")
    assert [one.language for one in beside(sam, "nuts")] == ["bn", "pl"]
    assert sam.record.disagreements == ()


def test_two_translators_who_did_not_know_of_each_other_both_stand(pair: list[PlanWriter]) -> None:
    sam, priya = pair
    sam.say("canal")
    send(sam, priya)
    put(sam, "canal", "pl", "kanał")
    put(priya, "canal", "pl", "nad kanałem", by="Ewa")
    send(sam, priya)
    send(priya, sam)
    assert beside(sam, "canal") == beside(priya, "canal")
    assert {one.text for one in beside(sam, "canal")} == {"kanał", "nad kanałem"}


def test_a_translation_of_words_that_were_said_differently_since_says_so(sam: PlanWriter) -> None:
    sam.say("canal")
    put(sam, "canal", "pl", "kanał")
    assert [one.is_of_these_words for one in beside(sam, "canal")] == [True]
    sam.amend("canal", "the sea")
    assert [one.is_of_these_words for one in beside(sam, "canal")] == [False]
    put(sam, "canal", "pl", "morze")
    assert [one.is_of_these_words for one in beside(sam, "canal")] == [True]


@pytest.mark.parametrize(("language", "by"), [("", "Nasrin"), ("a|b", "Nasrin"), ("pl", " ")])
def test_a_translation_names_its_language_and_its_translator(sam: PlanWriter, language: str, by: str) -> None:
    sam.say("canal")
    with pytest.raises(ValueError, match="names"):
        put(sam, "canal", language, "kanał", by)
