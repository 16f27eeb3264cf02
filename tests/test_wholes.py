"""What is worked out of a whole book is told as a whole, and never taken for the same where an entry of it is not."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journeybook.files.store import Store, opened
from journeybook.load import load
from journeybook.measures.figure import Figure, figure
from journeybook.model import Book, Journey
from journeybook.model.each import Each
from journeybook.model.heard import PARTS, gathered, listening, unheard
from journeybook.pages.watching import Watch, watched

JOURNEYS = ("early", "late", "never")
FACT = f"facts{PARTS}"
_numbers = itertools.count()


@dataclass(frozen=True)
class Facts:
    """Facts of each shape: one by one, large or not, all at once, asked with words, and each made of others."""

    book: Book

    @cached_property
    def feelings(self) -> Mapping[str, tuple[float | None, ...]]:
        """What is felt in each journey: a large value that is kept."""
        return Each(self.book.journeys, self._feelings, is_large=True, is_kept=True)

    def _feelings(self, name: str) -> tuple[float | None, ...]:
        return tuple(step.touchpoint.emotion for step in self.book.journeys[name].steps)

    @cached_property
    def lowest(self) -> Mapping[str, float]:
        """The lowest of each; of one of them more is read."""
        return Each(self.book.journeys, self._lowest)

    def _lowest(self, name: str) -> float:
        more = len(str(self.book.journeys[name].summary)) if name == "late" else 0
        return more + min(value or 0 for value in self.feelings[name])

    @cached_property
    def kept(self) -> Mapping[str, tuple[str, ...]]:
        """What is kept from build to build: titles and, of one journey, what is felt in another."""
        return Each(self.book.journeys, self._kept, is_kept=True)

    def _kept(self, name: str) -> tuple[str, ...]:
        late = self.book.journeys.get("late") if name == "early" else None
        felt = tuple(str(step.touchpoint.emotion) for step in late.steps) if late else ()
        return str(self.book.journeys[name].title), *felt

    @cached_property
    def own(self) -> Mapping[str, str]:
        """What is kept of each journey, and made of nothing else."""
        return Each(self.book.journeys, self._own, is_kept=True)

    def _own(self, name: str) -> str:
        return f"{self.book.journeys[name].title} {self.book.journeys[name].owner}"

    @cached_property
    def together(self) -> tuple[str, ...]:
        """What is made of all that is kept."""
        return *self.own.values(), *(each for felt in self.kept.values() for each in felt)

    @cached_property
    def titled(self) -> Mapping[str, str]:
        """What the journeys are called that have an owner."""
        return {each.id: str(each.title) for each in self.book.journeys.values() if each.owner}

    @cached_property
    def of_book(self) -> Mapping[str, Figure]:
        """A figure that can be told."""
        return {"lowest": figure("mean", min(self.lowest.values(), default=None))}

    @cached_property
    def told(self) -> tuple[str, ...]:
        """What is made of something that is worked out at once."""
        return tuple(sorted(self.titled.values()))

    @cached_property
    def friends(self) -> Mapping[str, tuple[str, ...]]:
        """The journeys of whoever owns a journey: a large value for which a function is asked."""
        return Each(self.book.journeys, self._friends, is_large=True)

    def _friends(self, name: str) -> tuple[str, ...]:
        return tuple(each.id for each in self.owned(self.book.journeys[name].owner or "clerk"))

    def owned(self, owner: str) -> tuple[Journey, ...]:
        """The journeys of an owner."""
        return tuple(each for each in self.book.journeys.values() if each.owner == owner)


def entry(fact: str, name: str, facts: Any) -> object:
    """What one of the facts says of a journey."""
    return getattr(facts, fact).get(name)


READS: Mapping[str, Callable[[Any], object]] = {
    **{f"feelings of {name}": partial(entry, "feelings", name) for name in JOURNEYS},
    **{f"lowest of {name}": partial(entry, "lowest", name) for name in JOURNEYS},
    **{f"friends of {name}": partial(entry, "friends", name) for name in JOURNEYS},
    **{f"own of {name}": partial(entry, "own", name) for name in JOURNEYS},
    **{f"kept of {name}": partial(entry, "kept", name) for name in JOURNEYS},
    "together": lambda facts: facts.together,
    "own": lambda facts: list(facts.own.items()),
    **{f"title of {name}": partial(entry, "titled", name) for name in JOURNEYS},
    "the lowest of all": lambda facts: facts.of_book["lowest"].value,
    "titles": lambda facts: facts.told,
    "owned by the clerk": lambda facts: [each.id for each in facts.owned("clerk")],
    "owned by another": lambda facts: [(each.id, str(each.title)) for each in facts.owned("clerk-2")],
    "named": lambda facts: [each.id for each in facts.book.namers("clerk")],
}
ONE_JOURNEY = st.none() | st.tuples(
    st.sampled_from(("A", "B", "A\nsummary: B")),
    st.sampled_from(("", "clerk", "clerk-2")),
    st.tuples(st.integers(0, 1), st.integers(0, 1)),
)


def written(root: Path, journeys: Mapping[str, tuple[str, str, tuple[int, ...]] | None]) -> Book:
    """A book with these journeys: what each is called, who owns it, what is felt."""
    files = {
        "content/book.yml": "brand: {name: B}\n",
        "content/personas/cook.yml": "name: The cook\n",
        **{f"content/actors/{name}.yml": f"title: {name}\n" for name in ("clerk", "clerk-2", "a", "b", "c")},
    }
    for name, told in journeys.items():
        if told is None:
            (root / f"journeys/{name}.yml").unlink(missing_ok=True)
            continue
        title, owner, feelings = told
        steps = "".join(f"      - {{title: T{n}, emotion: {each}}}\n" for n, each in enumerate(feelings))
        owned = f"owner: {owner}\n" if owner else ""
        files[f"journeys/{name}.yml"] = (
            f"title: {title}\npersona: cook\n{owned}phases:\n  - title: P\n    touchpoints:\n{steps}"
        )
    for name, words in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, "utf-8")
    book, problems = load(root)
    assert not [each for each in problems if each.severity == "error"], problems
    return book


def facts_of(book: Book, store: Store) -> tuple[Watch, Any]:
    """The book and its facts, watched."""
    watch = Watch(book, store)
    return watch, watched(watch, Facts)  # type: ignore[arg-type]


def ask(watch: Watch, facts: Any, name: str) -> bool:
    """Keep what is read for something, unless it is known; tell whether it was."""
    if watch.left(name) is not None:
        return True
    with listening() as heard:
        READS[name](facts)
    watch.keep(name, gathered(heard), {})
    return False


def leave(watch: Watch, store: Store) -> None:
    """End a build; what nobody has asked for is forgotten."""
    watch.leave()
    store.forget_others()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in a file."""
    with closing(opened(tmp_path / "store.sqlite", "mark")) as found:
        yield found


def late(owner: str) -> tuple[Any, ...]:
    """One journey alone."""
    return None, ("A", owner, (0, 0)), None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(  # what nobody asked for while it was another is forgotten, though somebody looked at what stands beside it
    builds=[
        (late("clerk"), {"named"}),
        (late(""), {"feelings of early"}),
        (late(""), {"named", "feelings of late"}),
        (late("clerk"), {"named"}),
    ]
)
@given(
    builds=st.lists(
        st.tuples(st.tuples(*[ONE_JOURNEY] * len(JOURNEYS)), st.sets(st.sampled_from(sorted(READS)))),
        min_size=2,
        max_size=6,
    )
)
def test_whatever_is_asked_and_changed_from_build_to_build_only_what_holds_is_left(
    tmp_path: Path, builds: list[tuple[tuple[Any, ...], set[str]]]
) -> None:
    held: dict[str, str] = {}
    place = tmp_path / f"{next(_numbers)}.sqlite"
    for journeys, asked in builds:
        book = written(tmp_path, dict(zip(JOURNEYS, journeys, strict=True)))
        with closing(opened(place, "mark")) as store:
            watch, facts = facts_of(book, store)
            for name in sorted(asked):
                with unheard():
                    now = repr(READS[name](Facts(book)))
                if ask(watch, facts, name):
                    assert held[name] == now, (name, builds)
                held[name] = now
            leave(watch, store)


SAME = ("A", "clerk", (0, 1))


def test_no_entry_is_looked_at_where_nothing_is_read_that_has_changed(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, facts = facts_of(written(tmp_path, {"early": SAME, "late": SAME}), store)
    for name in ("lowest of early", "feelings of late", "the lowest of all"):
        ask(watch, facts, name)
    leave(watch, store)
    again, facts = facts_of(written(tmp_path, {"early": SAME, "late": ("B", "", (0, 1))}), store)
    for work in ("_feelings", "_lowest"):
        monkeypatch.setattr(Facts, work, lambda *_: pytest.fail("a fact was worked out"))
    for name in ("lowest of early", "feelings of late", "the lowest of all"):
        assert ask(again, facts, name), name
    assert facts.of_book["lowest"].value == 0, "a figure is taken from the store"


def test_of_entries_of_what_may_be_another_only_those_that_are_have_changed(tmp_path: Path, store: Store) -> None:
    watch, facts = facts_of(written(tmp_path, {"early": SAME, "late": SAME}), store)
    for name in ("lowest of early", "feelings of early", "lowest of late", "feelings of late"):
        ask(watch, facts, name)
    leave(watch, store)
    again, facts = facts_of(written(tmp_path, {"early": SAME, "late": ("A", "clerk", (1, 0))}), store)
    assert not again.wholes.is_same(f"{FACT}feelings")
    assert ask(again, facts, "feelings of early")
    assert not ask(again, facts, "feelings of late")
    assert ask(again, facts, "lowest of late"), "it is the same, though what it is made of is not"


def test_what_is_asked_for_the_first_time_in_a_later_build_is_known_from_then_on(tmp_path: Path, store: Store) -> None:
    first, facts = facts_of(written(tmp_path, {"early": SAME, "late": SAME}), store)
    ask(first, facts, "lowest of early")
    leave(first, store)
    second, facts = facts_of(written(tmp_path, {"early": SAME, "late": SAME}), store)
    ask(second, facts, "lowest of early")
    ask(second, facts, "lowest of late")
    leave(second, store)
    third, facts = facts_of(written(tmp_path, {"early": SAME, "late": ("A\nsummary: B", "clerk", (0, 1))}), store)
    assert ask(third, facts, "lowest of early")
    assert not ask(third, facts, "lowest of late")


def test_what_nobody_asked_for_since_it_was_another_is_worked_out_with_open_ears(tmp_path: Path, store: Store) -> None:
    unowned, owned = {"early": ("A", "", (0, 1)), "late": ("A", "", (0, 1))}, {"early": SAME, "late": SAME}
    asked = "title of early"
    for journeys, is_asked in ((unowned, True), (owned, False), (owned, True)):
        watch, facts = facts_of(written(tmp_path, journeys), store)
        if is_asked:
            ask(watch, facts, asked)
        leave(watch, store)
    again, facts = facts_of(written(tmp_path, {**owned, "early": ("B", "clerk", (0, 1))}), store)
    assert not ask(again, facts, asked), "its title has been read since"


def test_an_entry_that_reads_nothing_of_other_things_is_not_worked_out_when_one_of_them_has_changed(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, facts = facts_of(written(tmp_path, {"early": SAME, "late": SAME}), store)
    ask(watch, facts, "together")
    leave(watch, store)
    worked: list[str] = []
    work = Facts._own

    def heard(facts: Facts, name: str) -> str:
        worked.append(name)
        return work(facts, name)

    monkeypatch.setattr(Facts, "_own", heard)
    for title in ("B", "C"):
        worked.clear()
        again, facts = facts_of(written(tmp_path, {"early": SAME, "late": (title, "clerk", (0, 1))}), store)
        assert not ask(again, facts, "together")
        assert facts.together == ("A clerk", f"{title} clerk", "A", "0.0", "1.0", title)
        assert worked == ["late"], "that of the other one is taken from the store"
        leave(again, store)


def test_what_is_large_of_what_stands_is_not_forgotten(tmp_path: Path, store: Store) -> None:
    early = "feelings of early"
    for journeys in ({"early": SAME, "late": SAME}, {"early": SAME, "late": ("A", "clerk", (1, 1))}):
        watch, facts = facts_of(written(tmp_path, journeys), store)
        ask(watch, facts, early)
        ask(watch, facts, "feelings of late")
        leave(watch, store)
    assert store.told(f"large/{FACT}feelings{PARTS}early") is not None


def test_a_large_value_that_is_kept_is_taken_from_its_own_place(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, facts = facts_of(written(tmp_path, {"early": SAME, "late": SAME}), store)
    ask(watch, facts, "feelings of early")
    leave(watch, store)
    again, facts = facts_of(written(tmp_path, {"early": SAME, "late": ("A", "clerk", (1, 1))}), store)
    work = Facts._feelings
    monkeypatch.setattr(
        Facts,
        "_feelings",
        lambda facts, name: pytest.fail("worked out again") if name == "early" else work(facts, name),
    )
    assert ask(again, facts, "feelings of early")
    assert (facts.feelings["early"], facts.feelings["late"]) == ((0, 1), (1, 1))


def test_an_entry_that_reads_another_thing_is_worked_out_when_that_has_changed(tmp_path: Path, store: Store) -> None:
    for felt in ((0, 1), (1, 1)):
        watch, facts = facts_of(written(tmp_path, {"early": SAME, "late": ("A", "clerk", felt)}), store)
        assert not ask(watch, facts, "kept of early")
        assert facts.kept["early"] == ("A", *(str(float(each)) for each in felt))
        leave(watch, store)


def test_what_was_read_is_looked_through_only_where_some_of_it_is_another(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, facts = facts_of(written(tmp_path, {"early": SAME, "late": SAME}), store)
    asked = ("feelings of early", "feelings of late", "title of early", "owned by another", "the lowest of all")
    for name in asked:
        ask(watch, facts, name)
    leave(watch, store)
    again, facts = facts_of(written(tmp_path, {"early": SAME, "late": ("A", "clerk", (1, 1))}), store)
    seen: list[str] = []
    reads = store.reads

    def looked_through(name: str) -> dict[str, Any]:
        seen.append(name)
        return reads(name)

    monkeypatch.setattr(store, "reads", looked_through)
    found = {name: ask(again, facts, name) for name in asked}
    assert found == {**dict.fromkeys(asked, True), "feelings of late": False}
    assert {name for name in seen if name in asked} == {"feelings of late"}
