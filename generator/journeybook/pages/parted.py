"""A page or a drawing as plain values for a store, and back; what is heavy apart, so that it is read only when used."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from hashlib import blake2b
from typing import Any

from journeybook.diagrams.drawing import Drawing
from journeybook.pages.page import Asset, Heading, Page
from journeybook.problem import Place

Told = dict[str, Any]
_HEAVY = ("body", "search", "files")
_BYTES = "latin-1"  # every byte has a sign in it


class KeptPage(Page):
    """A page whose body, words and files stay where they are kept until somebody asks for them."""

    __slots__ = ("fetched", "has_files")
    fetched: Callable[[], Told]
    has_files: bool

    @property
    def body(self) -> str:
        """HTML that begins with the page's only `<h1>`."""
        return str(self.fetched()["body"])

    @property
    def search(self) -> str:
        """Plain text of the page's one search entry."""
        return str(self.fetched()["search"])

    @property
    def files(self) -> tuple[Asset, ...]:
        """Files published beside the pages."""
        return tuple(_asset(*told) for told in self.fetched()["files"]) if self.has_files else ()


def parted(made: Page | Drawing) -> tuple[Told, Told]:
    """What is light of it, with a mark of the whole, and what is heavy."""
    if isinstance(made, Drawing):
        told = {**asdict(made), "dot": "", "kept": made.mark}
        return {"kind": "drawing", "fields": told, "mark": made.mark}, {}
    whole = asdict(made)
    heavy = {name: whole.pop(name) for name in _HEAVY}
    heavy["files"] = [_told(asset) for asset in made.files]
    mark = blake2b(json.dumps([whole, heavy], sort_keys=True).encode(), digest_size=16).hexdigest()
    return {"kind": "page", "fields": whole, "mark": mark, "has_files": bool(made.files)}, heavy


def whole(told: Told, fetched: Callable[[], Told]) -> Page | Drawing:
    """The page or drawing again; a drawing comes without its DOT, but with the mark its picture is kept under."""
    values = dict(told["fields"])
    if told["kind"] == "drawing":
        return Drawing(**{**values, "place": Place(**values["place"])})
    values["toc"] = tuple(Heading(**each) for each in values["toc"])
    values["source"] = Place(**values["source"]) if values["source"] else None
    values["hide"] = tuple(values["hide"])
    page = object.__new__(KeptPage)
    for name in (each.name for each in fields(Page) if each.name not in _HEAVY):
        object.__setattr__(page, name, values[name])
    object.__setattr__(page, "fetched", fetched)
    object.__setattr__(page, "has_files", told["has_files"])
    return page


def _told(asset: Asset) -> tuple[str, str, bool]:
    raw = isinstance(asset.data, bytes)
    return asset.path, asset.data.decode(_BYTES) if isinstance(asset.data, bytes) else asset.data, raw


def _asset(path: str, data: str, raw: bool) -> Asset:
    return Asset(path, data.encode(_BYTES) if raw else data)
