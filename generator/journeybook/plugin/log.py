"""What MkDocs' log says of a book."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger

from journeybook.files.refusal import refusal
from journeybook.output import problems as problem_output
from journeybook.problem import Problem
from journeybook.words import LANGUAGES, SPOKEN, phrase

_LOG = get_plugin_logger("journeybook")


def told(problems: Sequence[Problem], root: Path) -> str:
    """Return problems as they stand in a log: where, what, and what to type instead."""
    return click.unstyle(problem_output.text(problems, _language(), root))


def warn(problems: Iterable[Problem], root: Path) -> None:
    """Tell of each problem: where MkDocs is strict, none of them is let pass."""
    for problem in problems:
        _LOG.warning(told([problem], root))


def refuse(problems: Sequence[Problem], root: Path) -> None:
    """End the build where there is anything to tell."""
    if problems:
        raise PluginError(told(problems, root))


def give_up(error: OSError) -> None:
    """End the build since the machine would not go on, if it told why."""
    if (why := refusal(error)) is not None:
        _LOG.error(why.say(_language()))
        raise Abort(phrase("Nothing was built.").say(_language())) from error


def _language() -> str:
    """The language that was asked for; without one that of MkDocs itself."""
    asked = os.environ.get(SPOKEN, "")
    return asked if asked in LANGUAGES else LANGUAGES[0]
