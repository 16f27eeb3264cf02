"""mkdocs.yml, before MkDocs reads it: what it would give up at, each at its place."""

from __future__ import annotations

from collections.abc import Iterator

from yaml import MappingNode, Node, SafeLoader, ScalarNode, YAMLError, compose

from journeybook.load.opened import opened
from journeybook.load.shelf import Shelf
from journeybook.problem import Place, Problem, Severity
from journeybook.site.standing import CONFIG
from journeybook.source.decoding import decoded
from journeybook.source.fault import fault_of
from journeybook.source.syntax import problem_of
from journeybook.source.whole_file import conflict
from journeybook.words import phrase

_TEXT = "tag:yaml.org,2002:str"
_KINDS = {f"tag:yaml.org,2002:{kind}" for kind in ("timestamp", "int", "float")}
"""What YAML itself takes a text for by its looks, and stumbles over."""


def unfit_settings(shelf: Shelf) -> list[Problem]:
    """What keeps MkDocs from reading its file; nothing where there is no such file."""
    data, closed = opened(shelf, CONFIG)
    try:
        root = compose(data or b"", SafeLoader)
        found = [*_no_values(root, SafeLoader("")), *_no_file(root)]
        return closed or sorted(found, key=lambda problem: problem.place)
    except YAMLError as error:
        text, problems = decoded(data or b"", CONFIG)
        return problems or [_syntax(error, text or "")]


def place_of_setting(shelf: Shelf, complaint: str) -> Place:
    """Where the setting stands that MkDocs complains of by its name; the beginning of the file where it names none."""
    root = compose(opened(shelf, CONFIG)[0] or b"", SafeLoader)
    return next((_place(key) for key, _ in _pairs(root) if f"'{key.value}'" in complaint), Place(CONFIG, 1, 1, 1, 1))


def _syntax(error: YAMLError, text: str) -> Problem:
    return conflict(text, CONFIG) or problem_of(fault_of(error, text, text.split("\n"), CONFIG))


def _no_values(node: Node | None, reader: SafeLoader) -> Iterator[Problem]:
    """Texts that are neither in quotation marks nor what they look like; a file may name others in a circle."""
    below, seen = [node], set[Node | None]()
    while below:
        node = below.pop()
        if isinstance(node, ScalarNode) and node.tag in _KINDS:
            try:
                reader.construct_object(node)
            except (ValueError, AttributeError):
                yield _no_value(node)
        elif node is not None and not isinstance(node, ScalarNode) and node not in seen:
            seen.add(node)
            pairs = isinstance(node, MappingNode)
            below += [each for pair in node.value for each in pair] if pairs else node.value


def _no_file(root: Node | None) -> Iterator[Problem]:
    """What stands where MkDocs expects the path of a file with more settings, and stumbles over all else."""
    for key, value in _pairs(root):
        if key.value == "INHERIT" and value.tag != _TEXT:
            message = phrase("INHERIT names another file of settings, and this is no path of a file.")
            hint = phrase("Write the path from here, for example: INHERIT: ../mkdocs.yml")
            yield Problem("mkdocs", Severity.ERROR, message, _place(value), hint)


def _pairs(root: Node | None) -> list[tuple[Node, Node]]:
    return root.value if isinstance(root, MappingNode) else []


def _no_value(node: ScalarNode) -> Problem:
    message = phrase("“{typed}” looks like a date or a number, and is none.", typed=node.value[:60])
    hint = phrase('Correct it; if it is a text, put it in quotation marks: "{typed}"', typed=node.value[:60])
    return Problem("mkdocs", Severity.ERROR, message, _place(node), hint)


def _place(node: Node) -> Place:
    start, end = node.start_mark, node.end_mark
    return Place(CONFIG, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
