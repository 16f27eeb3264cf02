"""What was most likely meant, put in place of what was mistyped, so that what stands below it is read as well."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from journeybook.model import misplaced
from journeybook.model.journey import Phase
from journeybook.model.meant import field_meant
from journeybook.model.record import Entity, Record
from journeybook.model.short import has_own_id, is_feeling, made_like
from journeybook.model.wording import MOST_PROBLEMS, Location, fields_at, name_meant, record_of, value_at
from journeybook.source import Mapping, Sequence, Value

OWN = frozenset({"id", "title"})
"""What gives a thing inside a file its id."""


class Guess(NamedTuple):
    """A name that is no field, and the field that it most likely stands for; `title`: it is the title itself."""

    at: Location
    field: str
    title: bool = False

    @property
    def place(self) -> Location:
        """Where the value stands when the guess is put in place."""
        return (*self.at[:-1], self.field)


def guesses(error: ValidationError, record: type[Record], root: Value) -> dict[Location, Guess]:
    """The unknown names among the first hundred mistakes of a file for which something is meant, by their places."""
    found: dict[Location, Guess] = {}
    for detail in error.errors(include_url=False)[:MOST_PROBLEMS]:
        guess = _guess(detail["loc"], record, root) if detail["type"] == "extra_forbidden" else None
        if guess and guess.place not in found:
            found[guess.place] = guess
    return {guess.at: guess for guess in found.values()}


def _guess(at: Location, record: type[Record], root: Value) -> Guess | None:
    key, holder = str(at[-1]), value_at(root, at[:-1])
    if not isinstance(holder, Mapping):
        return None
    close = field_meant(key, fields_at(record, at[:-1]), holder.get(key))
    if misplaced.is_short(at, key, holder, close):
        return Guess(at, "title", title=True) if "title" not in holder else None
    field = name_meant(at, record, root)
    return Guess(at, field) if field and field not in _typed(holder) else None


def _typed(holder: Mapping) -> set[str]:
    """The names that the author typed, without an id that was made from a title."""
    return set(holder) if has_own_id(holder) else set(holder) - {"id"}


def put(root: Value, found: Iterable[Guess]) -> Value:
    """The same values with what is meant in place of what was typed, each still knowing its place."""
    for guess in found:
        root = _put(root, guess.at, guess)
    return root


def _put(value: Value, way: Location, guess: Guess) -> Value:
    step = way[0]
    if isinstance(value, Mapping) and isinstance(step, str):
        return made_like({**value, step: _put(value[step], way[1:], guess)}, value) if way[1:] else _named(value, guess)
    if isinstance(value, Sequence) and isinstance(step, int):
        made = Sequence(value.span)
        made.extend([*value[:step], _put(value[step], way[1:], guess), *value[step + 1 :]])
        made.items_at.extend(value.items_at)
        return made
    return value


def _named(item: Mapping, guess: Guess) -> Mapping:
    key, field = str(guess.at[-1]), guess.field
    made = made_like({name: value for name, value in item.items() if name != key}, item)
    made[field], made.keys_at[field] = item[key], item.keys_at[key]
    made.values_at[field] = item.values_at[key]
    if guess.title:
        made[field], made.values_at[field] = key, item.keys_at[key]
        if is_feeling(key, item[key]):
            made["emotion"], made.keys_at["emotion"] = item[key], item.keys_at[key]
            made.values_at["emotion"] = item.values_at[key]
    if field == "title" and not has_own_id(made):
        made.drop("id")  # it was made for want of a title
    return made


def may_hide_names(error: ValidationError, record: type[Record], root: Value) -> bool:
    """Whether ids may stand, or come from titles, in what could not be read."""
    return any(_hides(detail, record, root) for detail in error.errors(include_url=False))


def _hides(detail: ErrorDetails, record: type[Record], root: Value) -> bool:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    location += tuple(detail.get("ctx", {}).get("at", ()))
    names = [part for part in location if isinstance(part, str)]
    for name in names[:-1]:
        record = record_of(record, name) or record
    holder, naming = value_at(root, location[:-1]), naming_fields(record)
    if isinstance(holder, Mapping) and has_own_id(holder):
        naming -= {"title"}
    if detail["type"] == "extra_forbidden" and isinstance(holder, Mapping):
        return not naming <= _typed(holder)
    return names[-1] in naming if names else bool(naming)


@cache
def naming_fields(record: type[Record]) -> frozenset[str]:
    """The fields that give ids to things inside a file, or below which such ids stand; nothing refers to a phase."""
    own = OWN if "id" in record.model_fields and not issubclass(record, Entity | Phase) else frozenset()
    inner = (name for name in record.model_fields if (other := record_of(record, name)) and naming_fields(other))
    return own.union(inner)
