# SPDX-License-Identifier: Apache-2.0
"""What the forms say can be read by nine- to eleven-year-olds, and every part of the plan opens a talk.

The measure is the Flesch–Kincaid grade (Kincaid and others, 1975): 0.39 × words in a sentence
+ 11.8 × syllables in a word − 15.59; a reader in grade g is about g + 5 years old. Measures made for short or
broken texts do not fit ours: SMOG wants thirty sentences; FORCAST, made for forms, counts in 150 words and
says ten at the very least, so it could never tell nine from eleven. This one has no floor, and counts the
two things that we can mend: long sentences and long words. It is steady over a hundred words or so, while
one short question swings it by years: so the texts of a section are joined, each ending as a sentence does.
Two things would flatter us, and are made up for. Lines of three words pull the grade down without being
easier to understand: no text is taken to have fewer than ten words in a sentence. And an average hides one
hard line: each sentence has limits of its own, and every long word that a person meets is on a list, so
that a new one is a decision. Easier than nine is no fault.

Syllables are counted by a rule of a few lines with the words it gets wrong beside it, tested below: the
pattern libraries find where a word may be broken at a line's end, which is fewer places.
"""

import re
from collections.abc import Iterator

import pytest

from forms import registry
from forms.definition import Filler, Form, Kind, Question, Section
from forms.registry import all_forms

FORMS = {form.canonical: form for form in all_forms()}
PLAN = FORMS[registry.PLAN]

PERSONS_AGE = 11.0
WORKERS_AGE = 12.0
STEADY_WORDS = 100
LEAST_SENTENCE = 10.0
LONGEST_SENTENCE = 15
LONG_WORD = 3  # syllables
MOST_LONG_WORDS = 2  # in one sentence


def _listed(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


# Long words that a person meets in our forms. Each is said at home or on a ward, or is the name in law.
LONG_WORDS_WE_USE = _listed("""
    advocate afterwards agreement alcohol allergies already another anyone anything arriving assessment
    attorney audio benefits decided deciding decision diary document easier electric emergency every
    everyone hospital interpreter medicine medicines minicom ordinary otherwise recovery registered
    somebody steadier supported surgery therapies together tomorrow whatever whoever
""")

# A starter opens a talk: it cannot be answered with yes or no.
OPEN = _listed("how what when where which who whose")

# The five key concepts (domain B1) live in the questions that open a talk, never as headings or lessons.
CONCEPTS = {
    "hope": {
        "hope": "gets me up in the morning",
        "well_like": "What do I enjoy",
        "cp1_well": "What do I care about most",
        "pc_feel": "What do I hope for",
    },
    "personal responsibility": {
        "daily_must": "do for myself",
        "stressors_plan": "do about it myself",
        "early_plan": "What could I do on the same day",
        "pc_back": "do for myself again",
    },
    "education": {
        "toolbox": "found out about what works for me",
        "stressors": "learned about why it is hard",
        "cp4_meds_ok": "What do I want to know",
        "pc_learned": "What do I know now",
    },
    "self-advocacy": {
        "others_notice": "How would I like them to tell me",
        "breaking_plan": "What will I ask them to do",
        "cp4_health": "How do I like them to talk to me",
        "cp5_treat_no": "What would I say no to",
        "pc_change": "What will I ask people to do next time",
    },
    "support": {
        "stressors_plan": "Who could I tell",
        "early_plan": "Who could help me",
        "breaking_plan": "Who do I ring first",
        "cp3_people": "Who do I trust",
        "pc_tasks_now": "do with me",
    },
}

# Where I write what I notice, and where I write what I do about it.
SIGNS_AND_PLANS = {
    "stressors": "stressors_plan",
    "early_signs": "early_plan",
    "others_notice": "early_plan",
    "breaking_signs": "breaking_plan",
}

_SPOKEN_NOT = re.compile(r"(?<=[ds])n’t$")
_SILENT_ED = re.compile(r"(?<=[^aeiouydt])ed$")
_SILENT_ES = re.compile(r"(?<=[^aeiouyscgzx])(?<![cs]h)es$")
_SILENT_E = re.compile(r"(?<=[^aeiouy])(?<![^aeiouy]l)e$")
_TWO_NOT_ONE = re.compile(r"(?<=[eou])(?=ing)|(?<=i)(?=er$|a$|um$|o$)|(?<=e)(?=o$)")
_VOWELS = re.compile(r"[aeiouy]+")
_NOT_BY_RULE = {
    **dict.fromkeys(("evening", "ireland", "statement", "safety", "colleague", "gp", "ok"), 2),
    **dict.fromkeys(("something", "somewhere", "sometimes", "quiet"), 2),
    **dict.fromkeys(("anyone", "diary", "whoever", "somebody", "nhs"), 3),
    "continuing": 4,
}


def syllables(word: str) -> int:
    """Count groups of vowels, less silent endings; never none."""
    plain = word.lower()
    if plain in _NOT_BY_RULE:
        return _NOT_BY_RULE[plain]
    plain = _SPOKEN_NOT.sub("en", plain).split("’", maxsplit=1)[0]
    for ending, kept in ((_SILENT_ED, "d"), (_SILENT_ES, "s"), (_SILENT_E, "")):
        plain = ending.sub(kept, plain)
    return max(len(_VOWELS.findall(_TWO_NOT_ONE.sub(" ", plain))), 1)


def words_of(sentence: str) -> list[str]:
    """Words; a number or a code in digits is none, and "72-hour" is "hour"."""
    return re.findall(r"[A-Za-z]+(?:’[A-Za-z]+)?", sentence)


def sentences(texts: list[str]) -> list[list[str]]:
    """The words of each sentence; the end of a text ends one, and so does a colon before more of it."""
    parts = [part for text in texts for part in re.split(r"[.?!:]+(?=\s|$)", text)]
    return [words_of(part) for part in parts if words_of(part)]


def reading_age(texts: list[str]) -> float:
    """Years of age: the Flesch–Kincaid grade of the joined texts, and five."""
    said = sentences(texts)
    words = [word for sentence in said for word in sentence]
    length = max(len(words) / len(said), LEAST_SENTENCE)
    grade = 0.39 * length + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + 5


def texts_of(question: Question) -> Iterator[str]:
    """Everything that is read with a question."""
    yield from (question.text, question.help, *question.starters)
    yield from (option.text for option in question.options)


def asked(section: Section) -> Iterator[Question]:
    for question in section.questions:
        yield question
        yield from question.children


def persons_texts(section: Section) -> list[str]:
    """What the person reads of a section: all but the questions that only a worker answers."""
    heads = [section.title, section.lead, section.short]
    heads += dict.fromkeys(question.heading for question in section.questions)
    own = [question for question in asked(section) if question.filler is not Filler.WORKER]
    return [*filter(None, heads), *(text for one in own for text in texts_of(one) if text)]


def workers_texts(form: Form) -> list[str]:
    own = [one for one in form.by_link_id.values() if one.filler is Filler.WORKER]
    return [text for one in own for text in texts_of(one) if text]


def steady_samples(pieces: list[list[str]]) -> list[list[str]]:
    """Whole sections, with neighbours joined until a sample is long enough to be measured."""
    samples: list[list[str]] = [[]]
    for texts in pieces:
        if sum(map(len, sentences(samples[-1]))) >= STEADY_WORDS:
            samples.append([])
        samples[-1].extend(texts)
    if len(samples) > 1 and sum(map(len, sentences(samples[-1]))) < STEADY_WORDS:
        samples[-2].extend(samples.pop())
    return samples


def hard_sentences(texts: list[str]) -> list[str]:
    """Sentences that are too long, or that hold too many long words."""
    return [
        " ".join(sentence)
        for sentence in sentences(texts)
        if len(sentence) > LONGEST_SENTENCE
        or sum(syllables(word) >= LONG_WORD for word in sentence) > MOST_LONG_WORDS
    ]


@pytest.mark.parametrize("canonical", list(FORMS))
def test_a_person_of_nine_to_eleven_can_read_each_section(canonical: str) -> None:
    for texts in steady_samples([persons_texts(section) for section in FORMS[canonical].sections]):
        assert reading_age(texts) <= PERSONS_AGE, texts[0]


@pytest.mark.parametrize("canonical", list(FORMS))
def test_what_only_a_worker_answers_can_be_read_at_twelve(canonical: str) -> None:
    texts = workers_texts(FORMS[canonical])
    assert not texts or reading_age(texts) <= WORKERS_AGE


@pytest.mark.parametrize("canonical", list(FORMS))
def test_no_single_sentence_hides_behind_the_average(canonical: str) -> None:
    form = FORMS[canonical]
    assert hard_sentences([text for section in form.sections for text in persons_texts(section)]) == []
    assert hard_sentences(workers_texts(form)) == []


def test_every_long_word_that_a_person_meets_was_chosen() -> None:
    met = {
        word.lower()
        for form in FORMS.values()
        for section in form.sections
        for sentence in sentences(persons_texts(section))
        for word in sentence
        if syllables(word) >= LONG_WORD
    }
    assert met <= LONG_WORDS_WE_USE


def test_every_list_of_the_plan_begins_with_two_or_three_open_questions() -> None:
    for question in PLAN.by_link_id.values():
        if question.kind is Kind.STATEMENTS:
            assert 2 <= len(question.starters) <= 3, question.link_id
        for starter in question.starters:
            assert starter.endswith("?"), starter
            assert words_of(starter)[0].lower() in OPEN, starter
        assert len(set(question.starters)) == len(question.starters)


@pytest.mark.parametrize("concept", list(CONCEPTS))
def test_each_key_concept_lives_in_at_least_three_starters(concept: str) -> None:
    carried = CONCEPTS[concept]
    assert len(carried) >= 3
    for link_id, fragment in carried.items():
        starters = PLAN.by_link_id[link_id].starters
        assert sum(fragment in starter for starter in starters) == 1, (link_id, starters)


def test_no_starter_is_counted_for_two_concepts() -> None:
    told = [(link_id, said) for carried in CONCEPTS.values() for link_id, said in carried.items()]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(("signs", "plan"), SIGNS_AND_PLANS.items())
def test_beside_each_list_of_signs_stands_what_i_do_and_who_helps(signs: str, plan: str) -> None:
    section = next(one for one in PLAN.sections if one.link_id == PLAN.by_link_id[signs].section)
    order = [question.link_id for question in section.questions]
    after = order[order.index(signs) + 1 :]
    assert next(link_id for link_id in after if link_id not in SIGNS_AND_PLANS) == plan
    assert "what i do" in PLAN.by_link_id[plan].help.lower()
    assert "who helps me" in PLAN.by_link_id[plan].help


def test_the_signs_of_the_plan_are_all_paired() -> None:
    named = {one for one in PLAN.by_link_id if one.endswith("_signs") and not one.startswith("cp")}
    assert named <= set(SIGNS_AND_PLANS)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (
            1,
            "I a me my the eat does changed helped need’s clothes have they’re we’ve can’t don’t rhythm",
        ),
        (
            2,
            "about isn’t didn’t wouldn’t doing being easy people little places evening",
        ),
        (
            3,
            "hospital medicine easier steadier another anything somebody benefits services audio video diary",
        ),
        (4, "emergency interpreter recovery professional ordinary continuing"),
        (5, "disability electricity"),
        (6, "rehabilitation"),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(count: int, words: str) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_the_age_is_that_of_the_published_formula() -> None:
    # Ten words, thirteen syllables: 0.39 × 10 + 11.8 × 1.3 − 15.59 = 3.65, and five.
    assert reading_age(["My sister and my brother ring me on most Sundays."]) == pytest.approx(8.65)
    hard = [
        "Rehabilitation professionals continuously coordinate interdisciplinary documentation procedures."
    ]
    assert reading_age(hard) > 20


def test_short_lines_are_not_taken_for_easy_reading() -> None:
    words = "Professional documentation. Interdisciplinary coordination. Administrative responsibility."
    assert reading_age([words]) > PERSONS_AGE
    in_one = reading_age(["I eat and sleep and go up and out then."])
    assert reading_age(["I eat. I sleep. I go."]) == pytest.approx(in_one)


def test_a_long_sentence_or_three_long_words_are_found() -> None:
    assert hard_sentences(["one " * LONGEST_SENTENCE]) == []
    assert hard_sentences(["one " * (LONGEST_SENTENCE + 1)]) != []
    assert hard_sentences(["My medicine and hospital.", "And another interpreter, already."]) != []
    assert hard_sentences(["My medicine, hospital."]) == []
