"""Who changed a thing, or one field of it, when, and on what evidence: version by version, backwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from journeybook.git import Commit
from journeybook.measures import steps
from journeybook.review.change import Change, Kind
from journeybook.review.fields import OWN
from journeybook.review.pairing import paired
from journeybook.review.side import Side
from journeybook.review.things import Versions


class Authored(Struct, frozen=True):
    """A commit that changed what was asked for (none: it is not committed yet), and what it rested on from then on.

    The last one has no changes: it is the first version, or (`cut`) the oldest one that can be read.
    """

    commit: Commit | None
    changes: tuple[Change, ...]
    evidence: tuple[str, ...] = ()
    cut: bool = False


def authored(versions: Iterable[tuple[Commit | None, Side]], name: str, field: str = "") -> Iterator[Authored]:
    """The changes of a thing or a touchpoint `journey/touchpoint`, the newest first, until it came into being.

    `versions` are all that may have changed it, the newest first, each with the commit that made it. A version that
    cannot be read is passed over: what it changed is told of the next one that can.
    """
    newer: tuple[Commit | None, Side] | None = None
    cut = False
    for commit, side in versions:
        cut = commit is not None and bool(side.book.unread)
        if cut:
            continue
        if newer is not None:
            told, name = _between(side, newer[1], name, field)
            if told:
                yield Authored(newer[0], told, _evidence(newer[1], told))
            if not name:
                return
        newer = (commit, side)
    if newer is not None:
        yield Authored(newer[0], (), _cited(newer[1], name), cut)


def _between(before: Side, after: Side, name: str, field: str) -> tuple[tuple[Change, ...], str]:
    """What one version changed, and what the thing was called before it; empty where it was not there."""
    pairs = paired(before.book, after.book)
    former = {now: was for was, now in {**pairs.entities, **pairs.steps}.items()}
    same = name if before.book.step(name) and after.book.step(name) else ""  # of a journey that is as it was
    found = [change for change in Versions(before, after, pairs).changes() if _is_of(change, name, field)]
    return tuple(found), former.get(name, same)


def _is_of(change: Change, name: str, field: str) -> bool:
    if change.subject.id != name and not (change.kind is Kind.SPLIT and name in {o.id for o in change.others}):
        return False
    whole = change.kind in {Kind.ADDED, Kind.REMOVED, Kind.SPLIT, Kind.MERGED}
    changed = change.field.removeprefix(f"{OWN}.")
    return not field or whole or changed == field or changed.startswith(f"{field}.")


def _evidence(side: Side, changes: tuple[Change, ...]) -> tuple[str, ...]:
    return _cited(side, changes[0].subject.id)


def _cited(side: Side, name: str) -> tuple[str, ...]:
    step = side.book.step(name)
    entity = side.book.get(name)
    return steps.cited(step) if step else tuple(getattr(entity, "evidence", ()))
