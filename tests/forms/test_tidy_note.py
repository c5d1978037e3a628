# SPDX-License-Identifier: Apache-2.0
"""A visit as text for another record system: all that was said, in order, and nothing that was not."""

from datetime import UTC, date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from forms import registry
from forms.answer_words import said_words
from forms.answers import AnswerType, Given, LocalMoment, NotAsked, NotNow
from forms.draft import Draft
from forms.registry import newest_form
from forms.tidy_note import tidy_note

NOW = datetime(2026, 7, 4, 14, 10, tzinfo=UTC)
VISIT = newest_form(registry.VISIT)


def visit(*, peer=False, **answers):
    draft = Draft(VISIT, peer=peer, now=lambda: NOW)
    for link_id, answer in answers.items():
        draft.set_answer((None, link_id), answer)
    return draft


def test_nothing_said_is_no_note() -> None:
    assert tidy_note(visit()) == ""


def test_it_goes_in_the_order_of_the_form_and_says_whose_words_they_are() -> None:
    note = tidy_note(
        visit(
            carer_view=Given("She laughs again."),
            home_feel=Given("Quiet.\nQuieter than I thought."),
            contact_mode=Given("01"),
            meds_days=Given(12),
        )
    )
    assert note == (
        "Visit after coming home\n\n"
        "Arriving\n"
        "- Worker, How did we meet or talk?: Face to face\n\n"
        "How I’ve been\n"
        "- Person, How has it been since I came home?: Quiet.\n"
        "  Quieter than I thought.\n\n"
        "People close to me\n"
        "- Carer, What my carer says: She laughs again.\n"
    )


def test_not_asked_not_now_and_no_are_three_answers() -> None:
    note = tidy_note(
        visit(
            with_person=Given(value=True),
            safety_ask=NotAsked("her son was there"),
            hurt_by_others=NotNow(),
            harm_others=Given(value=False),
        )
    )
    said = [line.split("?: ", 1)[1] for line in note.splitlines() if "?: " in line]
    assert said == ["Yes", "Not asked: her son was there", "No", "Not now"], "in the order of the form"


def test_a_part_not_covered_says_so_and_invents_no_answers() -> None:
    draft = visit(home_feel=Given("Quiet."))
    draft.set_covered("medicines", covered=False)
    note = tidy_note(draft)
    assert note.endswith("Medicines: not covered today\n")
    assert "Not now" not in note


def test_rows_stand_together_under_what_they_are() -> None:
    draft = visit()
    for what, who in (("Bring food", "Sam"), ("Ring the GP", "")):
        row = draft.add_row("agreed_actions")
        draft.set_answer((row, "action_what"), Given(what))
        if who:
            draft.set_answer((row, "action_who"), Given(who))
    draft.add_row("agreed_actions")
    assert tidy_note(draft).splitlines()[3:] == [
        "- What we will do 1:",
        "  - Together, What: Bring food",
        "  - Together, Who: Sam",
        "- What we will do 2:",
        "  - Together, What: Ring the GP",
    ]


def test_what_does_not_apply_any_more_is_left_out() -> None:
    draft = visit(safety_now=Given(value=True), safety_now_done=Given("Rang 999"))
    draft.set_answer((None, "safety_now"), Given(value=False))
    assert "Rang 999" not in tidy_note(draft)


def test_a_peers_note_names_what_is_left_for_a_registered_colleague() -> None:
    note = tidy_note(visit(peer=True, home_feel=Given("Quiet.")))
    assert "Left for a registered colleague\n" in note
    assert "- Aftercare under section 117\n" in note
    assert "Left for a registered colleague" not in tidy_note(visit(home_feel=Given("Quiet.")))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).filter(
    str.strip
)
MOMENT = LocalMoment(date(2026, 7, 4), time(14, 0), "Europe/London")
QUESTIONS = [one for one in VISIT.by_link_id.values() if one.group is None and not one.children]


def an_answer(question):
    given_values = {
        AnswerType.TEXT: WORDS,
        AnswerType.LINES: st.lists(WORDS, min_size=1, max_size=3).map(tuple),
        AnswerType.CHOICE: st.sampled_from([one.code for one in question.options] or [""]),
        AnswerType.MULTI: st.just(tuple(one.code for one in question.options)),
        AnswerType.YES_NO: st.booleans(),
        AnswerType.INTEGER: st.integers(0, 365),
        AnswerType.DATE: st.just(date(2026, 7, 6)),
        AnswerType.MOMENT: st.just(MOMENT),
    }
    if question.answer_type not in given_values:
        return st.just(NotNow())
    return st.one_of(given_values[question.answer_type].map(Given), st.just(NotNow()), WORDS.map(NotAsked))


@given(st.data())
def test_every_answer_that_applies_is_in_it_once_and_in_order_whatever_order_they_came_in(data) -> None:
    chosen = data.draw(st.lists(st.sampled_from(QUESTIONS), max_size=10, unique_by=lambda one: one.link_id))
    answers = {one.link_id: data.draw(an_answer(one)) for one in chosen}
    draft, other = visit(**answers), visit(**dict(reversed(list(answers.items()))))
    note = tidy_note(draft)
    assert note == tidy_note(other)
    at = 0
    for row, link_id, answer in draft.answers():
        assert row is None
        question = VISIT.by_link_id[link_id]
        first = said_words(answer, question).split("\n")[0]
        line = f", {question.text}: {first}\n"
        assert line in note[at:], line
        at = note.index(line, at)
    assert note.count("\n- ") == len(draft.answers())
