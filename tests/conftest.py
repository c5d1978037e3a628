# SPDX-License-Identifier: Apache-2.0
"""What every test stands on: no screen needed, one QApplication (pytest-qt's `qapp`), English words.

Never patches anything globally (house 7).
"""

import gc
import importlib.util
import os
from collections.abc import Iterator

import pytest

from desktop.theme.lasting_constants import keep_constants

keep_constants()  # before the first Qt call of any test
gc.disable()  # as in the app: a widget collected on the store thread ends the process (desktop.garbage)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def english_words() -> None:
    """Show British English, whatever the machine's own language is."""
    if importlib.util.find_spec("locales") is None:
        return
    locales = importlib.import_module("locales")
    locales.activate("en_GB")


@pytest.fixture(autouse=True)
def collect_on_the_main_thread() -> Iterator[None]:
    """Collect what a test left behind where it may be collected, once in a while."""
    yield
    if gc.get_count()[0] > 50_000:
        gc.collect()
