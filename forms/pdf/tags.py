# SPDX-License-Identifier: Apache-2.0
"""The structure of a document: what is a heading, a paragraph, a list (PDF 32000-1, 14.7 and 14.8).

Screen readers follow it in the order in which it was written. Never holds a word of the document itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "LBody", "Figure"]


@dataclass(eq=False, slots=True)
class Element:
    """One element of the structure.

    Attributes:
        children: elements, and for content its page and its number there.
        alternative: what a picture shows, in words.
    """

    role: Role
    parent: Element | None
    alternative: str = ""
    children: list[Element | tuple[int, int]] = field(default_factory=list)

    def add(self, role: Role, alternative: str = "") -> Element:
        """A new element at the end of this one."""
        made = Element(role, self, alternative)
        self.children.append(made)
        return made


class Tags:
    """The structure of one document while it is drawn."""

    def __init__(self, document: Any, language: str) -> None:
        self._document = document
        self._language = language
        self.root = Element("Document", None)
        self._owners: list[list[Element]] = [[]]

    def number(self, element: Element) -> int:
        """The number of the next piece of content on this page, which belongs to this element."""
        owners = self._owners[-1]
        owners.append(element)
        element.children.append((len(self._owners) - 1, len(owners) - 1))
        return len(owners) - 1

    def end_page(self) -> None:
        """What follows is on the next page."""
        self._owners.append([])

    def finish(self, title: str) -> None:
        """Put the structure, and the metadata that PDF/UA-1 asks for, into the document."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream

        catalogue = self._document.Catalog
        pages = self._document.Pages.pages
        for number, page in enumerate(pages):
            # ReportLab's own list of a page's entries does not know these two.
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, PDFName("S")
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self._document.Reference(root, "structure")
        made: dict[int, Any] = {}
        root["K"] = self._element(self.root, self._document.Reference(root), made)
        numbers: list[Any] = []
        for page_number, owners in enumerate(self._owners[: len(pages)]):
            numbers += [page_number, self._reference(PDFArray([made[id(one)] for one in owners]))]
        root["ParentTree"] = self._reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root["ParentTreeNextKey"] = len(pages)
        catalogue.StructTreeRoot = root
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
        catalogue.Metadata = PDFStream(kind, _metadata(title, self._language).encode(), [])

    def _element(self, element: Element, parent: Any, made: dict[int, Any]) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

        entry = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.role), "P": parent})
        if element.alternative:
            entry["Alt"] = PDFString(element.alternative)
        reference = made[id(element)] = self._reference(entry)
        entry["K"] = PDFArray(
            [
                self._element(one, reference, made) if isinstance(one, Element) else self._content(*one)
                for one in element.children
            ]
        )
        return reference

    def _content(self, page: int, number: int) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName

        pages = self._document.Pages.pages
        kind = {"Type": PDFName("MCR"), "MCID": number, "Pg": self._reference(pages[page])}
        return PDFDictionary(kind)

    def _reference(self, one: Any) -> Any:
        return self._document.Reference(one)


def _metadata(title: str, language: str) -> str:
    from xml.sax.saxutils import escape

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        "<pdfuaid:part>1</pdfuaid:part>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
