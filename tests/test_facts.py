"""What pages tell of a book beyond its words: worked out thing by thing, for whoever asks, and once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from journeybook import measures
from journeybook.load import load
from journeybook.model import Book, Entity
from journeybook.model.each import Each
from journeybook.pages.facts import Facts

Write = Callable[[Mapping[str, str | bytes]], Path]
JOURNEY = """
title: {title}
persona: cook
phases:
  Paying:
    - id: pay
      title: I pay
      keeps: [no-fees]
      frontstage: [{{actor: clerk, does: asks}}]
    - id: wait
      title: I wait
      keeps: [no-fees]
      next: [{{to: pay}}]
      same_as: {other}/pay
"""
BOOK = {
    "content/book.yml": "brand: {name: B}\n",
    "content/personas/cook.yml": "name: The cook\n",
    "content/actors/clerk.yml": "title: The clerk\n",
    "content/promises/no-fees.yml": "title: No fees\ntext: No fees\n",
    "journeys/early.yml": JOURNEY.format(title="Early", other="late"),
    "journeys/late.yml": JOURNEY.format(title="Late", other="early"),
}


def test_a_mapping_works_out_what_is_asked_for_and_once() -> None:
    asked: list[str] = []

    def work(name: str) -> str:
        asked.append(name)
        return name.upper()

    each = Each(["a", "b"], work)
    assert (list(each), len(each), "a" in each, "c" in each, each.get("c")) == (["a", "b"], 2, True, False, None)
    assert asked == []
    assert [each["a"], each["a"]] == ["A", "A"]
    assert asked == ["a"]
    with pytest.raises(KeyError):
        each["c"]


def test_who_asks_for_the_figures_of_one_thing_does_not_wait_for_those_of_others(
    write_book: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    of = measures.of

    def heard(book: Book, entity: Entity, entries: Mapping[str, measures.Ledger]) -> measures.Figures:
        asked.append(entity.id)
        return of(book, entity, entries)

    monkeypatch.setattr(measures, "of", heard)
    facts = Facts(load(write_book(BOOK))[0])
    assert facts.figures["late"] is facts.figures["late"]
    assert asked == ["late"]


def test_a_touchpoint_is_found_wherever_it_is_named_inside_its_journey_or_from_another(write_book: Write) -> None:
    book, _ = load(write_book(BOOK))
    where = [
        (mention.source, mention.path[4], mention.step and mention.step.id) for mention in book.mentions("late/pay")
    ]
    assert where == [("early", "same_as", "early/wait"), ("late", "next", "late/wait")]
    assert book.mentions("pay") == ()


def test_parts_and_promises_are_those_of_all_journeys_in_their_order(write_book: Write) -> None:
    facts = Facts(load(write_book(BOOK))[0])
    assert [at.step for at in facts.parts["clerk"]] == ["early/pay", "late/pay"]
    assert [step.id for step in facts.ledger["no-fees"].keeping] == ["early/pay", "early/wait", "late/pay", "late/wait"]
    assert [at.keeps for at in facts.served["late"]] == [("no-fees",)]
    around = {group.noun: [each.name for each in group.neighbours] for group in facts.around["no-fees"]}
    assert around == {"journey": ["early", "late"]}
