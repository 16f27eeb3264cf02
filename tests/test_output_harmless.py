"""Whatever an author types, what is printed commands neither a terminal nor the CI that reads the log."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from journeybook.cli import main
from journeybook.output.harmless import harmless
from journeybook.output.measures import cell

Write = Callable[[Mapping[str, str | bytes]], Path]
OBEYED = re.compile(r"^\s*::|##\[|##vso\[|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", re.MULTILINE)
NASTY = r'"Late\n::error::pwned ##vso[task.x]1 ##[error]\u202eback"'
BOOK = {
    "content/book.yml": f"brand: {{name: {NASTY}}}\n",
    "content/personas/ann.yml": f"name: {NASTY}\n",
    "content/actors/clerk.yml": f"title: {NASTY}\n",
    "content/promises/soon.yml": f"title: {NASTY}\ntext: {NASTY}\nowner: clerk\n",
    "journeys/late.yml": (
        f"title: {NASTY}\npersona: ann\nowner: clerk\nphases:\n  Paying:\n"
        f"    - {{title: {NASTY}, emotion: -1, owner: clerk}}\n    - {{title: {NASTY}, emotion: 1, owner: clerk}}\n"
    ),
}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("::error::no", "\u200b::error::no"),
        ("one\n \u00a0::set-env name=x::y", "one\n \u00a0\u200b::set-env name=x::y"),
        ("\x1b[1m::error::no\x1b[0m", "\x1b[1m\u200b::error::no\x1b[0m"),
        ("so: ##vso[task.complete]", "so: #\u200b#vso[task.complete]"),
        ("##[error]no", "#\u200b#[error]no"),
        ("a\r::error::\x1b[2J\x9b", "a�::error::�[2J�"),
        ("## A heading: std::string\n\t[red]", "## A heading: std::string\n\t[red]"),
    ],
)
def test_where_a_command_would_begin_a_sign_that_nobody_sees_stands(typed: str, shown: str) -> None:
    assert harmless(typed) == shown
    assert harmless(shown) == shown


def test_a_cell_of_a_table_commands_nothing_either() -> None:
    assert cell("one\n::error::two") == "one\n\u200b::error::two"


@pytest.mark.parametrize(
    "words",
    [
        ["check"], ["next"], ["next", "late"], ["measure"], ["measure", "late"], ["measure", "soon"],
        ["measure", "--format", "csv"], ["report", "management"], ["report", "cx-team"],
        ["report", "frontline", "--format", "csv"], ["report", "workshop", "late"],
        ["new", "codeowners", "--forge", "github"],
        ["draw", "map", "late", "--format", "dot"], ["draw", "map", "nobody"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_prints_what_somebody_obeys(
    words: list[str], write_book: Write, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEYBOOK_LANGUAGE", "en")
    with pytest.raises(SystemExit):
        main(["-C", str(write_book(BOOK)), *words])
    said = capsys.readouterr()
    assert said.out or said.err
    assert OBEYED.findall(said.out + said.err) == []
