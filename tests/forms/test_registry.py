# SPDX-License-Identifier: Apache-2.0
"""The registry: forms by name and version, old ones too."""

import json
import subprocess
import sys

import pytest

from forms import registry
from forms.registry import FormNotFoundError, all_forms, find_form, find_question, newest_form


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A shelf with three versions of one form on it."""
    for version in ("1", "9", "10"):
        resource = {
            "resourceType": "Questionnaire",
            "url": "urn:example:toy",
            "version": version,
            "title": f"Toy {version}",
            "item": [{"linkId": f"q{version}", "type": "string", "text": "Ask?"}],
        }
        (tmp_path / f"toy.{version}.json").write_text(json.dumps(resource))
    monkeypatch.setattr(registry, "_DEFINITIONS", tmp_path)
    registry._shelf.cache_clear()
    yield
    registry._shelf.cache_clear()


@pytest.mark.usefixtures("shelf")
def test_the_newest_version_is_by_number_and_old_ones_stay_readable():
    assert newest_form("urn:example:toy").version == "10"
    assert find_form("urn:example:toy", "1").title == "Toy 1"
    assert [form.version for form in all_forms()] == ["1", "9", "10"]
    found = find_question("urn:example:toy|9|q9")
    assert found is not None
    assert found.text == "Ask?"
    assert find_question("urn:example:toy|9|q10") is None


def test_a_form_that_did_not_come_with_this_app_is_named():
    with pytest.raises(FormNotFoundError) as missing:
        find_form(registry.VISIT, "999")
    assert (missing.value.code, missing.value.canonical, missing.value.version) == (
        "form_not_found",
        registry.VISIT,
        "999",
    )
    with pytest.raises(FormNotFoundError):
        newest_form("urn:example:nothing")


def test_a_form_is_read_once():
    assert newest_form(registry.VISIT) is newest_form(registry.VISIT)


def test_a_journal_field_finds_its_question_and_other_fields_find_none():
    found = find_question(f"{registry.VISIT}|1|fn_keys")
    assert found is not None
    assert found.link_id == "fn_keys"
    for field in ("statement", "place", f"{registry.VISIT}|999|fn_keys", "a|b|c"):
        assert find_question(field) is None


def test_importing_the_registry_reads_no_definition_and_nothing_heavy():
    script = (
        "import sys, forms.registry as r, forms.draft\n"
        "assert r._shelf.cache_info().currsize == 0 and r._read.cache_info().currsize == 0\n"
        "roots = {name.split('.')[0] for name in sys.modules}\n"
        "heavy = roots & {'PySide6', 'httpx', 'reportlab', 'fhir', 'babel'}\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
