"""The command loads what it needs and no more: who builds what stands already, or types something wrong, waits little.

Only a new process tells: this one has loaded everything.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ODD = ["TZ=:/etc/passwd", "TZ=.", "TZ=:Nowhere/City", "LANG=xx_YY", "LC_ALL=C.BROKEN", "LANGUAGE=:", "COLUMNS=many"]
LOADED = """
import sys
from journeybook.cli import main
code = None
try:
    main(sys.argv[1:])
except SystemExit as end:
    code = end.code
heavy = {"journeybook.model", "journeybook.pages", "journeybook.rules", "mkdocs", "jinja2", "pydantic", "yaml"}
print(code, *sorted(heavy & set(sys.modules)))
"""
BOOK = {
    "content/book.yml": "brand: {name: A book}\n",
    "content/personas/cook.yml": "name: The cook\n",
    "journeys/late.yml": "title: Late\npersona: cook\nphases: {Paying: [{I pay: -1}]}\n",
}


def loaded(root: Path, *words: str) -> list[str]:
    """Return the exit code of the command in a process of its own, and what it has loaded of all that takes long."""
    command = [sys.executable, "-c", LOADED, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    return done.stdout.splitlines()[-1].split()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in BOOK.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_a_build_that_finds_nothing_to_do_loads_nothing_to_do_it_with(root: Path, builder: str) -> None:
    if builder == "zensical":
        pytest.importorskip("zensical")
    words = ("build", "--builder", builder)
    code, *heavy = loaded(root, *words)
    assert code == "0"
    assert {"journeybook.model", "journeybook.pages", "journeybook.rules", "mkdocs", "jinja2", "pydantic"} <= {*heavy}
    assert loaded(root, *words) == ["0"]
    (root / "journeys/late.yml").write_text(BOOK["journeys/late.yml"].replace("Late", "Later"), "utf-8")
    assert len(loaded(root, *words)) > 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--version"], "0"),
        (["--nothing"], "2"),
        (["nothing"], "2"),
        (["build", "--nothing"], "2"),
        (["build", "-h"], "0"),
    ],
)
def test_who_asks_for_nothing_waits_for_nothing(tmp_path: Path, words: list[str], code: str) -> None:
    assert loaded(tmp_path, *words) == [code]


@pytest.mark.parametrize("odd", ODD)
def test_no_command_dies_of_an_odd_environment(root: Path, odd: str) -> None:
    name, _, value = odd.partition("=")
    command = [sys.executable, "-m", "journeybook", "check", "-q"]
    done = subprocess.run(command, capture_output=True, env={**os.environ, name: value}, cwd=root, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
