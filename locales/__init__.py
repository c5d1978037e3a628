# SPDX-License-Identifier: Apache-2.0
"""The gettext door: every word a person sees comes through here.

Never does anything at import time: until `activate` is called, the English written in the source is what
people see. Never imports another room, and never imports Babel before a stored catalogue is asked for, so
that the unlock window does not pay for it.

How to use it (house 4, i18n): `_("…")` at the point of showing, never in a constant; `N_("…")` only marks a
constant, which is then shown by `_(CONSTANT)`; `ngettext` for counts; `pgettext` where one English word has
two meanings. Put names in after translating: `_("Visit to {name}").format(name=name)`.
"""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

SOURCE_LANGUAGE = "en_GB"
LENGTHENING = "en_XA"
MIRRORING = "ar_XB"
_CATALOGUES = Path(__file__).parent


class UnknownLanguageError(LookupError):
    """There is no catalogue of this name. `available_languages` lists those there are."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A language with its words; replaced as a whole, so that no thread ever sees half a change."""

    language: str
    format_language: str
    right_to_left: bool
    words: NullTranslations


_SOURCE = _Spoken(SOURCE_LANGUAGE, SOURCE_LANGUAGE, right_to_left=False, words=NullTranslations())
_active = _SOURCE
_loaded: dict[str, _Spoken] = {SOURCE_LANGUAGE: _SOURCE}
_loading = threading.Lock()


def activate(language: str) -> None:
    """Show words in this language from now on, in every thread.

    Args:
        language: a name from `available_languages`, or one of the pseudo-locales that tests and the journey
            run through: `LENGTHENING` makes every text about 40 % longer, `MIRRORING` does so from right to
            left.

    Raises:
        UnknownLanguageError: no such catalogue; the language before stays.
    """
    global _active  # noqa: PLW0603 - one language for the whole process is what gettext means
    with _loading:
        if language not in _loaded:
            _loaded[language] = _load(language)
        _active = _loaded[language]


def available_languages() -> tuple[str, ...]:
    """The languages a person may choose, sorted; pseudo-locales are for tests and are not among them."""
    stored = {one.parent.parent.name for one in _CATALOGUES.glob("*/LC_MESSAGES/messages.po")}
    return tuple(sorted(stored | {SOURCE_LANGUAGE}))


def current_language() -> str:
    """The language last activated, "en_GB" before that."""
    return _active.language


def format_language() -> str:
    """The Babel locale for dates, times and numbers; the pseudo-locales count and date as en_GB does."""
    return _active.format_language


def is_right_to_left() -> bool:
    """Whether windows and pages are to be laid out from right to left."""
    return _active.right_to_left


def _(message: str) -> str:
    """This message in the active language."""
    # The empty message is a catalogue's own header, which is nothing to show.
    return _active.words.gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of the message that goes with this count; put the count in with `format` afterwards."""
    return _active.words.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """This message in the sense that `context` names; people never see the context."""
    return _active.words.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the name every gettext tool knows
    """Mark a constant for the catalogues and leave it as it is; show it by `_`."""
    return message


def sort_key(text: str) -> tuple[str, str]:
    """A key that sorts names as people expect: "Émile" beside "Emil", case ignored.

    Compatibility decomposition without accents, case folded, and then the text itself, so that the order is
    the same each time. That is right for English and near enough for most Latin alphabets; languages which
    put accented letters after z, and Chinese by sound, would need ICU.
    """
    letters = unicodedata.normalize("NFKD", text)
    base = "".join(one for one in letters if not unicodedata.combining(one))
    return base.casefold(), text


def _load(language: str) -> _Spoken:
    if language in {LENGTHENING, MIRRORING}:
        from locales import pseudo

        mirrored = language == MIRRORING
        return _Spoken(language, SOURCE_LANGUAGE, mirrored, pseudo.PseudoTranslations(mirrored=mirrored))
    if language not in available_languages():
        raise UnknownLanguageError(language)
    return _load_catalogue(language)


def _load_catalogue(language: str) -> _Spoken:
    """Compile a catalogue in memory: no build step, and so no compiled file that can be stale."""
    from io import BytesIO

    from babel import Locale
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = _CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    right_to_left = Locale.parse(language).character_order == "right-to-left"
    return _Spoken(language, language, right_to_left, GNUTranslations(compiled))
