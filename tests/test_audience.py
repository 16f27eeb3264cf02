"""What is not for a reader is nowhere in the reader's site: not in a page, the search, a drawing or a download."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
import yaml
from click.testing import CliRunner

from journeybook import measures, site
from journeybook.audience import for_audience, refused
from journeybook.cli import command
from journeybook.level import AUDIENCES
from journeybook.load import load
from journeybook.load.resolve import unresolved
from journeybook.load.whole import Whole
from journeybook.measures.promises import ledger
from journeybook.model import KINDS, Book, Phase, Record, Touchpoint
from journeybook.model.record import unwrapped
from journeybook.model.text import Text
from journeybook.problem import Severity

Write = Callable[[Mapping[str, str | bytes]], Path]

pytestmark = pytest.mark.xdist_group("audience")  # on one worker, so that it builds once

MARK = "zzhiddenzz"
"""Stands in every text of everything hidden, in every id, file and address."""

HIDDEN: dict[str, dict[str, Any]] = {
    f"content/personas/{MARK}-persona.yml": {"tolerance": [1, 0.5, 0.1]},
    f"content/promises/{MARK}-promise.yml": {
        "standard": {"metric": f"{MARK}-metric", "at_most": "15 min"},
        "answers": [f"{MARK}-persona/{MARK}-value"],
    },
    f"content/actors/{MARK}-actor.yml": {},
    f"content/metrics/{MARK}-metric.yml": {
        "kind": "time", "unit": "min", "survey": None, "baseline": 1, "target": 1, "ideal": 1, "pressures": ["fast"],
        "results": [{"date": "2026-01-01", "value": 12, "place": MARK, "touchpoint": f"{MARK}-journey/{MARK}-step"}],
    },
    f"content/evidence/{MARK}-evidence.yml": {
        "findings": [{"id": f"{MARK}-finding", "text": MARK}, {"text": MARK, "rests_on": f"{MARK}-finding"}],
    },
    f"content/actions/{MARK}-action.yml": {"addresses": ["fast", "loan/wait", f"{MARK}-promise"], "supports": ["grow"]},
    f"content/service-models/{MARK}-model.yml": {},
    f"journeys/{MARK}-journey.yml": {
        "expect": [{"promise": f"{MARK}-promise", "verdict": "kept"}],
        "as_is": None, "state": "as_is", "status": "live", "supports": ["grow"], "parent": "loan",
        "phases": [{"title": MARK, "touchpoints": None}],
    },
}  # fmt: skip

SEEN: dict[str, str] = {
    "content/book.yml": f"""
        languages: [en, pl]
        brand:
          name: A book
          values: [{{id: fair, title: Fair, owner: {MARK}-actor, measured_by: {MARK}-metric}}]
        true_north: {{statement: Nobody waits, metrics: [{MARK}-metric, speed]}}
        objectives: [{{id: grow, statement: Grow, metrics: {MARK}-metric, owner: {MARK}-actor}}]
        links: ["promises/{MARK}-promise.md"]
        """,
    "content/personas/anna.yml": """
        name: Anna
        size: 1000
        yearly_value: 431.75
        currency: PLN
        values: [{id: quick, title: Quick}]
        """,
    "content/promises/fast.yml": f"""
        title: Fast
        text: A loan in 15 minutes.
        made_by: {MARK}-actor
        owner: {MARK}-actor
        to: [anna, {MARK}-persona]
        answers: [quick, {MARK}-value]
        standard: {{metric: {MARK}-metric, at_most: 15 min}}
        links: ["../promises/{MARK}-promise.md#top", "https://example.org/{MARK[2:4]}"]
        """,
    "content/promises/seen.yml": "title: Seen\ntext: We call back.\nstandard: {metric: speed, at_most: 15 min}\n",
    "content/promises/plain.yml": "title: Plain\ntext: We are plain.\nstandard: {metric: speed, at_most: 15 min}\n",
    "content/metrics/speed.yml": f"""
        title: Speed
        kind: time
        unit: min
        leads_to: [{MARK}-metric]
        results:
          - {{value: 10}}
          - {{value: 11, persona: {MARK}-persona}}
          - {{value: 9, touchpoint: {MARK}-journey/{MARK}-step}}
        """,
    "content/actions/mend.yml": f"""
        title: Mend it
        addresses: [{MARK}-promise, loan/wait, {MARK}-journey/{MARK}-step]
        questions: {{owner: {MARK}-actor}}
        decision: {{asked_of: {MARK}-actor}}
        """,
    "content/service-models/loans.yml": f"""
        title: Loans
        state: to_be
        as_is: {MARK}-model
        customers: [{MARK}-persona, anna]
        actors: [{MARK}-actor]
        kpi: [{MARK}-metric]
        actions: [{MARK}-action]
        """,
    "journeys/loan.yml": f"""
        title: A loan
        persona: anna
        other_personas: [{MARK}-persona]
        owner: {MARK}-actor
        phases:
          - title: Asking
            keeps: [{MARK}-promise]
            touchpoints:
              - {{id: ask, title: I ask, emotion: 1, frontstage: [{MARK}-actor], failure_rate: 5 %}}
              - id: wait
                title: I wait
                emotion: -1
                emotion_by: {{{MARK}-persona: -2}}
                keeps: [fast, plain, {MARK}-promise]
                makes: [{MARK}-promise]
                breaks: [{{promise: seen, evidence: {MARK}-evidence}}, {{promise: {MARK}-promise}}]
                quotes: [{{text: So long, evidence: {MARK}-evidence}}]
                opens: {MARK}-journey
                same_as: {MARK}-journey/{MARK}-step
                evidence: [{MARK}-evidence]
                metrics: [{MARK}-metric, speed]
                feedback: {{method: A card, owner: {MARK}-actor, escalates_to: {MARK}-actor}}
                causes: [{{text: Few people, actor: {MARK}-actor, metric: {MARK}-metric}}]
        """,
    "journeys/hers.yml": f"title: Hers {MARK}\npersona: {MARK}-persona\nphases: {{{MARK}: [I pay {MARK}: 1]}}\n",
    "content/welcome.md": "# Welcome\n\n![us](assets/us.svg)\n",
    "content/inside.md": f"---\nvisible_to: [management]\n---\n# Inside {MARK}\n",
    "content/inside.pl.md": f"# Wewnątrz {MARK}\n",
    "content/assets/us.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    f"content/assets/{MARK}.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}


def marked(record: type[Record], given: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """The YAML of a record with the mark in every field that takes words, so that none is forgotten."""
    hints = get_type_hints(record, include_extras=True)
    found: dict[str, Any] = {}
    for name, info in record.model_fields.items():
        key = info.alias or name
        if key in {"id", "extras", "sketch", "visible_to"} and (depth == 0 or key != "id"):
            continue
        value = given[key] if key in given else _marked(name, hints[name], depth)
        if value is not None:
            found[key] = value
    return found


def _marked(name: str, hint: Any, depth: int) -> Any:
    many, ref, core = unwrapped(hint)
    value: Any = None
    if name == "image":
        value = f"assets/{MARK}.svg"
    elif name == "url":
        value = f"https://example.org/{MARK}"
    elif ref is not None:
        value = MARK if ref.soft else NAMED.get(ref.kinds[0])
    elif name == "id" or name == "formerly":
        value = f"{MARK}-{'step' if depth == 2 else 'value' if depth == 1 else 'former'}"
    elif isinstance(core, type) and issubclass(core, Record):
        value = marked(core, {}, depth + 1) if depth < 3 else None
    elif core is Text or (core is str and name not in {"currency", "unit", "typed_unit"}):
        value = MARK
    elif get_origin(core) is not None and get_args(core) and isinstance(get_args(core)[0], str):
        value = get_args(core)[0]
    return [value] if many and value is not None else value


NAMED = {kind.noun: f"{MARK}-{'model' if kind.noun == 'service-model' else kind.noun}" for kind in KINDS} | {
    "objective": "grow", "brand-value": "fair", "persona-value": f"{MARK}-persona/{MARK}-value",
    "touchpoint": f"{MARK}-journey/{MARK}-step", "step": f"{MARK}-step",
}  # fmt: skip


def files(visible_to: str) -> dict[str, str]:
    """The whole book: what is hidden is for `visible_to`."""
    found = dict(SEEN)
    folders = {kind.folder: kind for kind in KINDS}
    for path, given in HIDDEN.items():
        kind = folders[path.rpartition("/")[0]]
        fields = marked(kind, given)
        if kind.noun == "journey":
            step = marked(Touchpoint, {"next": None, "emotion": -2, "emotion_by": None}, 2)
            fields["phases"] = [{**marked(Phase, {"touchpoints": None}, 1), "id": MARK, "touchpoints": [step]}]
        text = yaml.safe_dump({**fields, "visible_to": [visible_to], "x-mine": MARK}, allow_unicode=True)
        found[path] = text
    return found


def read(root: Path) -> Book:
    book, problems = load(root, date(2026, 6, 1))
    assert [problem.message.say() for problem in problems if problem.severity is Severity.ERROR] == []
    return book


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site for the front line, of a book that hides a thing of each kind from it."""
    root = tmp_path_factory.mktemp("book")
    for name, text in files("management").items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("\n".join(line.removeprefix("        ") for line in text.splitlines()), "utf-8")
    problems = site.build(root, root / "site", date(2026, 6, 1), "frontline")
    assert [problem.message.say() for problem in problems] == []
    return root


def test_nothing_that_is_hidden_is_in_any_byte(built: Path) -> None:
    published = {path.relative_to(built / "site").as_posix(): path.read_bytes() for path in sorted_files(built)}
    assert {"journeys/loan.html", "promises/fast.html", "search/search_index.json", "pl/index.html"} <= set(published)
    assert [name for name in published if MARK in name.casefold()] == []
    assert [name for name, data in published.items() if MARK.encode() in data.lower()] == []


def test_the_book_that_is_hidden_from_has_the_mark_everywhere(built: Path) -> None:
    """The test above means something only if the whole book does carry the mark wherever an author may write."""
    book = read(built)
    hidden = [entity for entity in book.entities if entity.visible_to]
    assert {entity.noun for entity in hidden} == {kind.noun for kind in KINDS}
    assert [entity.id for entity in hidden if repr(entity).count(MARK) < 5] == []
    assert len(re.findall(MARK, repr(hidden))) > 150


def sorted_files(root: Path) -> Iterator[Path]:
    return (path for path in sorted((root / "site").rglob("*")) if path.is_file())


def test_what_a_customer_is_worth_is_for_management_alone(built: Path) -> None:
    assert [path.name for path in sorted_files(built) if b"431.75" in path.read_bytes()] == []
    book = read(built)
    assert measures.of_journey(book, book.journeys["loan"])["exposure"].value is not None
    for audience in ("frontline", "cx"):
        cut = for_audience(book, audience)
        assert "exposure" not in measures.of_journey(cut, cut.journeys["loan"])
    managed = for_audience(book, "management")
    assert "exposure" in measures.of_journey(managed, managed.journeys["loan"])


def test_whom_it_is_for_sees_all_of_it(built: Path) -> None:
    book = read(built)
    assert list(for_audience(book, "management").entities) == list(book.entities)
    assert for_audience(book, "") is book


def test_what_must_name_a_hidden_thing_is_hidden_with_it(built: Path) -> None:
    cut = for_audience(read(built), "cx")
    assert "hers" not in cut.journeys
    assert set(cut.journeys) == {"loan"}
    assert [breach.promise for breach in cut.journeys["loan"].steps[1].touchpoint.breaks] == ["seen"]
    assert cut.journeys["loan"].steps[0].touchpoint.frontstage == ()
    assert [row.value for row in cut.metrics["speed"].results] == [10]
    assert cut.actions["mend"].addresses == ("loan/wait",)
    assert cut.actions["mend"].decision is None
    assert [str(each) for each in cut.service_models["loans"].customers] == ["anna"]
    assert cut.settings.links == ()
    assert [link.url for link in cut.promises["fast"].links] == ["https://example.org/hi"]


def test_no_reader_is_told_a_verdict_that_is_not_so(built: Path) -> None:
    book = read(built)
    assert {name: entry.verdict for name, entry in ledger(book).items() if MARK not in name} == {
        "fast": "kept", "seen": "broken", "plain": "kept",
    }  # fmt: skip
    cut = ledger(for_audience(book, "frontline"))
    assert {name: entry.verdict for name, entry in cut.items()} == {
        "fast": "unmeasured", "seen": "unmeasured", "plain": "kept",
    }  # fmt: skip
    assert cut["seen"].why.say() == "What decides on it is not shown to these readers"
    assert (cut["seen"].history, cut["seen"].witnessed) == ((), ())


def test_every_reference_of_a_cut_book_leads_somewhere(built: Path) -> None:
    book = read(built)
    for audience in AUDIENCES:
        assert list(unresolved(Whole(for_audience(book, audience)))) == []


def test_figures_of_a_cut_book(built: Path) -> None:
    run = CliRunner().invoke(command, ["-C", str(built), "measure", "--format", "json", "--audience", "frontline"])
    assert run.exit_code == 0, run.output
    told = json.loads(run.stdout)
    assert MARK not in run.stdout
    assert {"book", "loan", "fast", "speed"} <= {thing["id"] for thing in told["things"]}
    hidden = CliRunner().invoke(command, ["-C", str(built), "measure", f"{MARK}-promise", "--audience", "cx"])
    assert hidden.exit_code == 2


def test_a_whole_book_may_be_for_some(write_book: Write) -> None:
    root = write_book({"content/book.yml": "visible_to: [management]\nbrand: {name: A book}\n"})
    book = read(root)
    assert refused(book, "") == refused(book, "management") == ()
    problems = site.build(root, root / "site", None, "frontline")
    assert [problem.message.say() for problem in problems] == [
        "This book is not for “frontline”: visible_to does not name them."
    ]
    assert not (root / "site").exists()


def test_one_site_of_each_audience_does_not_pass_for_another(write_book: Write) -> None:
    """The seal that says "nothing has changed" knows whom the site was built for."""
    root = write_book({
        "content/personas/cook.yml": "name: The cook\nvisible_to: [cx]\n", "content/promises/p.yml": "text: Yes.\n",
    })  # fmt: skip
    page = root / "site" / "personas" / "cook.html"
    there = []
    for audience in ("", "management", "cx"):
        site.build(root, root / "site", None, audience)
        there.append(page.exists())
    assert there == [True, False, True]


def test_mkdocs_yml_and_the_environment_may_name_the_audience(
    write_book: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_book({
        "content/personas/cook.yml": "name: The cook\nvisible_to: [cx]\n", "content/promises/p.yml": "text: Yes.\n",
        "mkdocs.yml": """
            site_name: A book
            docs_dir: content
            theme: {name: material}
            plugins: [{journeybook: {audience: frontline}}]
            """,
    })  # fmt: skip
    page = root / "site" / "personas" / "cook.html"
    site.build(root, root / "site")
    assert (root / "site" / "promises" / "p.html").exists() and not page.exists()
    monkeypatch.setenv("JOURNEYBOOK_AUDIENCE", "cx")
    site.build(root, root / "site")
    assert page.exists()
    monkeypatch.setenv("JOURNEYBOOK_AUDIENCE", "front-line")
    (problem,) = site.build(root, root / "site")
    assert problem.severity is Severity.ERROR and "front-line" in problem.message.say()
    assert page.exists()


def test_exports_and_drawings_know_whom_they_are_for(built: Path) -> None:
    for words in (["export", "mermaid", "hers", "--audience", "cx"], ["draw", "map", "hers", "--audience", "cx"]):
        assert CliRunner().invoke(command, ["-C", str(built), *words]).exit_code == 2
        whole = [word for word in words if word not in {"--audience", "cx"}]
        assert CliRunner().invoke(command, ["-C", str(built), *whole]).exit_code == 0, whole


def test_pictures_and_pages_of_the_shipped_book_tell_nothing_that_some_may_not_see() -> None:
    """They are published as they are, for every audience."""
    root = Path(__file__).parents[1]
    book = load(root)[0]
    hidden = [entity for entity in book.entities if entity.visible_to]
    assert hidden
    names = [name for entity in hidden for name in (entity.id, *entity.label.words.values())]
    told = [path for path in (root / "content").rglob("*") if path.suffix in {".md", ".svg"}]
    assert told
    assert [(path.name, name) for path in told for name in names if name in path.read_text("utf-8")] == []
