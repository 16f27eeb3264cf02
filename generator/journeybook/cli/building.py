"""How far a build is, on a terminal as a line that changes, elsewhere as a plain line a stage."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from journeybook.cli.call import Call
from journeybook.site.progress import Progress, Tell
from journeybook.words import Phrase, phrase

_PAUSE = 0.1  # seconds between two looks of the line; more often cannot be read
_SLOW = 0.5  # seconds that a build may take before anything is said on a terminal


@contextmanager
def told(call: Call) -> Iterator[Tell]:
    """Give what to tell of a build to, and clear the line at the end; nothing is said to who wants quiet."""
    line = Line(call)
    try:
        yield line.told
    finally:
        line.clear()


class Line:
    """The line as it stands."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._alive = sys.stderr.isatty()
        self._stage: Phrase | None = None
        self._start = self._begun = self._shown = time.monotonic()
        self._width = 0

    def told(self, progress: Progress) -> None:
        """Show how far it is, if there is something new to see."""
        if self._call.quiet:
            return
        now = time.monotonic()
        if progress.stage != self._stage:
            self._stage, self._begun, self._shown = progress.stage, now, 0.0
            if not self._alive:
                click.echo(f"{progress.stage.say(self._call.language)} …", err=True)
        if self._alive and now - self._start > _SLOW and now - self._shown > _PAUSE:
            self._shown = now
            self._show(self._words(progress, now - self._begun))

    def clear(self) -> None:
        """Leave an empty line."""
        if self._width:
            self._show("")
            click.echo("\r", nl=False, err=True)

    def _show(self, words: str) -> None:
        room = max(shutil.get_terminal_size().columns - 1, 1)
        click.echo("\r" + words[:room].ljust(min(self._width, room)), nl=False, err=True)
        self._width = min(len(words), room)

    def _words(self, progress: Progress, spent: float) -> str:
        """The stage, the count, and the time left at the pace so far."""
        stage, language = progress.stage.say(self._call.language), self._call.language
        if not progress.done:
            return f"{stage} …"
        if not progress.of:
            return phrase("{stage}: {done}", stage=stage, done=progress.done).say(language)
        left = round(spent / progress.done * (progress.of - progress.done))
        return phrase(
            "{stage}: {done} of {of}, {left} s left", stage=stage, done=progress.done, of=progress.of, left=left
        ).say(language)
