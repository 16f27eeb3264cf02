"""What a piece of work costs: processor time (its children's too), time on the wall, most memory held."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

_KIB_PER_UNIT = 1 / 1024 if sys.platform == "darwin" else 1  # macOS counts bytes, Linux KiB


@dataclass
class Cost:
    """Seconds of processor and wall, MiB of memory at the most (of the whole process so far), bytes put out."""

    cpu: float = 0.0
    wall: float = 0.0
    memory: float = 0.0
    out: int = 0


class Clock:
    """The costs of the stages of one process, by their names."""

    def __init__(self) -> None:
        self.costs: dict[str, Cost] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[Cost]:
        """Measure what happens inside; a name met twice is added up."""
        cost = self.costs.setdefault(name, Cost())
        cpu, wall = _cpu(), time.perf_counter()
        yield cost
        cost.cpu += _cpu() - cpu
        cost.wall += time.perf_counter() - wall
        cost.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB_PER_UNIT / 1024

    def told(self) -> dict[str, dict[str, float]]:
        """The costs as plain values."""
        return {name: asdict(cost) for name, cost in self.costs.items()}


def _cpu() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def bytes_in(folder: Path, *suffixes: str) -> int:
    """The bytes of the files in a folder, or of those with one of these endings."""
    found = (path for path in folder.rglob("*") if path.is_file() and (not suffixes or path.suffix in suffixes))
    return sum(path.stat().st_size for path in found)
