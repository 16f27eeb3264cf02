"""Pages as values: links and anchors that lead somewhere, every text shown and none of it run, three bodies in full."""

from __future__ import annotations

import json
import posixpath
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any, Literal, get_origin, get_type_hints
from urllib.parse import unquote, urlsplit

import pytest

from journeybook.load import load
from journeybook.measures.promises import ledger
from journeybook.model import KINDS, Book, Duration, Period, Quantity, Record, Settings
from journeybook.model.fields import documented, field_notes
from journeybook.model.journey import Expectation
from journeybook.model.metric import Result
from journeybook.model.promise import Standard
from journeybook.model.record import unwrapped
from journeybook.model.settings import Thresholds
from journeybook.model.survey import Survey
from journeybook.pages import render_pages, speech
from journeybook.pages.markup import from_markdown
from journeybook.pages.page import Page, published
from journeybook.problem import Place, Problem, Severity
from journeybook.rules.look import Look
from journeybook.rules.next_steps import way
from journeybook.words import phrase

BOOKS = Path(__file__).parent / "books"
WriteBook = Callable[[Mapping[str, str | bytes]], Path]
TERMS, CELLS = ("dt", "dd"), ("td", "th")
ENDED_BY = {
    "li": ("li",), "dt": TERMS, "dd": TERMS, "td": CELLS, "th": CELLS, "tr": (*CELLS, "tr"),
    "tbody": (*CELLS, "tr", "thead", "tbody"),
}  # fmt: skip
"""What ends by itself where one of these begins, and else with what it stands in."""
ENDED_ANYWAY = {tag for ended in ENDED_BY.values() for tag in ended}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "area", "base", "col", "embed", "source", "track"}


# -- reading pages -----------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """What a browser would find in a body: its elements, ids, links and words, and which words stand in a link."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.words: list[tuple[str, tuple[str, ...]]] = []
        self.spoken: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        while self.open and self.open[-1] in ENDED_BY.get(tag, ()):
            self.open.pop()
        self.elements.append((tag, tuple(given)))
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given[name] or "" for name in ("href", "src") if name in given]
        self.spoken.append(given.get("aria-label") or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag != self.open[-1] in ENDED_ANYWAY:
            self.open.pop()
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append((data, tuple(self.open)))

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    @property
    def text(self) -> str:
        """All words and labels of the body, blanks made one."""
        return " ".join(" ".join([*(words for words, _ in self.words), *self.spoken]).split())


def read(body: str) -> Reader:
    """Return what stands in a body."""
    reader = Reader()
    reader.feed(body)
    reader.close()
    return reader


@dataclass(frozen=True)
class Edition:
    """A book, its pages by the file each is published as, and what a browser finds in them."""

    book: Book
    pages: Mapping[str, Page]
    read: Mapping[str, Reader] = field(default_factory=dict)


def rendered(root: Path, problems: Iterable[Problem] = ()) -> Edition:
    """Return the pages of the book in a folder, which must be free of errors."""
    book, found = load(root, date(2026, 3, 1))
    assert [f"{p.place.file}:{p.place.line} {p.message.say()}" for p in found if p.severity is Severity.ERROR] == []
    pages = {
        published(page.path, page.language, book.languages[0]): page for page in render_pages(book, tuple(problems))
    }
    return Edition(book, pages, {file: read(page.body) for file, page in pages.items()})


# -- a made-up book ----------------------------------------------------------------------------------------------------

BAKERY = {
    "content/book.yml": """
        format: 1
        languages: [en, pl]
        brand:
          name: Mill & Sons
          voice: {is: [plain], never: [cold]}
          values:
            - id: near
              title: {en: Near, pl: Blisko}
              behaviours: [We ring first]
              measured_by: [on-time]
              owner: driver
            - A word on the wall
        true_north: {statement: No loaf ever waits for flour, metrics: [on-time]}
        objectives:
          - {id: keep, statement: Bakers stay, metrics: [on-time], critical: yes, owner: driver}
          - {id: idle, statement: Nobody works for this}
        """,
    "content/personas/baker.yml": "{name: Ewa, kind: customer, evidence: [talks]}",
    "content/actors/driver.yml": "{title: Driver, stage: frontstage}",
    "content/metrics/on-time.yml": """
        {title: Flour on time, kind: rate, target: 95 %, results: [{date: 2026-02-01, successes: 90, n: 100}]}
        """,
    "content/promises/by-five.yml": """
        text: Flour by five
        values: [near]
        standard: {metric: on-time, at_least: 95 %}
        """,
    "content/evidence/talks.yml": """
        title: Nine talks
        summary: At the back door.
        tags: [Flour, bakers]
        method: interview
        voices: [customer]
        date: 2026-01-15
        valid_for: 12 months
        sample: 9
        findings:
          - {id: they-wait, text: Six of nine waited, kind: fact}
          - {id: it-costs, text: Waiting costs the morning, kind: interpretation, rests_on: [they-wait, log/late]}
          - {text: A guess, kind: interpretation}
        """,
    "content/evidence/log.yml": """
        title: Delivery log
        method: operational
        date: 2023-01-01
        findings: [{id: late, text: One in ten is late, kind: fact}]
        """,
    "content/actions/call-first.yml": """
        title: Call before the van
        benefit: Not to wait in the dark
        addresses: [order/wait, by-five, order]
        circle: plan
        supports: [keep]
        customer_value: 80
        business_value: 60
        effort: 2
        questions: {goals: Nobody waits, owner: driver, deadline: 2026-02-01}
        decision: {question: Who calls?, asked_of: driver, asked: 2026-01-20}
        """,
    "content/actions/stray.yml": "{title: A stray action, closed: done}",
    "content/service-models/today.yml": "{title: Today, state: as_is, customers: [baker, The miller], kpi: on-time}",
    "content/service-models/soon.yml": "{title: Flour soon, state: to_be, as_is: today, actions: [call-first]}",
    "journeys/order.yml": """
        title: {en: Ordering flour, pl: Zamawiam mąkę}
        persona: baker
        tags: flour
        supports: [keep]
        phases:
          - title: Before
            touchpoints:
              - {id: write, title: I write, emotion: 1, shows: [near], feedback: {method: Talk, question: Fine?}}
          - title: Waiting
            touchpoints:
              - id: wait
                title: I wait
                emotion: -2
                moment_of_truth: yes
                keeps: [by-five]
                shows: [near]
                pains: [{text: Cold hands, evidence: [talks]}]
                quotes: [{text: “Where are they?”, evidence: [talks]}]
                breaks: [{promise: by-five, evidence: [talks]}]
              - {id: absent, title: Nobody rings, emotion: -1, contact: absent}
          - title: Later
            feedback: {method: Card, question: Fine?, frequency: always, answer_within: 2 days, owner: driver}
            touchpoints: [{id: bake, title: I bake, emotion: 2, evidence: [talks]}]
        """,
}  # fmt: skip


@pytest.fixture
def bakery(write_book: WriteBook) -> Edition:
    return rendered(write_book(BAKERY))


@pytest.mark.parametrize("page", ["evidence/talks", "listening", "brand"])
def test_bodies_in_full(bakery: Edition, golden: Callable[[str, str], None], page: str) -> None:
    golden(f"pages/{page.replace('/', '-')}.html", bakery.pages[f"{page}.html"].body)


def test_every_page_stands_in_every_language(bakery: Edition) -> None:
    assert {file.removeprefix("pl/") for file in bakery.pages if file.startswith("pl/")} == {
        file for file in bakery.pages if not file.startswith("pl/")
    }
    assert "Zamawiam mąkę" in bakery.read["pl/listening.html"].text


# -- what every page of every book must be ----------------------------------------------------------------------------


@pytest.fixture(params=["government", "stress", "ten-lines", "bakery", "filled"])
def edition(request: pytest.FixtureRequest, write_book: WriteBook) -> Edition:
    if request.param in {"bakery", "filled"}:
        return rendered(write_book(BAKERY if request.param == "bakery" else filled(Marks("plain")).files))
    return rendered(BOOKS / request.param)


def test_pages_are_whole(edition: Edition) -> None:
    """Elements are closed in order, one h1 a page, no id twice, every line of the table of contents has its anchor."""
    assert {file: found.faults + found.open for file, found in edition.read.items() if found.faults + found.open} == {}
    for file, found in edition.read.items():
        assert [tag for tag, _ in found.elements].count("h1") == 1, file
        assert sorted(set(found.ids)) == sorted(found.ids), file
        assert [line.id for line in edition.pages[file].toc if line.id not in found.ids] == [], file


def test_no_heading_stands_over_nothing(edition: Edition) -> None:
    empty = []
    for file, page in edition.pages.items():
        _, *parts = re.split(r"<h([1-6])\b", page.body)
        for level, part, *below in zip(parts[::2], parts[1::2], [*parts[2::2], "1"], strict=True):
            heading, _, own = part.partition(f"</h{level}>")
            if not re.sub(r"<[^>]*>", "", own).strip() and "<a " not in heading and below[0] <= level:
                empty.append((file, heading))
    assert empty == []


def test_what_has_no_room_on_the_page_of_a_role_is_counted_on_paper_too(write_book: WriteBook) -> None:
    steps = "".join(f"    - {{title: I wait {n}, emotion: -1, frontstage: [desk]}}\n" for n in range(45))
    journey = f"title: T\npersona: p\nphases:\n  One:\n{steps}"
    read = rendered(write_book({"journeys/j.yml": journey, "content/actors/desk.yml": "title: Desk\n"})).read
    assert "and 5 more" in read["actors/desk.html"].text
    assert "and 5 more" in read["print/actors/desk.html"].text


def test_every_link_leads_somewhere(edition: Edition) -> None:
    lost = [
        f"{file} → {link}"
        for file, found in edition.read.items()
        for link in found.links
        if not urlsplit(link).scheme and not leads(link, file, edition)
    ]
    assert lost == []


def leads(link: str, file: str, edition: Edition) -> bool:
    """Tell whether a relative link on a page names a page and an anchor that are there."""
    address = urlsplit(link)
    path = unquote(address.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
    if target.startswith("assets/"):
        return True
    return target in edition.pages and (not address.fragment or unquote(address.fragment) in edition.read[target].ids)


# -- a book with every field filled in ---------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>{{7*7}}{% raw %}{0} %(x)s **b** _i_ `c` [x](javascript:alert(1)) <http://x> "
    "\"><img src=x onerror=alert(1)> ' onmouseover='alert(1) &lt;b&gt; &#60;i> <!-- --> ]]> </p></td> # - javascript:0"
)
IDS = {
    "persona": "persona", "journey": "other-journey", "promise": "promise", "actor": "actor", "metric": "metric",
    "evidence": "evidence", "action": "action", "service-model": "other-model", "objective": "objective-id",
    "brand-value": "brandvalue-id", "persona-value": "prized-id", "finding": "finding-id",
    "touchpoint": "other-journey/met", "step": "touchpoint-id", "outcome": "outcome-id",
}  # fmt: skip
MARKDOWN = {"portrait", "story", "scenario", "playbook"}
TYPED = {bool: "yes", int: "1", float: "1", date: "2026-01-02", Duration: "1 h", Period: "2026-01", Quantity: "5"}
SPECIAL: dict[type[Record], Any] = {
    Thresholds: {"bad": "-1", "few_answers": "30"},
    Expectation: {"promise": "promise", "verdict": "kept"},
    Survey: {"source": "private/answers.csv", "answer": "score"},
}
LEFT_OUT = {
    (Settings, "languages"), (Settings, "engine"), (Settings, "rules"), (Settings, "format"),
    (Standard, "at_most"), (Standard, "more_than"), (Standard, "less_than"), (Standard, "unit"),
    (Standard, "value"),
    (Result, "promoters"), (Result, "passives"), (Result, "detractors"), (Result, "successes"), (Result, "period"),
}  # fmt: skip
UNSHOWN = {
    "metric.survey": "where answers are pulled from is of no use to readers",
    "book.organisation_words": "words that customers must not meet are for the rules",
    "book.tags": "tags lead from page to page, and the book is not one of them",
    "book.links": "a book's links may be given by a page of its own",
}


@dataclass
class Marks:
    """Texts to fill fields with, each different, and which field got which."""

    words: str
    markdown: str = "plain"
    given: dict[str, str] = field(default_factory=dict)
    files: dict[str, str | bytes] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def next(self, path: str) -> str:
        """Return a text for a field."""
        words = self.markdown if path.rpartition(".")[2] in MARKDOWN else self.words
        self.given[path] = f"m{next(self.numbers):03} {words}"
        return self.given[path]


def filled(marks: Marks) -> Marks:
    """Write a book with one file of each kind in which every field is filled in, and little else."""
    once = {"title": "Once", "touchpoints": [{"id": "met", "title": "I meet"}]}
    small = {"title": marks.next("other-journey.title"), "persona": "persona", "phases": [once]}
    marks.files["journeys/other-journey.yml"] = json.dumps(small)
    marks.files["content/service-models/other-model.yml"] = json.dumps({"title": marks.next("other-model.title")})
    for kind in KINDS:
        marks.files[f"{kind.folder}/{kind.noun}.yml"] = json.dumps(record_of(kind, kind.noun, marks))
    marks.files["content/book.yml"] = json.dumps(record_of(Settings, "book", marks))
    return marks


def record_of(record: type[Record], path: str, marks: Marks) -> Any:
    """Return a record with every field filled in, as an author would type it."""
    if record in SPECIAL:
        return SPECIAL[record]
    hints = get_type_hints(record, include_extras=True)
    names = {info.alias or name: hints[name] for name, info in record.model_fields.items()}
    typed = {}
    for note in field_notes(record):
        if (record, note.name) not in LEFT_OUT:
            typed[note.name] = value_of(record, note.name, names[note.name], f"{path}.{note.name}", marks)
    return typed


def value_of(record: type[Record], name: str, hint: Any, path: str, marks: Marks) -> Any:
    """Return what an author could type into a field."""
    many, ref, core = unwrapped(hint)
    if ref is not None:
        found = [IDS[ref.kinds[0]]] + ([marks.next(path)] if ref.soft else [])
        return found if many else found[0]
    one = single(record, name, core, path, marks)
    return [one] if many else one


def single(record: type[Record], name: str, core: Any, path: str, marks: Marks) -> Any:
    """Return one value of a field that is no reference."""
    own = {"id": f"{record.__name__.lower()}-id", "formerly": f"once-{path.partition('.')[0]}", "image": "assets/x.png"}
    if name in own:
        return own[name]
    if name in {"url", "feedback_to"}:
        return "https://example.org/?q=%22%3E<script>"
    if get_origin(core) is Literal:
        return core.__args__[0]
    if get_origin(core) is dict:
        return {"persona": "1"}
    if isinstance(core, type) and issubclass(core, Record):
        return record_of(core, path, marks)
    return TYPED[core] if core in TYPED else marks.next(path)


def test_the_filled_book_fills_every_record() -> None:
    marks = filled(Marks("plain"))
    written = " ".join(str(text) for text in marks.files.values())
    names = {note.name for record in documented() for note in field_notes(record)}
    empty = {name for name in names if f'"{name}"' not in written}
    assert empty <= {name for _, name in LEFT_OUT} | {
        *Thresholds.model_fields, *Expectation.model_fields, *Survey.model_fields,
    }  # fmt: skip


def test_every_text_is_shown_as_it_was_typed(write_book: WriteBook) -> None:
    """No text field is forgotten by the pages, and markup, template and Markdown signs in one are only signs."""
    marks = filled(Marks(HOSTILE))
    edition = rendered(write_book(marks.files))
    shown = " ".join(found.text for found in edition.read.values())
    missing = {path for path, words in marks.given.items() if words not in shown}
    assert missing == {path for path in marks.given if path.startswith(tuple(UNSHOWN))}


def test_a_phase_shows_what_is_told_of_it_as_a_whole(write_book: WriteBook) -> None:
    phase = """
        title: Late
        persona: bakery
        phases:
          - title: Paying
            emotion: -1.5
            channel: email
            owner: accounting
            area: service
            contact: indirect
            moment_of_truth: yes
            importance: 4
            wait: 2 days
            kano: must_be
            touchpoints:
              - {id: mail, title: I open the mail}
              - {id: call, title: I call, channel: phone, importance: 2, emotion: 1}
        """
    actor = "title: Accounting\nstage: backstage\n"
    files = {"journeys/late.yml": phase, "content/actors/accounting.yml": actor}
    edition = rendered(write_book(files))
    text = edition.read["journeys/late.html"].text
    about_phase = text.partition("1. Paying")[2].partition("1. I open the mail")[0]
    for words in ("−1.5 e-mail without us", "moment of truth", "service", "importance 4 of 5", "Owner: Accounting"):
        assert words in about_phase
    assert "Kano must-be Wait before 2 days" in about_phase
    first, second = edition.book.journeys["late"].steps
    held = (first.touchpoint.channel, first.touchpoint.owner, first.touchpoint.area, first.touchpoint.importance)
    assert held == ("email", "accounting", "service", 4)
    assert (first.touchpoint.emotion, first.touchpoint.moment_of_truth) == (None, False)
    assert (second.touchpoint.channel, second.touchpoint.importance) == ("phone", 2)


def test_no_text_becomes_markup(write_book: WriteBook) -> None:
    """A hostile book has exactly the elements and attributes of a harmless one."""
    harmless = rendered(write_book(filled(Marks("plain")).files))
    hostile = rendered(write_book(filled(Marks(HOSTILE)).files))
    assert {file: found.elements for file, found in hostile.read.items()} == {
        file: found.elements for file, found in harmless.read.items()
    }


def test_markdown_of_authors_runs_nothing(write_book: WriteBook) -> None:
    edition = rendered(write_book(filled(Marks("plain", markdown=HOSTILE)).files))
    for file, found in edition.read.items():
        tags = {tag for tag, _ in found.elements}
        attributes = {name for _, names in found.elements for name in names}
        assert not tags & {"script", "img", "iframe", "style", "form", "object", "embed", "base", "meta"}, file
        assert not {name for name in attributes if name.startswith("on")}, file
        assert not [link for link in found.links if urlsplit(link).scheme not in {"", "http", "https", "mailto"}], file


@pytest.mark.parametrize("part", ["[", "![", "<a ", "# a\n", "-\n", "+ ", "``a`", "> ", "[a](", "*a **b "])
def test_markdown_of_any_length_takes_a_moment(part: str) -> None:
    """Fifty thousand signs are the longest text; Python-Markdown alone would need minutes for some of them."""
    began = time.process_time()
    shown = from_markdown((part * 50_000)[:50_000])
    assert time.process_time() - began < 10
    assert "<a" not in shown


def test_a_text_that_is_nested_too_deep_leaves_nothing_to_the_next() -> None:
    told = from_markdown("[a]: https://example.org\n\n- [a]")
    assert "<a" in told
    assert from_markdown("- " * 3000 + "x") == "- " * 3000 + "x"
    assert from_markdown("- [a] *b*") == "<ul>\n<li>[a] <em>b</em></li>\n</ul>"


def test_long_markdown_is_whole_and_its_links_stay() -> None:
    text = "\n\n".join(["A *story* [told](https://example.org/x) here. " * 20] * 30) + "\n\n" + "[" * 200 + "x"
    read_back = read(from_markdown(text))
    assert read_back.text.count("A story told here.") == 600
    assert read_back.text.endswith("[" * 200 + "x")
    assert [tag for tag, _ in read_back.elements].count("a") == 600


def test_every_mention_of_a_thing_is_a_link(write_book: WriteBook) -> None:
    """The name of a thing stands outside a link only as the heading of its own page and in what a measure says."""
    marks = filled(Marks("plain"))
    edition = rendered(write_book(marks.files))
    names = {entity.label.say("en"): entity.id for entity in edition.book.entities}
    said = {entry.why.say() for entry in ledger(edition.book).values()} | {f"Promise “{marks.given['promise.title']}”"}
    ways = (way(Look(edition.book), journey) for journey in edition.book.counted)
    said |= {step.what.say() for each in ways for step in each.steps}
    unlinked = {
        f"{file}: {names[name]} in {'/'.join(where[-2:])}"
        for file, found in edition.read.items()
        for words, where in found.words
        for name in re.findall(r"m\d{3} plain", words)
        if name in names and "a" not in where and "h1" not in where and words.strip() not in said
    }
    assert unlinked == set()


def test_a_link_that_runs_is_refused(write_book: WriteBook) -> None:
    book, problems = load(write_book({"content/actors/a.yml": "{title: A, links: ['javascript:alert(1)']}"}))
    assert [problem.place.file for problem in problems] == ["content/actors/a.yml"]
    assert not [page for page in render_pages(book, problems) if 'href="javascript' in page.body]


# -- pages of their own kind -------------------------------------------------------------------------------------------


def test_problems_stand_by_file_with_what_to_type(write_book: WriteBook) -> None:
    root = write_book({"content/actors/b.yml": "title: B", "content/actors/a.yml": "title: A\ntitel: <script>{{7*7}}"})
    book, problems = load(root)
    later = Problem("late", Severity.WARNING, phrase("Later <b>"), Place("content/actors/b.yml", 1, 1, 1, 6))
    (page,) = (page for page in render_pages(book, [later, *problems]) if page.path == "problems")
    found = read(page.body)
    assert [line.title for line in page.toc] == ["content/actors/a.yml", "content/actors/b.yml"]
    assert "1 error, 1 warning" in found.text
    assert "2:1 error “titel” is not known here. → Did you mean “title”?" in found.text
    assert "Later <b>" in found.text
    assert found.links == ["actors/b.html"]


def test_what_could_not_be_drawn_stands_with_the_problems_in_the_language_it_was_drawn_in(
    write_book: WriteBook,
) -> None:
    book, _ = load(write_book({"content/book.yml": "languages: [en, pl]", "content/actors/a.yml": "title: A"}))
    said = [Problem("drawing", Severity.WARNING, phrase(f"Undrawn {n}"), book.place("a")) for n in (1, 2)]
    left = iter(said)
    pages = {
        page.language: page for page in render_pages(book, [], lambda _: ({}, [next(left)])) if page.path == "problems"
    }
    assert list(left) == []
    assert [line.title for line in pages["pl"].toc] == ["content/actors/a.yml"]
    assert "1:1 warning Undrawn 1" in read(pages["en"].body).text
    assert "Undrawn 2" in read(pages["pl"].body).text
    assert "Undrawn 1" not in pages["pl"].body


def test_a_book_without_problems_says_so_and_that_little_is_asked_of_drafts(bakery: Edition) -> None:
    text = bakery.read["problems.html"].text
    assert text.startswith("Problems No problems found. 1 journey is a draft: what it lacks is told as soon as")


@pytest.mark.parametrize(
    ("breaks", "told"), [("", "nobody can say"), ("breaks: {promise: fast, evidence: log}", "where it was seen")]
)
def test_a_promise_without_a_standard_says_what_its_verdict_rests_on(
    write_book: WriteBook, breaks: str, told: str
) -> None:
    files = {
        "content/personas/anna.yml": "name: Anna\n",
        "content/promises/fast.yml": "text: We are fast\n",
        "content/evidence/log.yml": "title: Log\nmethod: operational\n",
        "journeys/late.yml": f"title: Late\npersona: anna\nphases:\n  Paying:\n    - title: I pay\n      {breaks}\n",
    }
    text = rendered(write_book(files)).read["promises/fast.html"].text
    assert [each for each in ("nobody can say", "where it was seen") if each in text] == [told]
    assert "Not known yet: Results that meet the standard, Short of the standard, Customers let down." in text
    assert "not known" not in text


def test_each_evidence_says_who_rests_on_it(bakery: Edition) -> None:
    assert "late" in bakery.read["evidence/log.html"].ids
    assert "talks.html#it-costs" in bakery.read["evidence/log.html"].links
    assert "log.html#late" in bakery.read["evidence/talks.html"].links
    assert "stale" in bakery.read["evidence/log.html"].text


def test_listening_names_the_gaps_moments_of_truth_first(bakery: Edition) -> None:
    text = bakery.read["listening.html"].text
    assert text.index("Moments of truth where nobody listens") < text.index("Other touchpoints where nobody listens")
    assert "moment of truth 2. I wait" in text
    assert "not complete missing: how often, how soon we answer, who answers for it" in text
    assert re.search(r"Later the whole phase Card .* complete", text)


def test_actions_begin_with_open_decisions(bakery: Edition) -> None:
    found = [heading.title for heading in bakery.pages["actions/index.html"].toc]
    assert found == ["Decisions waiting", "Planned (1)", "Done (1)", "Value and effort"]
    assert "overdue" in bakery.read["actions/index.html"].text
    assert "70 of 100" in bakery.read["actions/call-first.html"].text


def test_service_models_link_what_is_an_id_and_show_what_is_none(bakery: Edition) -> None:
    found = bakery.read["service-models/today.html"]
    assert {"../personas/baker.html", "../metrics/on-time.html", "soon.html"} <= set(found.links)
    assert "The miller" in found.text
    assert "2 of 8" in found.text


def test_strategy_tells_what_serves_an_objective_and_what_serves_none(bakery: Edition) -> None:
    found = bakery.read["strategy.html"]
    assert {"keep", "idle"} <= set(found.ids)
    assert {"journeys/order.html", "actions/call-first.html"} <= set(found.links)
    assert "Objectives that nothing supports Nobody works for this" in found.text


IN_ORDER = {
    "content/book.yml": "languages: [en, pl]\nbrand: {name: A book}\n",
    **{
        f"{folder}/{name}.yml": f"{field}: {{en: {english}, pl: {polish}}}\ntags: [all]\n{more}"
        for folder, field, more in (
            ("content/actors", "title", ""), ("content/personas", "name", ""), ("content/metrics", "title", ""),
            ("content/evidence", "title", "method: interview\n"), ("content/promises", "text", ""),
            ("content/actions", "title", "addresses: [promises-a]\n"),
            ("journeys", "title", "persona: only\nphases: {Using: [{It works: 1}]}\n"),
        )
        for name, english, polish in (("a", "Till", "Lada"), ("b", "Bell", "Łada"), ("c", "Counter", "Latarnia"))
        for name in [f"{folder.rpartition('/')[2]}-{name}"]
    },
    "content/personas/only.yml": "name: {en: Zoe, pl: Zoe}\n",
}  # fmt: skip
LISTS = ["actors", "personas", "metrics", "evidence", "promises", "actions", "journeys"]


def test_lists_are_in_the_order_of_the_reader_s_alphabet(write_book: WriteBook) -> None:
    read = rendered(write_book(IN_ORDER)).read
    places = [*((f"{folder}/index", folder) for folder in LISTS), *(("tags", folder) for folder in LISTS)]
    for page, folder in [*places, ("index", "promises")]:
        for file, order in ((f"{page}.html", ["b", "c", "a"]), (f"pl/{page}.html", ["a", "c", "b"])):
            found = re.findall(rf"\b{folder}-([abc])\.html", " ".join(read[file].links))
            assert list(dict.fromkeys(found)) == order, (file, folder)


def test_tags_that_differ_only_in_case_are_one(bakery: Edition) -> None:
    assert [(line.id, line.title) for line in bakery.pages["tags.html"].toc] == [
        ("bakers", "bakers"),
        ("flour", "flour"),
    ]
    assert {"journeys/order.html", "evidence/talks.html"} <= set(bakery.read["tags.html"].links)


def test_a_role_reads_what_customers_get_where_a_promise_it_keeps_is_broken(write_book: WriteBook) -> None:
    files = {
        "content/actors/driver.yml": "title: The driver\n",
        "content/promises/by-five.yml": "text: Flour by five\nremedy: The sack is free.\n",
        "journeys/order.yml": "title: Flour\npersona: baker\nphases:\n  - title: Order\n    touchpoints:\n"
        "      - {title: It comes, owner: driver, keeps: by-five}\n",
    }
    found = rendered(write_book(files))
    for page in ("actors/driver.html", "print/actors/driver.html"):
        assert "When it is broken: The sack is free." in found.read[page].text


def test_what_a_promise_is_called_is_not_said_twice(write_book: WriteBook) -> None:
    files = {
        "content/actors/driver.yml": "title: The driver\n",
        "content/promises/first.yml": "title: You come first\ntext: You come first!\n",
        "content/promises/soon.yml": "title: Soon\ntext: Within the hour.\n",
        "journeys/order.yml": "title: Flour\npersona: baker\nphases:\n  - title: Order\n    touchpoints:\n"
        "      - {title: It comes, owner: driver, keeps: [first, soon]}\n",
    }
    found = rendered(write_book(files))
    for page in ("actors/driver.html", "promises/index.html"):
        assert "first!" not in found.read[page].text
        assert "Soon Within the hour." in found.read[page].text


def test_who_owns_an_action_answers_for_it(write_book: WriteBook) -> None:
    files = {
        "content/actors/driver.yml": "title: The driver\n",
        "content/actions/call.yml": "title: A call first\nowner: driver\nquestions: {deadline: 2026-12-01}\n",
    }
    text = rendered(write_book(files)).read["actions/call.html"].text
    assert "Who answers for it? The driver" in text
    assert "What sets it off? not answered yet" in text


def test_what_a_persona_is_called_stands_below_its_name(write_book: WriteBook) -> None:
    files = {
        "content/personas/ola.yml": "name: Ola\ntitle: Ola, who runs a bakery\n",
        "content/personas/jan.yml": "title: Jan",
    }
    found = rendered(write_book(files))
    assert "Ola, who runs a bakery" in found.read["personas/ola.html"].text
    assert "Ola, who runs a bakery" in found.read["personas/index.html"].text
    assert "Jan Jan" not in found.read["personas/jan.html"].text


def test_a_role_reads_what_it_means_to_customers_before_what_it_is_called(write_book: WriteBook) -> None:
    files = {
        "content/actors/driver.yml": "title: The driver\nlevel: frontline\ntags: [van]\n",
        "journeys/order.yml": "title: Flour\npersona: baker\nphases:\n  - title: Order\n    touchpoints:\n"
        "      - {title: It comes, owner: driver}\n      - {title: It stays, frontstage: [driver]}\n",
    }
    text = rendered(write_book(files)).read["actors/driver.html"].text
    sights = [text.index(words) for words in ("You answer for it", "The customer sees or hears you", "About this role")]
    assert sights == sorted(sights)


def test_words_that_bring_their_own_quotation_marks_get_no_others(write_book: WriteBook) -> None:
    files = {
        "content/book.yml": "languages: [en, pl]\n",
        "content/actors/driver.yml": "title: The driver\n",
        "journeys/order.yml": "title: Flour\npersona: baker\nphases:\n  - title: Order\n    touchpoints:\n"
        "      - title: It comes\n        owner: driver\n        thinking: “At last.”\n"
        "        says: {en: Here it is., pl: Proszę.}\n"
        "        quotes: [{text: {en: “So early!”, pl: „Tak wcześnie!”}}]\n",
    }
    found = rendered(write_book(files))
    told = found.read["actors/driver.html"].text, found.read["pl/actors/driver.html"].text
    assert all(f" {words}" in told[0] for words in ("“At last.”", "“So early!”", "“Here it is.”"))
    assert all(f" {words}" in told[1] for words in ("“At last.”", "„Tak wcześnie!”", "„Proszę.”"))


def test_the_home_page_says_where_to_start_before_all_that_is_counted(bakery: Edition) -> None:
    ids = bakery.read["index.html"].ids
    assert [each for each in ids if each in {"_start", "_promises", "_weakest"}] == ["_start", "_promises", "_weakest"]


@pytest.mark.parametrize("language", ["", "pl/"])
def test_what_went_into_a_figure_is_called_by_its_name_and_is_a_link(bakery: Edition, language: str) -> None:
    ids = {entity.id for entity in bakery.book.entities} | {step.id for step in bakery.book.steps.values()}
    told = {
        words.strip(" ,;:"): "a" in where
        for file, found in bakery.read.items()
        if file.startswith("pl/") == bool(language)
        for words, where in found.words
        if "details" in where and "td" in where
    }
    assert ids.isdisjoint(told)
    assert told["Flour by five"]


def test_a_tag_is_called_in_the_language_of_the_page(write_book: WriteBook) -> None:
    """A name of one language is marked where the page is of another; what has no name is shown as typed."""
    named = "languages: [en, pl]\ntag_names:\n  Flour: {en: flour, pl: mąka}\n  oven: in the oven\n"
    told = "title: A\ntext: A.\ntags: [flour, oven, late]\n"
    found = rendered(write_book({"content/book.yml": named, "content/promises/a.yml": told}))
    for page, words in (("promises/a.html", "flour in the oven late"), ("pl/promises/a.html", "mąka in the oven late")):
        assert words in found.read[page].text
        assert {"../tags.html#flour", "../tags.html#oven", "../tags.html#late"} <= set(found.read[page].links)
    assert [(line.id, line.title) for line in found.pages["pl/tags.html"].toc] == [
        ("oven", "in the oven"), ("late", "late"), ("flour", "mąka"),
    ]  # fmt: skip
    assert '<span lang="en">in the oven</span>' in found.pages["pl/promises/a.html"].body


def test_the_field_reference_holds_every_field(bakery: Edition) -> None:
    codes = {words for words, where in bakery.read["fields.html"].words if where[-1:] == ("code",)}
    notes = [note for record in documented() for note in field_notes(record)]
    assert {note.name for note in notes} | {word for note in notes for word in note.choices} <= codes


@pytest.mark.parametrize("language", ["en", "pl"])
def test_the_short_form_of_the_field_reference_is_a_journey(bakery: Edition, tmp_path: Path, language: str) -> None:
    file = "fields.html" if language == "en" else f"{language}/fields.html"
    short = next(words for words, where in bakery.read[file].words if where[-2:] == ("pre", "code"))
    (tmp_path / "short/content").mkdir(parents=True)
    (tmp_path / "short/journeys").mkdir()
    (tmp_path / "short/content/book.yml").write_text("format: 1\n", "utf-8")
    (tmp_path / "short/journeys/short.yml").write_text(short, "utf-8")
    book, problems = load(tmp_path / "short")
    assert not [problem for problem in problems if problem.severity is not Severity.ADVICE]
    assert [step.touchpoint.emotion for step in book.journeys["short"].steps] == [2, 0, -2, 1]


@pytest.mark.parametrize(
    ("latest", "words"),
    [
        (15, "50.0% of the way to the ideal is still ahead"),
        (30, "distance to true north: 200.0%, further off than where we began"),
        (5, "distance to true north: −50.0%, past the ideal"),
    ],
)
def test_home_says_how_far_it_is_to_true_north(write_book: WriteBook, latest: int, words: str) -> None:
    metric = f"title: Waiting\nkind: count\nbaseline: 20\nideal: 10\nresults: [{{date: 2026-01-05, value: {latest}}}]\n"
    settings = "brand: {name: A}\ntrue_north: {statement: Nobody waits, metrics: [waiting]}\n"
    edition = rendered(write_book({"content/book.yml": settings, "content/metrics/waiting.yml": metric}))
    assert words in edition.read["index.html"].text


def test_brand_sets_what_is_perceived_beside_what_is_intended(bakery: Edition) -> None:
    text = bakery.read["brand.html"].text
    assert [bakery.pages[each].found_as for each in ("brand.html", "pl/brand.html")] == [
        "Brand: Mill & Sons", "Marka: Mill & Sons",
    ]  # fmt: skip
    assert "We ring first Flour on time : 90%" in text
    assert "good: 1, neutral: 0, bad: 1 lowest: −2 2. I wait" in text
    assert "A word on the wall: no behaviour, nothing that measures it, no touchpoint that shows it." in text


def test_every_text_is_found_by_the_search(write_book: WriteBook) -> None:
    """Lists that tell again what stands elsewhere are not searched; what they tell is found where it belongs."""
    marks = filled(Marks("“{}” it is"))
    edition = rendered(write_book(marks.files))
    found = " ".join(words for page in edition.pages.values() for words in (page.title, page.found_as, page.search))
    missing = {path for path, words in marks.given.items() if words not in found}
    assert missing == {path for path in marks.given if path.startswith(tuple(UNSHOWN))}


@pytest.mark.parametrize(
    ("page", "words"), [("promises/by-five", "Ordering flour"), ("evidence/talks", "Where are they?")]
)
def test_what_a_journey_tells_is_not_searched_again_on_other_pages(bakery: Edition, page: str, words: str) -> None:
    assert words in bakery.read[f"{page}.html"].text
    assert words not in bakery.pages[f"{page}.html"].search
    journey = bakery.pages["journeys/order.html"]
    assert words in f"{journey.title} {journey.search}"


def test_of_what_went_into_a_figure_a_page_says_so_much_as_can_be_read(write_book: WriteBook) -> None:
    bad = "\n".join(
        f"    - {{id: w-{number}, title: Wait {number}., emotion: -2}}" for number in range(speech.MOST + 7)
    )
    files = {
        "content/personas/anna.yml": "name: Anna\n",
        "journeys/wait.yml": f"title: Wait\nstatus: live\npersona: anna\nphases:\n  Waiting:\n{bad}\n",
    }
    text = rendered(write_book(files)).read["coverage.html"].text
    assert f"Wait {speech.MOST - 1}. and 7 more" in text
    assert f"Wait {speech.MOST}." not in text
