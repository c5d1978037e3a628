# SPDX-License-Identifier: Apache-2.0
"""What every test stands on: no screen needed, one QApplication (pytest-qt's `qapp`), English words.

Never patches anything globally (house 7).
"""

import importlib.util
import os

import pytest

from desktop.theme.lasting_none import keep_none

keep_none()  # before the first Qt call of any test
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def english_words() -> None:
    """Show British English, whatever the machine's own language is."""
    if importlib.util.find_spec("locales") is None:
        return
    locales = importlib.import_module("locales")
    locales.activate("en_GB")
