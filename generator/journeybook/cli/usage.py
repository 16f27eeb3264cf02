"""What click says of a command that was typed wrong, in the reader's language: it asks for each sentence by a name."""

from __future__ import annotations

from collections.abc import Sequence

import click.core
import click.exceptions
import click.formatting
import click.parser
import click.types

from journeybook.words import phrase, phrases, translations

SAID = (
    phrase("Usage:"),
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

ASKING = (click.core, click.exceptions, click.formatting, click.parser, click.types)


def speak(language: str) -> None:
    """Has click say its sentences in a language, as far as they are known."""
    words = translations(language)
    for module in ASKING:
        vars(module).update({"_": words.gettext, "ngettext": words.ngettext})


def language_in(arguments: Sequence[str]) -> str | None:
    """The language asked for in arguments that nobody has looked at yet, if any is."""
    for number, word in enumerate(arguments):
        name, _, value = word.partition("=")
        if name == "--language":
            return value or next(iter(arguments[number + 1 : number + 2]), None)
    return None
