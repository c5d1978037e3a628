# SPDX-License-Identifier: Apache-2.0
"""The gettext door, with a real catalogue on disk where one is needed."""

from __future__ import annotations

import subprocess
import sys
import threading
from itertools import permutations

import pytest

import locales
from locales import N_, _, ngettext, pgettext

POLISH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"

msgid "Finish"
msgstr "Zakończ"

msgctxt "a month"
msgid "May"
msgstr "maj"

msgid "{count} visit"
msgid_plural "{count} visits"
msgstr[0] "{count} wizyta"
msgstr[1] "{count} wizyty"
msgstr[2] "{count} wizyt"

#, fuzzy
msgid "Start"
msgstr "Stop"
"""


@pytest.fixture(autouse=True)
def _english_again():
    yield
    locales.activate("en_GB")


@pytest.fixture
def polish(tmp_path, monkeypatch):
    path = tmp_path / "pl" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(POLISH.lstrip(), encoding="utf-8")
    monkeypatch.setattr(locales, "_CATALOGUES", tmp_path)
    monkeypatch.setattr(locales, "_loaded", dict(locales._loaded))
    return path


def test_the_source_is_what_people_see_before_anything_is_activated():
    told = "from locales import *; import locales as l; print(l._('Finish'), l.current_language(), "
    told += "'babel' in __import__('sys').modules)"
    out = subprocess.check_output([sys.executable, "-c", told], text=True)
    assert out.split() == ["Finish", "en_GB", "False"]


def test_english_has_its_plural():
    assert [ngettext("{n} visit", "{n} visits", n).format(n=n) for n in (0, 1, 2)] == [
        "0 visits",
        "1 visit",
        "2 visits",
    ]


def test_marking_changes_nothing():
    locales.activate("en_XA")
    assert N_("Finish") == "Finish"


def test_nothing_to_say_stays_nothing(polish):
    for language in ("en_GB", "en_XA", "ar_XB", "pl"):
        locales.activate(language)
        assert _("") == ""


def test_a_stored_catalogue_is_spoken_without_a_build_step(polish):
    locales.activate("pl")
    assert _("Finish") == "Zakończ"
    assert pgettext("a month", "May") == "maj"
    assert ngettext("{count} visit", "{count} visits", 7).format(count=7) == "7 wizyt"
    assert (locales.current_language(), locales.format_language()) == ("pl", "pl")
    assert not locales.is_right_to_left()


def test_what_is_not_translated_or_not_certain_is_shown_in_english(polish):
    locales.activate("pl")
    assert _("Copies") == "Copies"
    assert _("Start") == "Start"
    assert pgettext("perhaps", "May") == "May"


def test_a_catalogue_knows_its_direction(polish):
    arabic = polish.parents[2] / "ar" / "LC_MESSAGES" / "messages.po"
    arabic.parent.mkdir(parents=True)
    arabic.write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n', encoding="utf-8")
    assert locales.available_languages() == ("ar", "en_GB", "pl")
    locales.activate("ar")
    assert locales.is_right_to_left()


def test_an_unknown_language_is_refused_and_the_one_before_stays():
    locales.activate("en_XA")
    with pytest.raises(locales.UnknownLanguageError):
        locales.activate("../../etc")
    assert locales.current_language() == "en_XA"


def test_pseudo_locales_date_as_english_does_and_only_one_runs_right_to_left():
    locales.activate("en_XA")
    assert (locales.format_language(), locales.is_right_to_left()) == ("en_GB", False)
    locales.activate("ar_XB")
    assert (locales.format_language(), locales.is_right_to_left()) == ("en_GB", True)


def test_pseudo_locales_are_not_offered_to_people():
    assert locales.available_languages() == ("en_GB",)


def test_every_thread_speaks_the_language_that_was_activated_last():
    heard: list[str] = []
    locales.activate("en_XA")
    worker = threading.Thread(target=lambda: heard.append(locales.current_language()))
    worker.start()
    worker.join()
    assert heard == ["en_XA"]


def test_names_sort_beside_their_kin_whatever_their_accents_and_case():
    names = ["Zoë", "emil", "Émile", "Emily", "Adam", "Łucja", "Öz"]
    assert sorted(names, key=locales.sort_key) == ["Adam", "emil", "Émile", "Emily", "Öz", "Zoë", "Łucja"]


def test_sorting_never_depends_on_the_order_before():
    names = ["Resume", "résumé", "resume", "Résumé"]
    orders = {tuple(sorted(order, key=locales.sort_key)) for order in permutations(names)}
    assert len(orders) == 1


def on_paper_only(polish, checked_by=""):
    words = POLISH.lstrip().replace(
        '"Content-Type', f'"X-Covers: paper\\n"\n"X-Checked-By: {checked_by}\\n"\n"Content-Type', 1
    )
    polish.write_text(words, encoding="utf-8")


def test_speaking_changes_the_language_inside_and_in_this_thread_alone(polish):
    heard: list[str] = []
    with locales.speaking("pl-PL"):
        other = threading.Thread(target=lambda: heard.append(_("Finish")))
        other.start()
        other.join()
        heard.append(_("Finish"))
        assert (locales.current_language(), locales.format_language()) == ("pl", "pl")
        with locales.speaking("en-GB"):
            heard.append(_("Finish"))
    assert [*heard, _("Finish")] == ["Finish", "Zakończ", "Finish", "Finish"]


def test_speaking_ends_with_an_error_as_well(polish):
    with pytest.raises(ZeroDivisionError), locales.speaking("pl"):
        _ = 1 / 0
    assert locales.current_language() == "en_GB"


@pytest.mark.parametrize("tag", ["zz-Nowhere", "", "../../etc", "pl"])
def test_a_sheet_in_a_language_nobody_translated_is_written_in_the_source(tag):
    locales.activate("en_XA")
    with locales.speaking(tag):
        assert _("Finish") == "Finish"


def test_words_for_paper_alone_are_never_offered_for_the_screen(polish):
    on_paper_only(polish)
    assert locales.available_languages() == ("en_GB",)
    with pytest.raises(locales.UnknownLanguageError):
        locales.activate("pl")
    with locales.speaking("pl"):
        assert _("Finish") == "Zakończ"
    with pytest.raises(locales.UnknownLanguageError):
        locales.activate("pl")


@pytest.mark.parametrize("speaker", ["", "Ewa Nowak"])
def test_a_language_of_the_paper_says_whether_a_speaker_checked_it(polish, speaker):
    on_paper_only(polish, speaker)
    english, own = locales.paper_languages()
    assert (english.tag, english.name, english.is_checked) == ("en-GB", "English", True)
    assert (own.tag, own.name, own.checked_by, own.is_checked) == ("pl", "polski", speaker, bool(speaker))
    assert locales.paper_language("pl-PL") == own
    assert locales.paper_language("zz") == english
