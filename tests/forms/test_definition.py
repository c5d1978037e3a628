# SPDX-License-Identifier: Apache-2.0
"""Definitions: every type of question has an answer type, and journal fields name a question."""

import pytest

from forms.answers import AnswerType
from forms.definition import Form, ItemClass, Question, QuestionType, UnsupportedFormError, split_field


def question(question_type, **about):
    return Question("one", "One?", question_type, "section", **about)


@pytest.mark.parametrize("question_type", list(QuestionType))
def test_every_type_of_question_has_an_answer_type(question_type):
    assert question(question_type).answer_type in AnswerType


def test_repeating_a_question_gives_it_several_answers():
    assert question(QuestionType.LINE, repeats=True).answer_type is AnswerType.LINES
    assert question(QuestionType.CHOICE, repeats=True).answer_type is AnswerType.MULTI
    assert question(QuestionType.PERSON, repeats=True).answer_type is AnswerType.PEOPLE


def test_a_field_of_the_journal_names_form_version_and_question():
    form = Form("urn:keepwell:questionnaire:visit", "1", "Visit", (), {})
    assert form.field_of("fn_keys") == "urn:keepwell:questionnaire:visit|1|fn_keys"
    assert split_field(form.field_of("fn_keys")) == ("urn:keepwell:questionnaire:visit", "1", "fn_keys")
    assert split_field("statement") is None


def test_item_classes_are_the_letters_of_the_journal():
    assert [one.value for one in ItemClass] == ["A", "B", "C", "D", "E"]


def test_a_refusal_carries_short_facts_only():
    refusal = UnsupportedFormError("x" * 500, "y" * 500)
    assert (len(refusal.link_id), len(refusal.element)) == (64, 200)
    assert refusal.code == "form_unsupported"
