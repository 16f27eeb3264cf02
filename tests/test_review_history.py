"""A scripted history of the shipped book, commit by commit, and what a review must say of each: no more, no less."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from journeybook import rules
from journeybook.load import Known, load_from
from journeybook.load.versions import Version, shared_text, version
from journeybook.output.review import FORMATS, Shown
from journeybook.review import Kind, Review, Side, review

ROOT = Path(__file__).parents[1]
GIT = ("git", "-c", "user.name=Anna", "-c", "user.email=anna@example.org", "-c", "core.autocrlf=false")

pytestmark = [
    pytest.mark.skipif(not shutil.which("git"), reason="no git on this machine"),
    pytest.mark.xdist_group("history"),
]


Files = dict[str, str]
Edit = Callable[[Files], None]
LATE, PHONE, REPAIR = "journeys/late-invoice.yml", "journeys/lost-phone.yml", "content/metrics/repair-time.yml"


@dataclass(frozen=True)
class Commit:
    """What is done, by whom it is named, and the causes that a review must tell, in no order: `kind subject field`."""

    title: str
    edit: Edit
    told: tuple[str, ...]


def put(file: str, *pairs: tuple[str, str]) -> Edit:
    """Replace texts of a file; each must stand there once."""

    def edit(files: Files) -> None:
        for old, new in pairs:
            assert files[file].count(old) == 1, f"{file} has {files[file].count(old)} times {old!r}"
            files[file] = files[file].replace(old, new)

    return edit


def field(file: str, touchpoint: str, name: str, value: str) -> Edit:
    """Give a one-line field of a touchpoint another value."""

    def edit(files: Files) -> None:
        start = files[file].index(f"      - id: {touchpoint}\n")
        found = re.compile(rf"^        {name}: .*$", re.MULTILINE).search(files[file], start)
        assert found
        files[file] = files[file][: found.start()] + f"        {name}: {value}" + files[file][found.end() :]

    return edit


def block(files: Files, file: str, touchpoint: str) -> str:
    """The lines of a touchpoint."""
    start = files[file].index(f"      - id: {touchpoint}\n")
    end = re.compile(r"^ {0,6}- |\Z", re.MULTILINE).search(files[file], start + 8)
    assert end
    return files[file][start : end.start()]


def move(touchpoint: str, before: str, file: str = LATE, to: str = LATE) -> Edit:
    """Put a touchpoint before another, in the same file or in another."""

    def edit(files: Files) -> None:
        lines = block(files, file, touchpoint)
        files[file] = files[file].replace(lines, "")
        files[to] = files[to].replace(f"      - id: {before}\n", f"{lines}      - id: {before}\n")

    return edit


def drop(touchpoint: str, file: str = LATE) -> Edit:
    """Take a touchpoint out."""
    return lambda files: files.update({file: files[file].replace(block(files, file, touchpoint), "")})


def new(file: str, text: str) -> Edit:
    """Write a new file."""
    return lambda files: files.update({file: text})


REFERS = re.compile(r"^ *(- )?(\w+: )?[\[{]?[a-z0-9/, -]+[\]}]?$", re.MULTILINE)
"""Lines of nothing but ids."""


def rename(old: str, to: str, refer: bool = True, formerly: bool = False) -> Edit:
    """Rename a file, and its id wherever it is referred to."""

    def edit(files: Files) -> None:
        was, now = (name.rpartition("/")[2].removesuffix(".yml") for name in (old, to))
        files[to] = files.pop(old) + (f"formerly: [{was}]\n" if formerly else "")
        for name in files if refer else ():
            files[name] = REFERS.sub(
                lambda line: re.sub(rf"(?<![\w/-]){re.escape(was)}(?![\w-])", now, line[0]), files[name]
            )
        if formerly:
            files[to] = files[to].replace(f"formerly: [{now}]", f"formerly: [{was}]")

    return edit


def after(file: str, line: str, text: str) -> Edit:
    """Write further lines behind one that stands there once."""
    return put(file, (line, f"{line}{text}"))


def every(change: Callable[[str], str], ending: str = ".yml") -> Edit:
    """Change the text of every file."""
    return lambda files: files.update({name: change(text) for name, text in files.items() if name.endswith(ending)})


def folder(name: str) -> Edit:
    """Move the whole book into another folder of the repository."""

    def edit(files: Files) -> None:
        moved = {re.sub(r"^(?:[^/]+/)?(?=content/|journeys/)", name, file): text for file, text in files.items()}
        files.clear()
        files.update(moved)

    return edit


def both(*edits: Edit) -> Edit:
    """Several edits in one commit."""

    def edit(files: Files) -> None:
        for each in edits:
            each(files)

    return edit


STUDY = """\
title: Twelve bakers after the new reminder
method: interview
voices: [customer]
date: 2026-11-02
sample: 12
source: Notes, kept by the CX team.
consent: yes
findings:
  - text: Nine of twelve call the new mail fair.
"""
SHORT = """\
title: Paying by standing order
persona: student
aim: pay
phases:
  Setting it up:
    - I find the form: 0
    - I sign and send it: 1
  Using it:
    - It is paid without me: 2
"""


def polish_first(text: str) -> str:
    """Keys of texts in the other order."""
    return re.sub(r"^( +)en: (.*)\n\1pl: (.*)$", r"\1pl: \3\n\1en: \2", text, flags=re.MULTILINE)


def quoted(text: str) -> str:
    """English texts of one line in quotation marks."""

    def mark(found: re.Match[str]) -> str:
        words = found[2].replace("'", "''")
        return f"{found[1]}: '{words}'"

    return re.sub(r"^( +(?:- )?en): ([^\"'>|{\[\n]+)$", mark, text, flags=re.MULTILINE)


def split_the_call(files: Files) -> None:
    """One touchpoint becomes two, which share its words."""
    was = block(files, LATE, "open-the-reminder")
    quotes, pains = was.index("        quotes:\n"), was.index("        opportunities:\n")
    new_one = (
        "      - id: read-the-threat\n        title:\n          en: I read the threat\n          pl: Czytam groźbę\n"
        "        emotion: -2\n        channel: email\n        owner: accounting\n" + was[quotes:pains]
    )
    files[LATE] = files[LATE].replace(was, was[:quotes] + was[pains:] + new_one)


def merge_the_fee(files: Files) -> None:
    """Two touchpoints become one."""
    fee = block(files, LATE, "late-fee-shown")
    pains = fee[fee.index("        pains:\n") :]
    pay = block(files, LATE, "pay-within-a-minute")
    files[LATE] = files[LATE].replace(fee, "").replace(pay, pay.replace("        metrics:", pains + "        metrics:"))


def expanded(files: Files) -> None:
    """The short form of a journey, written out with its ids."""
    files[PHONE] = files[PHONE].replace(
        "  Losing it:\n    - The bus leaves with my phone: -2\n    - I call my own number: -1\n",
        "  - title: Losing it\n    touchpoints:\n"
        "      - id: the-bus-leaves-with-my-phone\n        title: The bus leaves with my phone\n        emotion: -2\n"
        "      - title: I call my own number\n        emotion: −1\n",
    )
    files[PHONE] = files[PHONE].replace("  Getting help:\n    - The", "  - Getting help:\n    - The")
    files[PHONE] = files[PHONE].replace("  Starting again:\n", "  - Starting again:\n")


def german(text: str) -> str:
    """Every English title is told in German, too."""
    return re.sub(r"^title:\n(?=  pl: (.*)\n)", r"title:\n  de: \1\n", text, count=1, flags=re.MULTILINE)


OPEN, PAY = "late-invoice/open-the-reminder", "late-invoice/pay-within-a-minute"
HISTORY: tuple[Commit, ...] = (
    Commit("Keys in another order", every(polish_first), ()),
    Commit("Texts in quotation marks", every(quoted), ()),
    Commit("Comments", every(lambda text: f"# A word before.\n{text}\n# A word behind.\n"), ()),
    Commit("Windows’ ends of lines", every(lambda text: text.replace("\n", "\r\n")), ()),
    Commit("And back", every(lambda text: text.replace("\r\n", "\n")), ()),
    Commit("The short form written out", expanded, ()),
    Commit("A feeling gets better", field(LATE, "open-the-reminder", "emotion", "-1"), (f"emotion {OPEN} emotion",)),
    Commit(
        "A study, and a feeling that rests on it",
        both(
            new("content/evidence/bakers-again.yml", STUDY),
            field(LATE, "open-the-reminder", "emotion", "-0.5"),
            field(LATE, "open-the-reminder", "evidence", "[bakers-again, complaint-letters, billing-log]"),
        ),
        ("added bakers-again ", f"emotion {OPEN} emotion", f"evidence {OPEN} evidence"),
    ),
    Commit("Somebody else answers", field(LATE, "pay-within-a-minute", "owner", "accounting"), (f"owner {PAY} owner",)),
    Commit("Another channel", field(LATE, "pay-within-a-minute", "channel", "web"), (f"channel {PAY} channel",)),
    Commit(
        "A promise to keep",
        after(LATE, "        failure_rate: 0.068\n", "        keeps: [no-hidden-fees]\n"),
        (f"promise {PAY} keeps",),
    ),
    Commit(
        "Repairs get slow",
        after(
            REPAIR,
            "  - {period: 2026-Q3, value: 39, successes: 243, n: 260}\n",
            "  - {period: 2026-Q4, value: 55, successes: 130, n: 260}\n",
        ),
        ("result repair-time results",),
    ),
    Commit(
        "A softer standard",
        put("content/promises/repaired-48-hours.yml", ("  share: 95 %", "  share: 40 %")),
        ("promise repaired-48-hours standard.share",),
    ),
    Commit(
        "Words of a promise",
        put(
            "content/promises/customer-first.yml",
            (
                "title:\n  pl: Najpierw Ty\n  en: 'You come first'",
                "title:\n  pl: Najpierw Ty\n  en: 'You come first, always'",
            ),
        ),
        ("reworded customer-first title",),
    ),
    Commit(
        "A thought in other words",
        put(
            LATE, ("'Final demand? Two days after eight years?'", "'A final demand? Two days late, after eight years?'")
        ),
        (f"reworded {OPEN} thinking",),
    ),
    Commit(
        "Moved within its phase", move("late-fee-shown", "show-my-husband"), ("moved late-invoice/late-fee-shown ",)
    ),
    Commit(
        "Moved into another phase", move("put-it-aside", "nobody-nudges"), ("moved late-invoice/put-it-aside phase",)
    ),
    Commit("Split", split_the_call, (f"split {OPEN} ",)),
    Commit("Merged", merge_the_fee, (f"merged {PAY} ",)),
    Commit("Removed", drop("show-my-husband"), ("removed late-invoice/show-my-husband ",)),
    Commit("A new journey in ten lines", new("journeys/standing-order.yml", SHORT), ("added standing-order ",)),
    Commit(
        "A touchpoint of it renamed, and with it its id",
        put("journeys/standing-order.yml", ("I find the form: 0", "I find the right form: 0")),
        ("renamed standing-order/i-find-the-right-form title",),
    ),
    Commit(
        "One more touchpoint",
        put("journeys/standing-order.yml", ("    - I sign", "    - I print it at the library: -1\n    - I sign")),
        ("added standing-order/i-print-it-at-the-library ",),
    ),
    Commit(
        "A test",
        after("journeys/standing-order.yml", "aim: pay\n", "expect:\n  - {measure: weakest_link, at_least: -1}\n"),
        ("changed standing-order expect",),
    ),
    Commit(
        "The test fails",
        put("journeys/standing-order.yml", ("library: -1", "library: -2")),
        ("emotion standing-order/i-print-it-at-the-library emotion",),
    ),
    Commit("A journey renamed", rename(LATE, "journeys/first-slip.yml"), ("renamed first-slip id",)),
    Commit(
        "And back, telling so", rename("journeys/first-slip.yml", LATE, formerly=True), ("renamed late-invoice id",)
    ),
    Commit(
        "A role renamed",
        rename("content/actors/accounting.yml", "content/actors/receivables.yml"),
        ("renamed receivables id",),
    ),
    Commit("Another folder below journeys", rename(PHONE, "journeys/old/lost-phone.yml", refer=False), ()),
    Commit("The whole book in another folder", folder("book/"), ()),
    Commit("And back", folder(""), ()),
    Commit(
        "Broken YAML",
        put("journeys/shop-visit.yml", ("persona: ", "  persona: ")),
        ("unreadable shop-visit ",),
    ),
    Commit("Mended", put("journeys/shop-visit.yml", ("  persona: ", "persona: ")), ("readable shop-visit ",)),
    Commit(
        "Marks of a merge conflict",
        put(
            "content/promises/say-it-once.yml",
            ("kind: ", "<<<<<<< ours\nreach: local\n=======\n>>>>>>> theirs\nkind: "),
        ),
        ("unreadable say-it-once ",),
    ),
    Commit(
        "Solved",
        put(
            "content/promises/say-it-once.yml",
            ("<<<<<<< ours\nreach: local\n=======\n>>>>>>> theirs\nkind: ", "kind: "),
        ),
        ("readable say-it-once ",),
    ),
    Commit(
        "A third language",
        both(put("content/book.yml", ("languages: [en, pl]", "languages: [en, pl, de]")), every(german)),
        ("changed book languages", "translated title"),
    ),
    Commit(
        "A mistyped key",
        put("content/actions/kind-reminder.yml", ("effort:", "efort:")),
        ("unreadable kind-reminder ",),
    ),
    Commit("Mended", put("content/actions/kind-reminder.yml", ("efort:", "effort:")), ("readable kind-reminder ",)),
    Commit(
        "Waiting takes longer",
        field("journeys/call-for-help.yml", "music-and-waiting", "wait", "25 min"),
        ("changed call-for-help/music-and-waiting wait",),
    ),
    Commit("Validated", put(LATE, ("status: live", "status: validated")), ("changed late-invoice status",)),
)


@dataclass(frozen=True)
class Told:
    """A commit of the script, what a review says of it, and that as Markdown."""

    review: Review
    markdown: str


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Told]]:
    """Forty commits over the shipped book, each reviewed against the one before it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
            patch.setenv(name, "/dev/null")
        root = tmp_path_factory.mktemp("history")
        names = written(root)
        yield list(reviews(root, names))


def written(root: Path) -> list[str]:
    """Write the history into a repository; the names of its commits."""
    files: Files = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for folder in ("content", "journeys")
        for path in sorted((ROOT / folder).rglob("*.yml"))
    }
    run(root, "init", "-q", "-b", "main")
    names = [commit(root, files, "The shipped book")]
    for step in HISTORY:
        step.edit(files)
        names.append(commit(root, files, step.title))
    return names


def commit(root: Path, files: Files, title: str) -> str:
    """Make the folder hold just these files, and commit it."""
    known = {path.relative_to(root).as_posix() for path in root.rglob("*.yml")}
    for name in known - set(files):
        (root / name).unlink()
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())
    run(root, "add", "-A")
    run(root, "commit", "-q", "--allow-empty", "-m", title, "--date", "2026-11-20T12:00:00")
    return run(root, "rev-parse", "HEAD").strip()


def run(root: Path, *words: str) -> str:
    done = subprocess.run([*GIT, *words], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout


def reviews(root: Path, names: list[str]) -> Iterator[Told]:
    known, texts, before = Known(), dict[str, str](), None
    for name in names:
        with version(root, name) as found:
            assert isinstance(found, Version)
            book, problems = load_from(found.shelf, None, known)
            text = shared_text(found.shelf, texts)
            side = Side(book, rules.checked(book, problems, text), text, book.as_of, "before")
        if before is not None:
            told = review(before, side)
            yield Told(told, FORMATS["md"](Shown(told, "en", root)))
        before = side


def causes(found: Review) -> list[str]:
    """What was done: kind, subject and field of all that follows from nothing else."""
    changes = [change for group in found.groups for change in group.changes]
    told = [f"{c.kind} {c.subject.id} {c.field}" for c in changes if c.kind is not Kind.TRANSLATED]
    return sorted([*told, *{f"{c.kind} {c.field}" for c in changes if c.kind is Kind.TRANSLATED}])


@pytest.mark.parametrize("number", range(len(HISTORY)), ids=[f"{n + 1}-{c.title}" for n, c in enumerate(HISTORY)])
def test_a_review_says_what_was_done_and_nothing_more(history: list[Told], number: int) -> None:
    assert causes(history[number].review) == sorted(HISTORY[number].told)


def test_forty_reviews_as_a_person_reads_them(history: list[Told], golden: Callable[[str, str], None]) -> None:
    listed = (
        f"## {n}. {c.title}\n\n{told.markdown}" for n, (c, told) in enumerate(zip(HISTORY, history, strict=True), 1)
    )
    golden("review/history.md", "\n".join(listed))


def test_nothing_is_said_of_a_version_and_itself(history: list[Told]) -> None:
    assert list(review(history[0].review.after, history[0].review.after).changes) == []
