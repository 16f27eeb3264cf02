"""A User Journey Graph: every reference leads to a node, as the draft asks, and what is left out is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from journeybook.cli import command
from journeybook.convert.ujg import CONTEXT, ujg_text
from journeybook.load import load

ROOT = Path(__file__).parents[1]
WriteBook = Callable[[Mapping[str, str | bytes]], Path]
STATES = frozenset({"State", "CompositeState"})
TARGETS = {
    **dict.fromkeys(("startState", "stateRefs", "from", "to"), STATES), "transitionRefs": {"Transition"},
    "phaseRef": {"Phase"}, "touchpointRefs": {"Touchpoint"}, "experienceRefs": {"ExperienceStep"},
    "subjourneyId": {"Journey"},
}  # fmt: skip


def references(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give each reference of a node: its name, and the id it leads to."""
    for name in TARGETS.keys() & node.keys():
        targets = node[name] if isinstance(node[name], list) else [node[name]]
        yield from ((name, target) for target in targets)


@pytest.mark.parametrize(
    "root", [ROOT, ROOT / "tests/books/government", ROOT / "tests/books/stress"], ids=lambda p: p.name
)
def test_every_reference_leads_to_a_node_of_its_kind(root: Path) -> None:
    book, _ = load(root)
    text, problems = ujg_text(book, list(book.journeys.values()), book.languages[0])
    whole = json.loads(text)
    assert (whole["@context"], whole["@type"]) == (CONTEXT, "UJGDocument")
    kinds = {node["@id"]: node["@type"] for node in whole["nodes"]}
    assert len(kinds) == len(whole["nodes"])
    for node in whole["nodes"]:
        assert all(kinds[target] in TARGETS[name] for name, target in references(node))
    journeys = [node for node in whole["nodes"] if node["@type"] == "Journey"]
    transitions = {node["@id"]: node for node in whole["nodes"] if node["@type"] == "Transition"}
    for journey in journeys:
        ends = {transitions[name][side] for name in journey["transitionRefs"] for side in ("from", "to")}
        assert ends <= set(journey["stateRefs"])
    assert sum(kind in {"State", "CompositeState"} for kind in kinds.values()) == len(book.steps)
    pains = sum(len(step.touchpoint.pains) for step in book.steps.values())
    assert list(kinds.values()).count("PainPoint") == pains
    assert {problem.place.file for problem in problems} <= {origin.file for origin in book.origins.values()}


def test_branches_journeys_inside_and_what_is_left_out(write_book: WriteBook) -> None:
    root = write_book({
        "content/personas/ann.yml": "name: Ann\n",
        "journeys/a.yml": """
            title: A
            persona: ann
            outcomes: [{id: gone, title: Gone}]
            phases:
              P:
                - {id: one, title: One, emotion: -2, channel: phone, opens: b, pains: [{text: Waits, severity: 4}],
                   next: [{to: one, when: again}, {to: two, share: 0.5}, gone]}
                - {id: two, title: Two}
            """,
        "journeys/b.yml": "title: B\npersona: ann\nphases:\n  P:\n    - C: 1\n",
    })  # fmt: skip
    result = CliRunner().invoke(
        command, ["-C", str(root), "--language", "en", "export", "ujg", "--base", "https://x.example/"]
    )
    nodes = {node["@id"].removeprefix("https://x.example/"): node for node in json.loads(result.stdout)["nodes"]}
    assert nodes["state:a:one"] == {
        "@type": "CompositeState", "@id": "https://x.example/state:a:one", "label": "One", "tags": ["phase:p"],
        "subjourneyId": "https://x.example/journey:b", "extensions": {"urn:journeybook:touchpoint": {"emotion": -2.0}},
    }  # fmt: skip
    assert nodes["pain:a:one:1"]["severity"] == 0.8
    assert [nodes[f"transition:a:one:{number}"].get("label") for number in (1, 2)] == ["again", None]
    assert "transition:a:two:1" not in nodes
    assert "“gone” is left out" in result.stderr
    assert "“next.share” is not carried" in result.stderr
    alone = CliRunner().invoke(command, ["-C", str(root), "--language", "en", "export", "ujg", "a"])
    assert "opens “b” is left out" in alone.stderr
