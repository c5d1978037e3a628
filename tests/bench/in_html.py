# SPDX-License-Identifier: Apache-2.0
"""The same plan by WeasyPrint: what the bench measures ours against. Never part of the app.

As fair as we can make it: the same words in the same order, the same typefaces, tagged as PDF/UA-1, with
version and page x of y at the foot.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path

from forms.crisis_numbers import all_lines
from forms.pdf import wording
from forms.pdf.copy import CopySection, CopyStatement, PlanCopy
from forms.pdf.fonts import _DEBIAN, _FAMILIES

_STYLE = """
@page {{ size: A4; margin: 20mm;
  @bottom-left {{ content: "{foot}"; font-family: {names}; font-size: {size}pt }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages); font-family: {names} }} }}
body {{ font-family: {names}; font-size: {size}pt; line-height: 1.4; color: #1D2B2F }}
aside {{ border: 1.2pt solid #0F5C63; border-radius: 10pt; padding: {size}pt; break-inside: avoid }}
h1, h2, h3 {{ break-after: avoid }}
ul {{ list-style: none; padding: 0 }}
li {{ border-left: 4pt solid #6B3A80; padding-left: {size}pt; margin: {size}pt 0; break-inside: avoid }}
li p {{ margin: 0 }}
"""


def plan_by_weasyprint(copy: PlanCopy) -> bytes:
    """The PDF.

    Raises:
        OSError: the libraries it draws with are not on this machine.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    found = _families()
    names = ", ".join(dict.fromkeys(f'"{name}"' for name, _weight, _path in found))
    faces = "".join(
        f'@font-face {{ font-family: "{name}"; font-weight: {weight}; src: url("{path.as_uri()}") }}'
        for name, weight, path in found
    )
    foot = wording.version_and_date(copy)
    style = faces + _STYLE.format(foot=foot, names=names, size=copy.point_size)
    made = HTML(string="".join(_html(copy))).write_pdf(
        stylesheets=[CSS(string=style, font_config=fonts)], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return bytes(made)


@cache
def _families() -> tuple[tuple[str, int, Path], ...]:
    """Name, weight and file of every typeface that our paper is set in."""
    found = []
    for family in _FAMILIES:
        folder = _DEBIAN if family.package is None else Path(str(files(family.package))) / "files"
        for weight, file in ((400, family.regular), (700, family.bold)):
            if (folder / file).is_file():
                found.append((family.regular.split("-")[0].split("[")[0], weight, folder / file))
    return tuple(found)


def _html(copy: PlanCopy) -> Iterator[str]:
    yield f'<html lang="{copy.language}"><head><title>My plan</title></head><body>'
    yield f"<h1>{escape(copy.title)}</h1><p>{escape(wording.byline(copy))}</p>"
    yield "<aside><h2>If I need help now</h2>"
    yield from (f"<p>{escape(one)}</p>" for one in all_lines())
    yield "</aside>"
    for section in copy.sections:
        yield from _section(section, copy.language)
    yield "</body></html>"


def _section(section: CopySection, language: str) -> Iterator[str]:
    yield f"<h2>{escape(section.title)}</h2>"
    for part in section.parts:
        yield f"<h3>{escape(part.title)}</h3><ul>" if part.title else "<ul>"
        for one in part.statements:
            if isinstance(one, CopyStatement):
                said = escape(wording.attribution(one, language))
                yield f'<li><p dir="auto">{escape(one.text)}</p><p>{said}</p></li>'
        yield "</ul>"
