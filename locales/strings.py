# SPDX-License-Identifier: Apache-2.0
"""`./keepwell strings`: gather the words people see into locales/messages.pot and the catalogues.

A catalogue keeps every translation whose message still stands, and lists the new ones. Never writes a date, a
line number or a machine's path, so that files change only when words do; and never imports another room: form
definitions are read here as the JSON they are.

    ./keepwell strings            write the template for translators, and bring the catalogues in step
    ./keepwell strings --check    change nothing; exit 1 when one of them is not what the source says
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from locales.catalogues import in_step, option_words

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = Path("locales") / "messages.pot"
ROOMS = ("crypto", "desktop", "forms", "records", "sync")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
SAFETY = "safety"
"""The comment on words that stay English until a speaker has checked the catalogue (domain H)."""
_COMMENTS = ("Translators:", SAFETY)
_ENTRY_FORMAT = "http://hl7.org/fhir/StructureDefinition/entryFormat"
_OURS = "urn:keepwell:"
_HEADER = """\
# Words people see in Keepwell. Made by `./keepwell strings`; never edited by hand.
# SPDX-License-Identifier: Apache-2.0
msgid ""
msgstr ""
"Project-Id-Version: keepwell\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def gather(root: Path) -> Catalog:
    """Every message of the rooms under `root`, each with the files it is in.

    Python files are read by Babel's own extractor, forms/definitions/*.json by `questionnaire_words`.
    """
    catalogue = Catalog(charset="utf-8")
    for path in sorted(path for room in ROOMS for path in (root / room).rglob("*.py")):
        place = path.relative_to(root).as_posix()
        with path.open("rb") as source:
            found = list(extract("python", source, KEYWORDS, comment_tags=_COMMENTS))
        for line, message, comments, context in found:
            catalogue.add(message, None, [(place, line)], auto_comments=comments, context=context)
    for path in sorted((root / "forms" / "definitions").glob("*.json")):
        place = path.relative_to(root).as_posix()
        for words in questionnaire_words(json.loads(path.read_bytes())):
            catalogue.add(words, None, [(place, 1)])
    return catalogue


def template(catalogue: Catalog) -> bytes:
    """The bytes of messages.pot: sorted by message, the same on every machine."""
    body = BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, sort_output=True, include_lineno=False)
    return _HEADER.encode() + body.getvalue()


def questionnaire_words(node: Any) -> Iterator[str]:
    """The words of a Questionnaire that its readers see, in document order.

    They are `title`, each item's `text` and `prefix`, the `display` or string of each answer option, and the
    strings of our own extensions and of SDC's entryFormat. An extension of ours that is for programs uses
    valueCode, never valueString, and so is not gathered.
    """
    for name in ("title", "text", "prefix"):
        if isinstance(node.get(name), str):
            yield node[name]
    for option in node.get("answerOption", ()):
        if words := option_words(option):
            yield words
        yield from _extension_words(option)
    yield from _extension_words(node)
    for item in node.get("item", ()):
        yield from questionnaire_words(item)


def _extension_words(node: dict[str, Any]) -> Iterator[str]:
    for extension in node.get("extension", ()):
        ours = extension["url"] == _ENTRY_FORMAT or extension["url"].startswith(_OURS)
        words = extension.get("valueString") or extension.get("valueMarkdown")
        if ours and words:
            yield words
        # A complex extension's parts have short names of their own; they are ours when the whole is.
        if ours:
            parts = [{**part, "url": _OURS + part["url"]} for part in extension.get("extension", ())]
            yield from _extension_words({"extension": parts})


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the template; returns the exit code."""
    parser = argparse.ArgumentParser(prog="./keepwell strings", description="Gather the words people see.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when stale")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    gathered = gather(chosen.root)
    wanted = {TEMPLATE: template(gathered)} | in_step(chosen.root, gathered)
    stale = [path for path, words in wanted.items() if _bytes(chosen.root / path) != words]
    if not chosen.check:
        for path in stale:
            (chosen.root / path).parent.mkdir(parents=True, exist_ok=True)
            (chosen.root / path).write_bytes(wanted[path])
        print(f"{TEMPLATE.as_posix()}: {len(gathered)} messages")
        return 0
    for path in stale:
        print(f"{path.as_posix()} is not what the source says. Run ./keepwell strings.", file=sys.stderr)
    return 1 if stale else 0


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


if __name__ == "__main__":
    raise SystemExit(main())
