"""Progress of long work: one line that is written over in a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

import click

from journeybook.words import percent, phrase, phrases

BEGINS, BETWEEN, IN_A_LOG = 1.0, 0.2, 10.0  # seconds


@dataclass
class Teller:
    """Tells on stderr how far a source is read; nothing of what takes less than a second."""

    quiet: bool
    language: str
    began: float = 0.0
    told: float = float("-inf")
    width: int = 0

    def tell(self, name: str, rows: int, share: float) -> None:
        """Tells of a source: rows read, or the share of it where that is what is known."""
        now = time.monotonic()
        self.began = self.began or now
        live = sys.stderr.isatty()
        if self.quiet or now - self.began < BEGINS or now - self.told < (BETWEEN if live else IN_A_LOG):
            return
        self.told = now
        line = self._line(name, rows, share)
        padded = line.ljust(self.width)
        self.width = len(line)
        click.echo(f"\r{padded}" if live else line, err=True, nl=not live)

    def done(self) -> None:
        """Clears the line."""
        if self.width and sys.stderr.isatty():
            click.echo("\r" + " " * self.width + "\r", err=True, nl=False)
        self.width = 0

    def _line(self, name: str, rows: int, share: float) -> str:
        if rows:
            words = phrases("{name}: {count} row …", "{name}: {count} rows …", rows, name=name)
        elif share > 0:
            words = phrase("{name}: {share} …", name=name, share=percent(min(1.0, share / 100), self.language, 0))
        else:
            words = phrase("{name} …", name=name)
        return words.say(self.language)
