"""Personas come in from the shapes that people keep them in, and nothing of them is lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from click.testing import CliRunner

from journeybook.cli import command
from journeybook.convert.personas import personas
from journeybook.load import load
from journeybook.model import Book, Persona, Settings
from journeybook.problem import Problem, Severity

ROOT = Path(__file__).parents[1]
SHIPPED = load(ROOT)[0]
BOOK = Book(Settings(id="book", languages=("en", "pl")))
WriteBook = Callable[[Mapping[str, str | bytes]], Path]


def read(text: str, file: str = "personas.yml") -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """Return what the personas' files will say, by id, and all that is told."""
    drafts, problems = personas(BOOK, dedent(text).lstrip("\n").encode(), file)
    return {draft.id: dict(draft.entries) for draft in drafts}, problems


def test_a_list_of_personas_with_fields_of_their_own() -> None:
    found, problems = read(
        """
        - title: The hopper
          desc: I move a lot
          age: 27
          devices:
            - laptop
          empty:
        - title: The hopper
          description: Another
        """
    )
    assert found == {
        "the-hopper": {"name": "The hopper", "portrait": "I move a lot", "x-age": "27", "x-devices": ["laptop"]},
        "the-hopper-2": {"name": "The hopper", "portrait": "Another"},
    }
    assert [(problem.rule, problem.place.line) for problem in problems] == [("persona-own-fields", 1)]


def test_a_list_under_a_name_beside_other_things() -> None:
    found, problems = read("heading: Ours\ndocs:\n  - name: Ann\n    goals: [Quick, Cheap]\n")
    assert found == {"ann": {"name": "Ann", "goals": ["Quick", "Cheap"]}}
    assert [(problem.rule, problem.place.line) for problem in problems] == [("persona-beside", 1)]


def test_personas_by_name_and_items_in_wrappers() -> None:
    found, _ = read(
        """
        Ann Smith:
          primary-goal: Pay
          objectives:
            - item: On time
            - {title: Once, description: not twice}
          frustrations: |
            - Waiting
            - Repeating
          ann-benefits: [Peace]
          key-metrics:
            - item: a
              of: b
        ceo:
          identifier: boss
          name: {en: The boss, pl: Szefowa}
        """
    )
    assert found == {
        "ann-smith": {
            "name": "Ann Smith", "goals": ["Pay", "On time", "Once: not twice"], "pains": ["Waiting", "Repeating"],
            "gains": ["Peace"], "x-key-metrics": [{"item": "a", "of": "b"}],
        },
        "boss": {"name": {"en": "The boss", "pl": "Szefowa"}},
    }  # fmt: skip


def test_front_matter_and_the_text_below() -> None:
    found, _ = read(
        """
        ---
        name: Ann
        quote: Not again
        ---
        She pays on time.

        ## Frustrations
        * Waiting
        * Repeating

        ## A day
        Up early.
        """,
        "ann.md",
    )
    assert found == {
        "ann": {
            "name": "Ann", "quote": "Not again", "pains": ["Waiting", "Repeating"],
            "portrait": "She pays on time.\n\n## A day\nUp early.",
        }
    }  # fmt: skip
    assert read("# Ben\n\nWrites a lot.\n", "ben.md")[0] == {"ben": {"name": "Ben", "portrait": "Writes a lot."}}


def test_json_is_read_too() -> None:
    assert read('{"personas": [{"name": "Ann", "needs": ["x"]}]}')[0] == {"ann": {"name": "Ann", "needs": ["x"]}}


@pytest.mark.parametrize(
    "text",
    [
        "", "a: b\n", "- a\n- b\n", "- !!python/object/apply:os.system [ls]\n", "a: &x [1]\nb: [*x, *x]\n", "[" * 5000,
        "- name: [unclosed\n",
    ],
)  # fmt: skip
def test_what_holds_no_persona_is_refused_with_a_reason(text: str) -> None:
    found, problems = read(text)
    assert found == {}
    assert any(problem.severity is Severity.ERROR for problem in problems)


def test_what_is_written_passes_check_and_overwrites_nothing(write_book: WriteBook, tmp_path: Path) -> None:
    root = write_book({"content/personas/ann.yml": "name: Ann\n"})
    source = tmp_path / "a.yml"
    source.write_text("- name: 'Ben: \"x\" # 1'\n  age: 40\n  story: |\n    One\n\n    two\n- name: Ann\n", "utf-8")
    result = CliRunner().invoke(command, ["-C", str(root), "--language", "en", "import", "personas", str(source)])
    assert result.exit_code == 1
    assert "content/personas/ann.yml is there already" in result.stderr
    book, problems = load(root)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    ben = book.personas["ben-x-1"]
    assert (ben.name.say("en"), ben.story.say("en"), ben.extras) == ('Ben: "x" # 1', "One\n\ntwo", {"x-age": "40"})


def test_a_persona_that_journeys_already_name_takes_the_place_of_its_sketch(
    write_book: WriteBook, tmp_path: Path
) -> None:
    root = write_book(
        {"journeys/x.yml": "title: X\npersona: early-riser\nphases: [{title: A, touchpoints: [I wait]}]\n"}
    )
    source = tmp_path / "a.yml"
    source.write_text("- name: Early riser\n  age: 40\n", "utf-8")
    result = CliRunner().invoke(command, ["-C", str(root), "--language", "en", "import", "personas", str(source)])
    assert result.exit_code == 0, result.stderr
    book = load(root)[0]
    assert [(each.id, each.sketch) for each in book.personas.values()] == [("early-riser", False)]


@pytest.mark.parametrize("path", sorted((ROOT / "content/personas").glob("*.yml")), ids=lambda path: path.stem)
def test_our_own_personas_come_in_as_they_are(path: Path) -> None:
    drafts, problems = personas(SHIPPED, path.read_bytes(), path.name, path.stem)
    (draft,) = drafts
    assert [problem for problem in problems if problem.severity is not Severity.ADVICE] == []
    again = Persona.model_validate({**draft.entries, "id": path.stem}, context={"languages": SHIPPED.languages})
    assert again.model_copy(update={"extras": {}}) == SHIPPED.personas[path.stem]
