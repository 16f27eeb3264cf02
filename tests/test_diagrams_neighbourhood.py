"""What hangs together with a thing, as values and as the engine is given it to draw."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.diagrams import neighbourhood
from journeybook.diagrams.neighbourhood import BREADTH, FEWEST, MARGIN, MOST, NOTE, TITLE, shares
from journeybook.diagrams.neighbours import MOST_SHOWN, TIES, Neighbour, neighbours
from journeybook.dot import PURE, draw
from journeybook.load import load
from journeybook.measures import ledger, of_metric
from journeybook.model import KINDS, Book, Record
from journeybook.model.references import routes
from journeybook.pages.page import Links
from journeybook.scene.measure import width
from journeybook.scene.wrap import lines

BOOKS = Path(__file__).parent / "books"
Write = Callable[[Mapping[str, str | bytes]], Path]
FILES = {
    "content/personas/bakery.yml": "name: The bakery\n",
    "content/actors/desk.yml": "title: Sales desk\n",
    "content/metrics/on-time.yml": """
        title: Flour on time
        kind: rate
        results: [{date: 2026-02-01, successes: 90, n: 100}]
        """,
    "content/promises/by-five.yml": """
        text: Flour by five
        owner: desk
        to: [bakery]
        standard: {metric: on-time, at_least: 95 %}
        """,
    "content/actions/second-van.yml": """
        title: A second van
        addresses: [order/van, by-five]
        circle: do
        """,
    "content/evidence/talks.yml": "title: Nine talks\nfindings: [{id: six, text: Six waited, rests_on: [log/late]}]\n",
    "content/evidence/log.yml": "title: Log\nfindings: [{id: late, text: Nine late}]\n",
    "journeys/order.yml": """
        title: The first order
        persona: bakery
        phases:
          - title: Buying
            touchpoints:
              - {title: I see the poster, makes: [by-five]}
              - {id: van, title: The van comes, keeps: [by-five], next: [door], owner: desk}
              - {id: door, title: It stands at the door, keeps: [by-five]}
        """,
}


@pytest.fixture
def small(write_book: Write) -> Book:
    return load(write_book(FILES))[0]


def source(book: Book) -> neighbourhood.Source:
    latest = {name: next(iter(of_metric(metric, book.as_of).values())) for name, metric in book.metrics.items()}
    language = book.languages[0]
    return neighbourhood.Source(book, language, Links("promises/a", language, language), ledger(book), latest)


def ties(book: Book, name: str) -> dict[str, list[str]]:
    """What hangs together with a thing: the id of each, with its ties in words and numbers of touchpoints."""
    found = (each for group in neighbours(book)[name] for each in group.neighbours)
    return {
        each.name: [_told(tie.word.say(), [stop.number for stop in tie.stops]) for tie in each.ties] for each in found
    }


def _told(word: str, numbers: list[int]) -> str:
    return f"{word} {numbers}" if numbers else word


def test_neighbourhood_in_full(small: Book, golden: Callable[[str, str], None]) -> None:
    drawn = neighbourhood.drawing(source(small), small.promises["by-five"], neighbours(small)["by-five"])
    assert drawn is not None
    golden("neighbourhood.dot", drawn.dot)


def test_a_thing_hangs_together_with_what_it_names_and_what_names_it(small: Book) -> None:
    assert ties(small, "by-five") == {
        "bakery": ["made to them"],
        "order": ["made [1]", "to be kept [2, 3]"],
        "desk": ["owner"],
        "on-time": ["standard"],
        "second-van": ["mends it"],
    }
    assert ties(small, "second-van") == {"order": ["to be mended [2]"], "by-five": ["to be mended"]}


def test_findings_tie_their_evidence(small: Book) -> None:
    assert ties(small, "talks") == {"log": ["bears it"]}
    assert ties(small, "log") == {"talks": ["rests on it"]}


def test_the_way_on_within_a_journey_is_no_tie(small: Book) -> None:
    assert set(ties(small, "order")) == {"bakery", "by-five", "desk", "second-van"}


def test_what_a_book_does_not_have_is_no_neighbour(write_book: Write) -> None:
    book = load(write_book({**FILES, "content/promises/other.yml": "text: Other\nowner: nobody-here\nto: [gone]\n"}))[0]
    assert ties(book, "other").keys() <= {"gone"}  # a persona that is named only is a sketch


def test_every_reference_has_its_words() -> None:
    found = {name for kind in KINDS for name in _fields(kind, ())}
    missing = {name for name in found if name not in TIES and name.partition(".")[0] not in TIES}
    assert missing <= {"supports", "shows", "values", "next.to"}  # these name no entity


def _fields(record: type[Record], path: tuple[str, ...]) -> Iterator[str]:
    for route in routes(record):
        here = path if route.field in {"phases", "touchpoints"} else (*path, route.field)
        if route.record is not None:
            yield from _fields(route.record, here)
        elif route.ref is not None:
            yield ".".join(here[:2])


def test_a_thing_that_stands_alone_has_no_neighbourhood(write_book: Write) -> None:
    book = load(write_book({"content/actors/desk.yml": "title: Desk\n"}))[0]
    assert neighbourhood.drawing(source(book), book.actors["desk"], neighbours(book)["desk"]) is None


def test_no_more_than_forty_boxes_and_a_word_on_the_rest(write_book: Write) -> None:
    files = {f"content/promises/p-{number}.yml": f"text: P {number}\nowner: desk\n" for number in range(60)}
    more = {f"content/metrics/m-{number}.yml": f"title: M {number}\nowner: desk\n" for number in range(2)}
    book = load(write_book({"content/actors/desk.yml": "title: Desk\n", **files, **more}))[0]
    drawn = neighbourhood.drawing(source(book), book.actors["desk"], neighbours(book)["desk"])
    assert drawn is not None
    assert len(re.findall(r"label=<<TABLE", drawn.dot)) == MOST - 1  # all metrics are shown, so one box less of words
    assert "+ 25 more" in drawn.dot


@given(st.lists(st.integers(1, 80), max_size=8), st.integers(24, 40))
def test_every_kind_has_its_share(sizes: list[int], most: int) -> None:
    given_ = shares(sizes, most)
    assert sum(given_) == min(sum(sizes), most) or sum(given_) == sum(min(size, FEWEST) for size in sizes)
    assert all(min(size, FEWEST) <= count <= size for size, count in zip(sizes, given_, strict=True))


@pytest.mark.parametrize("name", ["government", "stress"])
def test_any_book_is_drawn_by_the_engine(name: str) -> None:
    book = load(BOOKS / name)[0]
    found, told = neighbours(book), source(book)
    wanted = [drawn for entity in book.entities if (drawn := neighbourhood.drawing(told, entity, found[entity.id]))]
    svgs, problems = draw(wanted, PURE, {})
    assert problems == []
    assert len(svgs) == len(wanted) > 20
    assert all(re.search(r'viewBox="\S+ \S+ [1-9]\d+(\.\d+)? [1-9]\d+', svg) for svg in svgs.values())


NASTY = ["<b>bold</b>", "&lt;b&gt; &amp;", "\\N \\G \\l", '"quoted"', "]]> -->", "{a|b} <f0>", "&nbsp;", "a & b"]


def test_words_that_look_like_markup_are_words(write_book: Write) -> None:
    files = {f"content/actors/a-{number}.yml": _actor(words) for number, words in enumerate(NASTY)}
    book = load(write_book({**files, "content/actors/boss.yml": "title: Boss\n"}))[0]
    drawn = neighbourhood.drawing(source(book), book.actors["boss"], neighbours(book)["boss"])
    assert drawn is not None
    svgs, problems = draw([drawn], PURE, {})
    assert problems == []
    shown = html.unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svgs[drawn.name])))
    shown = shown.replace("\u200b", "").replace("\xa0", " ")
    assert [words for words in NASTY if words not in shown] == []


def _actor(words: str) -> str:
    return f"title: '{words}'\nowner: boss\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=120))
def test_words_stay_inside_their_box(words: str) -> None:
    room = BREADTH - 2 * MARGIN
    for type_ in (TITLE, NOTE):
        assert all(width(line, type_) <= room for line in lines(words, room, type_, 3))


def test_of_very_many_neighbours_all_are_counted_and_those_with_the_most_ties_are_known(write_book: Write) -> None:
    steps = [f"      - {{title: Step {n}, keeps: [fast]}}\n" for n in range(2)]
    one, two = (
        f"persona: p\nphases:\n  - title: One\n    touchpoints:\n{''.join(each)}" for each in (steps[:1], steps)
    )
    files = {f"journeys/way-{n:02}.yml": f"title: Way {n}\n{two if n == 59 else one}" for n in range(60)}
    book = load(write_book({**files, "content/promises/fast.yml": "text: Fast\n"}))[0]
    (group,) = neighbours(book)["fast"]
    assert (group.count, group.beyond(24), len(group.neighbours)) == (60, 36, MOST_SHOWN)
    assert group.neighbours[0].name == "way-59"
    assert MOST_SHOWN >= neighbourhood.MOST - 1
    drawn = neighbourhood.drawing(source(book), book.promises["fast"], (group,))
    assert drawn is not None
    assert re.search(r"\+\s22\smore", drawn.dot)


def test_those_with_the_most_ties_come_first(small: Book) -> None:
    (group,) = [group for group in neighbours(small)["desk"] if group.noun == "journey"]
    assert isinstance(group.neighbours[0], Neighbour)
    many = [sum(1 + len(tie.stops) for tie in each.ties) for each in group.neighbours]
    assert many == sorted(many, reverse=True)
