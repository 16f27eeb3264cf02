"""Hand-written pages that would keep a build from its end, or run in a browser, are told of, with their places."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from journeybook import site
from journeybook.load import load
from journeybook.load.by_hand import of_page
from journeybook.problem import Severity
from journeybook.rules import checked

Write = Callable[[Mapping[str, str | bytes]], Path]
FILE = "content/page.md"
MERGED = "a: &a {q: 1}\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} {{x: *{chr(97 + n)}, y: *{chr(97 + n)}}}\n" for n in range(20)
)


def told(text: str | bytes) -> list[tuple[str, int, int]]:
    data = text if isinstance(text, bytes) else text.encode()
    return [(each.rule, each.place.line, each.place.column) for each in of_page(data, FILE)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Welcome\n\nSee [the map](map.md), `<script>` and *this*.\n",
        "---\ntitle: Welcome\nhide: [toc]\nvisible_to: [cx]\ntags: [a, b]\n---\n# Welcome\n",
        "---\r\ntitle: Welcome\r\n---\r\n# Welcome\r\n",
        "---\nJust words between two lines\n---\nand more\n",
        "title: as MultiMarkdown has it\n\n# Welcome\n",
        "~~~ html\n<script>alert(1)</script>\n~~~\n",
        "```yaml\n" + "- [a, [b, c]]\n" * 400 + "```\n",
        "| a | b |\n| - | - |\n" + "| [x](y.md) | [z](w.md) |\n" * 400,
        f"![a small picture](data:image/png;base64,{'iVBORw0KGgo' * 9_000}=)\n",
        f"{' ' * 40}{'a' * 800}\n",
        "We tell on one = two.\n",
    ],
)
def test_ordinary_pages_are_let_through(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# Zażółć\n".encode("iso8859-2"), ("yaml-encoding", 1, 5)),
        ("# Zażółć\n".encode("utf-16"), ("yaml-encoding", 1, 1)),
        (b"PK\x03\x04 a document", ("yaml-other-format", 1, 1)),
        (f"---\n{MERGED}---\n# x\n", ("yaml-anchor", 2, 4)),
        (f"---\n- &a [x]\n- [{'*a, ' * 9}*a]\n---\n# x\n", ("yaml-anchor", 2, 3)),
        ('---\ntitle: Welcome\nby: !!python/object/apply:os.system ["id"]\n---\n', ("yaml-tag", 3, 5)),
        (f"---\nx: {'[' * 200}{']' * 200}\n---\n", ("yaml-too-deep", 2, 35)),
        ('---\ntitle: "Welcome\n---\n# x\n', ("yaml-unclosed-quote", 2, 8)),
        ("# x\n\n" + "[" * 301, ("page-too-large", 3, 1)),
        ("# x\n\n" + "[a](" * 10_000, ("page-too-large", 3, 1)),
        ("# x\n\n" + " ".join("`" * n for n in range(90)), ("page-too-large", 3, 1)),
        ("```\n" + "[" * 301, ("page-too-large", 1, 1)),
        ("x\n" * 25_001, ("page-too-large", 1, 1)),
        ("".join(f"{'    ' * n}- x\n\n" for n in range(102)), ("page-too-large", 201, 1)),
        ("- " * 500 + "x", ("page-too-large", 1, 1)),
    ],
)
def test_what_would_keep_a_build_from_its_end_is_told_with_its_place(
    text: str | bytes, problem: tuple[str, int, int]
) -> None:
    assert told(text)[0] == problem


@pytest.mark.parametrize(
    "line",
    [
        "<script>alert(1)</script>",
        '<IMG src="x" onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        "[here](javascript:alert(1))",
        "[here](java&#115;cript:alert(1))",
        '<iframe src="https://elsewhere.example"></iframe>',
        "`code` <object data=x> `code`",
    ],
)
def test_what_would_run_in_a_browser_is_told(line: str) -> None:
    assert told(f"# x\n\n{line}\n") == [("page-runs", 3, 1)]


def test_who_means_it_switches_the_warning_off(write_book: Write) -> None:
    files = {"content/page.md": "<script>alert(1)</script>\n", "content/book.yml": "rules: {page-runs: off}\n"}
    root = write_book(files)
    book, problems = load(root)
    assert [each.rule for each in problems] == ["page-runs"]
    assert [each for each in checked(book, problems) if each.rule == "page-runs"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_text_is_told_and_not_waited_for(write_book: Write) -> None:
    root = write_book({"content/page.md": "# x\n"})
    os.mkfifo(root / "content" / "pipe.md")
    (root / "content" / "lost.md").symlink_to("nowhere")
    (root / "content" / "outside.md").symlink_to("/dev/zero")
    (root / "content" / "folder.md").mkdir()
    with (root / os.fsdecode(b"content/\xff.md")).open("wb") as stream:
        stream.write(b"# x\n")
    _, problems = load(root)
    errors = [(each.rule, each.place.file) for each in problems if each.severity is Severity.ERROR]
    assert errors == [
        ("stray-file", "content/lost.md"),
        ("stray-file", "content/pipe.md"),
        ("file-name", "content/\udcff.md"),
    ]


@pytest.mark.parametrize(
    ("above", "message"),
    [
        ("hide: 5", ""),
        ("hide: toc, feedback", ""),
        ("template: ../../../etc/passwd", "The theme has no template “../../../etc/passwd”."),
        ("template: [a]", "The theme has no template “['a']”."),
        ("template: main.html", ""),
        ("title: &a [x]", "`&a` marks this for use elsewhere in the file, which a book does not do."),
    ],
)
def test_a_build_takes_front_matter_as_it_comes_or_says_what_is_wrong(
    write_book: Write, above: str, message: str
) -> None:
    root = write_book({"content/page.md": f"---\n{above}\n---\n# A page\n"})
    problems = site.build(root, root / "site")
    errors = [each for each in problems if each.severity is Severity.ERROR]
    assert [(each.message.say("en"), each.place.file) for each in errors] == ([(message, FILE)] if message else [])
    assert (root / "site" / "page.html").is_file() == (not message)
