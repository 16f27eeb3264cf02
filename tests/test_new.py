"""First files: what `new` writes passes `check`, is laid out as `format` would, and works where it is meant to."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from textwrap import dedent
from threading import Thread

import pytest
import yaml
from pydantic import BaseModel

from journeybook import files
from journeybook.cli import main
from journeybook.cli.commands import COMMANDS
from journeybook.load import load
from journeybook.model import Entity, Text
from journeybook.model.schema import FILES
from journeybook.new import FORGES, QUESTIONS
from journeybook.new.book import book as first_book
from journeybook.problem import Severity
from journeybook.rules import checked
from journeybook.words import LANGUAGES

ROOT = Path(__file__).parents[1]
FIRST_BOOKS = ROOT / "templates/new/book"
ANSWERS = {
    "persona": [
        "--name",
        "Ola",
        "--kind",
        "customer",
        "--quote",
        "No bread, no day.",
        "--goals",
        "Bread",
        "--goals",
        "Sleep",
    ],
    "journey": ["--title", "Paying late", "--persona", "small-bakery", "--aim", "pay", "--touchpoint", "I forget"],
    "service-model": ["--title", "Deliveries", "--state", "as_is", "--customers", "Bakers", "--value", "Flour by five"],
    "promise": ["--title", "At once", "--text", "We answer at once.", "--kind", "time", "--made-in", "our poster"],
    "metric": ["--title", "Trust", "--kind", "score", "--question", "Do you trust us?", "--better", "higher"],
    "evidence": ["--title", "Talks", "--method", "interview", "--date", "2026-03-31", "--source", "the sales desk"],
    "action": ["--title", "Call first", "--addresses", "first-order", "--aim", "recovery", "--benefit", "a human word"],
    "actor": ["--title", "Night driver", "--stage", "frontstage", "--level", "frontline"],
}
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the command in an empty folder and returns exit code and all that was said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))

    def command(*words: str) -> tuple[int, str]:
        """Run the command in English."""
        with pytest.raises(SystemExit) as end:
            main(["--language", "en", *words])
        return int(end.value.code or 0), "".join(capfd.readouterr())

    return command


@pytest.fixture
def book(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a new book, in which commands run from now on."""
    assert run("new", "book", "book")[0] == 0
    monkeypatch.chdir(tmp_path / "book")
    return tmp_path / "book"


def test_a_folder_with_a_space_in_its_name_is_told_as_it_is_typed(run: Run) -> None:
    code, said = run("--language", "en", "new", "book", "my book")
    assert (code, said.strip().endswith('with: journeybook -C "my book" serve')) == (0, True)


def test_what_to_type_next_is_told_as_the_command_was_called(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("new", "book", "one")[0] == 0
    monkeypatch.setenv("JOURNEYBOOK_TYPED", "python3 run.py")
    assert run("new", "book", "two")[1].strip().endswith("with: python3 run.py -C two serve")
    assert "Make one with: python3 run.py new book NAME" in run("check")[1]
    one, two = ({file.relative_to(root): file.read_bytes() for file in root.rglob("*") if file.is_file()}
                for root in (tmp_path / "one", tmp_path / "two"))  # fmt: skip
    assert one == two


def test_a_new_book_has_no_problem_and_is_laid_out_as_format_would(book: Path, run: Run) -> None:
    assert load(book)[1] == ()
    assert run("format", "--check") == (0, "")


def in_language(run: Run, language: str) -> Path:
    """Return a new book in a language."""
    assert run("new", "book", language, "--language", language)[0] == 0
    return Path(language).resolve()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_book_speaks_the_language_asked_for(language: str, run: Run) -> None:
    folder = in_language(run, language)
    loaded, problems = load(folder)
    assert (problems, loaded.languages) == ((), (language,))
    assert [problem.message.say() for problem in checked(loaded, problems)] == []
    assert run("-C", language, "format", "--check") == (0, "")
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    assert settings["site_name"] == loaded.settings.title.say(language)
    before = sorted(folder.iterdir())
    assert run("-q", "-C", language, "build") == (0, "")
    ignored = (folder / ".gitignore").read_text("utf-8").splitlines()[1:]
    made = {f"/{path.name}/" for path in folder.iterdir()} - {f"/{path.name}/" for path in before}
    assert made == set(ignored), "a build leaves nothing else"
    home = (folder / "site/index.html").read_text("utf-8")
    assert f'<html lang="{language}"' in home
    assert loaded.journeys["first-order"].title.say(language) in home


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_the_first_books_have_the_same_lines_fields_and_values(language: str) -> None:
    english, other = (FIRST_BOOKS / code for code in ("en", language))
    names = sorted(path.relative_to(english) for path in english.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    for name in names:
        lines, others = ((folder / name).read_text("utf-8").splitlines() for folder in (english, other))
        assert [laid_out(line) for line in others] == [laid_out(line) for line in lines], name
    both = list(zip(values(english), values(other), strict=True))
    ours, theirs = ({words for each in every(folder) for words in words_of(each)} for folder in (english, other))
    assert {(one, two) for one, two in both if one not in ours and one != two} == {("en", language)}
    assert {two for one, two in both if one in ours} <= theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_of_a_new_book_names_commands_that_there_are(language: str) -> None:
    readme = (FIRST_BOOKS / language / "README.md").read_text("utf-8")
    named = re.findall(r"^ +journeybook (\w+) +# ", readme, re.MULTILINE)
    assert (named, set(named) - set(COMMANDS)) == (["serve", "check", "next", "build"], set())


def test_each_language_has_its_first_book() -> None:
    assert sorted(path.name for path in FIRST_BOOKS.iterdir()) == sorted(LANGUAGES)


def laid_out(line: str) -> tuple[str, bool]:
    """Return what stands before the words of a line, and whether a note follows."""
    before = re.match(r" *(#|\|? ?`[^`]*`|(- )?(\{?[a-z_]+:|[|#-]+|- ))?", line)
    assert before
    return before[0], " # " in line and not line.startswith("#")


def every(folder: Path) -> list[Entity]:
    """Return the settings and all things of the book in a folder."""
    loaded, _ = load(folder)
    return [loaded.settings, *loaded.entities]


def values(folder: Path) -> Iterator[object]:
    """Return all values and keys that stand in the YAML of a book's things, in their order."""
    return (value for path in sorted(folder.glob("*/**/*.yml")) for value in scalars(yaml.safe_load(path.read_bytes())))


def scalars(value: object) -> Iterator[object]:
    """Return the scalars of a value, keys before what they hold."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield key
            yield from scalars(held)
    elif isinstance(value, list):
        for held in value:
            yield from scalars(held)
    else:
        yield value


def words_of(value: object) -> set[str]:
    """Return all that is told in words in a record and in those it holds."""
    if isinstance(value, Text):
        return set(value.words.values())
    if isinstance(value, BaseModel):
        return set().union(*(words_of(getattr(value, name)) for name in type(value).model_fields))
    if isinstance(value, tuple):
        return set().union(*map(words_of, value))
    return set()


def test_one_more_thing_speaks_the_language_of_its_book(run: Run) -> None:
    folder = in_language(run, "ru")
    asked = ("--title", "Второй заказ", "--persona", "Оля", "--touchpoint", "Звоню", "--id", "again")
    assert run("-C", "ru", "new", "journey", *asked)[0] == 0
    told = (folder / "journeys/again.yml").read_text("utf-8")
    assert "# Имя файла, again, – это его идентификатор" in told
    assert "  Начало:\n    - Звоню: 0\n" in told
    (folder / "content/book.yml").write_bytes(b"format: 1\nlanguages: [de]\n")
    assert run("-C", "ru", "new", "actor", "--title", "Fahrer", "--language", "pl")[0] == 0
    assert "# Nazwa pliku, fahrer," in (folder / "content/actors/fahrer.yml").read_text("utf-8")


def test_every_file_of_a_new_book_names_its_schema(book: Path) -> None:
    files = [*(book / "content").rglob("*.yml"), *(book / "journeys").glob("*.yml")]
    assert len(files) > 5
    for file in files:
        named = re.match(r"# \$schema: (\S+)\n", file.read_text("utf-8"))
        assert named, file
        assert (file.parent / named[1]).resolve() == book / "schemas" / (file.parent / named[1]).name
        assert (file.parent / named[1]).is_file()


def test_the_settings_of_the_editor_lead_each_file_to_the_schema_of_its_kind(book: Path) -> None:
    settings = json.loads((book / ".vscode/settings.json").read_text("utf-8"))
    found = {name: patterns for name, patterns in settings["yaml.schemas"].items() if (book / name).is_file()}
    assert sorted(found) == sorted(f"./schemas/{noun}.json" for noun in FILES)
    for noun, kind in FILES.items():
        assert all(pattern.startswith(kind.folder or "content/book.yml") for pattern in found[f"./schemas/{noun}.json"])
    assert json.loads((book / ".vscode/extensions.json").read_text("utf-8")) == {
        "recommendations": ["redhat.vscode-yaml"]
    }


def test_a_folder_with_something_in_it_is_left_alone(book: Path, run: Run) -> None:
    assert run("new", "book", str(book)) == (1, f"{book} is not empty. Name a new folder.\n")


def test_a_book_that_there_was_no_room_for_is_not_in_the_way_of_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.write

    def until_full(path: Path, data: str | bytes) -> bool:
        if path.name == "welcome.md":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, data)

    monkeypatch.setattr(files, "write", until_full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        first_book(tmp_path / "mine")
    monkeypatch.setattr(files, "write", write)
    assert first_book(tmp_path / "mine") is None


@pytest.mark.parametrize("noun", QUESTIONS)
def test_what_is_written_passes_check_and_format(noun: str, book: Path, run: Run) -> None:
    before = len(list(load(book)[0].entities))
    code, said = run("new", noun, *ANSWERS[noun])
    assert code == 0, said
    file = book / said.removeprefix("Written: ").strip()
    assert file.is_file()
    loaded, problems = load(book)
    assert problems == ()
    assert len(list(loaded.entities)) == before + 1
    assert run("check")[0] == 0
    assert run("format", "--check") == (0, "")
    first, *lines = file.read_text("utf-8").splitlines()
    assert re.fullmatch(rf"# \$schema: (\.\./)+schemas/{noun}\.json", first)
    assert sum(line.startswith("#") for line in lines) > len(ANSWERS[noun]) / 2


@pytest.mark.parametrize("noun", QUESTIONS)
def test_what_may_come_next_needs_only_the_sign_taken_off(noun: str, book: Path, run: Run) -> None:
    file = book / run("new", noun, *ANSWERS[noun])[1].removeprefix("Written: ").strip()
    text = re.sub(r"^# (?=\w+:  #)", "", file.read_text("utf-8"), flags=re.MULTILINE)
    assert text.count("#") == file.read_text("utf-8").count("#") - len(re.findall(r"^\w+:  #", text, re.MULTILINE))
    file.write_bytes(text.encode())
    assert load(book)[1] == ()


@pytest.mark.parametrize(
    "words",
    [
        "Now: what # comes", "- a", "? b", "'quoted'", '"both" \'kinds\'', "yes", "2026", "10:30", "{a: b}", "[x",
        "@home", "%x", "a\\b", "| x", "> y", "{{ x }}", "{% x %}", "title", "żółć 日本 ❤", "C:\\path", "a: b: c", "#x",
        "…: 3", "&a *b !c", "“smart”",
    ],
)  # fmt: skip
def test_any_words_are_read_back_as_they_were_given(words: str, book: Path, run: Run) -> None:
    code, said = run(
        "new", "journey", "--title", words, "--persona", "small-bakery", "--touchpoint", words, "--id", "own"
    )
    assert code == 0, said
    assert run("new", "persona", "--name", words, "--goals", words, "--id", "other")[0] == 0
    loaded, problems = load(book)
    assert [problem for problem in problems if problem.severity is not Severity.ADVICE] == []
    journey, persona = loaded.journeys["own"], loaded.personas["other"]
    assert [str(journey.title), str(journey.steps[0].touchpoint.title)] == [words, words]
    assert [str(persona.name), *map(str, persona.goals)] == [words, words]
    assert run("format", "--check")[0] == 0


def test_lines_in_an_answer_become_one(book: Path, run: Run) -> None:
    assert run("new", "actor", "--title", "Night\ndriver\n# not a comment")[0] == 0
    assert str(load(book)[0].actors["night-driver-not-a-comment"].title) == "Night driver # not a comment"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["actor"], 2, "Give these as well: --title"),
        (["journey", "--title", "A"], 2, "Give these as well: --persona, --touchpoint"),
        (
            ["actor", "--title", "Driver"],
            1,
            "content/actors/driver.yml has this id already; give another one with --id.",
        ),
        (
            ["persona", "--name", "Driver"],
            1,
            "content/actors/driver.yml has this id already; give another one with --id.",
        ),
        (["actor", "--title", "…"], 1, "“” cannot be an id; give one with --id, for example --id late-invoice."),
        (
            ["actor", "--title", "A", "--id", "../x"],
            1,
            "“../x” cannot be an id; give one with --id, for example --id late-invoice.",
        ),
        (["action", "--title", "A", "--addresses", "b"], 1, "There is no touchpoint “b” in this book."),
        (
            ["evidence", "--title", "A", "--method", "diary", "--date", "1.2.2026"],
            1,
            "A day is written as year-month-day, and “1.2.2026” is not. Write: 2026-02-01",
        ),
    ],
)
def test_what_cannot_be_is_not_written(words: list[str], code: int, said: str, book: Path, run: Run) -> None:
    before = sorted(book.rglob("*"))
    assert run("new", *words) == (code, f"{said}\n")
    assert sorted(book.rglob("*")) == before


@pytest.mark.parametrize(
    ("typed", "written"),
    [("Ola, who runs a small bakery", "small-bakery"), ("ola", "small-bakery"), ("small-bakery", "small-bakery"),
     ("Ирина Петровна", "irina-petrovna"), ("Driver", "driver-persona")],
)  # fmt: skip
def test_a_journey_is_given_the_persona_that_is_called_so(typed: str, written: str, book: Path, run: Run) -> None:
    code, said = run("new", "journey", "--title", "Asking", "--persona", typed, "--touchpoint", "I ask")
    assert code == 0, said
    assert load(book)[0].journeys["asking"].persona == written
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    ("typed", "written"),
    [("Flour by five", "flour-by-five"), ("The first order of flour", "first-order"),
     ("i stand in the dark and wait", "first-order/waiting")],
)  # fmt: skip
def test_an_action_addresses_what_is_called_so(typed: str, written: str, book: Path, run: Run) -> None:
    assert run("new", "action", "--title", "A text message", "--addresses", typed)[0] == 0
    assert load(book)[0].actions["a-text-message"].addresses == (written,)


def test_a_file_is_never_overwritten(book: Path, run: Run) -> None:
    path = book / "content/actors/clerk.yml"
    path.write_bytes(b"broken: [")
    assert run("new", "actor", "--title", "Clerk")[0] == 1
    assert path.read_bytes() == b"broken: ["


def test_what_it_is_called_may_stand_behind_the_kind(book: Path, run: Run) -> None:
    assert run("new", "actor", "Night driver", "--stage", "frontstage")[0] == 0
    assert str(load(book)[0].actors["night-driver"].title) == "Night driver"
    assert run("new", "persona", "Jan")[0] == 0
    assert str(load(book)[0].personas["jan"].name) == "Jan"
    assert run("new", "journey", "Asking") == (2, "Give these as well: --persona, --touchpoint\n")
    code, said = run("new", "persona", "Ann", "--name", "Anna")
    assert (code, "`--name` stands here a second time" in said) == (2, True)
    assert set(load(book)[0].personas) & {"ann", "anna"} == set()


def test_an_old_id_is_never_used_again(book: Path, run: Run) -> None:
    (book / "content/actors/new-name.yml").write_bytes(b"title: New\nformerly: [old-name]\n")
    assert run("new", "actor", "--title", "Old name") == (
        1,
        "“old-name” was the id of new-name; an old id is never used again.\n",
    )


def test_a_book_without_schemas_gets_no_line_that_names_one(book: Path, run: Run) -> None:
    shutil.rmtree(book / "schemas")
    assert run("new", *("actor", *ANSWERS["actor"]))[0] == 0
    assert (book / "content/actors/night-driver.yml").read_text("utf-8").startswith("# A role, a team")


@pytest.mark.parametrize(
    ("typed", "aim"), [("zapłacić", "pay"), ("Узнать", "learn"), ("PAY", "pay"), ("leave", "leave")]
)
def test_a_word_of_the_format_may_be_typed_in_each_language(typed: str, aim: str, book: Path, run: Run) -> None:
    asked = ("--title", "Asking", "--persona", "Ola", "--touchpoint", "I ask", "--aim", typed)
    assert run("new", "journey", *asked)[0] == 0
    assert load(book)[0].journeys["asking"].aim == aim


def test_a_word_that_the_format_does_not_know_is_refused(book: Path, run: Run) -> None:
    asked = ("--title", "Asking", "--persona", "Ola", "--touchpoint", "I ask", "--aim", "płacz")
    code, said = run("new", "journey", *asked)
    assert (code, "'płacz' is not one of 'get', 'change'" in said) == (2, True)


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made the POSIX way")
def test_a_terminal_is_asked_what_is_missing(book: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "journeybook", "--language", "en", "new", "actor", "--level", "cx"]
    process = subprocess.Popen(words, cwd=book, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = ""
    for prompt, answer in (
        ("What it is called:", "Clerk"),
        ("technology):", "counter"),
        ("technology):", "za kulisy"),
        ("technology):", "frontstage"),
    ):
        said += answered(ours, prompt, answer)
    assert "Write one of: frontstage, backstage, partner, technology." in said
    assert "Did you mean “backstage”? It takes one of: frontstage, backstage, partner, technology." in said
    assert process.wait(60) == 0
    os.close(ours)
    actor = load(book)[0].actors["clerk"]
    assert [str(actor.title), actor.stage, actor.level] == ["Clerk", "frontstage", "cx"]


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made the POSIX way")
def test_an_answer_that_will_not_do_is_asked_for_again(book: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    words = [
        sys.executable,
        "-m",
        "journeybook",
        "--language",
        "en",
        "new",
        "evidence",
        "Talks",
        "--method",
        "interview",
    ]
    process = subprocess.Popen(words, cwd=book, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = answered(ours, "When it was gathered:", "in autumn")
    said += answered(ours, "When it was gathered:", "2026-11-03")
    assert "“in autumn”" in said
    answered(ours, "Who holds the original, or where it was published:", "")
    assert process.wait(60) == 0
    os.close(ours)
    assert load(book)[0].evidence["talks"].date == date(2026, 11, 3)


def answered(terminal: int, prompt: str, answer: str) -> str:
    """Wait for a prompt on the terminal, answer it, and return what was said before."""
    said, until = "", time.monotonic() + 60
    while not said.rstrip().endswith(prompt):
        assert time.monotonic() < until, said
        said += os.read(terminal, 1000).decode()
    os.write(terminal, f"{answer}\n".encode())
    return said


@pytest.mark.parametrize("forge", FORGES)
def test_the_workflow_agrees_with_the_schema_of_its_forge(forge: str, book: Path, run: Run) -> None:
    assert run("new", "ci", "--forge", forge)[0] == 0
    (file,) = FORGES[forge]
    known = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}[forge]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", known, file],
        check=False,
        cwd=book,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    text = (book / file).read_text("utf-8")
    assert "{%" not in text
    assert f"# of what is said: {', '.join(LANGUAGES)}\n" in text
    container = json.loads((book / ".devcontainer/devcontainer.json").read_text("utf-8"))
    assert container["postAttachCommand"] == ["journeybook", "-C", ".", "serve"]


@pytest.mark.parametrize("forge", FORGES)
def test_every_command_of_a_workflow_is_one_that_works(forge: str, book: Path, run: Run) -> None:
    assert run("new", "ci", "--forge", forge)[0] == 0
    base = committed(book)
    journey = book / "journeys/first-order.yml"
    journey.write_text(journey.read_text("utf-8").replace("emotion: -1", "emotion: -2", 1), "utf-8")
    (file,) = FORGES[forge]
    lines = re.findall(r'journeybook (-C "\$BOOK" [^|\n]*)', (book / file).read_text("utf-8"))
    assert len(lines) > 4
    for line in lines:
        typed = line.replace("HEAD^1", base).replace("$CI_MERGE_REQUEST_DIFF_BASE_SHA", base)
        code, said = run(*(word.replace("$BOOK", ".") for word in shlex.split(typed)))
        assert code == 0, said
    written = {"github": ["review.md", "site/index.html"], "gitlab": ["journeybook.json", "public/index.html"]}
    assert all((book / name).is_file() for name in (*written[forge], "review.html"))
    assert "−1 → −2" in (book / "review.md").read_text("utf-8")


NOTES = [
    {"id": 1, "author": {"id": 5}, "body": "<!-- journeybook review: . -->\nsomebody else's"},
    {"id": 2, "author": {"id": 7}, "body": "a word of ours"},
]
OURS = {"id": 3, "author": {"id": 7}, "body": "<!-- journeybook review: . -->\nold"}


@pytest.mark.parametrize(("notes", "wanted"), [(NOTES, ("POST", "")), ([*NOTES, OURS], ("PUT", "/3"))])
def test_the_note_on_a_merge_request_is_put_in_the_place_of_the_last(
    book: Path, run: Run, notes: list[object], wanted: tuple[str, str]
) -> None:
    assert run("new", "ci", "--forge", "gitlab")[0] == 0
    told = (book / ".gitlab-ci.yml").read_text("utf-8")
    script = dedent(told[told.index("      import json, os") : told.index("      END\n")])
    (book / "review.md").write_text("<!-- journeybook review: . -->\nnew\n", "utf-8")
    with forge_of(notes) as (address, asked):
        surroundings = {
            **os.environ, "CI_API_V4_URL": address, "JOURNEYBOOK_TOKEN": "t", "CI_PROJECT_ID": "4",
            "CI_MERGE_REQUEST_IID": "2",
        }  # fmt: skip
        subprocess.run([sys.executable, "-c", script], cwd=book, check=True, env=surroundings)
    method, path, body = asked[-1]
    assert (method, path) == (wanted[0], f"/projects/4/merge_requests/2/notes{wanted[1]}")
    assert json.loads(body)["body"].endswith("new\n")


@pytest.mark.parametrize(
    ("known", "wanted"), [("", "-X POST repos/a/b/issues/2/comments"), ("77", "-X PATCH repos/a/b/issues/comments/77")]
)
def test_the_comment_on_a_pull_request_is_put_in_the_place_of_the_last(
    book: Path, run: Run, known: str, wanted: str
) -> None:
    assert run("new", "ci", "--forge", "github")[0] == 0
    workflow = yaml.safe_load((book / ".github/workflows/journeybook.yml").read_text("utf-8"))
    script = next(step["run"] for step in workflow["jobs"]["book"]["steps"] if step.get("name") == "Comment")
    (book / "review.md").write_text("<!-- journeybook review: . -->\nnew\n", "utf-8")
    (book / "gh").write_text(
        f'#!/bin/sh\necho "$@ [$MARK]" >> asked\ncase "$*" in *--jq*) echo {known};; esac\n', "utf-8"
    )
    (book / "gh").chmod(0o755)
    surroundings = {"PATH": f"{book}:{os.environ['PATH']}", "REPOSITORY": "a/b", "NUMBER": "2"}
    subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=book, check=True, env=surroundings)
    asked = (book / "asked").read_text("utf-8").splitlines()
    assert f"api --silent {wanted} -F body=@review.md" in asked[-1]
    assert asked[-1].endswith("[<!-- journeybook review: . -->]")
    assert "pull_request_target" not in workflow[True], "YAML reads `on` as a yes"


@contextmanager
def forge_of(notes: list[object]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """A forge on this machine that has these notes: its address, and what it was asked."""
    asked: list[tuple[str, str, str]] = []

    class Forge(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            asked.append((self.command, self.path, body))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"id": 7} if self.path == "/user" else notes).encode())

        do_GET = do_PUT = do_POST = answer  # noqa: N815 - names of the library

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Forge) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_a_workflow_stands_at_the_root_of_the_repository(book: Path, run: Run) -> None:
    assert run("-C", str(book), "new", "ci", "--forge", "gitlab", "--repository", str(book.parent))[0] == 0
    assert '  BOOK: "book"\n' in (book.parent / ".gitlab-ci.yml").read_text("utf-8")
    assert run("new", "ci", "--forge", "gitlab", "--repository", str(book / "content"))[0] == 2


def test_the_repository_is_found_above_the_book(book: Path, run: Run) -> None:
    (book.parent / ".git").mkdir()
    assert run("new", "ci", "--forge", "github")[0] == 0
    assert '  BOOK: "book"\n' in (book.parent / ".github/workflows/journeybook.yml").read_text("utf-8")


def test_a_changed_workflow_is_not_overwritten(book: Path, run: Run) -> None:
    assert run("new", "ci", "--forge", "github")[0] == 0
    assert run("new", "ci", "--forge", "github") == (0, "Written: –\n")
    (book / ".github/workflows/journeybook.yml").write_bytes(b"on: push\n")
    code, said = run("new", "ci", "--forge", "github")
    assert (code, said) == (
        1,
        ".github/workflows/journeybook.yml is there already and says something else; it is not overwritten.\n",
    )


def test_codeowners_come_from_owner_and_sponsor(book: Path, run: Run) -> None:
    (book.parent / ".git").mkdir()
    (book / "content/actors/boss.yml").write_text("title: The boss\nstage: backstage\n", "utf-8")
    promise = book / "content/promises/flour-by-five.yml"
    promise.write_text(re.sub(r"^(owner|sponsor): .*\n", "", promise.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    promise.write_text(promise.read_text("utf-8") + "owner: driver\nsponsor: boss\n", "utf-8")
    code, said = run("new", "codeowners", "--forge", "github")
    assert code == 1
    assert "No role has a handle yet, so nobody could be asked." in said
    for name, handle in (("driver", "[bakery/drivers, ola@example.org]"), ("boss", "'no handle'")):
        actor = book / f"content/actors/{name}.yml"
        actor.write_text(actor.read_text("utf-8") + f"x-github: {handle}\n", "utf-8")
    code, said = run("new", "codeowners", "--forge", "github")
    assert code == 0
    assert "“@no handle” is no handle (@name, @organisation/team or a mail address): content/actors/boss.yml." in said
    assert "(driver): @bakery/drivers ola@example.org, " in said
    written = (book.parent / ".github/CODEOWNERS").read_text("utf-8")
    assert "/book/content/promises/flour-by-five.yml @bakery/drivers ola@example.org\n" in written
    assert run("new", "codeowners", "--forge", "github")[0] == 0
    (book.parent / ".github/CODEOWNERS").write_text("* @somebody\n", "utf-8")
    assert run("new", "codeowners", "--forge", "github")[0] == 1


@pytest.fixture
def repository(tmp_path: Path) -> str:
    """Return the address of a local clone of this repository as it is now, as pre-commit wants one."""
    folder = tmp_path / "journeybook"
    skipped = shutil.ignore_patterns("__pycache__")
    for name in ("generator/journeybook", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)
    return f"{folder}@{committed(folder)}"


def committed(folder: Path) -> str:
    """Make a repository of a folder and return its one commit."""
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-C", str(folder)]
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "One"]):
        subprocess.run([*git, *words], check=True)
    return subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, encoding="utf-8").stdout.strip()


def pre_commit(book: Path) -> tuple[int, str]:
    """Run all hooks on all files of a book; what the hooks need is taken from here, not from the network."""
    site = next(path for path in sys.path if path.endswith("site-packages"))
    surroundings = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GITLAB_", "GIT_"))},
        "PRE_COMMIT_HOME": str(book.parent / "hooks"), "PYTHONPATH": site, "PYTHONUTF8": "1", "LANG": "C.UTF-8",
        "PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1", "JOURNEYBOOK_LANGUAGE": "en",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"],
        check=False,
        cwd=book,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("page", ["take-part.md", "take-part.pl.md"])
def test_the_hooks_that_the_book_tells_of_work(page: str, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pre_commit")
    told = (ROOT / "content" / page).read_text("utf-8")
    found = re.search(r"^    ```yaml\n(    repos:.*?)^    ```$", told, re.DOTALL | re.MULTILINE)
    assert found
    (book / ".pre-commit-config.yaml").write_text(dedent(found[1]), "utf-8")
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    committed(book)
    code, said = pre_commit(book)
    assert (code, said.count("Passed")) == (0, 2), said
    (book / "content/actors/driver.yml").write_bytes(b'stage: onstage\ntitle: "Driver"\n')
    assert pre_commit(book)[1].count("Failed") == 2


def test_the_hooks_work_with_the_real_pre_commit(book: Path, repository: str) -> None:
    pytest.importorskip("pre_commit")
    address, _, revision = repository.rpartition("@")
    hooks = [{"id": "journeybook-check"}, {"id": "journeybook-format"}]
    config = {"repos": [{"repo": address, "rev": revision, "hooks": hooks}]}
    (book / ".pre-commit-config.yaml").write_bytes(json.dumps(config).encode())
    committed(book)
    code, said = pre_commit(book)
    assert (code, said.count("Passed")) == (0, 2), said
    actor = book / "content/actors/driver.yml"
    actor.write_bytes(b'stage: onstage\ntitle: "Driver"\n')
    code, said = pre_commit(book)
    assert (code, said.count("Failed")) == (1, 2), said
    assert "“onstage” is no word that “stage” takes." in said
    assert actor.read_bytes() == b"title: Driver\nstage: onstage\n"
