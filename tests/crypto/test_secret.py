# SPDX-License-Identifier: Apache-2.0
"""A Secret must never show itself by accident."""

import copy
import pickle
from dataclasses import dataclass

import pytest

from crypto import DeviceIdentity, Secret, VaultKey

WORDS = "kettle harbour velvet"


@dataclass(frozen=True)
class Holder:
    inside: Secret


def test_a_secret_does_not_print_itself_in_any_way():
    secret = Secret.from_text(WORDS)
    shown = [repr(secret), str(secret), f"{secret}", f"{secret!r:>40}", "%s" % secret, repr(Holder(secret))]  # noqa: UP031
    assert not any("kettle" in text or secret.reveal().hex() in text for text in shown)


def test_keys_that_hold_a_secret_do_not_print_it():
    key, identity = VaultKey.new("ab" * 16), DeviceIdentity.generate()
    assert key.master.reveal().hex() not in repr(key)
    assert repr(key.master.reveal()) not in repr(key)
    assert identity.private_bytes().reveal().hex() not in repr(identity)


@pytest.mark.parametrize("send", [pickle.dumps, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("thing", [Secret(b"x"), VaultKey.new("ab" * 16), DeviceIdentity.generate()])
def test_nothing_secret_is_pickled_or_copied(send, thing):
    with pytest.raises(TypeError, match="not pickled"):
        send(thing) if not isinstance(thing, VaultKey) else send(thing.master)


def test_a_vault_key_is_not_pickled():
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(VaultKey.new("ab" * 16))


def test_equal_bytes_are_equal_secrets_and_nothing_else_is():
    assert Secret(b"same") == Secret(b"same")
    assert Secret(b"same") != Secret(b"other")
    assert Secret(b"same") != b"same"


def test_a_secret_has_no_hash_which_would_be_its_fingerprint():
    with pytest.raises(TypeError):
        hash(Secret(b"x"))


def test_random_secrets_have_the_size_asked_for_and_differ():
    assert len(Secret.random().reveal()) == 32
    assert len(Secret.random(16).reveal()) == 16
    assert Secret.random() != Secret.random()


def test_half_a_surrogate_pair_neither_crashes_nor_appears_in_an_error():
    assert Secret.from_text("abc\ud83d").reveal() == b"abc?"
