"""Small groups stay unsaid, and so does whatever would let them be worked out from the rest.

Each period is a tree: all answers, below them those of each touchpoint, below these those of each place and, apart,
of each persona. A group of fewer than five answers is left out. Where all that is left out beside each other makes
fewer than five together, its number would be the whole less what is shown: then the next smallest is left out too,
until five or more are unsaid. What is below a group that is left out is left out with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from journeybook.survey.summed import Whom
from journeybook.survey.tally import Sums

FEWEST = 5


@dataclass
class Told:
    """The groups that may be told; how many were too small, and how many went with them."""

    groups: dict[Whom, Sums] = field(default_factory=dict)
    small: int = 0
    with_them: int = 0


def told(parts: Mapping[Whom, Sums], whole: bool) -> Told:
    """The groups of one period that may be told, from parts that do not overlap.

    `whole`: whether all answers together are a group too; not so where each person answered for several touchpoints.
    """
    found = Told()
    touchpoints = _by(parts, lambda whom: Whom(whom.touchpoint, "", ""))
    if len(touchpoints) == 1:
        (whom,) = touchpoints
        _tell(found, whom, parts)
        return found
    everyone = _by(parts, lambda _: Whom("", "", ""))
    if whole and _is_told(found, everyone):
        found.groups |= everyone
        named = _shown(found, touchpoints, lambda whom: whom.touchpoint)
    else:
        named = [whom for whom in touchpoints if whom.touchpoint] if not whole else []
    for whom in named:
        _tell(found, whom, {part: sums for part, sums in parts.items() if part.touchpoint == whom.touchpoint})
    return found


def _tell(found: Told, whom: Whom, parts: Mapping[Whom, Sums]) -> None:
    """Tells a touchpoint (or all) with its places and personas."""
    everyone = _by(parts, lambda _: whom)
    if not _is_told(found, everyone):
        return
    found.groups |= everyone
    only_persona = {part.persona for part in parts}
    places = _by(parts, lambda part: Whom(whom.touchpoint, part.place, ""))
    personas = _by(parts, lambda part: Whom(whom.touchpoint, "", part.persona))
    for part in _shown(found, places, lambda part: part.place):
        found.groups[part] = places[part]
    if len(only_persona) > 1:
        for part in _shown(found, personas, lambda part: part.persona):
            found.groups[part] = personas[part]


def _is_told(found: Told, group: Mapping[Whom, Sums]) -> bool:
    enough = all(sums.n >= FEWEST for sums in group.values())
    found.small += not enough
    return enough


def _shown(found: Told, parts: Mapping[Whom, Sums], name: Callable[[Whom], str]) -> list[Whom]:
    """The parts of a whole that may be told beside it; those without a name are never told, but count as unsaid."""
    by_size = sorted((whom for whom in parts if name(whom)), key=lambda whom: (-parts[whom].n, whom))
    unsaid = sum(sums.n for whom, sums in parts.items() if not name(whom))
    while by_size and parts[by_size[-1]].n < FEWEST:
        unsaid += parts[by_size.pop()].n
        found.small += 1
    while by_size and 0 < unsaid < FEWEST:
        unsaid += parts[by_size.pop()].n
        found.with_them += 1
    return sorted(by_size)


def _by(parts: Mapping[Whom, Sums], key: Callable[[Whom], Whom]) -> dict[Whom, Sums]:
    found: dict[Whom, Sums] = {}
    for part, sums in parts.items():
        found.setdefault(key(part), Sums()).add(sums)
    return found
