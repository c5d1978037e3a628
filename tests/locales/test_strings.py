# SPDX-License-Identifier: Apache-2.0
"""Gathering the words of a small tree of rooms into a template."""

from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from locales.strings import gather, main, questionnaire_words, template

SCREEN = """
from locales import N_, _, ngettext, pgettext

TITLE = N_("Today")


def show(count):
    # Translators: on a button.
    print(_("Finish"), ngettext("{count} visit", "{count} visits", count), pgettext("a month", "May"))
    print("never gathered", _(TITLE))
"""

FORM = {
    "resourceType": "Questionnaire",
    "url": "urn:keepwell:questionnaire:toy",
    "title": "A toy form",
    "extension": [{"url": "urn:keepwell:help", "valueMarkdown": "Take your time."}],
    "item": [
        {
            "linkId": "keys",
            "text": "Do you have your keys?",
            "prefix": "1.",
            "type": "choice",
            "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/entryFormat", "valueString": "yes or no"},
                {"url": "urn:keepwell:class", "valueCode": "D"},
                {"url": "http://elsewhere/x", "valueString": "not for people"},
                {
                    "url": "urn:keepwell:two",
                    "extension": [{"url": "hint", "valueString": "Look in a pocket."}],
                },
            ],
            "answerOption": [
                {"valueCoding": {"code": "here", "display": "Here"}},
                {"valueString": "At the ward"},
                {"valueInteger": 3},
            ],
            "item": [{"linkId": "who", "text": "Who has them?", "type": "string"}],
        }
    ],
}


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "desktop" / "screens").mkdir(parents=True)
    (tmp_path / "desktop" / "screens" / "today.py").write_text(SCREEN)
    (tmp_path / "forms" / "definitions").mkdir(parents=True)
    (tmp_path / "forms" / "definitions" / "toy.json").write_text(json.dumps(FORM))
    return tmp_path


def test_the_words_of_python_and_of_forms_are_gathered(tree):
    found = {message.id for message in gather(tree) if message.id}
    assert found >= {"Today", "Finish", ("{count} visit", "{count} visits"), "May", "A toy form"}
    assert "never gathered" not in found


def test_a_form_gives_the_words_its_readers_see_and_no_others():
    assert list(questionnaire_words(FORM)) == [
        "A toy form",
        "Take your time.",
        "Do you have your keys?",
        "1.",
        "Here",
        "At the ward",
        "yes or no",
        "Look in a pocket.",
        "Who has them?",
    ]


def test_a_translator_reads_context_comment_and_file_but_no_line_number(tree):
    text = template(gather(tree)).decode()
    assert 'msgctxt "a month"' in text
    assert "#. Translators: on a button." in text
    assert "#: desktop/screens/today.py\n" in text


def test_the_template_is_the_same_each_time_and_names_no_date_or_folder(tree):
    first = template(gather(tree))
    assert template(gather(tree)) == first
    assert b"Date" not in first
    assert str(tree).encode() not in first


def test_a_word_moved_down_a_line_does_not_change_the_template(tree):
    first = template(gather(tree))
    (tree / "desktop" / "screens" / "today.py").write_text("\n\n\n" + SCREEN)
    assert template(gather(tree)) == first


def test_the_template_is_sorted_by_what_it_says(tree):
    said = re.findall(r'^msgid "(.+)"$', template(gather(tree)).decode(), re.MULTILINE)
    assert said == sorted(said)


def test_babel_reads_the_template_back(tree):
    again = read_po(BytesIO(template(gather(tree))))
    assert {one.id for one in again if one.id} == {one.id for one in gather(tree) if one.id}


def test_the_check_is_red_without_a_template_green_with_one_and_red_when_a_word_changes(tree, capsys):
    words = ["--root", str(tree)]
    assert main([*words, "--check"]) == 1
    assert not (tree / "locales").exists()
    assert main(words) == 0
    assert main([*words, "--check"]) == 0
    (tree / "desktop" / "screens" / "today.py").write_text(SCREEN.replace("Finish", "Done"))
    assert main([*words, "--check"]) == 1
    assert "./keepwell strings" in capsys.readouterr().err
