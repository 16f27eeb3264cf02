"""What README and the hand-written pages say is tried out: their examples, their figures, their links."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook import measures
from journeybook.cli import command
from journeybook.load import load
from journeybook.measures import promises
from journeybook.model import Book
from journeybook.pages.page import FOLDERS
from journeybook.problem import Severity

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"
PAGES = ("welcome", "how-to-read-a-map", "tutorial", "take-part", "surveys", "bring-what-you-have", "glossary")
TUTORIALS = ("tutorial.md", "tutorial.pl.md")


def blocks(text: str) -> list[str]:
    """Return the YAML examples of a page in their order."""
    return re.findall(r"^```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def paths(text: str) -> list[str]:
    """Return the files that a tutorial tells to make, in their order."""
    return re.findall(r"(?:[Mm]ake(?: a file)?|[Uu]twórz(?: plik)?) `([^`]+\.yml)`", text)


def headings(text: str) -> list[int]:
    """Return the levels of a page's headings, with blocks of code left out."""
    plain = re.sub(r"^ *```.*?^ *```$", "", text, flags=re.DOTALL | re.MULTILINE)
    return [len(marks) for marks in re.findall(r"^(#+) ", plain, re.MULTILINE)]


def links(text: str) -> list[str]:
    """Return where a page's links lead, those to other machines left out."""
    return [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]


def read_well(folder: Path) -> Book:
    """Return the book in a folder that must have nothing wrong with it."""
    book, problems = load(folder)
    assert [problem.message.say("en") for problem in problems if problem.severity is not Severity.ADVICE] == []
    return book


def test_readme_is_short_and_shows_the_ten_lines() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 120
    assert blocks(text) == [(ROOT / "tests/books/ten-lines/journeys/paying-late-once.yml").read_text("utf-8")]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_of_the_front_pages_lead_somewhere(name: str) -> None:
    missing = [link for link in links((ROOT / name).read_text("utf-8")) if not (ROOT / link).exists()]
    assert [link for link in missing if not link.startswith("content/assets/")] == []


def test_the_ten_lines_give_the_figures_that_readme_names() -> None:
    book = read_well(ROOT / "tests/books/ten-lines")
    journey = book.journeys["paying-late-once"]
    figures = measures.of_journey(book, journey)
    assert {name: figures[name].value for name in ("mean", "weakest_link", "peak_end", "largest_drop")} == {
        "mean": 0.25,
        "weakest_link": -2,
        "peak_end": -0.5,
        "largest_drop": -2,
    }


@pytest.mark.parametrize("name", TUTORIALS)
def test_the_tutorial_works_as_written(name: str, tmp_path: Path) -> None:
    text = (CONTENT / name).read_text("utf-8")
    ten_lines, long_form, promise_text, evidence_text, breach = blocks(text)
    folder = tmp_path / "book"
    journey, promise, evidence = (folder / path for path in paths(text))
    shutil.copytree(ROOT / "templates/new/book" / ("pl" if ".pl." in name else "en"), folder)

    journey.write_text(ten_lines, "utf-8")
    assert peak_and_end(folder, journey.stem) == -0.5

    last_phase = long_form.splitlines(keepends=True)[0]
    longer = ten_lines.split(last_phase)[0] + long_form
    journey.write_text(longer, "utf-8")
    assert peak_and_end(folder, journey.stem) == -0.5

    evidence.parent.mkdir()
    promise.write_text(promise_text, "utf-8")
    evidence.write_text(evidence_text, "utf-8")
    owner = "      owner: sales-desk\n"
    witnessed = longer.replace(owner, owner + breach)
    journey.write_text(witnessed, "utf-8")
    assert verdict(folder, promise.stem) == "broken"

    witness = breach.splitlines(keepends=True)[-1]
    journey.write_text(witnessed.replace(witness, ""), "utf-8")
    assert verdict(folder, promise.stem) == "unmeasured"


def peak_and_end(folder: Path, journey: str) -> float | None:
    """Return what is remembered of a journey of the book in a folder."""
    book = read_well(folder)
    return measures.of_journey(book, book.journeys[journey])["peak_end"].value


def verdict(folder: Path, promise: str) -> str:
    """Return the verdict on a promise of the book in a folder."""
    return str(promises.ledger(read_well(folder))[promise].verdict)


@pytest.mark.parametrize("name", ["surveys.md", "surveys.pl.md"])
def test_the_survey_is_pulled_as_written(name: str, tmp_path: Path) -> None:
    text = (CONTENT / name).read_text("utf-8")
    answers, results = re.findall(r"^```csv\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    source, metric, table = re.findall(r"`(private/answers.csv|content/metrics/[^`]+)`", text)
    whole, filtered, _ = blocks(text)
    for path, words in {"content/book.yml": "format: 1\n", source: answers, metric: whole}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(words, "utf-8")
    told = CliRunner().invoke(command, ["-C", str(tmp_path), "--language", "en", "evidence", "pull"])
    assert (tmp_path / table).read_text("utf-8") == results
    assert "1 group of fewer than 5" in told.stdout
    assert "1 more group" in told.stdout
    (tmp_path / metric).write_text(whole + "".join(f"  {line}\n" for line in filtered.splitlines()), "utf-8")
    assert (
        "The source has no column “Age”"
        in CliRunner().invoke(command, ["-C", str(tmp_path), "evidence", "pull"]).stdout
    )


def test_the_first_promise_of_a_new_book_is_at_risk_until_all_cases_are_counted(tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copytree(ROOT / "templates/new/book/en", book)
    assert verdict(book, "flour-by-five") == "at_risk"
    metric = book / "content/metrics/deliveries-on-time.yml"
    metric.write_text(metric.read_text("utf-8").replace("n: 250}", "n: 250, census: yes}"), "utf-8")
    assert verdict(book, "flour-by-five") == "kept"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_same_parts_and_links_in_both_languages(name: str) -> None:
    english, polish = ((CONTENT / f"{name}{ending}").read_text("utf-8") for ending in (".md", ".pl.md"))
    assert headings(english) == headings(polish)
    assert sorted(links(english)) == sorted(links(polish))


@pytest.mark.parametrize("name", PAGES)
def test_pages_link_to_pages_that_there_are(name: str) -> None:
    book, _ = load(ROOT)
    known = {f"{page}.md" for page in (*PAGES, "brand", "fields", "listening", "strategy")} | {
        f"{folder}/index.md" for folder in FOLDERS.values()
    }
    known |= {f"{FOLDERS[entity.noun]}/{entity.id}.md" for entity in book.entities}
    assert [link for link in links((CONTENT / f"{name}.md").read_text("utf-8")) if link not in known] == []


def test_the_small_book_of_real_facts_has_nothing_wrong_with_it() -> None:
    book, problems = load(ROOT / "tests/books/government")
    assert not problems
    assert len(book.journeys) == 3


def test_the_book_that_is_hard_on_drawings_has_nothing_wrong_with_it() -> None:
    book, problems = load(ROOT / "tests/books/stress")
    assert not problems
    assert [len(phase.touchpoints) for phase in book.journeys["everything"].phases] == [6] * 8
