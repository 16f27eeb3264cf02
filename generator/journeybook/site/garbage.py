"""When to look for garbage: of what a build makes, nearly all stays to its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 10_000  # objects made and not let go of, from one search to the next; Python's own is 700


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Look for garbage seldom.

    What was made is not looked through at all, neither when it is done nor when the program ends, which would take as
    long as a fifth of the build after an edit: the next build in the same process lets go of it.
    """
    before = gc.get_threshold()
    if gc.isenabled() and gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        if gc.isenabled():
            gc.freeze()
        gc.set_threshold(*before)


@contextmanager
def settled(is_little_new: bool = False) -> Iterator[None]:
    """What has been read stays: the search, where it is on, need not go through it again and again.

    Where little is new there is little garbage, and no search at all.
    """
    is_searched = gc.isenabled()
    if is_searched:
        gc.freeze()
        if is_little_new:
            gc.disable()
    try:
        yield
    finally:
        if is_searched:
            gc.unfreeze()
            gc.enable()
