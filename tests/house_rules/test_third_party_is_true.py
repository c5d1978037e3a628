# SPDX-License-Identifier: Apache-2.0
"""THIRD-PARTY.md names every locked distribution, in its locked version and under its own licence."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata

from tests.house_rules.sources import ROOT

_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_ROW = re.compile(r"^\| ([a-z0-9.-]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def locked(text: str) -> dict[str, str]:
    """Version by distribution, as a lock file has them."""
    return {_normal(name): version for name, version in _LOCKED.findall(text)}


def named(page: str) -> dict[str, tuple[str, str, str]]:
    """Version, licence and purpose by distribution, as the page's tables have them."""
    rows = [row for row in _ROW.findall(page) if row[0] != "distribution" and not row[0].startswith("-")]
    return {
        _normal(name): (version.strip(), licence.strip(), why.strip()) for name, version, licence, why in rows
    }


def differences(lock: dict[str, str], page: dict[str, tuple[str, str, str]]) -> list[str]:
    """Names that are on one side only, or in another version."""
    return sorted(name for name in lock.keys() | page.keys() if lock.get(name) != page.get(name, ("",))[0])


def licence_of(name: str) -> str | None:
    """The licence a distribution declares as an SPDX expression; None where it declares none that way."""
    try:
        declared = metadata(name).get_all("License-Expression")
    except PackageNotFoundError:
        return None  # locked for another platform only
    return str(declared[0]) if declared else None


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def read_page() -> dict[str, tuple[str, str, str]]:
    return named((ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8"))


def test_every_locked_distribution_is_named_with_its_version():
    lock = locked((ROOT / "requirements" / "lock.txt").read_text(encoding="utf-8"))
    assert len(lock) > 20
    assert differences(lock, read_page()) == []


def test_the_licences_are_those_that_the_distributions_declare():
    declared = {name: licence_of(name) for name in read_page()}
    wrong = {
        name: (licence, declared[name])
        for name, (_version, licence, _why) in read_page().items()
        if declared[name] not in {None, licence}
    }
    assert wrong == {}


def test_the_rule_sees_what_is_missing_new_old_or_gone():
    lock = locked("kept==1.0 \\\n    --hash=sha256:00\nnew_one==2\nolder==3 ; sys_platform == 'win32'\n")
    page = named(
        "| distribution | version | licence | what for |\n| --- | --- | --- | --- |\n"
        "| kept | 1.0 | MIT | x |\n| older | 2 | MIT | x |\n| gone | 1 | MIT | x |\n"
    )
    assert differences(lock, page) == ["gone", "new-one", "older"]
