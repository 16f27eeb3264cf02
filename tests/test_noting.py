"""What is read of a book is noted: field by field, touchpoint by touchpoint, whoever worked out first what is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeybook.files.records import LeftRecords, OwnRecords
from journeybook.git.marks import Marks
from journeybook.load import load
from journeybook.load.text import text_of
from journeybook.model import Book, Journey
from journeybook.model.each import Each
from journeybook.model.heard import PARTS, gathered, listeners, listening, note, unheard
from journeybook.pages import findings
from journeybook.pages.watching import Watch
from journeybook.problem import Place, Problem
from journeybook.rules import checked

Write = Callable[[Mapping[str, str | bytes]], Path]
TOUCHPOINTS = 9
FEELINGS = tuple(range(TOUCHPOINTS))


def journey(feelings: tuple[int, ...] = FEELINGS, titles: tuple[str, ...] = (), owner: str = "") -> str:
    """A journey of two phases; each touchpoint feels as its number says."""
    told = [
        f"    - id: t{number}\n      title: {(titles or [f'T{n}' for n in FEELINGS])[number]}\n"
        f"      emotion: {feeling % 5 - 2}\n"
        for number, feeling in enumerate(feelings)
    ]
    return (
        f"title: Late\npersona: cook\nphases:\n  - title: Paying\n{f'    owner: {owner}' if owner else ''}\n"
        f"    touchpoints:\n{''.join(told[:4])}  - title: Waiting\n    touchpoints:\n{''.join(told[4:])}"
    )


def watched(root: Path, text: str, store: Store | None = None) -> Watch:
    """A book with this journey, watched."""
    for name, words in {
        "content/book.yml": "brand: {name: B}\n",
        "content/personas/cook.yml": "name: The cook\n",
        "content/actors/clerk.yml": "title: The clerk\n",
        "content/actors/clerk-2.yml": "title: Another\n",
        "journeys/late.yml": text,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, "utf-8")
    book, problems = load(root)
    assert not [each for each in problems if each.severity == "error"], problems
    return Watch(book, store or Store())


class Store:
    """A store in memory, that holds what JSON can hold."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[str, str, str]] = {}

    def told(self, name: str) -> dict[str, Any] | None:
        """What is light."""
        return json.loads(self.rows[name][0]) if name in self.rows else None

    def reads(self, name: str) -> dict[str, Any]:
        """What was read for it."""
        found: dict[str, Any] = json.loads(self.rows[name][1])
        return found

    def heavy(self, name: str) -> dict[str, Any]:
        """What is heavy."""
        found: dict[str, Any] = json.loads(self.rows[name][2])
        return found

    def heavy_later(self, name: str) -> Callable[[], dict[str, Any]]:
        """The same, later."""
        return partial(self.heavy, name)

    def put(
        self, name: str, told: dict[str, Any], reads: dict[str, Any] | None = None, heavy: dict[str, Any] | None = None
    ) -> None:
        """Keep all of it."""
        self.rows[name] = json.dumps(told), json.dumps(reads or {}), json.dumps(heavy or {})

    def drop(self, name: str) -> None:
        """Forget it."""
        self.rows.pop(name, None)

    def keep(self, names: Iterable[str]) -> None:
        """Nothing is forgotten here but what is dropped."""

    def keep_kinds(self, kinds: Iterable[str]) -> None:
        """Nor are these."""

    def set_apart(self) -> None:
        """It is nobody else's anyhow."""

    def learned(self) -> dict[str, tuple[str, str, str]]:
        """All that was put."""
        return self.rows

    def learn(self, learned: dict[str, tuple[str, str, str]]) -> None:
        """Keep what another has put."""
        self.rows.update(learned)


def left_by(watch: Watch, what: Callable[[Book], object]) -> None:
    """Something for which this was read is kept, as a build does it."""
    watch.keep("something", read(watch, what), {})
    watch.leave()


def late(watch: Watch) -> Journey:
    return watch.book.journeys["late"]


def read(watch: Watch, what: Callable[[Book], object]) -> list[str]:
    """What is noted while a function reads the book."""
    with listening() as heard:
        what(watch.book)
    return gathered(heard)


READS: Mapping[str, Callable[[Book], object]] = {
    "title@3": lambda book: book.journeys["late"].steps[3].touchpoint.title,
    "emotion@3": lambda book: book.journeys["late"].steps[3].touchpoint.emotion,
    "every emotion": lambda book: [step.touchpoint.emotion for step in book.journeys["late"].steps],
    "every title": lambda book: [step.touchpoint.title for step in book.journeys["late"].steps],
    "by step": lambda book: book.steps["late/t5"].touchpoint.emotion,
    "felt": lambda book: [(each.step.id, each.value) for each in book.journeys["late"].felt],
    "phase's owner": lambda book: book.journeys["late"].phases[0].owner,
    "touchpoint's owner": lambda book: book.journeys["late"].steps[0].touchpoint.owner,
    "owner as typed": lambda book: book.journeys["late"].phases[0].touchpoints[0].owner,
    "label": lambda book: book.journeys["late"].label,
    "keeps": lambda book: book.journeys["late"].steps[0].keeps,
    "mentions": lambda book: [(each.source, each.path) for each in book.mentions("clerk")],
    "namers": lambda book: [each.id for each in book.namers("clerk")],
    "all touchpoints": lambda book: list(book.steps),
}


def answer(watch: Watch, name: str) -> str:
    with unheard():
        return repr(READS[name](watch.book))


def test_of_one_touchpoint_only_what_is_read_is_noted(tmp_path: Path) -> None:
    noted = read(watched(tmp_path, journey()), READS["title@3"])
    assert [each.split(PARTS) for each in noted if each.startswith("entity")] == [
        ["entity", "late", "noun", "steps", "touchpoints.title@3"]
    ]


@pytest.mark.parametrize("name", READS)
def test_what_was_left_aside_notes_the_same_as_what_was_just_read(tmp_path: Path, name: str) -> None:
    fresh = watched(tmp_path, journey(owner="clerk"))
    built = OwnRecords(tmp_path, Marks())
    load(tmp_path, records=built)
    built.leave({"journeys/late.yml"})
    with closing(LeftRecords(tmp_path)) as left:
        again = Watch(load(tmp_path, records=left)[0], Store())
        assert "phases" not in vars(late(again))
        assert read(again, READS[name]) == read(fresh, READS[name])
        assert answer(again, name) == answer(fresh, name)
        assert read(again, READS["title@3"]) == read(fresh, READS["title@3"]), "whoever asks next too"


def test_of_many_touchpoints_a_field_is_noted_once(tmp_path: Path) -> None:
    noted = read(watched(tmp_path, journey()), READS["every emotion"])
    assert [each.split(PARTS)[2:] for each in noted if each.startswith("entity")] == [
        ["noun", "steps", "touchpoints.emotion"]
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(READS)),
    feelings=st.tuples(*[st.integers(0, 4)] * TOUCHPOINTS),
    changed=st.integers(0, TOUCHPOINTS - 1),
    owners=st.tuples(*[st.sampled_from(("", "clerk", "clerk-2"))] * 2),
)
def test_who_read_what_has_changed_is_told_so_and_who_did_not_is_not(
    tmp_path: Path, name: str, feelings: tuple[int, ...], changed: int, owners: tuple[str, str]
) -> None:
    store = Store()
    before = watched(tmp_path, journey(owner=owners[0]), store)
    left_by(before, READS[name])
    titles = tuple(f"T{n}" if n != changed else "Other" for n in FEELINGS)
    now = watched(tmp_path, journey(feelings, titles, owners[1]), store)
    is_same = answer(before, name) == answer(now, name)
    if not is_same:
        assert now.left("something") is None
    elif name not in {"felt", "owner as typed"}:  # told by whom it is felt; told as it is typed and as it holds
        assert now.left("something") is not None


def test_nothing_changed_is_seen_without_a_look_at_fields(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    left_by(watched(tmp_path, journey(), store), READS["every title"])
    now = watched(tmp_path, journey(), store)
    monkeypatch.setattr(now.fields, "have_changed", lambda *_: pytest.fail("a field was looked at"))
    assert now.left("something") is not None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    builds=st.lists(
        st.tuples(st.tuples(*[st.integers(0, 1)] * TOUCHPOINTS), st.sampled_from(("", "clerk", "clerk-2"))),
        min_size=2,
        max_size=5,
    )
)
def test_from_build_to_build_what_is_left_is_what_holds(
    tmp_path: Path, builds: list[tuple[tuple[int, ...], str]]
) -> None:
    """What was found to be the same in one build is held against that build in the next, not against the first."""
    store = Store()
    held: dict[str, str] = {}
    for feelings, owner in builds:
        now = watched(tmp_path, journey(feelings, owner=owner), store)
        for name, what in READS.items():
            if now.left(name) is None:
                held[name] = answer(now, name)
                now.keep(name, read(now, what), {})
            assert held[name] == answer(now, name)
        now.leave()


def test_entries_of_an_index_are_not_looked_at_while_what_it_is_made_of_is_the_same(tmp_path: Path) -> None:
    store = Store()
    left_by(watched(tmp_path, journey(owner="clerk"), store), READS["mentions"])
    now = watched(tmp_path, journey((1, *FEELINGS[1:]), owner="clerk"), store)
    assert now.left("something") is not None
    assert now.wholes.is_same("book")
    assert not now.wholes._heard["book", ""].fields, "no index was made"
    now.leave()
    other = watched(tmp_path, journey((1, *FEELINGS[1:]), owner="clerk-2"), store)
    assert other.left("something") is None
    assert not other.wholes.is_same("book")


@pytest.mark.parametrize("place", ["content/actors/odd.yaml", "content/metrics/odd.yml"])
def test_a_file_that_lies_elsewhere_is_another_though_it_says_the_same(tmp_path: Path, place: str) -> None:
    store, odd = Store(), tmp_path / "content/actors/odd.yml"
    odd.parent.mkdir(parents=True)
    odd.write_text("title: Odd\n", "utf-8")
    left_by(watched(tmp_path, journey(), store), lambda book: (book.actors.get("odd"), book.place("odd")))
    (tmp_path / place).parent.mkdir(exist_ok=True)
    odd.rename(tmp_path / place)
    now = watched(tmp_path, journey(), store)
    assert now.changed(["odd", "late"]) == {"odd"}
    assert now.left("something") is None


@pytest.mark.parametrize("change", ["more", "less"])
def test_an_index_is_another_where_a_thing_comes_or_goes(tmp_path: Path, change: str) -> None:
    store = Store()
    more = tmp_path / "content/actors/more.yml"
    more.parent.mkdir(parents=True)
    if change == "less":
        more.write_text("title: More\n", "utf-8")
    left_by(watched(tmp_path, journey(), store), lambda book: len(list(book.entities)))
    if change == "less":
        more.unlink()
    else:
        more.write_text("title: More\n", "utf-8")
    now = watched(tmp_path, journey(), store)
    assert not now.wholes.is_same("book")
    assert now.left("something") is None


def test_who_reads_what_somebody_else_had_worked_out_has_read_all_it_was_made_of() -> None:
    def work(name: str) -> str:
        note(f"made of {name}")
        return name

    inner = Each(["a", "b"], work)
    outer = Each(["a", "b"], lambda name: inner[name] + inner["a"])
    assert outer["b"] == "ba"
    with listening() as first:
        assert outer["b"] == "ba"
    with listening() as second:
        assert outer.quietly("b") == "ba"
    assert (gathered(first), gathered(second)) == (["made of a", "made of b"], [])
    assert not listeners


def test_two_who_have_heard_the_same_are_not_mistaken_for_each_other() -> None:
    with listening() as outer:
        with listening() as inner:
            note("both")
        note("outer alone")
    assert (gathered(inner), gathered(outer)) == (["both"], ["both", "outer alone"])


def _lowest(book: Book) -> float:
    return min(step.touchpoint.emotion or 0.0 for step in book.journeys["late"].steps)


@pytest.mark.parametrize("works_first", [True, False], ids=["worked out again", "not asked for yet"])
@pytest.mark.parametrize(("feelings", "is_same"), [(FEELINGS, True), ((1, *FEELINGS[1:]), False)])
def test_what_is_worked_out_once_is_told_by_what_it_was_made_of(
    tmp_path: Path, feelings: tuple[int, ...], is_same: bool, works_first: bool
) -> None:
    store = Store()
    before = watched(tmp_path, journey(), store)
    before.book.once(_lowest)  # by somebody else
    left_by(before, lambda book: book.once(_lowest))
    titles = ("Other", *(f"T{n}" for n in FEELINGS[1:]))
    now = watched(tmp_path, journey(feelings, titles), store)
    if works_first:
        now.book.once(_lowest)
    assert (now.left("something") is not None) is is_same


def test_what_nobody_knows_again_is_never_the_same(tmp_path: Path) -> None:
    store = Store()
    before = watched(tmp_path, journey(), store)
    before.keep("something", ["a word of nobody"], {})
    before.leave()
    assert watched(tmp_path, journey(), store).left("something") is None


def test_where_findings_stood_is_known_as_long_as_the_file_is_the_same(tmp_path: Path) -> None:
    store = Store()
    before = watched(tmp_path, journey(), store)
    then, anew = Place("a.yml", 1, 1, 1, 2), Place("a.yml", 2, 1, 2, 2)
    for name in ("cook", "late", "book"):
        assert before.place(name, "title", lambda: then, is_one=True) == then
    before.leave()
    now = watched(tmp_path, journey((1, *FEELINGS[1:])), store)
    told = {name: now.place(name, "title", lambda: anew, is_one=True) for name in ("cook", "late", "book")}
    assert told == {"cook": then, "late": anew, "book": anew}, "no mark tells whether book.yml is the same"
    assert now.place("cook", "summary", lambda: anew, is_one=True) == anew


def found(root: Path, text: str, store: Store) -> tuple[tuple[Problem, ...], tuple[Problem, ...], int]:
    """What the rules find with and without a memory, and how often something had to be looked for."""
    watch = watched(root, text, store)
    asked: list[str] = []
    again = watch.again

    def heard(name: str, find: Callable[[], Any]) -> Any:
        def counted() -> Any:
            asked.append(name)
            return find()

        return again(name, counted)

    watch.again = heard  # type: ignore[method-assign]
    with_memory = checked(load(root)[0], (), text_of(root), memory=watch)
    watch.leave()
    return with_memory, checked(load(root)[0], (), text_of(root)), len(asked)


def test_what_the_rules_found_is_remembered_until_something_they_read_is_another(tmp_path: Path) -> None:
    store = Store()
    first, anew, asked = found(tmp_path, journey(), store)
    assert first == anew
    assert asked > 0
    assert found(tmp_path, journey(), store) == (first, first, 0)
    other, anew, asked = found(tmp_path, journey((1, *FEELINGS[1:])), store)
    assert other == anew
    assert asked > 0


def test_a_rule_of_the_whole_book_looks_again_where_what_it_has_found_stands_elsewhere(tmp_path: Path) -> None:
    store = Store()
    for name, words in {
        "content/promises/fast.yml": "title: Fast\ntext: We are fast.\n",
        "content/evidence/log.yml": "title: Log\nmethod: operational\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words, "utf-8")
    broken = "status: live\n" + journey().replace(
        "title: T3\n", "title: T3\n      breaks: {promise: fast, evidence: log}\n"
    )
    seen = []
    for text in (broken, broken.replace("title: T4", "title: Other"), f"# one line more\n{broken}"):
        with_memory, anew, _ = found(tmp_path, text, store)
        assert with_memory == anew
        seen += [each.others[0][0].line for each in anew if each.rule == "broken-promise-without-action"]
    assert seen == [seen[0], seen[0], seen[0] + 1]


def test_what_was_found_before_is_the_same_as_when_it_was_found(tmp_path: Path) -> None:
    problems = list(checked(watched(tmp_path, f"status: live\n{journey()}").book))
    light, words = json.loads(json.dumps(findings.told(problems)))
    again = findings.known(light, lambda: words)
    assert again == problems
    assert problems == again
    assert {*again} == {*problems}
    assert (again[0] == 1) is False
    assert again[0] != replace(problems[0], rule="another")


MARKS = {"lanes": "one", "wall": "two"}
DRAWN: Mapping[str, Callable[[Mapping[str, str]], object]] = {
    "lanes": lambda drawn: drawn["lanes"],
    "poster": lambda drawn: drawn.get("poster"),
    "has a poster": lambda drawn: "poster" in drawn,
    "wall": lambda drawn: drawn["wall"],
    "all": list,
}


@pytest.mark.parametrize(
    ("marks", "others"),
    [
        (MARKS, set()),
        ({**MARKS, "lanes": "three"}, {"lanes"}),
        ({**MARKS, "poster": "three"}, {"poster", "has a poster", "all"}),
        ({"lanes": "one"}, {"wall", "all"}),
    ],
)
def test_who_shows_a_drawing_is_looked_at_where_it_is_another_or_has_come_or_gone(
    tmp_path: Path, marks: Mapping[str, str], others: set[str]
) -> None:
    store = Store()
    before = watched(tmp_path, journey(), store)
    drawn = before.over_mapping("drawings/en", MARKS, MARKS)
    for name, look in DRAWN.items():
        with listening() as heard:
            look(drawn)
        before.keep(name, gathered(heard), {})
    before.leave()
    for _ in range(2):  # what nobody read again is known in the build after the next, too
        now = watched(tmp_path, journey(), store)
        now.over_mapping("drawings/en", marks, marks)
        assert {name for name in DRAWN if now.left(name) is None} == others
        now.leave()
        others = set(DRAWN) & others  # they are dropped, and nobody made them anew
    assert set(before.readers("drawings/en")) >= {"lanes", "poster", "wall"}
