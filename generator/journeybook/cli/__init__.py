"""The command: reads arguments, prints, sets the exit code. 0 good, 1 problems, 2 usage, 3 our own mistake."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path

import click

from journeybook import __version__
from journeybook.cli.call import LANGUAGE, Call, found_root, language_of, program
from journeybook.cli.commands import COMMANDS, OWN_LANGUAGE
from journeybook.cli.usage import in_words, language_in, speak
from journeybook.words import phrase


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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    common, rest = parted(sys.argv[1:] if arguments is None else arguments)
    speak(language_of(language_in(common)))  # before a command is loaded: click names some things right then
    try:
        in_words(command).main([*common, *rest], prog_name=program(), color=_colour())
    except Exception as error:  # noqa: BLE001 - the last line of defence: say whose fault it is, and how to report ours
        ours = not isinstance(error, OSError) or error.filename is None
        click.echo(_report() if ours else _the_machines_no(error), err=True)
        sys.exit(3 if ours else 2)


def _the_machines_no(error: Exception) -> str:
    """What the machine would not do: a folder that is not there or not ours, a full disk."""
    why, file = getattr(error, "strerror", None) or str(error), str(getattr(error, "filename", ""))
    whole, unfinished, _ = file.partition("-being-built-")
    file = str(Path(whole).with_name(Path(whole).name.removeprefix("."))) if unfinished else file
    return phrase("{file} could not be read or written: {why}.", file=file, why=why).say(language_of(None))


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
