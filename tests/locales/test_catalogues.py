# SPDX-License-Identifier: Apache-2.0
"""The stored catalogues: in step with the source, honest about who checked them, safe where nobody has."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from locales import available_languages, paper_languages
from locales.catalogues import in_step, paper_messages
from locales.strings import ROOT, SAFETY, gather, main

STORED = [one.tag for one in paper_languages() if not one.is_source]
UNCHECKED = [one.tag for one in paper_languages() if not one.is_checked]
PLACEHOLDER = re.compile(r"\{(\w*)\}")
HEADER = """# Words.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def stored(language: str) -> Catalog:
    path = ROOT / "locales" / language / "LC_MESSAGES" / "messages.po"
    return read_po(BytesIO(path.read_bytes()), locale=language)


def forms_of(string: object) -> list[str]:
    return list(string) if isinstance(string, tuple) else [str(string)]


def test_the_paper_speaks_three_languages_besides_english_and_none_claims_a_speaker() -> None:
    assert STORED == UNCHECKED == ["bn", "cy", "ur"]
    assert available_languages() == ("en_GB",)


@pytest.mark.parametrize("language", UNCHECKED)
def test_words_that_keep_people_safe_are_not_translated_until_a_speaker_checked_them(language: str) -> None:
    safe = [one for one in stored(language) if SAFETY in one.auto_comments]
    assert {"999", "111"} <= {number for one in safe for number in re.findall(r"\d{3}", str(one.id))}
    assert len(safe) >= 10
    assert [one.id for one in safe if any(forms_of(one.string))] == []


@pytest.mark.parametrize("language", STORED)
def test_every_other_word_on_paper_is_translated_with_the_same_placeholders(language: str) -> None:
    for one in stored(language):
        if not one.id or SAFETY in one.auto_comments:
            continue
        wanted = set(PLACEHOLDER.findall(str(one.id)))
        for words in forms_of(one.string):
            assert words, one.id
            left_out = wanted - set(PLACEHOLDER.findall(words))
            assert left_out <= ({"count"} if isinstance(one.id, tuple) else set()), one.id
            assert set(PLACEHOLDER.findall(words)) <= wanted, one.id
        assert not one.fuzzy


def test_what_is_on_paper_is_listed_and_what_is_on_screens_alone_is_not() -> None:
    paper = {one.id for one in paper_messages(ROOT, gather(ROOT))}
    for words in (
        "Medicines I would not want, and why",
        "If I need help now",
        "My named person",
        "Copy {number}",
    ):
        assert words in paper
    for words in ("Who or what gets me up in the morning?", "Today’s list", "Unlock"):
        assert words not in paper


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "forms" / "pdf").mkdir(parents=True)
    (tmp_path / "desktop").mkdir()
    words = "from locales import _\n# safety\n_('Call 999.')\n_('My plan')\n"
    (tmp_path / "forms" / "pdf" / "plan.py").write_text(words)
    (tmp_path / "desktop" / "today.py").write_text("from locales import _\n_('Today')\n")
    return tmp_path


def put(tree: Path, extra: str, body: str) -> Path:
    path = tree / "locales" / "pl" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{HEADER}{extra}\n{body}", encoding="utf-8")
    return path


PAPER_ONLY = '"X-Covers: paper\\n"\n"X-Checked-By: \\n"\n'
OLD = 'msgid "My plan"\nmsgstr "Mój plan"\n\nmsgid "Gone"\nmsgstr "Nie ma"\n'


def test_a_new_message_is_listed_a_stale_one_goes_and_a_translation_stays(tree: Path) -> None:
    path = put(tree, PAPER_ONLY, OLD)
    assert main(["--root", str(tree)]) == 0
    words = path.read_text(encoding="utf-8")
    assert words.startswith(HEADER + PAPER_ONLY + "\n")
    assert '#. safety\n#: forms/pdf/plan.py\nmsgid "Call 999."\nmsgstr ""\n' in words
    assert 'msgid "My plan"\nmsgstr "Mój plan"\n' in words
    assert "Gone" not in words
    assert "Today" not in words
    assert main(["--root", str(tree), "--check"]) == 0


def test_a_catalogue_for_the_screen_lists_everything(tree: Path) -> None:
    path = put(tree, "", OLD)
    (found,) = in_step(tree, gather(tree)).items()
    assert found[0] == path.relative_to(tree)
    assert b'msgid "Today"' in found[1]


def test_a_stale_catalogue_is_named_and_left_as_it_is(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(tree, PAPER_ONLY, OLD)
    main(["--root", str(tree)])
    put(tree, PAPER_ONLY, OLD)
    capsys.readouterr()
    assert main(["--root", str(tree), "--check"]) == 1
    assert "locales/pl/LC_MESSAGES/messages.po is not what the source says" in capsys.readouterr().err
    assert "Gone" in path.read_text(encoding="utf-8")
