"""What all records share: frozen, nothing unknown, each field told in one sentence."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from sys import intern
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Union, get_args, get_origin
from urllib.parse import urlsplit

from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from journeybook.level import Level
from journeybook.model.complaint import complaint
from journeybook.model.reads import Reads
from journeybook.model.text import NOTHING, Text, Words, languages_of, only_languages
from journeybook.model.values import Listed, plain
from journeybook.words import phrase, slug

if TYPE_CHECKING:
    from journeybook.model.references import Reference

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAKEN = frozenset(("index",))
"""What no thing can have as its id: the page of all of its kind goes by this name."""
LONGEST_ID = 120


class Ref(Struct, frozen=True):
    """Marks a text as the id of something else; `soft` ones may also be words of the author's own."""

    kinds: tuple[str, ...]
    soft: bool = False


def ref(*kinds: str, soft: bool = False) -> Ref:
    """A reference to one of these kinds of thing."""
    return Ref(kinds, soft)


_UNASKED: set[str] = set()
_ASIDE = "left aside"
_SET = object.__setattr__  # what is frozen is filled once


class Record(BaseModel):
    """A frozen piece of the book; a key it does not know is a problem."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, _: Any, /) -> None:
        """Forget which fields were typed: nobody asks, and a set for each record is a tenth of a book's memory."""
        _SET(self, "__pydantic_fields_set__", _UNASKED)


def filled(kind: type[Record], values: dict[str, Any]) -> Record:
    """The record that has these values of all its fields, in their order, with no look at what they are."""
    record = object.__new__(kind)
    _SET(record, "__dict__", values)
    _SET(record, "__pydantic_fields_set__", _UNASKED)
    _SET(record, "__pydantic_extra__", None)
    _SET(record, "__pydantic_private__", None)
    return record


def about(told: str, tier: int = 3, default: Any = NOTHING) -> Any:
    """A field and its sentence in the reference; tier 1 = first ten, 2 = next twenty, 3 = all."""
    return Field(default=default, description=told, json_schema_extra={"tier": tier})


def required(told: str) -> Any:
    """A field that must be typed."""
    return Field(description=told, json_schema_extra={"tier": 1})


def read_word(value: object) -> str:
    """One of the words that are the same few in all files, such as a channel; each is kept once."""
    return intern(plain(value))


def read_id(value: object) -> str:
    """The id of a thing, or of a touchpoint as `journey/touchpoint`; kept once, however often it is named."""
    typed = intern(plain(value))
    if len(typed) > LONGEST_ID:
        raise complaint(phrase("An id has at most {most} characters.", most=LONGEST_ID))
    return typed


def read_own_id(value: object) -> str:
    """An id that the author gives: small Latin letters, digits and hyphens."""
    typed = read_id(value)
    if not KEBAB.fullmatch(typed):
        raise complaint(
            phrase("“{typed}” cannot be an id: small Latin letters, digits and single hyphens only.", typed=typed),
            phrase("Write: {line}", line=meant) if (meant := slug(typed)) else phrase("For example: late-invoice."),
        )
    return typed


def read_asset(value: object) -> str:
    """The path of a picture under content/assets/."""
    typed = plain(value)
    path = PurePosixPath(typed.removeprefix("content/"))
    if path.is_absolute() or ".." in path.parts or path.parts[:1] != ("assets",) or "\\" in typed:
        raise complaint(
            phrase("“{typed}” is not a picture of this book.", typed=typed[:80]),
            phrase("Put the file into content/assets/ and write assets/name.png."),
        )
    return str(path)


def read_address(value: object) -> str:
    """A web or mail address, or a page of this book; other schemes are refused since they can run code."""
    typed = plain(value)
    try:
        scheme = urlsplit(typed).scheme.lower()
    except ValueError:
        scheme = "?"
    if scheme in {"http", "https", "mailto"} or (not scheme and not typed.startswith(("//", "\\"))):
        return typed
    raise complaint(
        phrase("“{typed}” is not an address that a page may link to.", typed=typed[:80]),
        phrase("Write an address that begins with https:// or mailto:, or the path of a page."),
    )


def text_or(name: str) -> BeforeValidator:
    """Reads a bare text (or text by language) as a record whose field `name` holds it."""

    def widen(value: object, info: ValidationInfo) -> object:
        if isinstance(value, str) or only_languages(value, languages_of(info)):
            return {name: value}
        return value

    return BeforeValidator(widen)


def _string(read: Callable[[object], str], pattern: str | None = None) -> Reads:
    # A word such as 2026 is text to our reader, a number to others.
    return Reads(read, {"type": ["string", "number"]} | ({"pattern": pattern} if pattern else {}))


Id = Annotated[str, _string(read_id)]
OwnId = Annotated[str, _string(read_own_id, "^[a-z0-9]+(-[a-z0-9]+)*$")]
Asset = Annotated[str, _string(read_asset)]
Address = Annotated[str, _string(read_address)]
Line = Annotated[str, _string(read_word)]
PersonaId = Annotated[Id, ref("persona")]
JourneyId = Annotated[Id, ref("journey")]
PromiseId = Annotated[Id, ref("promise")]
ActorId = Annotated[Id, ref("actor")]
MetricId = Annotated[Id, ref("metric")]
EvidenceId = Annotated[Id, ref("evidence")]
ObjectiveId = Annotated[Id, ref("objective")]
BrandValueId = Annotated[Id, ref("brand-value")]
PersonaValueId = Annotated[Id, ref("persona-value")]
TouchpointId = Annotated[Id, ref("touchpoint")]
Texts = Annotated[tuple[Words, ...], Listed]
Evidences = Annotated[tuple[EvidenceId, ...], Listed]
Metrics = Annotated[tuple[MetricId, ...], Listed]
Personas = Annotated[tuple[PersonaId, ...], Listed]
Objectives = Annotated[tuple[ObjectiveId, ...], Listed]


class Link(Record):
    """A page elsewhere."""

    title: Words = about("What the link is called.", 1)
    url: Address = required("Where it leads: https://…, mailto:… or a page of this book.")


def _read_tags(value: object) -> object:
    """The tags as they were typed; several without brackets would be one that nobody looks for."""
    parts = [part for part in re.split(r"\s*[,;]\s*", value.strip("() ")) if part] if isinstance(value, str) else []
    if len(parts) > 1:
        raise complaint(
            phrase("“{typed}” would be one tag.", typed=str(value)[:60]),
            phrase("Several stand in brackets, with commas between them: [{listed}]", listed=", ".join(parts)[:200]),
        )
    return value


class Entity(Record):
    """What every file of the book may say."""

    noun: ClassVar[str] = ""
    folder: ClassVar[str] = ""
    aside: ClassVar[frozenset[str]] = frozenset()
    """Fields that are much, and are left aside until somebody asks for them, where the thing was read before."""

    id: Id = Field(description="The file's name without its ending; not typed.", json_schema_extra={"tier": 0})
    title: Words = about("What it is called.", 1)
    summary: Words = about("One or two sentences: what a reader should know first.", 2)
    owner: ActorId | None = about("The role that answers for it.", 2, None)
    sponsor: ActorId | None = about("The role in management that backs it.", 3, None)
    tags: Annotated[tuple[Line, ...], Listed, BeforeValidator(_read_tags)] = about("Words to find it by.", 3, ())
    links: Annotated[tuple[Annotated[Link, text_or("url")], ...], Listed] = about("Pages elsewhere.", 3, ())
    image: Asset | None = about("A picture in content/assets/.", 3, None)
    visible_to: Annotated[tuple[Level, ...], Listed] = about("Who may see it; everyone where nothing is said.", 3, ())
    formerly: Annotated[tuple[OwnId, ...], Listed] = about("Earlier ids; readers of old links are led here.", 3, ())
    extras: dict[str, Any] = Field(
        default_factory=dict, description="Keys of your own that begin with x-.", json_schema_extra={"tier": 0}
    )

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A field that was left aside."""
            own = vars(self)
            if name in self.aside and (make := own.get(_ASIDE, {}).get(name)) is not None:
                own.setdefault(name, make())
                own[_ASIDE].pop(name, None)
            return own[name] if name in own else super().__getattr__(name)

    def leave_aside(self, name: str, make: Callable[[], Any]) -> None:
        """Forget a field until somebody asks for it."""
        vars(self).pop(name, None)
        vars(self).setdefault(_ASIDE, {})[name] = make

    def __eq__(self, other: object) -> bool:
        if isinstance(other, type(self)) and self.id == other.id:
            for name in self.aside:
                getattr(self, name), getattr(other, name)
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def label(self) -> Text:
        """The words that stand for it everywhere."""
        return self.title or Text(self.id)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """All that it refers to, in the order of its fields; found once, whatever book it is a part of."""
        from journeybook.model.references import references  # which walks the records that are declared here

        return tuple(references(self))

    @cached_property
    def named(self) -> Mapping[str, tuple[Reference, ...]]:
        """All that it refers to, by the first part of its name: `late` for `late/pay`."""
        found: dict[str, list[Reference]] = {}
        for each in self.references:
            found.setdefault(each.target.partition("/")[0], []).append(each)
        return {name: tuple(references) for name, references in found.items()}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all that it refers to, without what stands behind a `/` in them; each once."""
        return tuple(self.named)

    @cached_property
    def needed(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        """The names that must stand for something, by the kinds of thing that each may stand for."""
        found: dict[tuple[str, ...], set[str]] = {}
        for each in self.references:
            if not each.ref.soft:
                found.setdefault(each.ref.kinds, set()).add(each.target)
        return {kinds: frozenset(names) for kinds, names in found.items()}

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days typed in it on which something has happened, each once, the newest first."""
        from journeybook.model.references import days

        return tuple(sorted(set(days(self)), reverse=True))


def unwrapped(hint: Any) -> tuple[bool, Ref | None, Any]:
    """Whether a field holds many, the mark of a reference on it, and the type at its core."""
    many, ref = False, None
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            ref = next((mark for mark in hint.__metadata__ if isinstance(mark, Ref)), ref)
            hint = get_args(hint)[0]
        elif origin in {Union, types.UnionType}:
            hint = next(arm for arm in get_args(hint) if arm is not type(None))
        elif origin is tuple:
            many, hint = True, get_args(hint)[0]
        else:
            return many, ref, hint
