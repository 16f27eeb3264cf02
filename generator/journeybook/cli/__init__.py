"""The command: reads arguments, prints, sets the exit code. 0 good, 1 problems, 2 usage, 3 our own mistake."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from io import BufferedWriter, RawIOBase, TextIOWrapper
from itertools import islice
from pathlib import Path

import click

from journeybook import TEMPLATES, __version__
from journeybook.cli.call import LANGUAGE, Call, found_root, language_of, program
from journeybook.cli.commands import COMMANDS, OWN_LANGUAGE
from journeybook.cli.usage import in_words, language_in, no_command, speak
from journeybook.files.refusal import is_full, refusal
from journeybook.output.harmless import harmless
from journeybook.words import Phrase, phrase


class Commands(click.Group):
    """Commands that are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None where there is none."""
        module, _, name = COMMANDS.get(cmd_name, "").partition(":")
        found = getattr(import_module(f"journeybook.cli.{module}"), name) if module else None
        assert found is None or isinstance(found, click.Command)
        return found and in_words(found)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; where there is none, the nearest one is told, which click does not know of."""
        near = get_close_matches(args[0], COMMANDS, 1)
        if near and args[0] not in COMMANDS:
            ctx.fail(no_command(args[0], near[0]))
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "--root", type=click.Path(path_type=Path), metavar="FOLDER", help="The folder of the book.")
@LANGUAGE(help="The language of messages. By default that of your system.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="YEAR-MONTH-DAY", help="The day from which ages are counted."
)
@click.option("-q", "--quiet", is_flag=True, help="Say only what was asked for.")
@click.version_option(__version__, "--version")
@click.pass_context
def command(context: click.Context, root: Path | None, language: str | None, as_of: object, quiet: bool) -> None:
    """Journeys as code: YAML in a folder becomes a checked book of journeys and promises, and a site."""
    day = as_of.date() if hasattr(as_of, "date") else None
    call = context.obj = Call(root or found_root(Path.cwd()), language_of(language), day, quiet)
    if not call.root.is_dir():
        call.stop(phrase("There is no folder “{folder}”.", folder=root))


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command; our own mistakes end with a report to paste and exit code 3, never with a bare traceback."""
    raw = getattr(sys.stdout, "buffer", None)
    if sys.stdout is sys.__stdout__ and isinstance(raw, RawIOBase):
        sys.stdout = TextIOWrapper(BufferedWriter(raw))  # PYTHONUNBUFFERED: what finds no room would be lost in silence
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    common, rest = parted(sys.argv[1:] if arguments is None else arguments)
    language = language_of(language_in(common))
    speak(language)  # before a command is loaded: click names some things right then
    try:
        in_words(command).main([*common, *rest], prog_name=program(), color=_colour())
    except Exception as error:  # noqa: BLE001 - the last line of defence: say whose fault it is, and how to report ours
        no = refusal(error) or _the_templates_no(error)
        click.echo(harmless(no.say(language) if no else _report()), err=True)
        if no:
            _let_go_of_output()
        is_named = isinstance(error, OSError) and error.filename and not is_full(error)
        sys.exit((2 if is_named else 1) if no else 3)


def _the_templates_no(error: Exception) -> Phrase | None:
    """What a template of the book's own could not do, and in which line; None where none had a part in it."""
    frames = [(each.filename, each.lineno) for each in traceback.extract_tb(error.__traceback__)]
    typed = [(str(getattr(error, "filename", "")), getattr(error, "lineno", 0))]
    own = (each for each in (*typed, *reversed(frames)) if each[0].endswith(".j2"))
    file, line = next(own, ("", 0))
    if not file or Path(file).is_relative_to(TEMPLATES):
        return None
    return phrase(
        "The book’s own template {file} went wrong in line {line}: {why}. Mend it, or delete it: then ours is used.",
        file=file, line=line, why=str(error).rstrip("."),
    )  # fmt: skip


def _let_go_of_output() -> None:
    """What waits to be written, and cannot be, is not tried again at the end: Python would complain then."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parted(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options that every command takes, and all else: `check -q -C book` means the same as `-q -C book check`."""
    ours, languages, rest, words = list[str](), list[str](), list[str](), iter(arguments)
    for word in words:
        name, sign, _ = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif word in ("-q", "--quiet"):
            ours.append(word)
        elif name in ("-C", "--root", "--as-of", "--language"):
            value = [] if sign else [*islice(words, 1)]
            if not (sign or value):
                return [*ours, word], []  # so that it is told what is lacking
            (languages if name == "--language" and rest else ours).extend([word, *value])
        else:
            rest.append(word)
    own = next((depth for depth in (1, 2) if " ".join(rest[:depth]) in OWN_LANGUAGE), 0)
    return (ours, [*rest[:own], *languages, *rest[own:]]) if own else ([*ours, *languages], rest)


def _colour() -> bool | None:
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def _report() -> str:
    last = traceback.format_exc().strip()
    return (
        f"journeybook {__version__} made a mistake of its own; nothing was published.\n"
        f"Please report what stands below, with the file you were editing.\n\n{last}"
    )
