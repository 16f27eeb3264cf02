"""Matrices and the strategy tree: what they say of any book stays in its place, and marks are explained."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from journeybook.diagrams import matrix
from journeybook.diagrams.matrix import Cell, Label, Matrix
from journeybook.diagrams.strategy_tree.drawn import scene
from journeybook.diagrams.strategy_tree.reading import Source, tree
from journeybook.load import load
from journeybook.model import Book
from journeybook.pages.edition import edition
from journeybook.pages.facts import Facts
from journeybook.pages.page import Links
from journeybook.pages.pictures import MATRICES
from journeybook.scene.shape import Scene

BOOKS = {name: Path(__file__).parent / "books" / name for name in ("stress", "government")}
BOOKS["shipped"] = Path(__file__).parents[1]
LONG = "Donaudampfschifffahrtsgesellschaftskapitän " * 6


@cache
def book(name: str) -> Book:
    return load(BOOKS[name])[0]


def words(drawn: Scene) -> set[str]:
    return {line.text for part in drawn.parts for line in part.lines}


@pytest.mark.parametrize("name", BOOKS)
def test_every_matrix_is_tidy(name: str, untidy: Callable[[Scene], list[str]]) -> None:
    told = edition(Facts(book(name)), book(name).languages[0])
    for shown, path in MATRICES.values():
        made = shown(told, told.links(path))
        if made.cells:
            laid = matrix.laid(made)
            both = matrix.names(laid, "names"), matrix.body(laid, "cells")
            assert both[0].height == both[1].height
            assert [untidy(each) for each in both] == [[], []]


def test_marks_are_explained_by_the_words_they_stand_for() -> None:
    cells = {(0, 0): Cell("złamana", "broken"), (1, 0): Cell("dotrzymana", "kept"), (1, 1): Cell("złamana", "broken")}
    made = Matrix("m", "All", "Row", (Label("a"), Label("b")), (Label("x"), Label("y")), cells, "How to read it.")
    assert {"złamana", "dotrzymana", "How to read it."} <= words(matrix.body(matrix.laid(made), "cells"))


def test_words_below_a_mark_have_their_room(untidy: Callable[[Scene], list[str]]) -> None:
    cells = {(0, 0): Cell("+1 · warm", feeling=1.0, note="3", below=LONG)}
    made = Matrix("m", "All", "Row", (Label(LONG), Label("b")), (Label(LONG),), cells)
    laid = matrix.laid(made)
    assert untidy(matrix.body(laid, "cells")) == []
    assert untidy(matrix.names(laid, "names")) == []
    assert laid.tops[1] - laid.tops[0] > laid.tops[2] - laid.tops[1]


def test_an_empty_matrix_and_one_too_wide_to_be_read_are_not_drawn() -> None:
    columns = tuple(Label(str(number)) for number in range(61))
    wide = Matrix("m", "All", "Row", (Label("a"),), columns, {(0, 0): Cell("x")})
    for made in (wide, Matrix("m", "All", "Row", (Label("a"),), columns[:1])):
        assert matrix.drawings(made, book("government").place("book")) == []
        assert matrix.whole(made, book("government").place("book")) is None


@pytest.mark.parametrize("name", BOOKS)
def test_the_strategy_tree_is_tidy(name: str, untidy: Callable[[Scene], list[str]]) -> None:
    facts = Facts(book(name))
    language = book(name).languages[0]
    told = tree(Source(book(name), language, Links("strategy", language, language), facts.weakest, facts.latest))
    assert told.branches
    drawn = scene(told)
    assert untidy(drawn) == []
    assert all(item.words.split()[0] in " ".join(words(drawn)) for each in told.branches for item in each.cells[0])
