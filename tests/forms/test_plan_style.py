# SPDX-License-Identifier: Apache-2.0
"""A service's own style of plan: offered whole, or refused by name with ours in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from forms import registry
from forms.definition import shared_field
from forms.plan_style import MAX_BYTES, PlanStyleError, use_plan_style
from forms.registry import PLAN, find_question, newest_form

OURS = json.loads((Path(registry.__file__).parent / "definitions" / "plan.json").read_bytes())


@pytest.fixture(autouse=True)
def only_ours_afterwards() -> Iterator[None]:
    yield
    registry._styles.clear()


def style(**changed: Any) -> dict[str, Any]:
    """Our plan under another version, with only its first two sections."""
    return {**OURS, "version": "riverside-1", "item": OURS["item"][:2], **changed}


def written(folder: Path, resource: object) -> Path:
    path = folder / "plan.json"
    path.write_text(resource if isinstance(resource, str) else json.dumps(resource), encoding="utf-8")
    return path


def test_a_services_own_style_is_the_plan_to_begin_with_and_ours_stays_readable(tmp_path: Path) -> None:
    offered = use_plan_style(written(tmp_path, style()))
    assert offered is not None
    assert newest_form(PLAN) is offered
    assert [one.link_id for one in offered.sections] == ["plan_mine", "plan_well"]
    asked = find_question(f"{PLAN}|1|cp6_home")
    assert asked is not None
    assert find_question(f"{PLAN}|riverside-1|cp6_home") is None


def test_what_was_agreed_is_found_by_the_name_that_all_versions_share(tmp_path: Path) -> None:
    use_plan_style(written(tmp_path, style()))
    name = shared_field(f"{PLAN}|1|cp6_home")
    assert name == shared_field(f"{PLAN}|riverside-1|cp6_home")
    asked = find_question(name)
    assert asked is not None
    assert asked.text.startswith("How I could be supported at home")


def test_without_a_style_ours_is_offered(tmp_path: Path) -> None:
    assert use_plan_style(tmp_path / "plan.json") is None
    assert newest_form(PLAN).version == OURS["version"]


def without(section: int, link_id: str) -> list[Any]:
    items = json.loads(json.dumps(OURS["item"][:2]))
    items[section]["item"] = [one for one in items[section]["item"] if one["linkId"] != link_id]
    return list(items)


def with_required(link_id: str) -> list[Any]:
    items = json.loads(json.dumps(OURS["item"][:2]))
    for one in items[1]["item"]:
        if one["linkId"] == link_id:
            one["required"] = True
    return list(items)


def with_a_score() -> list[Any]:
    items = json.loads(json.dumps(OURS["item"][:2]))
    items[1]["item"].append({"linkId": "how_well", "type": "integer", "text": "How well am I, from 0 to 10?"})
    return list(items)


def changed(section: int, link_id: str, **values: Any) -> list[Any]:
    items = json.loads(json.dumps(OURS["item"][:2]))
    for one in items[section]["item"]:
        if one["linkId"] == link_id:
            one.update(values)
    return list(items)


def agreed_toolbox() -> list[Any]:
    extensions = [{"url": "urn:keepwell:extension:kind", "valueCode": "agreed"}]
    return changed(1, "toolbox", extension=extensions, repeats=False)


def hidden_own_statement() -> list[Any]:
    rule = [{"question": "offer_state", "operator": "exists", "answerBoolean": True}]
    return changed(0, "own_statement", enableWhen=rule)


def with_an_empty_section() -> list[Any]:
    return [*OURS["item"][:2], {"linkId": "empty", "type": "group", "text": "Nothing"}]


@pytest.mark.parametrize(
    ("resource", "named"),
    [
        ("{", ""),
        (style(url="urn:example:another"), "urn:example:another"),
        (style(version=OURS["version"]), f"version {OURS['version']}"),
        (style(item=without(0, "own_statement")), "own_statement"),
        (style(item=with_required("toolbox")), "toolbox"),
        (style(item=with_a_score()), "how_well"),
        (style(item=agreed_toolbox()), "toolbox"),
        (style(item=hidden_own_statement()), "own_statement"),
        (style(item=with_an_empty_section()), "empty"),
        (style(version="a|b"), "version a|b"),
        ("[" * MAX_BYTES, "> 1 MB"),
    ],
    ids=[
        "not_json",
        "another_form",
        "our_version",
        "not_theirs",
        "forces_an_answer",
        "a_score",
        "another_kind_of_answer",
        "theirs_but_hidden",
        "a_section_that_asks_nothing",
        "a_version_that_splits",
        "too_large",
    ],
)
def test_a_style_that_cannot_be_offered_is_refused_by_name_and_ours_stays(
    tmp_path: Path, resource: object, named: str
) -> None:
    with pytest.raises(PlanStyleError) as refused:
        use_plan_style(written(tmp_path, resource if resource != "[" * MAX_BYTES else "[" * (MAX_BYTES + 1)))
    assert named in refused.value.named
    assert newest_form(PLAN).version == OURS["version"]
