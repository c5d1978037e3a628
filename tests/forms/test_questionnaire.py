# SPDX-License-Identifier: Apache-2.0
"""Questionnaires: the subset is read in full, and anything else is refused by its name."""

import json
from decimal import Decimal

import pytest

from forms.definition import (
    Condition,
    Filler,
    ItemClass,
    Kind,
    MalformedFormError,
    Operator,
    Option,
    QuestionType,
    Rule,
    UnsupportedFormError,
)
from forms.questionnaire import MAX_BYTES, parse_questionnaire

OURS = "urn:keepwell:extension:"
HL7 = "http://hl7.org/fhir/StructureDefinition/"


def resource(*items, **about):
    return {
        "resourceType": "Questionnaire",
        "url": "urn:example:toy",
        "version": "3",
        "title": "Toy",
        "status": "active",
        "item": list(items),
        **about,
    }


def group(*items, link_id="g", **about):
    return {"linkId": link_id, "type": "group", "text": "Group", "item": list(items), **about}


def item(link_id="q", kind="string", **about):
    return {"linkId": link_id, "type": kind, "text": "Ask?", **about}


def parse(*items, **about):
    return parse_questionnaire(json.dumps(resource(*items, **about)).encode())


def parse_one(**about):
    return parse(group(item(**about))).by_link_id["q"]


def extension(name, **value):
    return {"url": OURS + name, **value}


def choices(*codes):
    return [{"valueCoding": {"code": code, "display": code.title()}} for code in codes]


def when(question="a", operator="=", **value):
    return {"question": question, "operator": operator, **value}


def test_a_group_is_a_section_with_its_lead_and_its_questions():
    form = parse(
        group(
            {"linkId": "lead", "type": "display", "text": "Hello"},
            item(),
            extension=[extension("short-title", valueString="Short")],
        )
    )
    (section,) = form.sections
    assert (form.canonical, form.version, form.title) == ("urn:example:toy", "3", "Toy")
    assert (section.title, section.short, section.lead) == ("Group", "Short", "Hello")
    assert [question.link_id for question in section.questions] == ["q"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("string", QuestionType.LINE),
        ("text", QuestionType.TEXT),
        ("boolean", QuestionType.YES_NO),
        ("date", QuestionType.DATE),
        ("dateTime", QuestionType.MOMENT),
        ("integer", QuestionType.INTEGER),
        ("decimal", QuestionType.DECIMAL),
    ],
)
def test_each_type_of_item_in_the_subset_is_read(kind, expected):
    assert parse_one(kind=kind).type is expected


def test_a_display_item_that_is_not_the_lead_is_a_note():
    form = parse(group(item(), {"linkId": "n", "type": "display", "text": "Take your time"}))
    assert form.by_link_id["n"].type is QuestionType.NOTE


def test_what_we_add_to_r4_is_read_from_our_extensions():
    question = parse_one(
        required=True,
        maxLength=80,
        extension=[
            extension("item-class", valueCode="C"),
            extension("filler", valueCode="carer"),
            extension("kind", valueCode="statements"),
            extension("always-given", valueBoolean=True),
            extension("past-only", valueBoolean=True),
            extension("registered-only", valueBoolean=True),
            extension("short-title", valueString="Short"),
            extension("starter", valueString="What helped?"),
            extension("starter", valueString="Who helped?"),
        ],
        item=[{"linkId": "h", "type": "display", "text": "In your own words."}],
    )
    assert (question.item_class, question.filler, question.kind) == (
        ItemClass.SAFETY,
        Filler.CARER,
        Kind.STATEMENTS,
    )
    assert question.required
    assert question.always_given
    assert question.past_only
    assert question.registered_only
    assert question.max_length == 80
    assert (question.short, question.help) == ("Short", "In your own words.")
    assert question.starters == ("What helped?", "Who helped?")


def test_people_and_nhs_numbers_are_strings_with_a_shape():
    person = parse_one(repeats=True, extension=[extension("shape", valueCode="person")])
    number = parse_one(extension=[extension("shape", valueCode="nhs-number")])
    assert (person.type, person.repeats, number.type) == (QuestionType.PERSON, True, QuestionType.NHS_NUMBER)


def test_limits_and_units_are_read_from_the_extensions_r4_has_for_them():
    question = parse_one(
        kind="decimal",
        extension=[
            {"url": HL7 + "minValue", "valueDecimal": 0.5},
            {"url": HL7 + "maxValue", "valueInteger": 9},
            {"url": HL7 + "questionnaire-unit", "valueCoding": {"code": "d", "display": "days"}},
        ],
    )
    assert (question.minimum, question.maximum, question.unit) == (Decimal("0.5"), Decimal(9), "days")


def test_options_keep_their_codes_and_words():
    question = parse_one(kind="choice", repeats=True, answerOption=[*choices("ok"), {"valueString": "Blue"}])
    assert question.options == (Option("ok", "Ok"), Option("Blue", "Blue"))


def continues_in(canonical="urn:example:other"):
    return [extension("continues-in", valueCanonical=canonical)]


def test_a_choice_may_say_in_which_form_it_goes_on():
    options = [{**choices("gone")[0], "extension": continues_in()}, *choices("here")]
    assert [one.continues_in for one in parse_one(kind="choice", answerOption=options).options] == [
        "urn:example:other",
        "",
    ]


@pytest.mark.parametrize(
    ("options", "error", "element"),
    [
        ([{"url": HL7 + "ordinalValue", "valueDecimal": 1}], UnsupportedFormError, HL7 + "ordinalValue"),
        ([extension("item-class", valueCode="C")], UnsupportedFormError, OURS + "item-class"),
        ([extension("continues-in", valueString="there")], MalformedFormError, "valueCanonical"),
        (["there"], MalformedFormError, "answerOption.extension"),
    ],
)
def test_anything_else_that_a_choice_may_carry_is_refused_by_name(options, error, element):
    with pytest.raises(error) as caught:
        parse_one(kind="choice", answerOption=[{**choices("a")[0], "extension": options}])
    assert caught.value.element == element


def test_a_column_of_rows_for_a_registered_colleague_is_theirs_too():
    rows = item("rows", "group", repeats=True, item=[item("what")])
    form = parse(group({**rows, "extension": [extension("registered-only", valueBoolean=True)]}))
    assert form.by_link_id["what"].registered_only


@pytest.mark.parametrize("link_id", ["g", "heading"])
def test_who_is_asked_is_said_by_each_question_and_never_by_a_heading(link_id):
    heading = {"linkId": "heading", "type": "group", "text": "Heading", "item": [item()]}
    about = {"extension": [extension("registered-only", valueBoolean=True)]}
    with pytest.raises(UnsupportedFormError) as caught:
        parse(group(heading | (about if link_id == "heading" else {}), **(about if link_id == "g" else {})))
    assert caught.value.link_id == link_id


def test_a_plain_group_gives_its_heading_and_its_rule_to_what_it_holds():
    inner = group(
        item("b", enableWhen=[when(operator="exists", answerBoolean=True)]),
        link_id="part",
        text="Part one",
        enableWhen=[when(answerString="yes")],
    )
    question = parse(group(item("a"), inner)).by_link_id["b"]
    assert question.heading == "Part one"
    assert question.section == "g"
    assert question.enable_when == (
        Rule((Condition("a", Operator.EQUAL, "yes"),), needs_all=True),
        Rule((Condition("a", Operator.EXISTS, True),), needs_all=True),
    )


def test_a_repeating_group_holds_its_questions_as_columns():
    form = parse(group(group(item("a"), item("b"), link_id="rows", repeats=True)))
    rows = form.by_link_id["rows"]
    assert rows.type is QuestionType.GROUP
    assert [(one.link_id, one.group) for one in rows.children] == [("a", "rows"), ("b", "rows")]
    assert form.by_link_id["b"] is rows.children[1]


def test_questions_that_stand_loose_get_a_section_under_the_title_of_the_form():
    form = parse(item("1"), group(item("2")), item("3"))
    assert [(one.title, [q.link_id for q in one.questions]) for one in form.sections] == [
        ("Toy", ["1"]),
        ("Group", ["2"]),
        ("Toy", ["3"]),
    ]


def test_a_hospital_survey_of_the_published_kind_is_rendered():
    # Written by us after the shape of the UK Core inpatient survey: no version, loose and grouped questions.
    survey = resource(
        item("1", "string"),
        group(item("2.1", "string"), item("2.2", "date"), link_id="2"),
        group(item("3.1", "boolean"), link_id="3"),
        experimental=True,
        subjectType=["Patient"],
        text={"status": "additional", "div": "<div>Survey</div>"},
    )
    del survey["version"]
    form = parse_questionnaire(json.dumps(survey).encode())
    assert form.version == ""
    assert list(form.by_link_id) == ["1", "2.1", "2.2", "3.1"]


CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"


@pytest.mark.parametrize(
    ("about", "element"),
    [
        ({"kind": "attachment"}, "type attachment"),
        ({"kind": "open-choice"}, "type open-choice"),
        ({"kind": "quantity"}, "type quantity"),
        ({"kind": "choice", "answerValueSet": "http://example.org/set"}, "answerValueSet"),
        ({"initial": [{"valueString": "as before"}]}, "initial"),
        ({"readOnly": True}, "readOnly"),
        ({"modifierExtension": []}, "modifierExtension"),
        ({"_text": {}}, "_text"),
        ({"extension": [{"url": CALCULATED, "valueExpression": {}}]}, CALCULATED),
        ({"extension": [extension("mood-ring", valueCode="x")]}, OURS + "mood-ring"),
        ({"extension": [extension("kind", valueCode="sculpture")]}, "kind sculpture"),
        ({"extension": [extension("item-class", valueCode="F")]}, "item-class F"),
        ({"extension": [extension("shape", valueCode="signature")]}, "shape signature"),
        ({"kind": "date", "extension": [extension("shape", valueCode="person")]}, "shape person"),
        ({"kind": "date", "repeats": True}, "repeats"),
        ({"enableBehavior": "most"}, "enableBehavior most"),
        ({"item": [item("inner")]}, "item"),
        ({"kind": "choice", "answerOption": [{"valueInteger": 1}]}, "answerOption.valueInteger"),
        (
            {"kind": "choice", "answerOption": [{**choices("a")[0], "initialSelected": True}]},
            "answerOption.initialSelected",
        ),
        (
            {
                "extension": [
                    {
                        "url": HL7 + "questionnaire-itemControl",
                        "valueCodeableConcept": {"coding": [{"code": "slider"}]},
                    }
                ]
            },
            "itemControl slider",
        ),
    ],
)
def test_an_element_outside_the_subset_is_refused_by_its_name(about, element):
    with pytest.raises(UnsupportedFormError) as refusal:
        parse_one(**about)
    assert (refusal.value.link_id, refusal.value.element) == ("q", element)


@pytest.mark.parametrize("element", ["contained", "derivedFrom", "modifierExtension", "implicitRules"])
def test_an_element_of_the_whole_form_outside_the_subset_is_refused(element):
    with pytest.raises(UnsupportedFormError) as refusal:
        parse(group(item()), **{element: []})
    assert (refusal.value.link_id, refusal.value.element) == ("", element)


def test_an_extension_of_the_whole_form_is_refused_by_its_address():
    variable = "http://hl7.org/fhir/StructureDefinition/variable"
    with pytest.raises(UnsupportedFormError) as refusal:
        parse(group(item()), extension=[{"url": variable}])
    assert refusal.value.element == variable


@pytest.mark.parametrize(
    ("condition", "asked"),
    [
        (when(answerString="x"), {"kind": "boolean"}),
        (when(answerBoolean=True), {"kind": "string"}),
        (when(operator=">", answerString="x"), {"kind": "string"}),
        (when(answerDate="2026-01-01"), {"kind": "dateTime"}),
        (when(answerQuantity={"value": 1}), {"kind": "integer"}),
        (when(operator="~", answerInteger=1), {"kind": "integer"}),
    ],
)
def test_a_condition_that_we_cannot_work_out_is_refused(condition, asked):
    with pytest.raises(UnsupportedFormError) as refusal:
        parse(group(item("a", **asked), item("q", enableWhen=[condition])))
    assert refusal.value.link_id == "q"


def test_a_condition_on_a_row_from_outside_the_rows_is_refused():
    rows = group(item("a"), link_id="rows", repeats=True)
    with pytest.raises(UnsupportedFormError):
        parse(group(rows, item("q", enableWhen=[when(answerString="x")])))


def test_rows_within_rows_are_refused():
    inner = group(item("a"), link_id="inner", repeats=True)
    with pytest.raises(UnsupportedFormError) as refusal:
        parse(group(group(inner, link_id="outer", repeats=True)))
    assert (refusal.value.link_id, refusal.value.element) == ("inner", "repeats")


@pytest.mark.parametrize("repeats", [True, False])
def test_a_group_that_must_have_rows_is_refused(repeats):
    with pytest.raises(UnsupportedFormError) as refusal:
        parse(group(group(item(), link_id="rows", repeats=repeats, required=True)))
    assert (refusal.value.link_id, refusal.value.element) == ("rows", "required")


@pytest.mark.parametrize(
    ("items", "element"),
    [
        ([], "item"),
        ([group(item("x"), item("x"))], "linkId"),
        ([group(item("x"), link_id="x")], "linkId"),
        ([group({"type": "string", "text": "No name"})], "linkId"),
        ([group(item(text=" "))], "text"),
        ([group({**item(), "type": 5})], "type"),
        ([group(item(required="yes"))], "required"),
        ([group(item(maxLength=True))], "maxLength"),
        ([group(item(kind="choice"))], "answerOption"),
        ([group(item(kind="choice", answerOption=choices("a", "a")))], "answerOption"),
        ([group(item(answerOption=choices("a")))], "answerOption"),
        ([group(item(extension="none"))], "extension"),
        ([group(item(enableWhen=[when("nowhere", answerString="x")]))], "enableWhen.question"),
        ([group(item(enableWhen=[when("g", answerString="x")]))], "enableWhen.question"),
        ([group(item("a"), item(enableWhen=[when(answerString="x")] * 2))], "enableBehavior"),
        ([group(item("a"), item(enableWhen=[when()]))], "enableWhen"),
        ([group(item("a", "date"), item(enableWhen=[when(answerDate="June")]))], "enableWhen.answerDate"),
        ([group(group(link_id="rows", repeats=True))], "item"),
        ([group("not an item")], "item"),
    ],
)
def test_a_form_that_contradicts_itself_is_refused_with_the_place(items, element):
    with pytest.raises(MalformedFormError) as refusal:
        parse(*items)
    assert refusal.value.element == element


def test_questions_that_wait_for_each_other_are_refused():
    with pytest.raises(MalformedFormError):
        parse(
            group(
                item("a", enableWhen=[when("b", answerString="x")]),
                item("b", enableWhen=[when("a", answerString="x")]),
            )
        )


@pytest.mark.parametrize(
    ("content", "element"),
    [
        (b"", "JSON"),
        (b"<Questionnaire/>", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[]", "resourceType"),
        (b'{"resourceType": "Patient"}', "resourceType"),
        (b"[" * 200_000, "JSON"),
        (b" " * (MAX_BYTES + 1), "size"),
    ],
)
def test_what_is_no_questionnaire_at_all_is_refused(content, element):
    with pytest.raises(MalformedFormError) as refusal:
        parse_questionnaire(content)
    assert refusal.value.element == element


def test_a_form_nested_without_end_is_refused_and_not_followed():
    inner = item()
    for depth in range(50):
        inner = group(inner, link_id=f"g{depth}")
    with pytest.raises(MalformedFormError) as refusal:
        parse(inner)
    assert refusal.value.element == "item"
