"""Where a site may go, and that two builds of a book do not come into each other's way."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from journeybook.cli import main
from journeybook.files import replacing
from journeybook.load.shelf import Folder
from journeybook.problem import Severity
from journeybook.site import build
from journeybook.site.place import held
from journeybook.site.standing import site_of

Write = Callable[[Mapping[str, str | bytes]], Path]

BOOK = {
    "mkdocs.yml": "site_name: B\ndocs_dir: content\ntheme: {name: material}\nplugins: [search, journeybook]\n",
    "content/book.yml": "format: 1\n",
    "journeys/late.yml": "title: Late\npersona: anna\nphases:\n  Paying:\n    - I wait: -1\n",
}


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a book; give how it ended, and all that it said."""

    def told(root: Path, *words: str) -> tuple[int, str]:
        status = 0
        try:
            main(["-C", str(root), *words])
        except SystemExit as end:
            status = int(end.code or 0)
        said = capfd.readouterr()
        return status, " ".join((said.out + said.err).split())

    return told


def errors(root: Path, out: Path) -> list[str]:
    return [problem.message.say() for problem in build(root, out) if problem.severity is Severity.ERROR]


@pytest.fixture
def root(write_book: Write) -> Path:
    return write_book(BOOK)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("site_name: B\n", "site"),
        ("site_dir: public\n", "public"),
        ("site_dir: /srv/book\n", "/srv/book"),
        ("site_dir: !ENV [NOWHERE_SET, public]\n", "public"),
        ("INHERIT: all.yml\n", "shared"),
        ("INHERIT: none.yml\n", "site"),
        ("# site_dir: public\n", "site"),
        ("- site_dir: public\n", "site"),
        ("site_dir: [public]\n", "site"),
        ("site_dir: [\n", "site"),
    ],
)
def test_mkdocs_yml_says_where_a_site_goes(write_book: Write, said: str, place: str) -> None:
    root = write_book({**BOOK, "mkdocs.yml": said, "all.yml": "site_dir: shared\n"})
    assert site_of(root) == root / place


def test_a_folder_without_mkdocs_yml_has_its_site_in_site(tmp_path: Path) -> None:
    assert site_of(tmp_path) == tmp_path / "site"


def test_build_goes_where_mkdocs_yml_says_unless_told_otherwise(write_book: Write, run: Run) -> None:
    root = write_book({**BOOK, "mkdocs.yml": BOOK["mkdocs.yml"] + "site_dir: public\n"})
    status, told = run(root, "build")
    assert (status, (root / "public/index.html").is_file(), (root / "site").exists()) == (0, True, False)
    assert str(Path("public/index.html")) in told
    status, _ = run(root, "build", "-o", str(root / "site"))
    assert (status, (root / "site/index.html").is_file()) == (0, True)


@pytest.mark.parametrize(
    "place", [".", "..", "content", "content/site", "journeys", "templates", ".git", ".journeybook"]
)
def test_a_site_never_takes_the_place_of_the_book(root: Path, run: Run, place: str) -> None:
    (root / ".git").mkdir(exist_ok=True)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    status, told = run(root, "build", "-o", str(root / place))
    assert status == 1 and "the book itself is there" in told
    assert all(path.read_bytes() == data for path, data in before.items())


def test_a_folder_with_files_of_somebody_else_stays(root: Path, run: Run) -> None:
    (root.parent / "mine").mkdir()
    (root.parent / "mine" / "thesis.txt").write_text("years of work")
    status, told = run(root, "build", "-o", str(root.parent / "mine"))
    assert status == 1 and "mine holds files that are no site of a book" in told
    assert [path.name for path in (root.parent / "mine").iterdir()] == ["thesis.txt"]


def test_a_file_is_no_folder_for_a_site(root: Path) -> None:
    (root / "out").write_text("words")
    assert errors(root, root / "out") == ["A site cannot take the place of out: that is a file."]
    assert (root / "out").read_text() == "words"


def test_an_empty_folder_and_an_earlier_site_are_taken(root: Path) -> None:
    (root / "out").mkdir()
    assert errors(root, root / "out") == []
    (root / ".journeybook" / "site.json").unlink()
    (root / "journeys/late.yml").write_text(BOOK["journeys/late.yml"].replace("I wait", "I wait long"))
    assert errors(root, root / "out") == []
    assert "I wait long" in (root / "out/journeys/late.html").read_text("utf-8")


def test_a_second_build_of_the_same_site_waits_its_turn(root: Path) -> None:
    with held(root, root / "site"):
        assert errors(root, root / "site") == ["Another build is writing site just now."]
        assert not (root / "site").exists()
        assert errors(root, root / "other") == []
    assert errors(root, root / "site") == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_a_site_goes_on_leading_there(root: Path) -> None:
    (root.parent / "published").mkdir()
    (root / "site").symlink_to(root.parent / "published")
    assert errors(root, root / "site") == []
    assert (root / "site").is_symlink() and (root.parent / "published/index.html").is_file()


def test_what_a_killed_build_left_goes_whatever_the_folder_is_called(tmp_path: Path) -> None:
    left = tmp_path / ".site [new]-being-built-12345678"
    left.mkdir()
    with replacing.whole(tmp_path / "site [new]") as new:
        (new / "page").write_text("words")
    assert [path.name for path in tmp_path.iterdir()] == ["site [new]"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_a_link_leads_to_outside_of_content_is_not_published(root: Path, run: Run) -> None:
    (root.parent / "secret.txt").write_text("hush")
    (root.parent / "secret.md").write_text("# hush")
    (root / "content/assets").mkdir()
    (root / "content/assets/leak.txt").symlink_to(root.parent / "secret.txt")
    (root / "content/leak.md").symlink_to(root.parent / "secret.md")
    (root / ".git").mkdir(exist_ok=True)
    (root / ".git/key").write_text("hush")
    (root / "content/assets/key.txt").symlink_to(root / ".git/key")
    (root / "content/assets/own.txt").write_text("ours")
    (root / "content/assets/same.txt").symlink_to(root / "content/assets/own.txt")
    status, told = run(root, "build")
    assert status == 0
    assert told.count("it is a link that leads out of content/") == 3
    assert "hush" not in told
    assert not (root / "site/assets/leak.txt").exists() and not (root / "site/assets/key.txt").exists()
    assert not (root / "site/leak.html").exists()
    assert (root / "site/assets/same.txt").read_text() == "ours"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")
def test_what_is_no_file_is_not_published_and_stops_nothing(root: Path, run: Run) -> None:
    for folder in ("content/assets", "templates/assets", "templates/diagrams"):
        (root / folder).mkdir(parents=True)
        os.mkfifo(root / folder / "pipe.svg.j2")
        (root / folder / "circle.png").symlink_to("circle.png")
    (root / "content/assets/nowhere.png").symlink_to("gone.png")
    (root / "content/assets/own.txt").write_text("ours")
    (root / "templates/assets/fonts").mkdir()
    (root / "templates/assets/fonts/own.woff2").write_bytes(b"a font")
    status, told = run(root, "build")
    assert (status, told.count("This file is not published: nobody can read it here.")) == (0, 3)
    assert sorted(path.name for path in (root / "site/assets").glob("*.*") if path.suffix in (".png", ".txt")) == [
        "own.txt"
    ]
    assert (root / "site/assets/fonts/own.woff2").read_bytes() == b"a font"


def test_a_file_in_the_place_of_what_builds_keep_does_no_harm(root: Path) -> None:
    (root / ".journeybook").write_text("mine")
    assert errors(root, root / "site") == []
    assert (root / "site/journeys/late.html").is_file()
    assert (root / ".journeybook").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of POSIX")
def test_a_book_that_can_only_be_read_is_built_elsewhere(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: not (mode & os.W_OK and Path(path).is_relative_to(root)))
    assert errors(root, root.parent / "site") == []
    assert not (root / ".journeybook/site.json").exists()
    assert errors(root, root.parent / "site") == []


def test_what_the_machine_would_not_do_ends_a_build_of_mkdocs_in_words(
    root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> bytes:
        raise OSError(errno.EIO, "The disk is faulty", "journeys/late.yml")

    monkeypatch.setattr(Folder, "data", refuse)
    with pytest.raises(Abort):
        mkdocs_build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site")))
    assert "journeys/late.yml could not be read or written: The disk is faulty." in caplog.text
    with pytest.raises(OSError, match="faulty"):
        build(root, root / "site")


def test_a_page_that_loses_its_address_is_told_of_at_every_build(root: Path, run: Run) -> None:
    (root / "content/coverage.md").write_text("# Our own words\n")
    for _ in range(2):
        status, told = run(root, "build")
        assert status == 0
        assert "The page “Our own words” is not shown: another page has the address coverage." in told


def test_no_thing_has_the_name_of_the_page_of_all(root: Path, run: Run) -> None:
    (root / "journeys/late.yml").rename(root / "journeys/index.yml")
    status, told = run(root, "check")
    assert status == 1 and "“index” cannot be an id" in told and "journeys/index.yml" in told


def test_no_new_thing_gets_the_name_of_the_page_of_all(root: Path, run: Run) -> None:
    status, told = run(root, "new", "journey", "--title", "Index", "--persona", "anna", "--touchpoint", "I look")
    assert status != 0 and "“index” cannot be an id; give one with --id" in told
    assert not (root / "journeys/index.yml").exists()


@pytest.mark.parametrize("words", [("report", "management"), ("draw", "map", "late"), ("check",)])
def test_what_somebody_typed_is_never_overwritten(root: Path, words: tuple[str, ...], run: Run) -> None:
    status, told = run(root, *words, "-o", str(root / "journeys/late.yml"))
    assert status == 1 and "is a part of the book" in told
    assert (root / "journeys/late.yml").read_text() == BOOK["journeys/late.yml"]
