"""Templates are compiled once, and what was compiled in another way, or is damaged, is not taken."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import CodeType

import pytest
from jinja2 import DictLoader, Environment

from journeybook.render.compiled import Compiled
from journeybook.render.quick import quickened, stilled
from journeybook.render.tight import Tight

SOURCE = {"hello": "<b>{{ name }}</b>\n"}


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def environment(compiled: Compiled, **settings: bool) -> Environment:
    return Environment(loader=DictLoader(SOURCE), bytecode_cache=compiled, **settings)  # type: ignore[arg-type]


def compilations(monkeypatch: pytest.MonkeyPatch, asked: Environment) -> list[str]:
    """The templates that are compiled from now on."""
    found: list[str] = []
    really = asked._compile

    def heard(source: str, name: str) -> CodeType:
        found.append(name)
        return really(source, name)

    monkeypatch.setattr(asked, "_compile", heard)
    return found


def test_the_next_run_takes_what_this_one_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(Compiled()).get_template("hello")
    later = environment(Compiled())
    found = compilations(monkeypatch, later)
    assert later.get_template("hello").render(name="x") == "<b>x</b>"
    assert found == []


def test_what_escapes_is_compiled_apart_from_what_does_not() -> None:
    assert environment(Compiled()).get_template("hello").render(name="<") == "<b><</b>"
    assert environment(Compiled(), autoescape=True).get_template("hello").render(name="<") == "<b>&lt;</b>"
    quick = quickened(environment(Compiled(), autoescape=True))
    assert quick.get_template("hello").render(name="<") == "<b>&lt;</b>"


def test_a_damaged_file_is_compiled_anew(kept_apart: Path) -> None:
    environment(Compiled()).get_template("hello")
    for path in kept_apart.rglob("*.cache"):
        path.write_bytes(path.read_bytes()[:40])
    assert environment(Compiled()).get_template("hello").render(name="x") == "<b>x</b>"


def test_without_a_safe_folder_it_is_compiled_each_run(kept_apart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(kept_apart / "nowhere"))
    assert environment(Compiled()).get_template("hello").render(name="x") == "<b>x</b>"


def test_what_an_extension_of_ours_makes_is_compiled_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    environment(Compiled()).get_template("hello")
    later = environment(Compiled())
    later.add_extension(Tight)
    found = compilations(monkeypatch, later)
    assert later.get_template("hello").render(name="x") == "<b>x</b>"
    assert len(found) == 1


def test_what_always_says_the_same_is_included_as_jinja_does() -> None:
    kinds = "<i>{% include 'icon' %}{% include name %}{% include ['none', 'icon'] %}{% include 'none' ignore missing %}"
    pieces = {"icon": "<svg>{# an icon #}\n  <path/>\n</svg>\n", "word": "{% set x = word %}{{ x }}"}
    kinds += (
        "{% set kept %}{% include 'icon' %}{% endset %}{{ kept }}{% for x in 'ab' %}{% include 'word' %}{% endfor %}"
    )
    loader = DictLoader({**pieces, "page": kinds})
    plain, quick = Environment(loader=loader, autoescape=True), Environment(loader=loader, autoescape=True)
    stilled(quickened(quick))
    told = {"name": "word", "word": "<&>"}
    assert quick.get_template("page").render(told) == plain.get_template("page").render(told)
