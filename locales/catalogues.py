# SPDX-License-Identifier: Apache-2.0
"""The stored catalogues, kept in step with the source: new messages are listed, stale ones go.

Never changes a translation or what a catalogue says of itself, and never translates anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from locales import ONLY_PAPER

CATALOGUES = Path("locales")
# What a person's paper is composed of. The team's list and the screens are not among them.
_PAPER = (
    "forms/pdf/",
    "forms/crisis_numbers.py",
    "records/copies.py",
    "records/promise_slip.py",
    "records/check_in_page.py",
    "records/earlier_parts.py",
    "records/visit_note.py",
    "records/copies_owed.py",
    "records/way_back.py",
)
_NOT_PAPER = ("forms/pdf/team_list.py",)
# Of a form, what stands on paper: every title and question of the plan; of the others, these questions.
_AGREEMENT = ("ci_why", "ci_goals", "ci_lead", "ci_lead_cover", "ci_signs", "ci_disagree")
_TOPICS = (
    *("housing", "dependants", "pets", "home_feel", "sleep", "eating", "mood_words", "physical"),
    *("what_went_well", "what_matters_next", "meds_take", "meds_effects"),
    *("sp_signs", "sp_alone", "sp_around", "sp_ask", "sp_safer", "sp_reasons"),
)
_QUESTIONS: dict[str, tuple[str, ...] | None] = {
    "plan": None,
    "check_in": _AGREEMENT,
    "visit": _TOPICS,
    "copy_owed": ("co_sheet",),
}


def option_words(option: dict[str, Any]) -> str:
    """What a choice of a Questionnaire is called."""
    return str(option.get("valueString") or option.get("valueCoding", {}).get("display") or "")


def paper_messages(root: Path, gathered: Catalog) -> list[Message]:
    """Of all messages gathered from the source, those that stand on a person's paper."""
    asked = {words for name, only in _QUESTIONS.items() for words in _questions(root, name, only)}
    return [one for one in gathered if one.id and (_is_from_paper(one) or one.id in asked)]


def in_step(root: Path, gathered: Catalog) -> dict[Path, bytes]:
    """Each stored catalogue as it should be, by its path under `root`."""
    paper = paper_messages(root, gathered)
    every = [one for one in gathered if one.id]
    found = {}
    for path in sorted((root / CATALOGUES).glob("*/LC_MESSAGES/messages.po")):
        before = path.read_bytes()
        header, _blank, _rest = before.partition(b"\n\n")
        only_paper = f'"X-Covers: {ONLY_PAPER}\\n"'.encode() in header
        found[path.relative_to(root)] = (
            header + b"\n\n" + _body(before, path.parts[-3], paper if only_paper else every)
        )
    return found


def _body(before: bytes, language: str, messages: list[Message]) -> bytes:
    old = read_po(BytesIO(before), locale=language)
    new = Catalog(locale=language, charset="utf-8")
    for one in messages:
        known = old.get(one.id, one.context)
        new.add(
            one.id,
            None if known is None else known.string,
            one.locations,
            flags=() if known is None else known.flags,
            auto_comments=one.auto_comments,
            user_comments=() if known is None else known.user_comments,
            context=one.context,
        )
    body = BytesIO()
    write_po(body, new, width=100, omit_header=True, sort_output=True, include_lineno=False)
    return body.getvalue()


def _is_from_paper(message: Message) -> bool:
    places = [place for place, _line in message.locations if place not in _NOT_PAPER]
    return any(place.startswith(_PAPER) for place in places)


def _questions(root: Path, name: str, only: tuple[str, ...] | None) -> Iterator[str]:
    path = root / "forms" / "definitions" / f"{name}.json"
    if path.exists():
        yield from _asked(json.loads(path.read_bytes()), only)


def _asked(node: dict[str, Any], only: tuple[str, ...] | None) -> Iterator[str]:
    """Titles and questions, without starters, help and short names, which are for the screen."""
    if only is None or node.get("linkId") in only:
        yield from (node[name] for name in ("title", "text") if isinstance(node.get(name), str))
        yield from (words for option in node.get("answerOption", ()) if (words := option_words(option)))
    for item in node.get("item", ()):
        yield from _asked(item, only)
