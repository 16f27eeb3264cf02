"""The health wall: what is read of journeys, which come first, and that every tile and card holds its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from journeybook.diagrams import wall
from journeybook.diagrams.wall import FEW, cards, tiles
from journeybook.diagrams.wall.view import STATES, Health, Row, Wall, Words
from journeybook.dot import PURE, draw
from journeybook.load import load
from journeybook.model import Book
from journeybook.model.choices import choice
from journeybook.pages.facts import Facts
from journeybook.pages.page import Links
from journeybook.scene.measure import width
from journeybook.scene.shape import Scene

BOOKS = Path(__file__).parent / "books"
Write = Callable[[Mapping[str, str | bytes]], Path]
STEP = "{{title: I do it, emotion: {}, keeps: [{}]}}"


def journey(title: str, feelings: list[float], keeps: str = "", **more: str) -> str:
    steps = ", ".join(STEP.format(feeling, keeps) for feeling in feelings)
    fields = "".join(f", {name}: {value}" for name, value in more.items())
    return f"{{title: {title}, persona: baker{fields}, phases: [{{title: One, touchpoints: [{steps}]}}]}}"


FILES = {
    "content/personas/baker.yml": "name: Hanna\n",
    "content/metrics/late.yml": "{title: Late, kind: count, results: [{date: 2026-01-01, value: 9}]}",
    "content/promises/on-time.yml": "{text: On time, standard: {metric: late, at_most: 3}}",
    "content/promises/kind.yml": "{text: Kind, standard: {metric: late, at_most: 30}}",
    "journeys/fine.yml": journey("Fine", [2, 1], "kind", status="live"),
    "journeys/bad.yml": journey("Bad", [-1, 2], "kind", status="live"),
    "journeys/worst.yml": journey("Worst", [1, 2], "on-time, kind", status="validated"),
    "journeys/gone.yml": journey("Gone", [-2], "on-time", status="retired"),
    "journeys/to-come.yml": journey("To come", [-2, 2], state="to_be", as_is="bad"),
    "journeys/unfelt.yml": "{title: Unfelt, persona: baker, phases: [{title: One, touchpoints: [{title: I wait}]}]}",
}


def source(book: Book) -> wall.Source:
    facts, language = Facts(book), book.languages[0]
    links = Links("journeys/index", language, language)
    means = {name: facts.figures[name]["mean"] for name in book.journeys}
    return wall.Source(book, language, links, facts.stakes, facts.weakest, means)


def read(write_book: Write) -> Wall:
    return wall.wall(source(load(write_book(FILES))[0]))


def test_wall_of_cards_in_full(write_book: Write, golden: Callable[[str, str], None]) -> None:
    drawn = wall.drawing(source(load(write_book(FILES))[0]))
    assert drawn is not None
    golden("health-wall.dot", drawn.dot)


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_how_far_a_journey_is_written_is_never_cut(write_book: Write, language: str) -> None:
    found = read(write_book).journeys[0]
    full = dict.fromkeys(STATES, 12)
    for status in ("draft", "validated", "live", "to_be", "retired"):
        word = choice(status).say(language)
        card = structs.replace(found, standing_word=word, verdicts=full, persona="Marta who keeps it all together")
        drawn = cards.scene(shown([card]), "wall")
        said = {line.text.replace("\xa0", " ") for part in drawn.parts for line in part.lines}
        assert word in said, word


def test_the_worst_come_first_and_what_does_not_count_last(write_book: Write) -> None:
    assert [each.id for each in read(write_book).journeys] == ["worst", "bad", "fine", "unfelt", "to-come", "gone"]


def test_a_journey_says_all_that_is_known_of_it(write_book: Write) -> None:
    worst, bad, *_, gone = read(write_book).journeys
    assert worst.verdicts == {"broken": 1, "kept": 1}
    assert (
        worst.tip == "Worst (Hanna) · weakest link +1 · 1. I do it · mean 1.5 · promises: 1 broken, 1 kept · validated"
    )
    assert (bad.weakest, bad.mean_words, bad.mean_short, bad.worst) == (-1.0, "0.5", "0.5", "kept")
    assert (gone.worst, gone.standing, gone.counts) == ("", "retired", False)


def test_rows_count_journeys_with_a_broken_promise(write_book: Write) -> None:
    (row,) = read(write_book).rows
    assert (row.persona, row.broken, len(row.journeys)) == ("Hanna", 1, 6)


def test_a_tile_has_the_colour_of_the_weakest_link_and_one_border(write_book: Write) -> None:
    looks = {each.id: tiles.look(each) for each in read(write_book).journeys}
    assert looks == {
        "worst": "tile-emotion-plus-1-broken", "bad": "tile-emotion-minus-1", "fine": "tile-emotion-plus-1",
        "unfelt": "tile-none-draft", "to-come": "tile-emotion-minus-2-to_be", "gone": "tile-retired",
    }  # fmt: skip


def test_a_book_without_journeys_has_no_wall(write_book: Write) -> None:
    assert wall.drawing(source(load(write_book({}))[0])) is None


@pytest.mark.parametrize("name", ["government", "stress", "ten-lines"])
def test_any_book_is_drawn_by_the_engine(name: str) -> None:
    drawn = wall.drawing(source(load(BOOKS / name)[0]))
    assert drawn is not None
    svgs, problems = draw([drawn], PURE, {})
    assert problems == []
    assert list(svgs) == ["health-wall"]


def test_many_journeys_are_tiles_that_the_engine_draws(write_book: Write, golden: Callable[[str, str], None]) -> None:
    feelings = [[-2.0, 1.0], [-1.0], [0.0], [1.5], [2.0]]
    many = {
        f"journeys/j-{number}.yml": journey(
            f"Journey {number}", feelings[number % 5], ["", "on-time", "kind"][number % 3]
        )
        for number in range(FEW)
    }
    drawn = wall.drawing(source(load(write_book({**FILES, **many}))[0]))
    assert drawn is not None
    golden("health-wall-tiles.dot", drawn.dot)
    svgs, problems = draw([drawn], PURE, {})
    assert problems == []
    assert svgs["health-wall"].count("<a ") == FEW + 6 + 1  # each journey once, and the persona


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=90)
feelings_ = st.sampled_from([None, -2.0, -0.5, 0.0, 1.0, 2.0])
standings = st.sampled_from(["draft", "validated", "live", "to_be", "retired"])
verdicts = st.dictionaries(st.sampled_from(STATES), st.integers(1, 99))
healths = st.lists(
    st.builds(
        Health, st.just(""), texts, texts, feelings_, texts, feelings_, st.just("−0.14"), st.just("−0.1"), verdicts,
        st.sampled_from(["", *STATES]), standings, texts, st.just("#a"), texts,
    ),
    min_size=1, max_size=30,
)  # fmt: skip
WORDS = Words(
    dict(zip(STATES, STATES, strict=True)), {}, "weakest link", "promises", "mean", "number: the mean", "counts",
    ((-2, "−2"), (0, "0"), (2, "+2")),
)  # fmt: skip


def shown(found: list[Health]) -> Wall:
    words = {each: each for each in ("draft", "validated", "live", "to_be", "retired")}
    named = [Health(**{f: getattr(h, f) for f in h.__struct_fields__} | {"id": f"j-{n}"}) for n, h in enumerate(found)]
    told = Words(WORDS.states, words, *(getattr(WORDS, f) for f in WORDS.__struct_fields__[2:]))
    return Wall(tuple(named), (Row("Hanna", "#", tuple(named)),), told)


@given(healths)
@settings(max_examples=30, deadline=None)
def test_cards_and_tiles_stand_apart_and_hold_their_words(found: list[Health]) -> None:
    for drawn in (cards.scene(shown(found), "a"), tiles.scene(shown(found), "a")):
        assert_tidy(drawn)


def assert_tidy(drawn: Scene) -> None:
    boxes = [part for part in drawn.parts if part.name.startswith("journey-") and "/" not in part.name]
    for one, other in combinations(boxes, 2):
        assert abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= min(one.height, other.height)
    for part in drawn.parts:
        assert part.x >= 0
        assert part.x + part.width <= drawn.width
        assert part.y + part.height <= drawn.height
        edges = (part.x, part.x + part.width) if part in boxes else (0, drawn.width)
        for line in part.lines:
            used = width(line.text, line.type)
            left = {"left": line.x, "middle": line.x - used / 2, "right": line.x - used}[line.align]
            assert left + 0.01 >= edges[0], line
            assert left + used <= edges[1] + 0.01, line
