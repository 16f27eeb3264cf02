"""What translators are given beside the marked words: sentences of rules, of records and fields, of commands."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import IO, Any

from babel.messages.extract import extract_python

from journeybook.rules.rule import sentences
from journeybook.words import CAPITALS, paragraphs

Message = tuple[Any, ...]
_RECORDS = {"Record", "Entity", "Lanes"}
_COMMANDS, _HELP, _STANDS_FOR = {"command", "group"}, {"help", "short_help"}, "metavar"


def extract(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[Message]:
    """Babel's extractor of Python, and what it cannot see; pyproject.toml names this function."""
    source = file.read()
    yield from extract_python(BytesIO(source), keywords, comment_tags, options)
    for node in ast.walk(ast.parse(source)):
        yield from ((node.lineno, None, told, []) for told in _unmarked(node))  # type: ignore[attr-defined]


def _unmarked(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef) and any(_calls(mark, "rule") for mark in node.decorator_list):
        yield from sentences(ast.get_docstring(node, clean=False) or "")
    elif isinstance(node, ast.Call) and _calls(node, "Field"):
        given = (key.value for key in node.keywords if key.arg == "description")
        yield from (told.value for told in given if isinstance(told, ast.Constant) and isinstance(told.value, str))
    elif isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & _RECORDS:
        yield ast.get_docstring(node) or ""
    elif isinstance(node, ast.FunctionDef) and any(_makes_command(mark) for mark in node.decorator_list):
        yield from paragraphs(ast.get_docstring(node) or "")
    elif isinstance(node, ast.Call):
        yield from _in_help(node)


def _makes_command(mark: ast.expr) -> bool:
    return isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr in _COMMANDS


def _in_help(node: ast.Call) -> Iterator[str]:
    """What `--help` says of an option or command, and the words in capitals that stand for what is typed."""
    for key in node.keywords:
        if isinstance(key.value, ast.Constant) and isinstance(key.value.value, str):
            yield from [key.value.value] if key.arg in _HELP else []
            yield from CAPITALS.findall(key.value.value) if key.arg == _STANDS_FOR else []


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
