"""What has changed its place in a sequence: as few as explain the new order."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 120  # items; of longer sequences, all between the first and the last that differ have moved


def moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Of what is in both, the items outside the longest sequence they share; the same whichever is called old."""
    both = set(old) & set(new)
    was, now = [item for item in old if item in both], [item for item in new if item in both]
    while was and now and was[0] == now[0]:
        was, now = was[1:], now[1:]
    while was and now and was[-1] == now[-1]:
        was, now = was[:-1], now[:-1]
    return set(was) - (set(_shared(was, now)) if len(was) <= LONGEST else set())


def _shared(was: Sequence[str], now: Sequence[str]) -> Sequence[str]:
    """The longest common subsequence; of several as long, the one whose items stand first in the alphabet."""
    best: list[tuple[int, tuple[str, ...]]] = [(0, ())] * (len(now) + 1)
    for item in was:
        above, best = best, [(0, ())]
        for place, other in enumerate(now):
            options = [above[place + 1], best[place]]
            if item == other:
                length, kept = above[place]
                options.append((length - 1, (*kept, item)))
            best.append(min(options, key=lambda option: (option[0], sorted(option[1]))))
    return best[-1][1]
