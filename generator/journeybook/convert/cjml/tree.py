"""XML from elsewhere as plain elements that know their line: no entities, nothing fetched, nothing deep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from journeybook.convert.report import line_of, refused, whole_file
from journeybook.problem import Problem
from journeybook.words import phrase

DEEPEST = 50
MOST = 200_000  # elements


@dataclass(slots=True)
class Element:
    """An element: its name without a prefix, its attributes, its own text, what is in it, its line."""

    name: str
    attributes: Mapping[str, str]
    line: int
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def first(self, name: str) -> Element | None:
        """The first element of this name in it."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, *names: str) -> Iterator[Element]:
        """The elements of these names in it, in their order."""
        return (child for child in self.children if child.name in names)

    def said(self, *path: str) -> str:
        """The words at the end of a path of names; nothing where it leads nowhere."""
        found: Element | None = self
        for name in path:
            found = found.first(name) if found else None
        return " ".join(found.text.split()) if found else ""


class _TooMuch(Exception):  # noqa: N818 - no error of the program
    """The file nests deeper, or holds more, than a journey can."""


class _Builder(ContentHandler):
    """Puts elements together as they are read."""

    def __init__(self) -> None:
        super().__init__()
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the parser's name for it
        self.count += 1
        if len(self.open) >= DEEPEST or self.count > MOST:
            raise _TooMuch
        line = self._locator.getLineNumber() or 1  # type: ignore[attr-defined]
        made = Element(name.rpartition(":")[2], {key: value.strip() for key, value in attrs.items()}, line)
        if self.open:
            self.open[-1].children.append(made)
        self.root = self.root or made
        self.open.append(made)

    def endElement(self, name: str) -> None:  # noqa: N802
        self.open.pop()

    def characters(self, content: str) -> None:
        if self.open:
            self.open[-1].text += content


def element(data: bytes, file: str) -> Element | Problem:
    """The outermost element of a file, or why it is not read."""
    builder = _Builder()
    try:
        parseString(data, builder, forbid_dtd=True)
    except DefusedXmlException:
        message = phrase("This file declares entities or a document type; it is not read, since these can do harm.")
        return refused("xml-unsafe", message, whole_file(file), phrase("Delete what begins with <!DOCTYPE."))
    except _TooMuch:
        return refused("xml-large", phrase("This file is too large or too deep for a journey."), whole_file(file))
    except SAXParseException as error:
        message = phrase("This is no XML from this line on; the file is not read.")
        return refused("xml-unreadable", message, line_of(file, error.getLineNumber() or 1))
    except (ValueError, LookupError):
        return refused("xml-unreadable", phrase("This file is in an encoding that is not known."), whole_file(file))
    return builder.root or refused("xml-unreadable", phrase("This file is empty."), whole_file(file))
