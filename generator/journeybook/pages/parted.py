"""Pages, parts of pages and drawings as plain values for a store, and back; what is heavy apart, read when used."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from hashlib import blake2b
from typing import Any

from msgspec.structs import astuple

from journeybook.diagrams.drawing import Drawing
from journeybook.diagrams.sheets import Paper, Piece, Sheet
from journeybook.pages.page import Asset, Fragment, Heading, Page
from journeybook.problem import Place

Told = dict[str, Any]
_HEAVY = ("body", "toc", "search", "files")
_LIGHT = tuple(each.name for each in fields(Page) if each.name not in _HEAVY)
_OF_DRAWING = ("title", "description", "width", "height", "whole")
_BYTES = "latin-1"  # every byte has a sign in it


class KeptAsset(Asset):
    """A file that stays where it is kept until somebody asks for it; `mark` changes when it does."""

    __slots__ = ("fetched", "mark")
    fetched: Callable[[], tuple[str, bool]]
    mark: str

    @property
    def data(self) -> str | bytes:
        """What stands in the file."""
        text, raw = self.fetched()
        return text.encode(_BYTES) if raw else text


class KeptPage(Page):
    """A page whose body, headings, words and files stay where they are kept until somebody asks for them."""

    __slots__ = ("beside", "fetched", "mark")
    fetched: Callable[[], Told]
    mark: str
    """What the page was made of: it changes when anything of the page does."""
    beside: tuple[str, ...]
    """The paths of its files."""

    @property
    def body(self) -> str:
        """HTML that begins with the page's only `<h1>`."""
        return str(self.fetched()["body"])

    @property
    def toc(self) -> tuple[Heading, ...]:
        """The lines of the page's table of contents."""
        return tuple(Heading(*each) for each in self.fetched()["toc"])

    @property
    def search(self) -> str:
        """Plain text of the page's one search entry."""
        return str(self.fetched()["search"])

    @property
    def files(self) -> tuple[Asset, ...]:
        """Files published beside the pages."""
        return tuple(_asset(self, place) for place in range(len(self.beside)))


class KeptDrawing(Drawing):
    """A drawing without its DOT, of which all but the name stays as it is kept until somebody asks for it."""

    __slots__ = ("at", "rest")
    at: list[Any]
    rest: str
    """What is told of it beside its name, its mark and its place, as JSON: of most drawings nobody reads it."""

    @property
    def place(self) -> Place:
        """What it is drawn from."""
        return Place(*self.at)

    @property
    def sheets(self) -> tuple[tuple[Sheet, ...], ...]:
        """The sheets of paper that it can be cut into."""
        return tuple(tuple(_sheet(*each) for each in form) for form in json.loads(self.rest)[-1])


def _told_in(rest: int) -> property:
    return property(lambda drawing: json.loads(drawing.rest)[rest])


for _number, _name in enumerate(_OF_DRAWING):
    setattr(KeptDrawing, _name, _told_in(_number))


class KeptFragment(Fragment):
    """A part of a page that stays where it is kept until somebody asks for it."""

    __slots__ = ("fetched",)
    fetched: Callable[[], Told]

    @property
    def html(self) -> str:
        """What stands on the page."""
        return str(self.fetched()["html"])


def parted(made: Page | Drawing | Fragment) -> tuple[Told, Told]:
    """What is light of it, with a mark of the whole, and what is heavy."""
    if isinstance(made, Fragment):
        return {"kind": "fragment"}, {"html": made.html}
    if isinstance(made, Drawing):
        sheets = [[_told_of(each) for each in form] for form in made.sheets]
        rest = json.dumps([*(getattr(made, name) for name in _OF_DRAWING), sheets])
        told = {"name": made.name, "mark": made.mark, "at": astuple(made.place), "rest": rest}
        return {"kind": "drawing", **told}, {}
    whole = asdict(made)
    whole["source"] = astuple(made.source) if made.source else None
    heavy = {name: whole.pop(name) for name in _HEAVY}
    heavy["toc"] = [(each.level, each.id, each.title, each.marked) for each in made.toc]
    heavy["files"] = [_told(asset) for asset in made.files]
    return {
        "kind": "page",
        "fields": whole,
        "mark": _mark(whole, *heavy.values()),
        "beside": [each.path for each in made.files],
    }, heavy


def whole(told: Told, fetched: Callable[[], Told]) -> Page | Drawing | Fragment:
    """The page or drawing again; a drawing comes without its DOT, but with the mark its picture is kept under."""
    if told["kind"] == "fragment":
        fragment = object.__new__(KeptFragment)
        object.__setattr__(fragment, "fetched", fetched)
        return fragment
    if told["kind"] == "drawing":
        return _drawing(told)
    values = dict(told["fields"])
    values["source"] = Place(*values["source"]) if values["source"] else None
    values["hide"] = tuple(values["hide"])
    page = object.__new__(KeptPage)
    for name in _LIGHT:
        object.__setattr__(page, name, values[name])
    object.__setattr__(page, "fetched", fetched)
    object.__setattr__(page, "mark", told["mark"])
    object.__setattr__(page, "beside", tuple(told["beside"]))
    return page


def _drawing(told: Told) -> KeptDrawing:
    drawing = object.__new__(KeptDrawing)
    for name, value in (("name", told["name"]), ("dot", ""), ("kept", told["mark"]), ("at", told["at"])):
        object.__setattr__(drawing, name, value)
    object.__setattr__(drawing, "rest", told["rest"])
    return drawing


def _told_of(sheet: Sheet) -> list[Any]:
    paper, pieces, *more = astuple(sheet)
    return [astuple(paper), [astuple(each) for each in pieces], *more]


def _sheet(paper: list[Any], pieces: list[list[Any]], *more: Any) -> Sheet:
    return Sheet(Paper(*paper), tuple(Piece(*each) for each in pieces), *more)


def mark_of(page: Page) -> str:
    """What a page, kept or just made, is told by: another one when anything of it is another."""
    if isinstance(page, KeptPage):
        return page.mark
    return _mark(page.body, page.search, repr(replace(page, body="", search="")))


def _mark(*told: Any) -> str:
    found = blake2b(digest_size=16)
    for each in told:  # one after the other, since a large body has megabytes
        found.update(json.dumps(each, sort_keys=True).encode() + b"\0")
    return found.hexdigest()


def _told(asset: Asset) -> tuple[str, bool]:
    data = asset.data
    return (data.decode(_BYTES), True) if isinstance(data, bytes) else (data, False)


def _asset(page: KeptPage, place: int) -> Asset:
    asset = object.__new__(KeptAsset)
    object.__setattr__(asset, "path", page.beside[place])
    object.__setattr__(asset, "fetched", lambda: page.fetched()["files"][place])
    object.__setattr__(asset, "mark", _mark(page.mark, place))
    return asset
