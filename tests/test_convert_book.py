"""The whole book as JSON, a journey as Markdown, the index for programs: complete, escaped, and for one audience."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown as html_of

from journeybook.cli import command
from journeybook.convert.book_json import GROUPS, book_json, book_schema
from journeybook.convert.markdown import journey_markdown, markdown
from journeybook.load import load
from journeybook.model import KINDS, Book, Journey, Settings
from journeybook.model.record import Record
from journeybook.problem import Severity
from journeybook.site import llms
from journeybook.site.reading import Read, read

ROOT = Path(__file__).parents[1]
BOOKS = [ROOT, ROOT / "tests/books/government", ROOT / "tests/books/stress"]
WriteBook = Callable[[Mapping[str, str | bytes]], Path]
SMALL = {
    "content/book.yml": "languages: [en, pl]\nbrand:\n  name: A book\n",
    "content/personas/ann.yml": "name: {en: Ann, pl: Anna}\nyearly_value: 900\n",
    "content/actors/desk.yml": "title: Desk\n",
    "content/actors/board.yml": "title: Board\nvisible_to: management\n",
    "journeys/open.yml": """
        title: {en: "Open *one* <b>", pl: Otwarta}
        summary: A [link](x) | pipe
        persona: ann
        phases:
          First:
            - title: "1. I call"
              emotion: -1.5
              owner: board
              pains: [Waiting, "# No head"]
              frontstage: [{actor: desk, does: answers}]
        """,
    "journeys/shut.yml": "title: For few\nvisible_to: management\npersona: ann\nphases:\n  P:\n    - I wait: 1\n",
}  # fmt: skip


@pytest.mark.parametrize("root", BOOKS, ids=lambda path: path.name)
def test_the_json_has_all_of_the_book_and_fits_its_schema(root: Path, tmp_path: Path) -> None:
    book, _ = load(root)
    whole = json.loads(book_json(book))
    jsonschema.Draft7Validator(book_schema("en")).validate(whole)
    again, problems = load(as_book(whole, root, tmp_path), book.as_of)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    assert again.settings == book.settings
    assert {entity.id for entity in again.entities} == {entity.id for entity in book.entities}
    assert [entity.id for entity in book.entities if not is_same(entity, again.get(entity.id))] == []
    assert book_json(again) == book_json(book)


def is_same(one: object, other: object) -> bool:
    """Tell whether two values are the same, numbers to ten digits: arithmetic rounds a share typed in per cent."""
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, rel=1e-10)
    if isinstance(one, Record) and isinstance(other, Record):
        return all(is_same(getattr(one, name), getattr(other, name)) for name in type(one).model_fields)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(is_same, one, other))
    return one == other


def as_book(whole: dict[str, Any], root: Path, folder: Path) -> Path:
    """Return a book with a file of each thing in the JSON, which is YAML too; pictures are those of the book."""
    if (root / "content/assets").is_dir():
        shutil.copytree(root / "content/assets", folder / "content/assets")
    files = {"content/book.yml": whole["book"]}
    for kind in KINDS:
        files |= {f"{kind.folder}/{name}.yml": fields for name, fields in whole[GROUPS[kind.noun]].items()}
    for path, fields in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(json.dumps(fields, ensure_ascii=False, indent=1), "utf-8")
    return folder


def test_the_schema_of_the_json_is_published() -> None:
    result = CliRunner().invoke(command, ["--language", "en", "schema", "export"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == book_schema("en")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"format": 1}, json.loads(result.stdout))


def test_only_what_an_audience_may_see_goes_out(write_book: WriteBook) -> None:
    root = write_book(SMALL)
    for arguments in (
        ["json"], ["markdown", "open"], ["mermaid", "open"], ["sheet"],
    ):  # fmt: skip
        whole = CliRunner().invoke(command, ["-C", str(root), "export", *arguments])
        seen = CliRunner().invoke(command, ["-C", str(root), "export", *arguments, "--audience", "frontline"])
        assert (whole.exit_code, seen.exit_code) == (0, 0), arguments
        assert not re.search("board|few|900", seen.stdout, re.IGNORECASE), arguments
        assert re.search("board|few", whole.stdout, re.IGNORECASE) or arguments[0] == "mermaid"
    hidden = CliRunner().invoke(command, ["-C", str(root), "export", "markdown", "shut", "--audience", "cx"])
    assert hidden.exit_code == 2


def test_a_journey_reads_as_markdown_and_its_texts_stay_texts(write_book: WriteBook) -> None:
    book, _ = load(write_book(SMALL))
    text, problems = journey_markdown(book, book.journeys["open"], "en")
    page = html_of(text).replace("&#60;", "&lt;").replace("&#62;", "&gt;")
    assert "<h1>Open *one* &lt;b&gt;</h1>" in page
    assert "<h3>1. 1. I call</h3>" in page.replace("\u2060", "")
    assert "<li><strong>How it feels</strong>: −1.5</li>" in page
    assert "Desk: answers" in page
    assert "<a " not in page
    assert [problem.message.say() for problem in problems] == [
        "1 text goes out in one language; its words in “pl” stay (line 1)."
    ]


@given(
    texts=st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30), min_size=4, max_size=4
    )
)
@settings(max_examples=60, deadline=None)
def test_no_text_becomes_markup(texts: list[str]) -> None:
    title, phase, touchpoint, pain = ("x" + text for text in texts)
    fields = {"id": "a", "title": title, "persona": "p", "phases": [
        {"id": "p", "title": phase, "touchpoints": [{"id": "t", "title": touchpoint, "pains": [pain]}]}]}  # fmt: skip
    page = html_of(markdown(Book(Settings(id="book")), Journey.model_validate(fields), "en"))
    assert set(re.findall(r"<(\w+)", page)) <= {"h1", "h2", "h3", "ul", "li", "strong", "p"}


def for_programs(told: Read) -> dict[str, str]:
    """The index of each language and the Markdown of each journey, by published path."""
    site = told.site(())
    copies = {path: str(asset.data) for path, asset in site.beside.items() if path.endswith(".md")}
    return {**{path: llms.index(told.book, site, code) for path, code in llms.indexes(site).items()}, **copies}


def test_the_index_for_programs_leads_to_what_is_there(write_book: WriteBook) -> None:
    root = write_book(SMALL)
    with closing(read(root)) as whole:
        site, texts = whole.site(()), for_programs(whole)
    assert set(texts) == {
        "llms.txt", "pl/llms.txt",
        *(f"{folder}journeys/{name}.md" for folder in ("", "pl/") for name in ("open", "shut")),
    }  # fmt: skip
    for path in ("llms.txt", "pl/llms.txt"):
        folder = path.removesuffix("llms.txt")
        leads = {folder + address for address in re.findall(r"(?<!\\)\]\(([^)]+)\)", texts[path])}
        assert leads <= {*texts, *site.pages}
        assert f"{folder}journeys/open.md" in leads
        assert f"{folder}personas/ann.html" in leads
    assert "# Otwarta" in texts["pl/journeys/open.md"]
    with closing(read(root, audience="frontline")) as few:
        seen = for_programs(few)
    assert "journeys/shut.md" not in seen
    assert not any(re.search("few|board", text, re.IGNORECASE) for text in seen.values())
