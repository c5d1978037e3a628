# SPDX-License-Identifier: Apache-2.0
"""What a person wrote while they held the screen, as it lies in the sealed box. Plain data; opens nothing.

The window that is handed over and the vault both read this, so it must never import the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from records.operation import ItemId, OperationId, Typed, canonical_json, new_id

BOX_VERSION = 1
PAYLOAD_PLACE = b"keepwell/hand-over/0"
"""What is sealed with the plan on its way to the window."""


class UnreadableBoxError(ValueError):
    """What was in the box is not what a hand-over writes. Carries no content."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """New words of the person's own, with their ids fixed as they begin: taking them in twice adds nothing.

    Attributes:
        part: linkId of the part of the plan.
        typed: who typed them; the words are the person's whoever did.
        spoken, placed: ids of the two operations they become (records.plan.say).
    """

    part: str
    text: str
    typed: Typed = Typed.SELF
    item: ItemId = field(default_factory=lambda: ItemId(new_id()))
    spoken: OperationId = field(default_factory=lambda: OperationId(new_id()))
    placed: OperationId = field(default_factory=lambda: OperationId(new_id()))


def contributions_to_bytes(contributions: Iterable[Contribution]) -> bytes:
    """The content of a box."""
    things = [
        {
            "part": one.part,
            "text": one.text,
            "typed": one.typed.value,
            "item": one.item,
            "spoken": one.spoken,
            "placed": one.placed,
        }
        for one in contributions
    ]
    return canonical_json({"v": BOX_VERSION, "words": things})


def contributions_from_bytes(raw: bytes) -> tuple[Contribution, ...]:
    """What lies in an opened box.

    Raises:
        UnreadableBoxError: it is none of ours, or a newer Keepwell's.
    """
    try:
        content = json.loads(raw)
        if content["v"] != BOX_VERSION:
            raise UnreadableBoxError
        return tuple(_contribution(one) for one in content["words"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UnreadableBoxError from None


def _contribution(raw: dict[str, Any]) -> Contribution:
    return Contribution(
        part=_text(raw["part"]),
        text=_text(raw["text"]),
        typed=Typed(raw["typed"]),
        item=ItemId(_hex_id(raw["item"])),
        spoken=OperationId(_hex_id(raw["spoken"])),
        placed=OperationId(_hex_id(raw["placed"])),
    )


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise UnreadableBoxError
    return raw


def _hex_id(raw: Any) -> str:
    if len(_text(raw)) != 32 or not set(raw) <= set("0123456789abcdef"):
        raise UnreadableBoxError
    return str(raw)
