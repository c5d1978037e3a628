# SPDX-License-Identifier: Apache-2.0
"""The tree of errors and the short list of exports stay as their docstrings draw them."""

import crypto
from crypto import errors
from crypto.errors import CryptoError, ExpectedError


def test_every_expected_error_has_a_code_of_its_own_that_the_tree_shows():
    family = _below(ExpectedError)
    codes = [error.code for error in family]
    assert len(set(codes)) == len(codes)
    assert all(error.__name__ in errors.__doc__ for error in family)


def test_the_tree_draws_every_error():
    assert all(error.__name__ in errors.__doc__ for error in _below(CryptoError))


def test_every_export_is_there_and_the_list_is_in_order():
    assert crypto.__all__ == sorted(crypto.__all__)
    assert all(hasattr(crypto, name) for name in crypto.__all__)


def _below(error):
    return [each for child in error.__subclasses__() for each in (child, *_below(child))]
