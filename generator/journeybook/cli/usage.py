"""What click says of a command, in the reader's language: its help, and what was typed wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

from journeybook.cli.call import program
from journeybook.words import CAPITALS, paragraphs, phrase, phrases, translations

SAID = (
    phrase("Usage:"),
    phrase("[OPTIONS]"),
    phrase("COMMAND [ARGS]..."),
    phrase("TEXT"),
    phrase("DIRECTORY"),
    phrase("Options"),
    phrase("Positional arguments"),
    phrase("Commands"),
    phrase("required"),
    phrase("default: {default}"),
    phrase("Show the version and exit."),
    phrase("Show this message and exit."),
    phrase("Try '{command} {option}' for help."),
    phrase("Error: {message}"),
    phrase("Aborted!"),
    phrase("Invalid value: {message}"),
    phrase("Invalid value for {param_hint}: {message}"),
    phrase("Missing argument"),
    phrase("Missing option"),
    phrase("Missing command."),
    phrase("Choose from:\n\t{choices}"),
    phrase("No such option {name!r}."),
    phrase("No such option: {name}"),
    phrase("No such command {name!r}."),
    phrases("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    phrase("Option {name!r} does not take a value."),
    phrases("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    phrases("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    phrases("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    phrases(
        "{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}.", 1
    ),
    phrase("file"),
    phrase("directory"),
    phrase("path"),
    phrase("{name} {filename!r} does not exist."),
    phrase("{name} {filename!r} is a file."),
    phrase("{name} {filename!r} is a directory."),
    phrase("{name} {filename!r} is not readable."),
    phrase("{name} {filename!r} is not writable."),
)  # fmt: skip
"""Click's own sentences, letter by letter, of its present and earlier versions; any other stays English."""

_LINE = re.compile(r"(?m)^( +\S+ +)?(\S.*)$")
"""A line of a list in help: a name, if it has one, and what is told of it."""
ASKING = (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types)


def speak(language: str) -> None:
    """Has click say its sentences in a language, as far as they are known."""
    words = translations(language)
    for module in ASKING:
        vars(module).update({"_": words.gettext, "ngettext": words.ngettext})


def in_words(command: click.Command) -> click.Command:
    """The command with its help in the language that click speaks; what is given stays as it is."""
    found = copy(command)
    vars(found)["_help_option"] = None  # click makes --help once, in the language that it speaks then
    found.help, found.short_help, found.epilog = (_text(text) for text in (found.help, found.short_help, found.epilog))
    found.options_metavar = _word(found.options_metavar or "")
    found.params = [_param(each) for each in found.params]
    if isinstance(found, click.Group):
        found.subcommand_metavar = _word(found.subcommand_metavar)
        found.commands = {name: in_words(each) for name, each in found.commands.items()}
    return found


def _param(param: click.Parameter) -> click.Parameter:
    """An option or argument in words; `TEXT` and `FILE`, which click would say of its own accord, are words too."""
    found = copy(param)
    own = isinstance(found, click.Option) and isinstance(found.type, click.Path | type(click.STRING))
    stands_for = found.metavar or (found.type.name.upper() if own else "")
    found.metavar = CAPITALS.sub(lambda word: _word(word[0]), stands_for) or None
    if isinstance(found, click.Option):
        found.help = _text(found.help)
    return found


def _text(text: str | None) -> str | None:
    """A text of help in words, paragraph by paragraph; what is laid out in lines, line by line."""
    if text and text.startswith("\b\n"):
        return _LINE.sub(lambda line: (line[1] or "") + _word(line[2]), text)
    return text and "\n\n".join(_word(each) for each in paragraphs(text))


def _word(english: str) -> str:
    """What click says for the English, with our commands as they were typed."""
    said: str = vars(click.core)["_"](english) if english else ""
    return said.replace("journeybook ", f"{program()} ")


def no_command(typed: str, close: str) -> str:
    """That there is no such command, and the one that is most likely meant."""
    words = vars(click.core)
    near: str = words["ngettext"]("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1)
    told: str = words["_"]("No such command {name!r}.")
    return f"{told.format(name=typed)} {near.format(possibility=repr(close))}"


def language_in(arguments: Sequence[str]) -> str | None:
    """The language asked for in arguments that nobody has looked at yet, if any is."""
    for number, word in enumerate(arguments):
        name, _, value = word.partition("=")
        if name == "--language":
            return value or next(iter(arguments[number + 1 : number + 2]), None)
    return None
