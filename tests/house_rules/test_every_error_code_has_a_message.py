# SPDX-License-Identifier: Apache-2.0
"""Every error that is the world's fault has a stable code, and words for it (house 5.7)."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.house_rules.sources import ROOMS, last_word, parsed, python_files

NOT_IMPORTED = {"__main__", "migrations", "versions", "env"}  # these run when imported


def import_rooms() -> None:
    """Import every module of every room, so that all error classes exist."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not NOT_IMPORTED & set(module.name.split(".")):
                importlib.import_module(module.name)


def below(parent: type[BaseException]) -> Iterator[type[BaseException]]:
    for child in parent.__subclasses__():
        yield child
        yield from below(child)


def is_expected(error: type[BaseException]) -> bool:
    """Whether this class belongs to a room's ExpectedError family, which itself is never raised."""
    names = [one.__name__ for one in error.__mro__]
    return "ExpectedError" in names[1:]


def expected_errors() -> set[type[BaseException]]:
    import_rooms()
    return {one for one in below(Exception) if one.__module__.split(".")[0] in ROOMS and is_expected(one)}


def lacks_a_code(error: type[BaseException]) -> bool:
    code = vars(error).get("code")
    return not (isinstance(code, str) and code.replace("_", "").isalnum() and code == code.lower())


def names_raised(trees: Iterable[ast.Module]) -> set[str]:
    """Names of the classes that are raised; a family whose members alone are raised needs no words."""
    raised = (node.exc for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Raise))
    return {last_word(one.func if isinstance(one, ast.Call) else one) for one in raised if one is not None}


def test_the_walk_finds_the_errors_there_are():
    assert "VaultForeignError" in {one.__name__ for one in expected_errors()}


def test_every_expected_error_has_a_code_of_its_own():
    assert {one.__qualname__ for one in expected_errors() if lacks_a_code(one)} == set()


def test_no_two_errors_share_a_code():
    codes = Counter(vars(one).get("code") for one in expected_errors())
    assert {code for code, times in codes.items() if times > 1} == set()


def test_every_code_has_a_message():
    messages = importlib.import_module("desktop.messages").MESSAGES
    raised = names_raised(parsed(path) for path in python_files())
    met = {one for one in expected_errors() if one.__name__ in raised or not one.__subclasses__()}
    assert {str(vars(one).get("code")) for one in met} - set(messages) == set()


def test_a_family_that_is_raised_itself_is_told_from_one_that_is_not():
    tree = ast.parse("raise errors.ReferralError(3) from None\nraise DiskFullError\nraise")
    assert names_raised([tree]) == {"ReferralError", "DiskFullError"}


def test_the_rule_sees_an_error_that_borrows_its_parents_code():
    class ExpectedError(Exception):
        code = "base"

    class BorrowingError(ExpectedError):
        pass

    class SpeakingError(ExpectedError):
        code = "Two words"

    class GoodError(ExpectedError):
        code = "good_one"

    found = [(is_expected(one), lacks_a_code(one)) for one in (BorrowingError, SpeakingError, GoodError)]
    assert found == [(True, True), (True, True), (True, False)]
    assert not is_expected(ExpectedError)
