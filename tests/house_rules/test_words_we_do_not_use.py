# SPDX-License-Identifier: Apache-2.0
"""Words that are not ours: in names (house 5.6), and in what people read (design 1.5, domain words)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from locales.strings import gather
from tests.house_rules.sources import ROOT, parsed, place, python_files

EMPTY_NAMES = {"utils", "util", "common", "manager", "managers", "helper", "helpers", "misc", "data", "info"}
EMPTY_CLASS = re.compile(r"(Utils?|Manager|Helper|Misc|Info|Data)$")
# Words for a person, or for what a person is worth, that our code does not say.
NAMES = re.compile(r"(?<![a-z])(patients?|service_users?|scores?|ratings?)(?![a-z])")
AT_THE_FHIR_BORDER = re.compile(r"fhir|referral|projector|intake")  # FHIR keeps its own words (house 5.6)

UNKIND = re.compile(
    r"\b(patients?|clients?|service users?|scor(e|es|ed|ing)|ratings?|rate yourself|percent(age)?s?"
    r"|fail(s|ed|ure)? to|non-?complian\w*|non-?adheren\w*"
    r"|invalid|illegal|fatal|abort(ed)?|submit(ted)?|submissions?|upload(ed|s)?)\b",
    re.IGNORECASE,
)
# A sign that is not part of %(name)s; the size of the text on screen may be told in it.
PERCENT_SIGN = re.compile(r"%(?!\()")
ABOUT_TEXT_SIZE = re.compile(r"\b(text|zoom|magnif\w+)\b", re.IGNORECASE)
_IZE = r"[a-z]{2,}(?:iz(?:e|es|ed|er|ers|ing|ation|ations)|yz(?:e|es|ed|ing))"
_IZE_IN_BRITAIN = re.compile(r"(re|out|over|down|up|cap|under)?siz\w+|seiz\w+|priz\w+|maize|baize|assize\w*")
AMERICAN = re.compile(
    rf"\b({_IZE}|colors?|colored|favor\w*|behaviors?|neighbor\w*|honor\w*|labor|centers?|centered|gray"
    r"|catalogs?|enroll|enrolls|enrollment|fulfill|fulfills|cancel(ed|ing)|travel(ed|ing|er)|label(ed|ing)"
    r"|model(ed|ing)|counsel(ed|ing|or)|jewelry|mom|pediatric\w*|anesthe\w*|judgment|skillful|gotten)\b",
    re.IGNORECASE,
)


def what_is_wrong(message: str) -> list[str]:
    """The words of a message that people should not have to read."""
    found = [one.group() for one in UNKIND.finditer(message)]
    found += [
        one.group()
        for one in AMERICAN.finditer(message)
        if not _IZE_IN_BRITAIN.fullmatch(one.group().lower())
    ]
    if PERCENT_SIGN.search(message) and not ABOUT_TEXT_SIZE.search(message):
        found.append("%")
    return found


def identifiers(tree: ast.Module) -> Iterator[str]:
    """Every name that a module makes: of functions, classes, arguments, variables and attributes."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def in_snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def empty_names(tree: ast.Module) -> list[str]:
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and EMPTY_CLASS.search(node.name)
    ]


def foreign_names(tree: ast.Module) -> list[str]:
    return [name for name in identifiers(tree) if NAMES.search(in_snake_case(name))]


def test_no_module_has_a_name_that_says_nothing():
    parts = {place(path): {*path.relative_to(ROOT).parent.parts, path.stem} for path in python_files()}
    assert {name for name, words in parts.items() if words & EMPTY_NAMES} == set()


def test_no_class_has_a_name_that_says_nothing():
    found = {place(path): empty_names(parsed(path)) for path in python_files()}
    assert {name: classes for name, classes in found.items() if classes} == {}


def test_code_speaks_of_people_as_we_do():
    files = [path for path in python_files() if not AT_THE_FHIR_BORDER.search(place(path))]
    found = {place(path): foreign_names(parsed(path)) for path in files}
    assert {name: names for name, names in found.items() if names} == {}


def test_what_people_read_is_kind_british_and_never_counts_a_person():
    found = {}
    for message in gather(ROOT):
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        wrong = [word for text in texts for word in what_is_wrong(text)]
        if wrong:
            found[texts[0]] = (wrong, [file for file, _line in message.locations])
    assert found == {}


@pytest.mark.parametrize(
    "message",
    [
        "The patient was seen", "Client details", "Your score: {n}", "Rating", "{n} % complete", "100%",
        "Failed to save", "Organization", "Recognize", "Analyze", "Color", "The community center",
        "Invalid date", "Canceled", "50 percent done",
    ],
)  # fmt: skip
def test_the_rule_sees_a_word_we_do_not_use(message):
    assert what_is_wrong(message)


@pytest.mark.parametrize(
    "message",
    [
        "Impatient to leave?", "Organisation", "Text size", "Resize", "%(name)s is here", "{n} of {m} visits",
        "Text at 200 %", "Cancelled", "The centre", "Underscored", "Enrolled", "Dozens of citizens",
        "It did not save. Nothing is lost.",
    ],
)  # fmt: skip
def test_the_rule_lets_plain_words_through(message):
    assert what_is_wrong(message) == []


def test_the_rule_sees_names_that_are_not_ours():
    wrong = ast.parse("def f(patient_id): self.riskScore = 1\nclass PatientRow: pass\nscore: int = 1")
    assert sorted(foreign_names(wrong)) == ["PatientRow", "patient_id", "riskScore", "score"]
    assert foreign_names(ast.parse("underscore = 1; narrating = 2; person = patient.id")) == []
    assert empty_names(ast.parse("class SyncManager: pass\nclass Database: pass")) == ["SyncManager"]
