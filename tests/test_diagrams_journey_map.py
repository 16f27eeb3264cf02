"""The journey map: what it says of a book, how it is laid out, and what the engine is given to draw."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from journeybook import TEMPLATES, dot
from journeybook.diagrams import journey_map
from journeybook.diagrams.drawing import written
from journeybook.diagrams.journey_map import cards, paper, wall, web
from journeybook.diagrams.journey_map.feeling import NUMBER, Axis, Felt, faces
from journeybook.diagrams.journey_map.source import Source
from journeybook.diagrams.journey_map.view import (
    Bullet,
    Card,
    Chip,
    Duty,
    Gauge,
    Item,
    LaneView,
    MapView,
    More,
    PhaseView,
    Quote,
    Words,
)  # fmt: skip
from journeybook.load import load
from journeybook.measures import ledger
from journeybook.model import LANES, Book, Entity, Text
from journeybook.problem import Place
from journeybook.scene.beside import beside
from journeybook.scene.measure import width
from journeybook.scene.shape import Part, Scene

if TYPE_CHECKING:
    from playwright.sync_api import Page

BOOKS = Path(__file__).parent / "books"
STATES = {state: state for state in ("made", "kept", "at_risk", "broken", "unmeasured")}
WORDS = Words(
    "weakest point", "moment of truth", "delight", "neutral", "anger", STATES, ((-2, "−2"), (0, "0"), (2, "+2"))
)
LONG = (
    "I read a title that somebody pasted from a letter and never shortened, because every word of it mattered to them. "
    * 2
)
TEXTS = [
    "A", "I open the bill", "Donaudampfschifffahrtsgesellschaftskapitän", "客户第一次打开应用程序并注册账户",
    "ПРЕДПРИЯТИЯ ЩЮЖ", "أفتح التطبيق لأول مرة", "😀🎉 Emoji 👩‍💻", "https://example.com/a/b/c?d=e&f=g",
    "<b>\\N</b>", LONG,
]  # fmt: skip
Write = Callable[[Mapping[str, str | bytes]], Path]


def link(entity: Entity) -> str:
    return f"../{entity.folder.rpartition('/')[2]}/{entity.id}.html"


def card(number: int, title: str = "I open the bill", **more: object) -> Card:
    given = {"channel": "app", "icon": "app", "emotion": 0.0, "link": f"#step-{number}", "tip": title} | more
    return Card(f"step-{number}", number, title, **given)  # type: ignore[arg-type]


def phase(number: int, *cards: Card, title: str = "Paying", **cells: tuple[Item, ...]) -> PhaseView:
    return PhaseView(number, title, "2 days", "worry", f"#phase-{number}", title, {"doing": cards, **cells})


def view_of(*phases: PhaseView) -> MapView:
    filled = {field for each in phases for field, items in each.cells.items() if items}
    felt = any(shown.emotion is not None for each in phases for shown in each.cards)
    lanes = tuple(
        LaneView(lane.field, lane.name.say(), lane.icon)
        for lane in LANES
        if lane.field in filled or (lane.field == "feeling" and felt)
    )
    return MapView("Late", "One late bill", lanes, phases, WORDS, Place("journeys/late.yml", 1, 1, 1, 1))


def small() -> MapView:
    """Two phases with one of everything."""
    first = phase(
        1,
        card(1, emotion=1.5, moment=True, about=("promise-first",)),
        card(2, "Nobody reminds me", channel="missing", icon="none", emotion=None, absent=True),
        title="Using & owing",
        thinking=(Quote("“It just works.”", "#step-1"),),
        promises=(
            Chip(
                "You come first",
                "made",
                "made here",
                "../promises/first.html",
                "You come first – made here",
                ("promise-first",),
            ),
        ),
    )
    second = phase(
        2,
        card(
            3,
            "A rude mail",
            emotion=-2.0,
            weakest=True,
            opens="../journeys/mail.html",
            opens_tip="Opens the journey “Mail”",
        ),
        pains=(Bullet("A final demand on the second day", "#step-3", "–", "broken"), More("2 more", "#phase-2")),
        opportunities=(Bullet("A kind first reminder", "../actions/kind.html", "+", "info"),),
        backstage=(Duty("Accounting", "sends a batch", "../actors/accounting.html"),),
        promises=(Chip("You come first", "broken", "broken", "../promises/first.html", "why"),),
        metrics=(Gauge("Complaints", "46", "target 10", "broken", "../metrics/complaints.html", "Complaints: 46"),),
    )
    return view_of(first, second)


def scenes(view: MapView) -> tuple[Scene, Scene, Scene]:
    laid = web.grid(view)
    return web.names(laid, "lanes"), web.body(laid, "map"), wall.scene(paper.laid(view), "poster")


def boxes(scene: Scene) -> Iterator[Part]:
    """The parts that must not touch each other: not the arrows of phases, nor marks on other parts."""
    for part in scene.parts:
        on_another = "/" in part.name or "+" in part.name or part.name.startswith(("face", "legend", "axis", "weakest"))
        if not on_another and part.look != "group":
            yield part


def apart(one: Part, other: Part) -> bool:
    return (
        one.x + one.width <= other.x + 0.01
        or other.x + other.width <= one.x + 0.01
        or one.y + one.height <= other.y + 0.01
        or other.y + other.height <= one.y + 0.01
    )


def check(scene: Scene) -> None:
    """Every part lies within the drawing and beside all others; every text within its part."""
    whole = Part("all", "", 0, 0, scene.width, scene.height)
    for part in scene.parts:
        assert part.x >= -0.01 and part.x + part.width <= scene.width + 0.01, part
        assert part.y >= -0.01 and part.y + part.height <= scene.height + 0.01, part
        for line in part.lines:
            used = width(line.text, line.type)
            left = {"left": line.x, "middle": line.x - used / 2, "right": line.x - used}[line.align]
            inside = whole if part.look.startswith(("group", "face", "ringed")) else part
            assert left >= inside.x - 0.01, (part.name, line)
            assert left + used <= inside.x + inside.width + 0.01, (part.name, line)
            assert 0 < line.y < scene.height
    found = list(boxes(scene))
    assert [(a.name, b.name) for a, b in combinations(found, 2) if not apart(a, b)] == []


@pytest.mark.parametrize("place", [0, 1, 2], ids=["journey-map-lanes", "journey-map", "journey-poster"])
def test_what_the_engine_is_given(
    place: int, golden: Callable[[str, str], None], request: pytest.FixtureRequest
) -> None:
    name = re.search(r"\[(.*)\]", request.node.name)
    assert name is not None
    golden(f"{name[1]}.dot", written(scenes(small())[place], "journey_map"))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_small_map_is_tidy(place: int) -> None:
    check(scenes(small())[place])


@pytest.mark.parametrize("count", [1, 2, 4, 5, 8, 12])
@pytest.mark.parametrize("steps", [0, 1, 6, 40])
def test_any_number_of_phases_and_touchpoints_is_tidy(count: int, steps: int) -> None:
    numbers = iter(range(1, 1000))
    phases = [phase(n + 1, *(card(next(numbers), emotion=(s % 5) - 2.0) for s in range(steps))) for n in range(count)]
    for scene in scenes(view_of(phase(99, card(999)), *phases)):
        check(scene)


TEXT = st.sampled_from(TEXTS)
ITEMS = {
    "doing": st.builds(card, st.integers(1, 999), TEXT, channel=TEXT, moment=st.booleans(), weakest=st.booleans(),
                       opens=st.sampled_from(["", "#x"]), emotion=st.sampled_from([None, -2.0, 0.5])),
    "thinking": st.builds(Quote, TEXT, st.just("#a")),
    "pains": st.builds(Bullet, TEXT, st.just("#a"), st.just("–"), st.just("broken")),
    "backstage": st.builds(Duty, TEXT, TEXT, st.just("#a")),
    "promises": st.builds(Chip, TEXT, st.sampled_from(list(STATES)), TEXT, st.just("#a"), TEXT),
    "metrics": st.builds(Gauge, TEXT, TEXT, TEXT, st.sampled_from(["kept", "unmeasured"]), st.just("#a"), TEXT),
}  # fmt: skip
CELLS = st.fixed_dictionaries({field: st.lists(item, max_size=4).map(tuple) for field, item in ITEMS.items()})
PHASES = st.lists(st.tuples(TEXT, CELLS), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(PHASES)
def test_nothing_leaves_its_place_whatever_is_typed(
    given_phases: list[tuple[str, dict[str, tuple[Item, ...]]]],
) -> None:
    phases = []
    for number, (title, cells) in enumerate(given_phases, start=1):
        named = tuple(
            replace(item, id=f"{number}-{place}", number=place + 1) if isinstance(item, Card) else item
            for place, item in enumerate(cells["doing"])
        )
        phases.append(PhaseView(number, title, title, title, "#a", title, {**cells, "doing": named}))
    view = view_of(*phases)
    if view.lanes:
        for scene in scenes(view):
            check(scene)


def test_lanes_are_read_from_the_customer_to_the_company() -> None:
    assert [lane.field for lane in small().lanes] == [lane.field for lane in LANES]


def test_a_card_stands_out_for_one_reason() -> None:
    looks = {part.name: part.look for part in scenes(small())[1].parts if part.look.startswith("card")}
    assert list(looks.values()) == ["card-moment", "card-absent", "card-weak"]


def test_a_touchpoint_without_a_feeling_has_no_face_but_the_curve_goes_on() -> None:
    body = scenes(small())[1]
    assert [part.name for part in body.parts if part.name.startswith("face-") and "/" not in part.name] == [
        "face-1",
        "face-3",
    ]
    assert [len(paint.points) for paint in body.paints if paint.curved and not paint.fill] == [4]


def test_the_weakest_face_is_larger_and_ringed() -> None:
    faces = {part.name: part for part in scenes(small())[1].parts if part.look.startswith(("face-", "ringed-"))}
    assert faces["face-3"].look == "ringed-emotion-minus-2"
    assert faces["face-3"].width > faces["face-1"].width


@pytest.mark.parametrize("breadth", [100, 130, 250])
@pytest.mark.parametrize("words", ["weakest point", "najsłabszy punkt", "самая слабая точка"])
def test_what_stands_over_the_weakest_point_is_whole_in_each_language(words: str, breadth: float) -> None:
    weakest = card(5, "I wait", weakest=True, moment=True)
    part = next(iter(cards.web(weakest, breadth, words).draw("card", 0, 0)))
    said = [line for line in part.lines if line.text.isupper()]
    assert " ".join(line.text for line in said) == words.upper()
    assert all(line.x + width(line.text, line.type) <= breadth - 20 for line in said), "the sign stands beside it"


def test_the_weakest_phase_is_tinted() -> None:
    body = scenes(small())[1]
    (tint,) = [paint for paint in body.paints if paint.fill == "weak"]
    card_there = next(part for part in body.parts if part.look == "card-weak")
    assert tint.points[0][0] < card_there.x < tint.points[1][0]


def test_a_child_journey_has_a_link_of_its_own() -> None:
    (sign,) = [part for part in scenes(small())[1].parts if part.link == "../journeys/mail.html"]
    assert sign.tip == "Opens the journey “Mail”"
    assert sign.name == "doing-2-1+opens"


def test_a_title_is_cut_after_five_lines_and_whole_in_its_tip() -> None:
    shown = view_of(phase(1, card(1, LONG)))
    part = next(part for part in scenes(shown)[1].parts if part.look == "card")
    title = [line.text for line in part.lines if line.type.size == 12 and line.text != "1"]
    assert len(title) == 5
    assert title[-1].endswith("…")
    assert part.tip == LONG


def test_what_is_cut_in_a_lane_is_whole_in_its_tip() -> None:
    shown = view_of(phase(1, pains=(Bullet(LONG, "#a"), Bullet("short", "#b"))))
    long, short = [part for part in scenes(shown)[1].parts if part.name.startswith("pains")]
    assert long.tip == " ".join(LONG.split())
    assert short.tip == ""


def test_on_the_poster_a_touchpoint_stands_above_its_face() -> None:
    parts = scenes(view_of(phase(1, card(1), card(2), card(3)), phase(2, card(4))))[2].parts
    cards = [part for part in parts if part.look == "card"]
    faces = [part for part in parts if part.name.startswith("face-")]
    middles = [[part.x + part.width / 2 for part in found] for found in (cards, faces)]
    assert middles[0] == pytest.approx(middles[1])
    assert len({part.y for part in cards}) == 1


@given(st.floats(-2, 2), st.booleans(), st.sampled_from([10.0, 17.0, 24.0, 40.0]))
def test_the_line_in_the_middle_strikes_no_number_through(emotion: float, weakest: bool, step: float) -> None:
    axis = Axis(100, 100 + 4 * step, 0, 400)
    shown = Felt(card(1, emotion=emotion, weakest=weakest, moment=True), 50, emotion)
    face, sign = faces([shown], axis)
    assert abs(face.lines[0].y - axis.y(0)) > NUMBER.size / 2
    assert sign.y + sign.height / 2 == pytest.approx(face.lines[0].y)
    assert face.lines[0].y + NUMBER.size / 2 < axis.bottom + 18  # where the feelings in words begin
    assert abs(face.lines[0].y - axis.y(emotion)) > (13.0 if weakest else 10.5) + NUMBER.size / 2


def test_on_a_poster_of_many_touchpoints_numbers_tie_cards_to_faces() -> None:
    many = [phase(n, *(card(10 * n + s) for s in range(9)), pains=(Bullet(LONG, "#a"),) * 4) for n in range(1, 4)]
    parts = scenes(view_of(*many))[2].parts
    cards = [part for part in parts if part.look == "card"]
    assert len({part.y for part in cards}) > 1
    numbers = {part.name: part.lines[0].text for part in parts if part.name.startswith("face-")}
    assert numbers["face-10"] == "10"


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    signs = [
        part.name for part in scenes(small())[1].parts if part.name.startswith("legend") and "word" not in part.name
    ]
    assert signs == ["legend-moment", "legend-made", "legend-broken", "legend-2", "legend0", "legend2"]
    assert [part for part in scenes(view_of(phase(1, card(1, emotion=None))))[1].parts if "legend" in part.name] == []


def test_a_picture_shows_both_parts_side_by_side() -> None:
    lanes, body, _ = scenes(small())
    both = beside(lanes, body, "both")
    assert (both.width, both.height) == (lanes.width + body.width, body.height)
    assert len({part.name for part in both.parts}) == len(lanes.parts) + len(body.parts)
    check(both)
    card_there, card_here = (next(p for p in scene.parts if p.look == "card-weak") for scene in (both, body))
    assert card_there.x - card_here.x == lanes.width
    assert card_there.lines[0].x - card_here.lines[0].x == lanes.width
    assert card_there.strokes[0].x - card_here.strokes[0].x == lanes.width


def test_the_whole_map_is_drawn_as_a_picture() -> None:
    book = book_of(BOOKS / "ten-lines")
    drawing = journey_map.whole(source_of(book, next(iter(book.journeys))))
    picture = dot.picture(drawing.dot, dot.PURE, "png")
    assert isinstance(picture, bytes)
    assert int.from_bytes(picture[16:20]) == round(drawing.width * 96 / 72)


def test_both_parts_of_a_map_are_of_one_height() -> None:
    lanes, body, _ = scenes(small())
    assert lanes.height == body.height


# From a book


def source_of(book: Book, name: str, language: str = "en") -> Source:
    return journey_map.source(book, book.journeys[name], language, link, ledger(book))


def view(root: Path, name: str, language: str = "en") -> MapView:
    return journey_map.view_of(source_of(book_of(root), name, language))


def book_of(root: Path) -> Book:
    return load(root)[0]


PAYING = """
    title: Paying late
    persona: baker
    goal: Pay in peace
    phases:
      - title: Using
        duration: 2 days
        thinking: It just works.
        touchpoints:
          - {id: works, title: It works, emotion: 1, channel: app, makes: [first], feeling: calm, quotes: [never shown]}
          - {id: again, title: It works again, emotion: 1, channel: fax machine, keeps: [first], feeling: calm}
      - id: paying
        title: Paying
        touchpoints:
          - id: mail
            title: A rude mail
            emotion: -2
            moment_of_truth: yes
            opens: child
            quotes: [To me?]
            pains: [one, two, three, four, five]
            opportunities: [A kind word]
            backstage: [{actor: accounting, does: sends it}]
            support: [{actor: accounting, does: counts days}, {does: something}]
            keeps: [first]
            breaks: [{promise: first, evidence: letters}]
            metrics: [complaints]
          - {id: word, title: No word, contact: absent}
"""
FILES = {
    "journeys/paying.yml": PAYING,
    "journeys/child.yml": "title: Child\npersona: baker\nphases:\n  One:\n    - Step: 1\n",
    "content/personas/baker.yml": "name: Hanna\n",
    "content/promises/first.yml": "title: You come first\ntext: You come first\n",
    "content/evidence/letters.yml": "title: Letters\nmethod: complaint_log\nvoices: [customer]\n",
    "content/actors/accounting.yml": "title: Accounting\nstage: backstage\n",
    "content/actions/kind.yml": "title: Kind reminder\naddresses: [paying/mail]\n",
    "content/actions/old.yml": "title: Old idea\naddresses: [paying/mail]\nclosed: dropped\n",
    "content/metrics/complaints.yml": (
        "title: Complaints\nkind: count\nbetter: lower\ntarget: 10\nresults:\n  - {date: 2026-01-31, value: 46}\n"
    ),
}


@pytest.fixture
def paying(write_book: Write) -> MapView:
    return view(write_book(FILES), "paying")


def cell(shown: MapView, number: int, field: str) -> tuple[Item, ...]:
    return shown.phases[number - 1].cells[field]


def test_a_card_says_what_the_touchpoint_is(paying: MapView) -> None:
    works, again = paying.phases[0].cards
    mail, word = paying.phases[1].cards
    assert (works.number, works.title, works.channel, works.icon, works.link) == (1, "It works", "app", "app", "#works")
    assert (again.channel, again.icon) == ("fax machine", "other")
    assert (mail.weakest, mail.moment, mail.opens) == (True, True, "../journeys/child.html")
    assert mail.tip == "3. A rude mail · −2 · moment of truth · weakest point"
    assert (word.absent, word.icon, word.channel, word.emotion) == (True, "none", "missing", None)


def test_a_card_names_what_it_has_to_do_with(paying: MapView) -> None:
    assert [card.about for phase in paying.phases for card in phase.cards] == [
        ("promise-first",),
        ("promise-first",),
        ("promise-first", "actor-accounting", "metric-complaints"),
        (),
    ]


def test_a_phase_says_its_time_and_mood(paying: MapView) -> None:
    assert [(each.title, each.time, each.mood) for each in paying.phases] == [
        ("Using", "2 days", "calm"),
        ("Paying", "", ""),
    ]
    assert paying.phases[1].link == "#phase-paying"


def test_a_thought_is_quoted_and_a_customers_words_stand_in_for_one(paying: MapView) -> None:
    assert cell(paying, 1, "thinking") == (Quote("“It just works.”", "#phase-using"), Quote("“never shown”", "#works"))
    assert cell(paying, 2, "thinking") == (Quote("“To me?”", "#mail"),)


def test_a_cell_shows_a_few_and_says_how_many_more(paying: MapView) -> None:
    *shown, more = cell(paying, 2, "pains")
    assert [item.text for item in shown if isinstance(item, Bullet)] == ["one", "two", "three", "four"]
    assert more == More("1 more", "#phase-paying")


def test_opportunities_come_with_the_open_actions(paying: MapView) -> None:
    texts = [(item.text, item.link) for item in cell(paying, 2, "opportunities") if isinstance(item, Bullet)]
    assert texts == [("A kind word", "#mail"), ("Kind reminder", "../actions/kind.html")]


def test_an_actor_stands_once_with_all_its_duties(paying: MapView) -> None:
    assert cell(paying, 2, "backstage") == (
        Duty("Accounting", "sends it; counts days", "../actors/accounting.html", ("actor-accounting",)),
        Duty("nobody – to assign", "something", ""),
    )


def test_a_promise_shows_where_it_is_made_and_its_verdict_where_it_must_be_kept(paying: MapView) -> None:
    using = [(item.state, item.word) for item in cell(paying, 1, "promises") if isinstance(item, Chip)]
    assert using == [("made", "made here"), ("unmeasured", "not measured")]
    other, broken = paying.phases[0].cells["promises"][1], paying.phases[1].cells["promises"][0]
    assert isinstance(other, Chip)
    assert isinstance(broken, Chip)
    assert other.tip == "You come first – not measured: as a whole broken: Seen broken at: A rude mail"
    assert broken.tip == "You come first – broken: Seen broken at: A rude mail"
    (there,) = cell(paying, 2, "promises")
    assert isinstance(there, Chip)
    assert (there.title, there.state, there.link) == ("You come first", "broken", "../promises/first.html")


@pytest.mark.parametrize(("target", "shown"), [("99.5 %", "99.5%"), ("99 %", "99%"), ("100 %", "100%")])
def test_a_target_is_never_rounded_to_another(write_book: Write, target: str, shown: str) -> None:
    seen = "title: Complaints\nkind: rate\nresults:\n  - {date: 2026-01-31, successes: 990, n: 1000}\n"
    book = write_book({**FILES, "content/metrics/complaints.yml": f"{seen}target: {target}\n"})
    (gauge,) = cell(view(book, "paying"), 2, "metrics")
    assert isinstance(gauge, Gauge)
    assert gauge.target == f"target {shown}"


def test_a_metric_is_held_against_its_target(paying: MapView) -> None:
    (gauge,) = cell(paying, 2, "metrics")
    assert gauge == Gauge(
        "Complaints",
        "46",
        "target 10",
        "broken",
        "../metrics/complaints.html",
        "Complaints: 46 · target 10 · target missed",
        ("metric-complaints",),
        Text("Complaints"),
    )


def test_a_touchpoint_with_results_of_its_own_shows_the_worst_of_these(write_book: Write) -> None:
    rows = """
        - {period: 2026-01, value: 5}
        - {period: 2026-01, value: 31, touchpoint: paying/mail}
        - {period: 2026-01, value: 4, touchpoint: paying/due}"""
    seen = f"title: Complaints\nunit: min\nbetter: lower\ntarget: 10\nresults:{rows}\n"
    book = write_book({**FILES, "content/metrics/complaints.yml": seen})
    (gauge,) = cell(view(book, "paying"), 2, "metrics")
    assert isinstance(gauge, Gauge)
    assert (gauge.value, gauge.state) == ("31 min", "broken")


def test_the_map_says_in_words_what_it_shows(paying: MapView) -> None:
    assert paying.title == "Map of the journey “Paying late”"
    assert paying.description == "Hanna: Pay in peace. The weakest point is 3, “A rude mail”."


def test_a_journey_that_never_feels_bad_has_no_weakest_point(write_book: Write) -> None:
    root = write_book(
        {"journeys/fine.yml": "title: Fine\npersona: p\nphases:\n  One:\n    - Good: 2\n    - Less so: 0\n"}
    )
    shown = view(root, "fine")
    assert [each.weakest for each in shown.phases[0].cards] == [False, False]


def test_a_journey_without_a_feeling_has_no_curve() -> None:
    shown = view(BOOKS / "stress", "no-feelings")
    assert [lane.field for lane in shown.lanes] == ["doing"]
    for scene in scenes(shown):
        check(scene)


def test_what_the_book_does_not_have_is_called_by_its_id(write_book: Write) -> None:
    files = {
        "journeys/a.yml": """
            title: A
            persona: p
            phases:
              - title: One
                touchpoints:
                  - {title: Step, keeps: [gone], metrics: [gone], backstage: [gone], opens: gone}
        """
    }
    shown = view(write_book(files), "a")
    assert [lane.field for lane in shown.lanes] == ["doing", "backstage"]
    assert cell(shown, 1, "backstage") == (Duty("gone", "", ""),)


def test_a_map_speaks_the_language_asked_for(write_book: Write) -> None:
    files = {
        "content/book.yml": "format: 1\nlanguages: [en, pl]\nbrand: {name: B}\n",
        "journeys/a.yml": """
            title: {en: Paying, pl: Płacenie}
            persona: p
            phases:
              - title: One
                touchpoints:
                  - title: {en: Step, pl: Krok}
        """,
    }
    assert view(write_book(files), "a", "pl").phases[0].cards[0].title == "Krok"


@pytest.mark.parametrize("name", ["everything", "crowd", "one-touchpoint", "loops", "no-feelings"])
def test_the_book_that_is_hard_on_drawings_is_drawn(name: str) -> None:
    book = book_of(BOOKS / "stress")
    wanted = list(journey_map.drawings(source_of(book, name)))
    made, problems = dot.draw(wanted, dot.PURE, {})
    assert problems == []
    assert sorted(made) == sorted(drawing.name for drawing in wanted)
    targets = set(re.findall(r'xlink:href="([^"]*)"', "".join(made.values())))
    assert targets
    assert {target for target in targets if not target.startswith(("#", "../"))} == set()


def test_a_map_of_eighteen_touchpoints_is_light() -> None:
    book = book_of(BOOKS.parents[1])
    journey = max(book.journeys.values(), key=lambda each: len(each.steps))
    lanes, body, _ = journey_map.drawings(source_of(book, journey.id, "pl"))
    made, _ = dot.draw([lanes, body], dot.PURE, {})
    assert len(journey.steps) >= 18
    assert sum(len(svg.encode()) for svg in made.values()) <= 90_000
    assert len(gzip.compress("".join(made.values()).encode(), mtime=0)) <= 13_000


OVERFLOWS = """() => [...document.querySelectorAll("svg.jb-svg")].flatMap(svg => {
  const all = svg.viewBox.baseVal
  return [...svg.querySelectorAll("text")].filter(text => {
    const words = text.getBBox()
    const frame = text.parentNode === svg ? null : text.parentNode.querySelector(":scope > rect")
    const box = frame ? frame.getBBox() : all
    return words.x < box.x - 1 || words.x + words.width > box.x + box.width + 1
  }).map(text => text.textContent)
})"""


@pytest.mark.browser
@pytest.mark.parametrize("name", ["everything", "crowd", "loops"])
def test_no_text_leaves_its_box_in_a_browser(name: str, page: Page) -> None:
    book = book_of(BOOKS / "stress")
    wanted = list(journey_map.drawings(source_of(book, name)))
    styles = (TEMPLATES / "assets" / "journeybook-drawings.css").read_text("utf-8")
    maps = "".join(f'<div class="jb-map">{svg}</div>' for svg in dot.draw(wanted, dot.PURE, {})[0].values())
    page.set_content(f'<style>{styles}</style><div class="md-typeset">{maps}</div>')
    assert page.locator("svg.jb-svg text").count() > 50
    assert page.evaluate(OVERFLOWS) == []
