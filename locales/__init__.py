# SPDX-License-Identifier: Apache-2.0
"""The gettext door: every word a person sees comes through here.

Never does anything at import time: until `activate` is called, the English written in the source is what
people see. Never imports another room, and never imports Babel before a stored catalogue is asked for, so
that the unlock window does not pay for it.

How to use it (house 4, i18n): `_("…")` at the point of showing, never in a constant; `N_("…")` only marks a
constant, which is then shown by `_(CONSTANT)`; `ngettext` for counts; `pgettext` where one English word has
two meanings. Put names in after translating: `_("Visit to {name}").format(name=name)`. A sheet of paper may
speak another language than the screen: `with speaking("ur"): …`.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

SOURCE_LANGUAGE = "en_GB"
SOURCE_TAG = "en-GB"
"""The same as a BCP 47 tag."""
LENGTHENING = "en_XA"
MIRRORING = "ar_XB"
ONLY_PAPER = "paper"
"""What a catalogue says in "X-Covers" while it holds the words on paper alone."""
CHECKED_BY = "X-Checked-By"
"""Where a catalogue says which speaker has read all of it; nothing there while nobody has."""
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
# What this thread speaks for a while, whatever the screen speaks; None for what the screen speaks.
_for_now: ContextVar[_Spoken | None] = ContextVar("for_now", default=None)
_loaded: dict[str, _Spoken] = {SOURCE_LANGUAGE: _SOURCE}
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class PaperLanguage:
    """A language that a sheet's own words can be in.

    Attributes:
        tag: BCP 47, such as "cy".
        name: what the language calls itself.
        checked_by: the speaker who checked the words; "" where nobody has, which the sheet then says.
        is_source: whether the words were written in this language.
    """

    tag: str
    name: str
    checked_by: str = ""
    is_source: bool = False

    @property
    def is_checked(self) -> bool:
        """Whether a speaker has read these words: they did for the language they were written in."""
        return self.is_source or bool(self.checked_by)


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
    if language not in {*available_languages(), LENGTHENING, MIRRORING}:
        raise UnknownLanguageError(language)
    with _loading:
        if language not in _loaded:
            _loaded[language] = _load(language)
        _active = _loaded[language]


def available_languages() -> tuple[str, ...]:
    """The languages a person may choose for the screen, sorted; pseudo-locales are for tests alone.

    A catalogue of the words on paper alone is not one of them: half a screen would stay English.
    """
    whole = {name for name in _stored() if _header(name).get("X-Covers") != ONLY_PAPER}
    return tuple(sorted(whole | {SOURCE_LANGUAGE}))


def paper_languages() -> tuple[PaperLanguage, ...]:
    """The languages that a sheet can be in: the source first, then every catalogue by its tag."""
    from babel import Locale

    found = [PaperLanguage(SOURCE_TAG, "English", is_source=True)]
    for name in sorted(_stored() - {SOURCE_LANGUAGE}):
        own = Locale.parse(name).get_display_name() or name
        found.append(PaperLanguage(_tag(name), own, _header(name).get(CHECKED_BY, "")))
    return tuple(found)


def paper_language(tag: str) -> PaperLanguage:
    """The language in which a sheet for this BCP 47 tag is written: the nearest there is, else the source."""
    there_are = {one.tag: one for one in paper_languages()}
    return there_are.get(_tag(_nearest(tag)), there_are[SOURCE_TAG])


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language inside, in this thread alone; the screen and other threads go on as they were.

    Never raises: a sheet in a language that nobody has translated is written in the source's words.

    Args:
        language: a BCP 47 tag such as "ur" or "ur-PK", or a name as `activate` takes it.
    """
    name = _nearest(language)
    with _loading:
        if name not in _loaded:
            _loaded[name] = _load(name)
        spoken = _loaded[name]
    before = _for_now.set(spoken)
    try:
        yield
    finally:
        _for_now.reset(before)


def current_language() -> str:
    """The language of `speaking` inside of it, else the one last activated, "en_GB" before that."""
    return _spoken().language


def format_language() -> str:
    """The Babel locale for dates, times and numbers; the pseudo-locales count and date as en_GB does."""
    return _spoken().format_language


def language_tag() -> str:
    """The BCP 47 tag of the language in which dates are written, as a PDF or a register names it."""
    return _tag(format_language())


def is_right_to_left() -> bool:
    """Whether windows and pages are to be laid out from right to left."""
    return _spoken().right_to_left


def _(message: str) -> str:
    """This message in the active language."""
    # The empty message is a catalogue's own header, which is nothing to show.
    return _spoken().words.gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of the message that goes with this count; put the count in with `format` afterwards."""
    return _spoken().words.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """This message in the sense that `context` names; people never see the context."""
    return _spoken().words.pgettext(context, message)


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


def _spoken() -> _Spoken:
    return _for_now.get() or _active


def _stored() -> set[str]:
    return {one.parent.parent.name for one in _CATALOGUES.glob("*/LC_MESSAGES/messages.po")}


def _tag(name: str) -> str:
    return name.replace("_", "-")


def _nearest(tag: str) -> str:
    """The name of the catalogue that comes nearest to this tag; the source where none does."""
    name = tag.replace("-", "_")
    names = _stored() | {SOURCE_LANGUAGE, LENGTHENING, MIRRORING}
    return next((one for one in (name, name.split("_")[0]) if one in names), SOURCE_LANGUAGE)


def _header(name: str) -> dict[str, str]:
    """What a catalogue says of itself, read without parsing the rest of it."""
    found: dict[str, str] = {}
    with (_CATALOGUES / name / "LC_MESSAGES" / "messages.po").open(encoding="utf-8") as lines:
        for line in lines:
            if not line.strip():
                break
            key, colon, value = line.strip().strip('"').partition(":")
            if line.startswith('"') and colon:
                found[key] = value.removesuffix("\\n").strip()
    return found


def _load(language: str) -> _Spoken:
    if language in {LENGTHENING, MIRRORING}:
        from locales import pseudo

        mirrored = language == MIRRORING
        return _Spoken(language, SOURCE_LANGUAGE, mirrored, pseudo.PseudoTranslations(mirrored=mirrored))
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
