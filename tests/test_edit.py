"""Text edits: what an author typed is laid out, completed and renamed; its meaning and its comments stay."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.cli import main
from journeybook.edit import fixed, formatted, renames
from journeybook.edit.ids import pinned_ids
from journeybook.edit.layout import in_order
from journeybook.edit.meaning import meaning
from journeybook.edit.quoting import unquoting, written
from journeybook.edit.sheet import sheet
from journeybook.load import load
from journeybook.load.folder import entity_files
from journeybook.model import Actor, Entity, Journey, Metric, Persona, Promise, Settings
from journeybook.model.fields import documented, field_notes
from journeybook.model.order import written_order
from journeybook.rules import checked, ignores
from journeybook.source import Mapping, read
from journeybook.words import LANGUAGES

ROOT = Path(__file__).parents[1]
FIRST_BOOKS = tuple(f"templates/new/book/{language}" for language in LANGUAGES)
BOOKS = ("", "tests/books/government", "tests/books/stress", "tests/books/ten-lines", *FIRST_BOOKS)
FILES: dict[str, list[tuple[type[Entity], Path]]] = {
    book: [(Settings, ROOT / book / "content/book.yml"), *entity_files(ROOT / book)] for book in BOOKS
}


def text(words: str) -> bytes:
    """Return the words without their common indentation."""
    return dedent(words).lstrip("\n").encode()


def said(data: bytes, kind: type[Entity]) -> Mapping:
    """Return what a file says, which must be readable."""
    page = sheet(data)
    assert page is not None, data.decode()
    return meaning(page.value, kind)


def comments(data: bytes) -> list[str]:
    """Return the comments that stand on lines of their own, sorted."""
    return sorted(line.strip() for line in data.decode().splitlines() if line.strip().startswith("#"))


@pytest.mark.parametrize("everywhere", [False, True], ids=["as typed", "written out"])
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book or "shipped")
def test_every_file_of_every_book_keeps_what_it_says(book: str, everywhere: bool) -> None:
    for kind, path in FILES[book]:
        data = path.read_bytes()
        once = formatted(data, kind, everywhere)
        assert once is not None, path
        assert said(once, kind) == said(data, kind), path
        assert comments(once) == comments(data), path
        assert formatted(once, kind, everywhere) == once, path


def test_the_shipped_book_is_the_same_book_when_formatted(tmp_path: Path) -> None:
    before, _ = load(ROOT)
    for kind, path in FILES[""]:
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(formatted(path.read_bytes(), kind, everywhere=True) or b"")
    for table in (ROOT / "content/metrics").glob("*.csv"):
        (tmp_path / "content/metrics" / table.name).write_bytes(table.read_bytes())
    after, problems = load(tmp_path)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert list(after.entities) == list(before.entities)
    assert after.settings == before.settings


@pytest.mark.parametrize("record", list(documented()), ids=lambda record: record.__name__)
def test_the_order_holds_every_field_of_the_reference(record: type[Entity]) -> None:
    order = written_order(record)
    assert sorted(order) == sorted(note.name for note in field_notes(record))


def test_entries_come_in_the_order_of_the_reference_with_their_comments() -> None:
    data = text(
        """
        # This comment speaks of the file.
        stage: frontstage   # seen
        # Why the summary is short.
        summary: Short
        title: Driver
        may:
          - Leave a sack
          # and this is the end of the list
        level: frontline
        """
    )
    assert formatted(data, Actor) == text(
        """
        # This comment speaks of the file.
        title: Driver
        # Why the summary is short.
        summary: Short
        stage: frontstage   # seen
        level: frontline
        may:
          - Leave a sack
          # and this is the end of the list
        """
    )


def test_a_blank_line_begins_a_paragraph_that_stays_where_it_is() -> None:
    data = text("stage: frontstage\ntitle: Driver\n\n# Later.\nmay: Wait\nlevel: cx\n\n# The end.\n")
    assert formatted(data, Actor) == text(
        "title: Driver\nstage: frontstage\n\nlevel: cx\n# Later.\nmay: Wait\n\n# The end.\n"
    )


def test_the_first_entry_of_an_item_may_change() -> None:
    data = text(
        """
        title: Trust
        results:
          - n: 20
            value: 3   # of five
            date: 2026-01-01
        """
    )
    assert formatted(data, Metric) == text(
        """
        title: Trust
        results:
          - date: 2026-01-01
            value: 3   # of five
            n: 20
        """
    )


@pytest.mark.parametrize(
    "typed",
    [
        "results:\n  - n: 20\n    # why\n    date: 2026-01-01\n    value: 3\n",  # nothing fits between dash and name
        "question: |\n  Words\ntitle: T\n\n  # deeper\n",  # the comment would become part of the text
        "results:\n  - {n: 20, value: 3}\n",  # what stands in braces stays as typed
        "question: |+\n  Words\n\ntitle: T\n",  # the blank line belongs to the text
    ],
)
def test_what_cannot_move_safely_stays(typed: str) -> None:
    assert formatted(typed.encode(), Metric) == typed.encode()


def test_quotes_go_where_nothing_needs_them() -> None:
    data = text(
        """
        "title": "I wait"
        text: 'It''s here'
        tags: ["a, b", "yes", "2026", "1e3", "10:30", ""]
        to: ["small-bakery", 'it-director']
        condition: "Now: what"
        remedy: "a" # note
        """
    )
    assert formatted(data, Promise) == text(
        """
        title: I wait
        text: It's here
        tags: ["a, b", "yes", "2026", "1e3", "10:30", ""]
        to: [small-bakery, it-director]
        condition: "Now: what"
        remedy: a # note
        """
    )


def test_each_version_of_a_file_is_looked_through_for_silence_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()

    def look(text: str) -> bool:
        asked.append(text)
        return ignores.is_silencing(text)

    monkeypatch.setattr(sys.modules["journeybook.edit.sheet"], "is_silencing", look)
    steps = "".join(f"      - emotion: {number % 3}\n        title: I wait\n" for number in range(9))
    formatted(f"title: Late\nphases:\n  - title: A\n    touchpoints:\n{steps}".encode(), Journey)
    assert len(asked) == len(set(asked)) > 0


@given(st.text(min_size=1, max_size=40).filter(lambda words: words == words.strip() and words.isprintable()))
def test_what_is_written_is_read_as_it_was(words: str) -> None:
    value, problems = read(f"a: {written(words)}\n".encode(), "")
    assert problems == []
    assert value == {"a": words}


def test_ids_are_written_where_they_come_from_titles() -> None:
    data = text(
        """
        title: T
        persona: p
        phases:
          - title: First
            touchpoints:
              - I call: 1
              - title: I call
                emotion: 0
              - {title: I wait, emotion: -1}
        """
    )
    wanted = text(
        """
        title: T
        persona: p
        phases:
          - id: first
            title: First
            touchpoints:
              - I call: 1
              - id: i-call-2
                title: I call
                emotion: 0
              - {id: i-wait, title: I wait, emotion: -1}
        """
    )
    assert fixed(data, Journey) == wanted
    assert fixed(wanted, Journey) == wanted


def test_a_second_field_writes_the_short_form_out() -> None:
    data = text(
        """
        title: T
        persona: p
        phases:
          - Using:   # every day
              - "Now: I call": 1   # at noon
                channel: phone
              - I wait: -1
            stage: use
        """
    )
    assert fixed(data, Journey) == text(
        """
        title: T
        persona: p
        phases:
          - id: using
            title: Using
            touchpoints:   # every day
              - id: now-i-call
                title: "Now: I call"
                emotion: 1   # at noon
                channel: phone
              - I wait: -1
            stage: use
        """
    )


def test_the_ten_lines_written_out_are_the_same_journey() -> None:
    data = (ROOT / "tests/books/ten-lines/journeys/paying-late-once.yml").read_bytes()
    assert fixed(data, Journey) == data
    assert formatted(data, Journey) == data
    assert formatted(data, Journey, everywhere=True) == text(
        """
        title: Paying late, once
        persona: small-bakery
        aim: pay
        phases:
          - id: using
            title: Using
            touchpoints:
              - id: everything-just-works
                title: Everything just works
                emotion: 2
          - id: paying
            title: Paying
            touchpoints:
              - id: i-forget-the-deadline
                title: I forget the deadline
                emotion: 0
              - id: i-open-the-reminder-mail
                title: I open the reminder mail
                emotion: -2
              - id: their-manager-apologises
                title: Their manager apologises
                emotion: 1
        """
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "newline"])
def test_line_ends_and_the_mark_at_the_beginning_stay(newline: str, mark: str, end: str) -> None:
    lines = ["persona: p", "title: 'T'", "phases:", "  - title: A", "    touchpoints:", "      - I call: 1"]
    wanted = ["title: T", "persona: p", "phases:", "  - id: a", "    title: A", *lines[4:]]
    tail = newline if end else ""
    data = (mark + newline.join(lines) + tail).encode()
    assert formatted(data, Journey) == (mark + newline.join(wanted) + newline).encode()
    settled = mark + newline.join(wanted) + tail
    assert formatted(settled.encode(), Journey) == settled.encode()


@pytest.mark.parametrize("data", [b"title: A\ntitle: B\n", b"\xff\xfe", b"- a\n", b"", b"a: &x 1\n", b"a: \xc5"])
def test_a_file_with_a_mistake_in_it_is_left_alone(data: bytes) -> None:
    assert formatted(data, Persona) is None
    assert fixed(data, Persona) is None


def left_to_do(data: bytes) -> int:
    """Return how many edits a formatted journey still asks for."""
    page = sheet(data)
    assert page is not None
    return len(pinned_ids(page)) + len(unquoting(page)) + (in_order(page, Journey) != data)


LEAVES = st.sampled_from(["word", "two words", "'quoted'", '"it: is"', "yes", '"no"', "3", "'3'", "2026-01-02", "a #b"])
NOTES = st.sampled_from(["", "  # note", "  #"])
GAPS = st.lists(st.sampled_from(["", "# about", "    # deeper"]), max_size=2)
TITLES = st.sampled_from(["I call", "I wait", "'I pay'", '"So: what"', "I call 2", "Ünd é", "-"])


@st.composite
def touchpoints(draw: st.DrawFn) -> list[str]:
    """Return the lines of one touchpoint, in short form or with fields in any order, with comments and blank lines."""
    title, feeling = draw(TITLES), draw(st.sampled_from(["1", "-0.5", "−1", "0,5", '"2"']))
    short = [
        f"- {title}: {feeling}{draw(NOTES)}",
        f"- {title}{draw(NOTES)}",
        f"- {{title: {title}, emotion: {feeling}}}",
    ]
    if draw(st.booleans()):
        return [draw(st.sampled_from(short))]
    fields = [
        [f"title: {title}"],
        [f"emotion: {feeling}{draw(NOTES)}"],
        [f"thinking: {draw(LEAVES)}"],
        ["doing: |", "  Lines", "", "  # of text"],
        ["pains:", "- text: hurts", "  severity: 3", "# inside", "- short"],
        ["x-own: {b: 1, a: 2}"],
        ["quotes:", f"  - evidence: {draw(LEAVES)}", "    text: said"],
    ]
    chosen = draw(st.permutations([*draw(st.lists(st.sampled_from(fields[1:]), unique_by=str)), fields[0]]))
    lines = [line for field in chosen for line in [*draw(GAPS), *field]]
    begin = next(number for number, line in enumerate(lines) if line and not line.startswith(("#", " ")))
    lines = lines[begin:]
    return ["- " + lines[0], *("  " + line if line else "" for line in lines[1:])]


@st.composite
def journeys(draw: st.DrawFn) -> bytes:
    """Return a journey as somebody may have typed it."""
    head = draw(st.permutations(["title: 'A journey'", "persona: p  # who", 'goal: "x"', "# floating", "", "aim: pay"]))
    lines = [*head, "phases:"]
    for name in draw(st.lists(st.sampled_from(["One", "'Two'", '"Thr: ee"']), min_size=1, max_size=3, unique=True)):
        many = draw(st.lists(touchpoints(), min_size=1, max_size=3))
        titled = draw(st.booleans())
        lines += [f"  - {name}:" + draw(NOTES)] if titled else ["  - touchpoints:"]
        lines += ["    " + line if line else "" for item in many for line in item]
        lines += [] if titled else [*draw(GAPS), f"    title: {name}"]
    return "\n".join(lines).encode() + draw(st.sampled_from([b"", b"\n", b"\n\n# end\n"]))


@settings(max_examples=300, deadline=None)
@given(journeys(), st.booleans())
def test_any_journey_keeps_its_meaning_and_is_done_at_once(data: bytes, everywhere: bool) -> None:
    page = sheet(data)
    once = formatted(data, Journey, everywhere)
    if page is None:
        assert once is None
        return
    assert once is not None
    assert said(once, Journey) == said(data, Journey)
    assert comments(once) == comments(data)
    assert formatted(once, Journey, everywhere) == once
    assert left_to_do(once) == 0, once.decode()  # nothing was taken back for fear of a change of meaning
    mended = fixed(data, Journey)
    assert mended is not None
    assert said(mended, Journey) == said(data, Journey)
    assert fixed(mended, Journey) == mended


SILENT = [f"# journeybook: ignore {name} – it is known" for name in ("jump-without-cause", "title-said-twice")]
BELOW = st.sampled_from(["", "", *(f"  {comment}" for comment in SILENT)])
ABOVE = st.lists(st.sampled_from(["", "# about", *SILENT]), max_size=2)


@st.composite
def silenced_journeys(draw: st.DrawFn) -> bytes:
    """Return a journey with findings, and comments in many places that silence some of them, or nothing."""
    lines = [*draw(ABOVE), *draw(st.permutations(["persona: p", "status: live", "title: A journey"])), "phases:"]
    for name in ("One", "Two"):
        titled = draw(st.booleans())
        lines += draw(ABOVE)
        lines += [f"  - {name}:{draw(BELOW)}"] if titled else [f"  - title: {name}{draw(BELOW)}", "    touchpoints:"]
        for feeling in draw(st.lists(st.sampled_from(["-2", "2"]), min_size=1, max_size=3)):
            fields = draw(st.permutations([f"emotion: {feeling}{draw(BELOW)}", f"title: I go{draw(BELOW)}"]))
            short = draw(st.booleans())
            first, *rest = [f"I go: {feeling}{draw(BELOW)}"] if short else fields
            lines += [
                *draw(ABOVE),
                f"      - {first}",
                *(line for each in rest for line in [*draw(ABOVE), " " * 8 + each]),
            ]
    return "\n".join(lines).encode()


@settings(max_examples=60, deadline=None)
@given(silenced_journeys(), st.booleans())
def test_a_comment_that_silences_stays_with_what_it_silences(data: bytes, everywhere: bool) -> None:
    after = formatted(data, Journey, everywhere)
    assert after is not None
    assert heard(after) == heard(data), after.decode()
    assert formatted(after, Journey, everywhere) == after


def heard(data: bytes) -> list[tuple[str, str]]:
    """Return what the rules say to a book of this one journey, without the places."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in {"content/book.yml": b"format: 1\n", "journeys/way.yml": data}.items():
            (root / name).parent.mkdir()
            (root / name).write_bytes(content)
        problems = checked(*load(root), lambda file: (root / file).read_text("utf-8"))
    return sorted((problem.rule, problem.message.say()) for problem in problems)


@given(st.binary(max_size=200) | st.text(alphabet=" -:#'\"[]{}|>\n\tab", max_size=80).map(str.encode))
def test_nothing_typed_makes_it_stumble(data: bytes) -> None:
    once = formatted(data, Journey, everywhere=True)
    if once is not None:
        assert said(once, Journey) == said(data, Journey)
        assert formatted(once, Journey, everywhere=True) == once


def test_former_ids_are_renamed_wherever_they_are_referred_to(tmp_path: Path) -> None:
    files = {
        "content/book.yml": "format: 1\n",
        "content/actors/new-desk.yml": "title: Desk\nformerly: [old-desk]\n",
        "content/personas/new-one.yml": "name: One\nformerly: old-one\n",
        "journeys/new-way.yml": """
            title: T
            persona: old-one   # old-one is a word here
            owner: "old-desk"
            formerly: [old-way]
            phases:
              A:
                - title: I call
                  emotion_by: {old-one: 1}
                  backstage: [old-desk]
                  support:
                    - actor: old-desk
                      to: new-desk
            """,
        "content/actions/act.yml": "title: Act\naddresses: [old-way/i-call, new-way]\nowner: old-desk\n",
    }
    for name, typed in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text(typed))
    book, _ = load(tmp_path)
    kinds = {"journeys/new-way.yml": Journey, "content/actions/act.yml": Actor}
    found = renames(book)
    assert set(found) == set(kinds)
    mended = {name: fixed((tmp_path / name).read_bytes(), Actor, found[name]) for name in kinds}
    assert mended["content/actions/act.yml"] == b"title: Act\naddresses: [new-way/i-call, new-way]\nowner: new-desk\n"
    assert mended["journeys/new-way.yml"] == text(
        """
        title: T
        persona: new-one   # old-one is a word here
        owner: "new-desk"
        formerly: [old-way]
        phases:
          A:
            - title: I call
              emotion_by: {new-one: 1}
              backstage: [new-desk]
              support:
                - actor: new-desk
                  to: new-desk
        """
    )


Run = Callable[..., tuple[int, str, str]]
UNTIDY = b"persona: 'p'\ntitle: A\nphases:\n  One:\n    - I call: 1\n"
TIDY = b"title: A\npersona: p\nphases:\n  One:\n    - I call: 1\n"


@pytest.fixture
def run(
    write_book: Callable[[dict[str, str | bytes]], Path],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Return a function that runs the command in a small book and returns exit code, output and chatter."""
    files: dict[str, str | bytes] = {
        "journeys/one.yml": UNTIDY,
        "journeys/two.yml": TIDY,
        "content/personas/p.yml": "name: P\n",
    }
    root = write_book({**files, "content/actors/broken.yml": "title: [\n", "notes.yml": "b: 'x'\n"})
    monkeypatch.chdir(root)

    def command(*words: str) -> tuple[int, str, str]:
        """Run the command in English."""
        with pytest.raises(SystemExit) as end:
            main(["--language", "en", *words])
        return int(end.value.code or 0), *capfd.readouterr()

    return command


def test_format_names_what_it_changes_and_what_it_cannot_read(run: Run) -> None:
    broken = "content/actors/broken.yml cannot be read: see journeybook check.\n"
    told = broken + "1 file would change. To change it, run: journeybook format\n"
    assert run("format", "--check") == (1, "journeys/one.yml\n", told)
    assert Path("journeys/one.yml").read_bytes() == UNTIDY
    assert run("format") == (1, "journeys/one.yml\n", broken + "1 file changed: journeys/one.yml\n")
    assert Path("journeys/one.yml").read_bytes() == TIDY
    assert Path("notes.yml").read_bytes() == b"b: 'x'\n"
    assert run("format") == (1, "", broken)


def test_format_looks_only_where_it_is_told_to(run: Run) -> None:
    assert run("format", "journeys/two.yml", "notes.yml", "--check") == (0, "", "")
    assert run("-q", "format", "journeys") == (0, "journeys/one.yml\n", "")
    assert run("format", "journeys", "--check") == (0, "", "")
    assert run("-q", "format", "--expand", "journeys/two.yml") == (0, "journeys/two.yml\n", "")
    assert b"- id: one\n    title: One\n" in Path("journeys/two.yml").read_bytes()


def test_format_finds_the_book_that_a_path_leads_into(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("..")
    found = run("-q", "format", "book/notes.yml", "book/journeys/one.yml", "--check")
    assert found == (1, "journeys/one.yml\n", "")
    assert run("format")[0] == 2


def test_check_can_mend_what_is_safe(run: Run) -> None:
    Path("content/actors/broken.yml").write_bytes(b"title: Desk\nformerly: [old-desk]\n")
    Path("journeys/one.yml").write_bytes(UNTIDY + b"      channel: phone\nowner: old-desk\n")
    Path("journeys/two.yml").write_bytes(TIDY + b"owner: old-desk\n")
    code, said, _ = run("check")
    assert code == 1
    assert "It is now called “broken”; journeybook check --fix changes it everywhere." in said
    code, said, chatter = run("check", "--fix")
    assert code == 0
    assert chatter.startswith("2 files changed: journeys/one.yml, journeys/two.yml\n")
    assert Path("journeys/one.yml").read_bytes() == text(
        """
        persona: 'p'
        title: A
        phases:
          One:
            - id: i-call
              title: I call
              emotion: 1
              channel: phone
        owner: broken
        """
    )
    code, _, chatter = run("check", "--fix")
    assert (code, "changed" in chatter) == (0, False)
