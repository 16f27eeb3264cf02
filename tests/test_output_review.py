"""Reviews as they are read: in a terminal, in a comment that no author can break out of, and by programs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import click
import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from journeybook import rules
from journeybook.load import load
from journeybook.output.review import FORMATS, Shown
from journeybook.output.review.as_json import SCHEMA
from journeybook.output.review.markdown import LONGEST
from journeybook.render import comment_escaped
from journeybook.review import Review, Side, review

WriteBook = Callable[[Mapping[str, str | bytes]], Path]

HOSTILE = (
    "@octocat #12 GH-7 !34 %5 ~bug $snip :tada: org/repo#9 0a1b2c3d4e5f6071 https://evil.example/x www.evil.example "
    "ann@evil.example <script>alert(1)</script> <img src=x onerror=alert(1)> ![pic](https://evil.example/p.png) "
    "[link](https://evil.example) | a | b | `code` ``` **bold** _it_ ~~gone~~ </details> <!-- --> $x^2$ \\\\ &amp; "
    "[^1] [x] /close"
)
STARTS = (
    "# head",
    "- item",
    "1. one",
    "> quote",
    "/close",
    "```",
    "| a | b |",
    "    code",
    "---",
    "[x]: https://e.x",
    "+ a",
)
PERSONA = "name: Hanna\n"


def journey(title: str, emotion: int, thinking: str = "Well") -> str:
    """A journey of one touchpoint with these words."""
    return (
        f"title: {json.dumps(title)}\npersona: hanna\nphases:\n  - title: {json.dumps(title)}\n    touchpoints:\n"
        f"      - {{id: one, title: {json.dumps(title)}, emotion: {emotion}, thinking: {json.dumps(thinking)}}}\n"
    )


def told(write_book: WriteBook, old: Mapping[str, str], new: Mapping[str, str]) -> Review:
    """What a review says of two versions of a book."""
    sides = []
    for files in (old, new):
        root = write_book({"content/personas/hanna.yml": PERSONA, **files})
        book, problems = load(root)
        sides.append(Side(book, rules.checked(book, problems), day=book.as_of, name="main"))
        for name in files:
            (root / name).unlink()
    return review(sides[0], sides[1])


def as_markdown(found: Review, root: Path, preview: str = "https://preview.example/42") -> str:
    return FORMATS["md"](Shown(found, "en", root, preview))


class Shape(HTMLParser):
    """What a browser would make of a comment: its tags, its links and its words."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.words += data


def rendered(markdown: str) -> Shape:
    """The comment as GitHub renders it; our own folds are HTML, so HTML is let through as GitHub does."""
    program = shutil.which("cmark-gfm")
    if program is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("cmark-gfm is promised in CI")
        pytest.skip("no cmark-gfm here")
    words = [program, "--unsafe"]
    for extension in ("table", "strikethrough", "autolink", "tagfilter", "tasklist", "footnotes"):
        words += ["-e", extension]
    done = subprocess.run(words, input=markdown.encode(), capture_output=True, check=True)
    return Shape(done.stdout.decode())


def test_a_journey_that_is_gone_is_told_as_one(write_book: WriteBook, tmp_path: Path) -> None:
    found = told(write_book, {"journeys/paying.yml": journey("I pay", -1)}, {})
    assert "- the whole journey is removed: 1 touchpoint, the lowest feeling −1" in as_markdown(found, tmp_path)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("0123456789abcdef" * 2 + "01234567", "`0123456789ab`"), ("main", "main"), ("v1`x`", "v1\\`x\\`")],
)
def test_a_commit_is_named_so_that_it_can_be_copied(
    write_book: WriteBook, tmp_path: Path, name: str, shown: str
) -> None:
    found = told(write_book, {}, {"journeys/paying.yml": journey("I pay", -1)})
    named = replace(found, before=replace(found.before, name=name))
    assert f"\nCompared with {shown}." in as_markdown(named, tmp_path)


MARKS = re.compile(r"(?<![\w`])[@#!%~$&](?=\w)|\bGH-\d|:\w+:|\b[0-9a-f]{7,40}\b|https?://|\bwww\.")


@pytest.mark.parametrize("text", [HOSTILE, *STARTS])
def test_no_text_breaks_out_of_a_comment(write_book: WriteBook, text: str) -> None:
    found = told(write_book, {"journeys/a.yml": journey(text, 1)}, {"journeys/a.yml": journey(text, -2, text)})
    shape = rendered(as_markdown(found, Path("/nowhere")))
    assert shape.tags <= {"h3", "h4", "p", "strong", "a", "ul", "li", "details", "summary"}
    assert shape.links
    assert [link for link in shape.links if not link.startswith("https://preview.example/42/")] == []
    assert MARKS.findall(shape.words.replace("&", "")) == []
    plain = shape.words.replace("\u200b", "").replace("\u2060", "")
    assert " ".join(text.split())[:100] in " ".join(plain.split())


def test_no_line_of_a_comment_is_an_order_to_the_forge(write_book: WriteBook) -> None:
    old, new = journey("A\n/close", 1), journey("A\n/close", -1, "/merge\n/approve")
    found = told(write_book, {"journeys/a.yml": old}, {"journeys/a.yml": new})
    assert [
        line for line in as_markdown(found, Path("/nowhere")).splitlines() if line.lstrip(" -").startswith("/")
    ] == []


@pytest.mark.parametrize("text", ["plain words", "100 % sure", "Is it so? Yes!", "a, b; c: d", "R & D", "5 $", "– 3"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert "\u200b" not in comment_escaped(text)


def test_a_comment_fits_whatever_has_changed(write_book: WriteBook) -> None:
    old = {f"journeys/j{n}.yml": journey(f"Journey {n} " + "ż" * 150, 1) for n in range(300)}
    new = {f"journeys/j{n}.yml": journey(f"Journey {n} " + "ż" * 150, -2, "Ugh " * 60) for n in range(300)}
    written = as_markdown(told(write_book, old, new), Path("/nowhere"))
    assert LONGEST - 2_000 < len(written) < 65_536
    assert re.search(r"… and \d+ more changes in \d+ more files", written)
    assert written.count("<details>") == written.count("</details>") > 0


def test_the_first_line_says_which_comment_to_replace(write_book: WriteBook) -> None:
    found = told(write_book, {"journeys/a.yml": journey("A", 1)}, {"journeys/a.yml": journey("A", 0)})
    assert as_markdown(found, Path("/nowhere")).startswith("<!-- journeybook review: . -->\n")


def test_json_agrees_with_its_schema_and_says_what_follows_from_what(write_book: WriteBook) -> None:
    found = told(write_book, {"journeys/a.yml": journey("A", 1)}, {"journeys/a.yml": journey("A", -2, "Bad")})
    written = json.loads(FORMATS["json"](Shown(found, "pl", Path("/nowhere"))))
    Draft7Validator.check_schema(SCHEMA)
    Draft7Validator(SCHEMA).validate(written)
    first = written["changes"][0]
    assert (first["kind"], first["before"]["value"], first["after"]["value"]) == ("emotion", 1.0, -2.0)
    assert {each["cause"] for each in written["changes"] if each["kind"] == "measure"} == {0}
    assert first["sentence"] == "uczucie +1 → −2"


def test_a_terminal_reads_what_matters_first(write_book: WriteBook, golden: Callable[[str, str], None]) -> None:
    old = {"journeys/a.yml": journey("Paying", 1), "journeys/b.yml": journey("Asking", 1)}
    new = {"journeys/a.yml": journey("Paying", 1, "Better"), "journeys/b.yml": journey("Asking", -2)}
    found = told(write_book, old, new)
    golden("review/terminal.txt", click.unstyle(FORMATS["text"](Shown(found, "en", Path("/nowhere")))))
    golden("review/terminal.pl.txt", click.unstyle(FORMATS["text"](Shown(found, "pl", Path("/nowhere")))))


def test_what_follows_elsewhere_is_told_with_its_journey(write_book: WriteBook) -> None:
    metric = "title: Delay\nkind: time\nunit: h\nresults:\n  - {period: 2026-01, value: 10, census: yes}\n"
    expect = "expect:\n  - {promise: soon, verdict: kept}\n"
    old = {
        "content/promises/soon.yml": "text: Soon\nstandard: {metric: delay, at_most: 12 h}\n",
        "content/metrics/delay.yml": metric,
        **{
            f"journeys/{title.lower()}.yml": expect + journey(title, 1).replace("{id: one", "{id: one, keeps: [soon]")
            for title in ("Paying", "Asking")
        },
    }
    shown = Shown(told(write_book, old, {**old, "content/metrics/delay.yml": metric.replace("10", "20")}), "en", Path())
    lines = [line.strip() for line in click.unstyle(FORMATS["text"](shown)).splitlines() if "a test fails now" in line]
    fails = "a test fails now: Promise “Soon”: kept → broken, wanted kept"
    assert lines == [f"journey “Asking”: {fails}", f"journey “Paying”: {fails}"]
    weak = "expect:\n  - {measure: weakest_link, at_least: 0}\n"
    old = {"journeys/paying.yml": weak + journey("Paying", 1)}
    shown = Shown(told(write_book, old, {"journeys/paying.yml": weak + journey("Paying", -1)}), "en", Path())
    assert "    a test fails now: Weakest link" in click.unstyle(FORMATS["text"](shown)), "its own journey goes unsaid"


def test_the_page_draws_both_curves_and_needs_nothing_else(write_book: WriteBook) -> None:
    text = '<script>x</script> & "A"'
    other = journey(text, 1).replace("id: one", "id: other").replace(text.replace('"', '\\"'), "Quite another thing")
    found = told(write_book, {"journeys/a.yml": journey(text, 1)}, {"journeys/a.yml": other.replace(": 1", ": -2")})
    written = FORMATS["html"](Shown(found, "en", Path("/nowhere")))
    assert "<script>" not in written
    assert "&lt;script&gt;" in written
    assert written.count("<svg xmlns") == 1
    assert "stroke-dasharray" in written, "the old curve, or what was removed, is dashed"
    addresses = set(re.findall(r"(?:href|src|url)[=(]\"?([^\" )>]+)", written))
    assert {address for address in addresses if not address.startswith("#")} <= {"http://www.w3.org/1999/xlink"}


def test_the_page_counts_the_problems_that_it_leaves_out(write_book: WriteBook) -> None:
    actions = {f"content/actions/a{n}.yml": f"title: A{n}\naddresses: [gone-{n}]\n" for n in range(9)}
    paying = {"journeys/paying.yml": journey("Paying", 1)}
    shown = Shown(told(write_book, paying, {**paying, **actions}), "en", Path("/nowhere"))
    assert "<li>and 4 more" in FORMATS["html"](shown)
