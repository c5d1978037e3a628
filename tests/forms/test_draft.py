# SPDX-License-Identifier: Apache-2.0
"""Drafts: whatever was set, in whatever order, is there again after a crash or an upgrade."""

import json
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.answers import (
    Answer,
    AnswerType,
    Given,
    LocalMoment,
    NamedPerson,
    NotAsked,
    NotNow,
    Path,
    Unknown,
    answer_to_json,
)
from forms.draft import Draft, DraftChange, DraftTooNewError, EarlierAnswer
from forms.questionnaire import parse_questionnaire
from forms.registry import VISIT, newest_form

NOW = datetime(2026, 7, 4, 14, 10, tzinfo=UTC)
YES, NO = Given(value=True), Given(value=False)


def now():
    return NOW


def item(link_id, kind="string", **about):
    return {"linkId": link_id, "type": kind, "text": "Ask?", **about}


def only_if(question):
    return {"enableWhen": [{"question": question, "operator": "=", "answerBoolean": True}]}


ROWS = {
    "linkId": "rows",
    "type": "group",
    "text": "Rows",
    "repeats": True,
    "item": [item("what"), item("done", "boolean"), item("when", "date", **only_if("done"))],
}
ITEMS = [item("ask", "boolean"), item("words", required=True, **only_if("ask")), ROWS]


def form(*items, version="1", canonical="urn:example:toy"):
    sections = [
        {"linkId": "first", "type": "group", "text": "First", "item": list(items)},
        {"linkId": "last", "type": "group", "text": "Last", "item": [item("end"), item("day", "date")]},
    ]
    return parse_questionnaire(
        json.dumps(
            {
                "resourceType": "Questionnaire",
                "url": canonical,
                "version": version,
                "title": "Toy",
                "item": sections,
            }
        ).encode()
    )


@pytest.fixture
def draft():
    return Draft(form(*ITEMS), now=now)


def again(draft, newer=None):
    """The draft after a crash: only JSON survives."""
    stored = json.loads(json.dumps(draft.snapshot()))
    return Draft.from_snapshot(newer or draft.form, stored, now=now)


def test_an_answer_says_what_applies_now_and_what_does_not(draft):
    assert draft.set_answer((None, "ask"), YES) == DraftChange(now_relevant=((None, "words"),))
    assert draft.set_answer((None, "ask"), NO) == DraftChange(now_irrelevant=((None, "words"),))
    assert not draft.is_relevant((None, "words"))


def test_an_answer_that_does_not_apply_is_kept_and_not_finished(draft):
    draft.set_answer((None, "ask"), YES)
    draft.set_answer((None, "words"), Given("I was frightened"))
    draft.set_answer((None, "ask"), NO)
    for one in (draft, again(draft)):
        assert one.answer((None, "words")) == Given("I was frightened")
        assert one.answers() == [(None, "ask", NO)]
        assert one.finish_findings() == ()
    draft.set_answer((None, "ask"), YES)
    assert (None, "words", Given("I was frightened")) in draft.answers()


def test_what_is_wrong_is_said_at_once_and_what_is_missing_at_the_finish(draft):
    change = draft.set_answer((None, "day"), Given("some day"))
    assert [one.code for one in change.findings] == ["not_a_date"]
    draft.set_answer((None, "ask"), YES)
    assert [(one.path, one.code) for one in draft.finish_findings()] == [
        ((None, "words"), "required"),
        ((None, "day"), "not_a_date"),
    ]


def test_taking_an_answer_away_leaves_neither_no_nor_not_now(draft):
    draft.set_answer((None, "ask"), YES)
    assert draft.clear((None, "ask")) == DraftChange(now_irrelevant=((None, "words"),))
    assert draft.answer((None, "ask")) is None
    assert not draft.is_started


def test_an_empty_line_takes_the_answer_away(draft):
    draft.set_answer((None, "end"), Given("a"))
    draft.set_answer((None, "end"), Given(" "))
    assert draft.answer((None, "end")) is None


def test_not_asked_not_now_and_no_stay_apart_from_screen_to_finish(draft):
    for answer in (NO, NotNow(), NotAsked("the bus came")):
        draft.set_answer((None, "ask"), answer)
        assert again(draft).answers() == [(None, "ask", answer)]


def test_rows_keep_their_order_and_their_own_answers(draft):
    first, second = draft.add_row("rows"), draft.add_row("rows")
    draft.set_answer((second, "what"), Given("food parcel"))
    draft.set_answer((first, "what"), Given("gas top-up"))
    change = draft.set_answer((first, "done"), YES)
    assert change.now_relevant == ((first, "when"),)
    for one in (draft, again(draft)):
        assert one.rows("rows") == (first, second)
        assert [(row, answer) for row, link_id, answer in one.answers() if link_id == "what"] == [
            (first, Given("gas top-up")),
            (second, Given("food parcel")),
        ]
    gone = draft.remove_row(first)
    assert (first, "when") in gone.now_irrelevant
    assert draft.rows("rows") == (second,)
    assert draft.answer((first, "what")) is None


def test_a_row_alone_is_worth_keeping(draft):
    row = draft.add_row("rows")
    assert draft.is_started
    assert again(draft).rows("rows") == (row,)
    draft.remove_row(row)
    assert not draft.is_started


def test_a_section_not_covered_today_says_not_now_for_what_nobody_answered(draft):
    draft.set_answer((None, "end"), Given("bye"))
    assert draft.answers() == [(None, "end", Given("bye"))]
    draft.set_covered("last", covered=False)
    for one in (draft, again(draft)):
        assert not one.is_covered("last")
        assert one.answers() == [(None, "end", Given("bye")), (None, "day", NotNow())]
    draft.set_covered("first", covered=False)
    assert (None, "ask", NotNow()) in draft.answers()
    assert "rows" not in {link_id for _, link_id, _ in draft.answers()}  # a group itself says nothing
    draft.set_covered("first", covered=True)
    draft.set_covered("last", covered=True)
    assert draft.answers() == [(None, "end", Given("bye"))]


def test_a_section_not_covered_does_not_hide_what_is_required(draft):
    draft.set_answer((None, "ask"), YES)
    draft.set_covered("first", covered=False)
    assert [one.code for one in draft.finish_findings()] == ["required"]
    draft.set_answer((None, "words"), NotNow())
    assert draft.finish_findings() == ()


def test_places_that_the_form_does_not_have_are_our_own_mistake(draft):
    for path in ((None, "nowhere"), ("f" * 32, "what"), (None, "what"), ("f" * 32, "ask")):
        with pytest.raises(KeyError):
            draft.set_answer(path, Given("x"))
    for group in ("ask", "nowhere"):
        with pytest.raises(KeyError):
            draft.add_row(group)
    with pytest.raises(KeyError):
        draft.remove_row("f" * 32)
    with pytest.raises(KeyError):
        draft.set_covered("nowhere", covered=False)


@pytest.mark.parametrize("value", ["yes", 1, ("a",), date(2026, 1, 1)])
def test_a_value_of_another_type_is_our_own_mistake(draft, value):
    with pytest.raises(TypeError):
        draft.set_answer((None, "ask"), Given(value))
    assert draft.answer((None, "ask")) is None


def test_a_group_and_a_note_take_no_answer(draft):
    with pytest.raises(TypeError):
        draft.set_answer((None, "rows"), Given("x"))


def test_answers_to_questions_that_a_newer_version_dropped_are_kept_under_their_own_version(draft):
    row = draft.add_row("rows")
    draft.set_answer((row, "what"), Given("keys"))
    draft.set_answer((None, "ask"), YES)
    newer = again(draft, form(item("ask", "boolean"), version="2"))
    assert newer.answers() == [(None, "ask", YES)]
    assert newer.earlier == (EarlierAnswer("1", row, "what", {"given": "keys"}),)
    assert newer.is_started
    assert again(newer).earlier == newer.earlier
    third = again(newer, form(item("ask", "boolean"), item("what"), version="3"))
    assert third.earlier == newer.earlier  # it was said in a row, and there is no such row


def test_a_question_that_comes_back_finds_its_answer_again(draft):
    draft.set_answer((None, "end"), Given("bye"))
    without = parse_questionnaire(
        json.dumps(
            {
                "resourceType": "Questionnaire",
                "url": "urn:example:toy",
                "version": "2",
                "title": "Toy",
                "item": [item("x")],
            }
        ).encode()
    )
    between = again(draft, without)
    assert between.answers() == []
    assert again(between, form(*ITEMS, version="3")).answers() == [(None, "end", Given("bye"))]


def test_an_answer_whose_question_changed_its_type_is_kept_as_it_was(draft):
    draft.set_answer((None, "ask"), YES)
    newer = again(draft, form(item("ask", "date"), version="2"))
    assert newer.answer((None, "ask")) == Unknown({"given": True})


def test_what_a_newer_app_wrote_survives_this_one(draft):
    stored = {**draft.snapshot(), "mood": {"sky": "grey"}, "answers": [[None, "ask", {"sung": "yes"}]]}
    older = Draft.from_snapshot(draft.form, stored, now=now)
    older.set_answer((None, "end"), Given("bye"))
    kept = older.snapshot()
    assert kept["mood"] == {"sky": "grey"}
    assert [None, "ask", {"sung": "yes"}] in kept["answers"]


def test_a_draft_in_a_layout_of_tomorrow_is_left_alone(draft):
    with pytest.raises(DraftTooNewError) as refusal:
        Draft.from_snapshot(draft.form, {"v": 2, "form": draft.form.canonical})
    assert (refusal.value.code, refusal.value.version) == ("draft_too_new", 2)


def test_a_draft_of_another_form_is_refused(draft):
    with pytest.raises(ValueError, match="another form"):
        again(draft, form(*ITEMS, canonical="urn:example:other"))


def test_the_same_answers_in_another_order_give_the_same_snapshot():
    answers: list[tuple[Path, Answer]] = [
        ((None, "ask"), YES),
        ((None, "words"), Given("a")),
        ((None, "end"), NotNow()),
    ]
    forwards, backwards = Draft(form(*ITEMS), now=now), Draft(form(*ITEMS), now=now)
    for path, answer in answers:
        forwards.set_answer(path, answer)
    for path, answer in reversed(answers):
        backwards.set_answer(path, answer)
    assert json.dumps(forwards.snapshot()) == json.dumps(backwards.snapshot())


# The real visit, answered at random.
_texts = st.text(max_size=12)
_people = st.builds(NamedPerson, _texts, _texts, _texts, st.none() | st.booleans())
_BY_TYPE = {
    AnswerType.TEXT: _texts,
    AnswerType.LINES: st.lists(_texts, max_size=3).map(tuple),
    AnswerType.YES_NO: st.booleans(),
    AnswerType.DATE: st.dates() | _texts,
    AnswerType.MOMENT: st.builds(
        LocalMoment,
        st.dates(date(1980, 1, 1), date(2060, 1, 1)),
        st.none() | st.just(time(9, 5)),
        st.just("Europe/London"),
    )
    | _texts,
    AnswerType.INTEGER: st.integers(-5, 400) | _texts,
    AnswerType.PERSON: _people,
    AnswerType.PEOPLE: st.lists(_people, max_size=2).map(tuple),
}
_VISIT = newest_form(VISIT)
_ASKED = [one for one in _VISIT.by_link_id.values() if one.answer_type is not AnswerType.NOTHING]
_GROUPS = [link_id for link_id, one in _VISIT.by_link_id.items() if one.children]


def _values(question):
    codes = (
        st.sampled_from([option.code for option in question.options]) if question.options else st.nothing()
    )
    if question.answer_type is AnswerType.CHOICE:
        return codes
    if question.answer_type is AnswerType.MULTI:
        return st.lists(codes, unique=True).map(tuple)
    return _BY_TYPE[question.answer_type]


def _answers(question):
    return st.one_of(
        _values(question).map(Given),
        _texts.map(NotAsked),
        st.just(NotNow()),
        st.just(Unknown({"from": "tomorrow"})),
        st.none(),
    )


_steps = st.one_of(
    st.sampled_from(_ASKED).flatmap(lambda one: st.tuples(st.just("set"), st.just(one), _answers(one))),
    st.tuples(st.just("add"), st.sampled_from(_GROUPS)),
    st.tuples(st.just("remove"), st.integers(0, 5)),
    st.tuples(st.just("cover"), st.sampled_from(_VISIT.sections), st.booleans()),
)


def _take(draft, step):
    rows = [row for group in _GROUPS for row in draft.rows(group)]
    match step:
        case "set", question, answer:
            own = draft.rows(question.group) if question.group else (None,)
            for row in own[:1]:
                path = (row, question.link_id)
                draft.clear(path) if answer is None else draft.set_answer(path, answer)
        case "add", group:
            draft.add_row(group)
        case "remove", number if rows:
            draft.remove_row(rows[number % len(rows)])
        case "cover", section, covered:
            draft.set_covered(section.link_id, covered=covered)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_steps, max_size=25))
def test_any_run_of_changes_is_there_again_after_a_crash(steps):
    draft = Draft(_VISIT, now=now)
    for step in steps:
        before = set(draft.relevant())
        _take(draft, step)
        assert set(draft.relevant()) == set(again(draft).relevant()), before
    back = again(draft)
    assert back.answers() == draft.answers()
    assert back.finish_findings() == draft.finish_findings()
    assert back.snapshot() == draft.snapshot()
    assert back.is_started == draft.is_started


@settings(max_examples=100, deadline=None)
@given(st.lists(_steps, max_size=15))
def test_each_change_tells_the_screen_exactly_what_came_and_went(steps):
    draft = Draft(_VISIT, now=now)
    shown = set(draft.relevant())
    for step in steps:
        if step[0] != "set" or step[1].group:
            continue
        path = (None, step[1].link_id)
        change = draft.clear(path) if step[2] is None else draft.set_answer(path, step[2])
        shown = (shown | set(change.now_relevant)) - set(change.now_irrelevant)
        assert shown == set(draft.relevant())


def test_what_is_finished_is_only_what_applies():
    draft = Draft(_VISIT, now=now)
    draft.set_answer((None, "safety_ask"), NO)
    draft.set_answer((None, "safety_words"), Given("kept to myself"))
    assert [link_id for _, link_id, _ in draft.answers()] == ["safety_ask"]
    assert "kept to myself" in json.dumps(draft.snapshot())
    assert answer_to_json(draft.answers()[0][2]) == {"given": False}
