"""What every command knows, and how it speaks and ends."""

from __future__ import annotations

import locale
import os
import re
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from msgspec import Struct

from journeybook import files
from journeybook.cli.commands import COMMANDS
from journeybook.level import AUDIENCES
from journeybook.output.harmless import harmless
from journeybook.problem import Problem, Severity
from journeybook.words import LANGUAGES, SPOKEN, Phrase, phrase

if TYPE_CHECKING:
    from journeybook.model import Book

SETTINGS = "content/book.yml"
_OURS = re.compile(
    r"^ *\d+ \|.*|`[^`\n]*`|[“„][^”\n]*”"  # words of somebody else, in a line of a file or in quotation marks
    rf"|\bjourneybook (?=(?:{'|'.join(COMMANDS)})\b)(?P<book>new book)?",
    re.MULTILINE,
)
"""Our commands in what is said to people."""


class Call(Struct, frozen=True):
    """What every command knows: the folder, the reader's language, the day, how much to say."""

    root: Path
    language: str
    as_of: date | None
    quiet: bool

    def say(self, message: Phrase) -> None:
        """Chatter, to stderr, unless asked to be quiet."""
        if not self.quiet:
            self.tell(message)

    def tell(self, message: Phrase) -> None:
        """What has to be said even to who wants quiet, to stderr."""
        self.show(message.say(self.language) + "\n", err=True)

    def show(self, text: str, form: str = "text", err: bool = False) -> None:
        """Prints something; in what people read, commands are as one types them here."""
        click.echo(harmless(self.as_typed(text)) if form == "text" else text, err=err, nl=False)

    def as_typed(self, text: str) -> str:
        """The text with our commands as one types them: in the way this one was, with the folder if elsewhere."""
        here = self.root.resolve() == found_root(Path.cwd()).resolve()
        ours = program() if here else f"{program()} -C {as_word(self.root)}"

        def typed(found: re.Match[str]) -> str:
            if not found[0].startswith("journeybook"):
                return found[0]
            return f"{program()} new book" if found["book"] else f"{ours} "

        return _OURS.sub(typed, text)

    def stop(self, message: Phrase, code: int = 2) -> NoReturn:
        """Ends the command with a sentence and an exit code."""
        self.tell(message)
        sys.exit(code)

    def put(self, output: Path, data: str | bytes) -> None:
        """Writes a file, whatever was there, unless that is YAML of the book, which somebody has typed."""
        at = real(output)
        if at.is_file() and at.suffix in {".yml", ".yaml"} and at.is_relative_to(self.root.resolve()):
            self.stop(phrase("{file} is a part of the book. Name another file behind -o.", file=shown(output)), 1)
        files.hand_over(output, data)

    def need_book(self) -> None:
        """Ends the command where there is no book."""
        if not (self.root / SETTINGS).is_file():
            self.stop(
                phrase("Here is no book: {file} is missing. Make one with: journeybook new book NAME", file=SETTINGS)
            )

    def book(self) -> tuple[Book, tuple[Problem, ...]]:
        """The book in the folder and what is wrong with it."""
        # Here, since all that reads a book takes half a second, and who types something wrong is told so before.
        from journeybook.files.records import LeftRecords
        from journeybook.git.day import day_of
        from journeybook.load import load

        self.need_book()
        with closing(LeftRecords(self.root)) as records:
            return load(self.root, day_of(self.root, self.as_of), records)

    def readable(self, audience: str | None = None) -> Book:
        """The book in the folder, or what of it an audience may see; ends the command if it cannot be read."""
        from journeybook.audience import for_audience, refused  # late for the same reason

        book, problems = self.book()
        refuse_unreadable(self, (*problems, *refused(book, audience or "")))
        return for_audience(book, audience or "")


pass_call = click.make_pass_decorator(Call)
AUDIENCE = click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Only what these readers may see; everything by default."
)


def found_root(start: Path) -> Path:
    """The nearest folder above that holds a book; the start itself where none does."""
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), start)


def language_of(asked: str | None) -> str:
    """The language to speak: the one asked for, else the system's, else English."""
    named = (os.environ.get(name) for name in (SPOKEN, "LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, named), None) or locale.getlocale()[0] or ""  # Windows names it nowhere else
    return next((code for code in (_code(asked or ""), _code(system)) if code in LANGUAGES), "en")


def _code(name: str) -> str:
    """`pl` of `pl_PL.UTF-8`."""
    return re.split(r"[-_.@]", name)[0].lower()


def _spoken(context: click.Context, param: click.Parameter, value: str | None) -> str | None:
    return value and click.Choice(LANGUAGES).convert(_code(value), param, context)


LANGUAGE = partial(click.option, "--language", callback=_spoken, metavar=f"[{'|'.join(LANGUAGES)}]")
"""The option that takes a language of messages, also with its country; its help is still to be given."""


def refuse_unreadable(call: Call, problems: Sequence[Problem]) -> None:
    """Ends the command with the errors of the book, if there are any."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        from journeybook.output import problems as problem_output  # late: it knows the rules, and takes as long as they

        call.show(problem_output.text(errors, call.language, call.root), err=True)
        sys.exit(1)


def program() -> str:
    """How the command was called, for what to type next: run.py hands it over where there is no `journeybook`."""
    return os.environ.get("JOURNEYBOOK_TYPED", "journeybook")


def as_word(path: Path) -> str:
    """A path as one types it into a shell: in quotation marks where it holds a space."""
    return f'"{shown(path)}"' if " " in shown(path) else shown(path)


def real(path: Path) -> Path:
    """The path without links and detours; pathlib gives up on links that lead in a circle."""
    return Path(os.path.realpath(path))


def shown(path: Path) -> str:
    """A path as its reader would type it: from here where that is shorter."""
    whole = real(path)
    return str(whole.relative_to(Path.cwd())) if whole.is_relative_to(Path.cwd()) else str(whole)
