"""What of the last site can stand is taken over as it is; what cannot is never taken, however it came about."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

import pytest

from journeybook import TEMPLATES, files, own_templates
from journeybook.files.replacing import inodes
from journeybook.files.storeroom import FOLDER
from journeybook.git.marks import Marks
from journeybook.plugin import JourneybookPlugin
from journeybook.problem import Severity
from journeybook.site import build
from journeybook.site.builder import ASIDE
from journeybook.site.left import NAME as SITE
from journeybook.site.links import RULE
from journeybook.site.seal import seal
from journeybook.site.seen import NAME as SEEN
from journeybook.site.standing import PLAIN_CONFIG

BOOK = {
    "content/book.yml": "brand: {name: A book}\n",
    "content/welcome.md": "# Welcome\n\nSee [where it hurts](journeys/late.md#pay).\n",
    "content/tutorial.md": "# Tutorial\n\nFirst this.\n",
    "content/personas/cook.yml": "name: The cook\n",
    "content/personas/guest.yml": "name: The guest\n",
    "journeys/late.yml": """
        title: Late
        persona: cook
        phases:
          Paying: [{id: pay, title: I pay, emotion: -1}, {id: wait, title: I wait, emotion: -2}]
    """,
    "journeys/open.yml": "title: Open\npersona: guest\nphases: {Using: [{I use it: 1}]}\n",
}
ALL = (
    "{% for each in pages %}{% set page = each.page %}{{ page.title }}{{ page.meta }}{{ page.update_date }}"
    "{{ page.next_page.url }}{{ page.parent.title }}\n{% endfor %}"
)
Written = list[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in BOOK.items():
        (tmp_path / "book" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "book" / name).write_text(dedent(text).lstrip(), "utf-8")
    return tmp_path / "book"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    """The pages that MkDocs has written, by their published paths."""
    heard: Written = []
    each: list[tuple[object, str]] = []
    listened = JourneybookPlugin.on_page_context

    def told(self: JourneybookPlugin, context: object, *, page: object, **more: object) -> object:
        heard.append(page.file.dest_uri)  # type: ignore[attr-defined]
        each.append((more["config"], heard[-1]))
        return listened(self, context, page=page, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(JourneybookPlugin, "on_page_context", told)
    yield heard
    assert len(each) == len({(id(config), path) for config, path in each}), "no build writes a page twice"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


Sources = tuple[tuple[str, bytes], ...]
BUILT = TemporaryDirectory()
FIRST: dict[Sources, Path] = {}
"""Where the site of a book is kept, and what its build has left, by what they were made of."""
CLEAN: dict[Sources, dict[str, bytes]] = {}
"""Clean builds by what they were made of: many tests come to the same book."""


def sources(root: Path) -> Sources:
    found = ((path, path.relative_to(root)) for path in sorted(root.rglob("*")) if path.is_file())
    return tuple(
        (str(name), path.read_bytes()) for path, name in found if name.parts[0] not in ("site", ".journeybook")
    )


def build_first(root: Path) -> None:
    """Build a site where there is none yet; one of the same book is made once, since most tests begin with the same.

    Of files in a site their size and time count, which a copy keeps.
    """
    key = sources(root)
    if key not in FIRST:
        build(root, root / "site")
        FIRST[key] = Path(BUILT.name) / str(len(FIRST))
    for folder in ("site", FOLDER):
        here, kept = root / folder, FIRST[key] / folder
        shutil.copytree(*((here, kept) if here.exists() else (kept, here)))


def is_clean(root: Path) -> bool:
    """Whether the site is that of a clean build, which is made beside the book that is looked at."""
    if (key := sources(root)) not in CLEAN:
        with TemporaryDirectory() as folder:
            shutil.copytree(root, book := Path(folder) / "book", ignore=shutil.ignore_patterns("site", ".journeybook"))
            build(book, book / "site")
            CLEAN[key] = contents(book / "site")
    return contents(root / "site") == CLEAN[key]


def anew(root: Path, written: Written) -> set[str]:
    """The pages that a build writes now."""
    written.clear()
    build(root, root / "site")
    return set(written)


def broken(root: Path) -> list[str]:
    return [each.message.say() for each in build(root, root / "site") if each.rule == RULE]


def test_only_pages_that_an_edit_concerns_are_written(root: Path, written: Written) -> None:
    everything = anew(root, written)
    before = (root / "site/journeys/open.html").stat()
    changed(root, "journeys/late.yml", "emotion: -1", "emotion: 1")
    pages = anew(root, written)
    assert "journeys/late.html" in pages
    assert not {"journeys/open.html", "tutorial.html", "personas/guest.html", "rules/index.html"} & pages
    assert len(pages) < len(everything) / 2
    assert (root / "site/journeys/open.html").stat().st_mtime_ns == before.st_mtime_ns
    assert is_clean(root)


def test_a_title_is_another_wherever_it_is_shown(root: Path, written: Written) -> None:
    build_first(root)
    changed(root, "content/personas/cook.yml", "The cook", "The chef")
    pages = anew(root, written)
    assert {"personas/cook.html", "personas/guest.html"} <= pages, "its neighbour leads on to it by its name"
    assert "rules/index.html" not in pages, "there its part of the navigation is folded away"
    assert is_clean(root)


@pytest.mark.parametrize("title", ["# First steps", "---\ntitle: First steps\n---\n# Tutorial"])
def test_a_title_of_a_page_by_hand_is_another_in_its_neighbours_too(root: Path, written: Written, title: str) -> None:
    build_first(root)
    changed(root, "content/tutorial.md", "# Tutorial", title)
    assert {"tutorial.html", "welcome.html"} <= anew(root, written)
    assert b"First steps" in (root / "site/welcome.html").read_bytes()
    assert is_clean(root)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mkdocs.yml", PLAIN_CONFIG + "copyright: Us\n"),
        ("mkdocs.yml", PLAIN_CONFIG + "site_url: https://example.org/\n"),
        ("templates/assets/mine.css", "p { color: red }"),
        ("templates/theme/partials/copyright.html", "Us"),
    ],
)
def test_what_all_pages_have_in_common_concerns_all(root: Path, written: Written, name: str, text: str) -> None:
    everything = anew(root, written)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8")
    pages = anew(root, written)
    assert pages == everything or name.startswith("templates/assets"), "an asset that no setting names changes no page"
    assert is_clean(root)
    (root / name).unlink()
    build(root, root / "site")
    assert is_clean(root)


def test_the_templates_beside_our_sources_are_ours_and_not_those_of_the_book_there(root: Path) -> None:
    assert own_templates(TEMPLATES.parent) is None
    assert own_templates(root) is None
    shutil.copytree(TEMPLATES / "theme", root / "templates/theme")
    assert own_templates(root) == root / "templates"
    for book, is_ours in ((TEMPLATES.parent, True), (root, False)):
        assert bool(seal(book, None, "", Marks()).common) is is_ours, book


@pytest.mark.parametrize("other", ["hooks: [hook.py]\n", "theme: {name: material, custom_dir: look}\n"])
def test_nothing_is_taken_where_others_have_a_say(root: Path, written: Written, other: str) -> None:
    (root / "hook.py").write_text("def on_post_page(output, **_): return output + COUNT\nCOUNT = ''\n")
    (root / "look").mkdir()
    plain = PLAIN_CONFIG.replace("theme:\n  name: material\n", "") if "theme" in other else PLAIN_CONFIG
    (root / "mkdocs.yml").write_text(plain + other)
    everything = anew(root, written)
    changed(root, "journeys/late.yml", "emotion: -1", "emotion: 1")
    assert anew(root, written) == everything


def test_settings_that_are_strict_do_not_mind(root: Path, written: Written) -> None:
    (root / "mkdocs.yml").write_text(PLAIN_CONFIG + "strict: true\n")
    build_first(root)
    changed(root, "journeys/late.yml", "emotion: -1", "emotion: 1")
    assert "journeys/open.html" not in anew(root, written)
    assert b'"journeys/late.html"' in (root / "site/search/search_index.json").read_bytes()
    assert is_clean(root)


def test_a_page_of_any_name_is_found_in_the_search_after_an_edit(root: Path, written: Written) -> None:
    (root / 'content/so "it" is.md').write_text("# So it is\n\nWords.\n")
    build_first(root)
    changed(root, "journeys/late.yml", "emotion: -1", "emotion: 1")
    assert not any("so" in path for path in anew(root, written))
    assert b"So it is" in (root / "site/search/search_index.json").read_bytes()
    assert is_clean(root)


def test_a_page_by_hand_leads_to_what_was_taken(root: Path, written: Written) -> None:
    (root / "mkdocs.yml").write_text(PLAIN_CONFIG + "strict: true\nnav: [welcome.md, journeys/open.md]\n")
    changed(root, "content/welcome.md", "See", "![A map](drawings/open.en.svg) [Open](journeys/open.md) and")
    build_first(root)
    changed(root, "content/welcome.md", "See", "Look at")
    assert "journeys/open.html" not in anew(root, written)
    assert b'href="journeys/open.html"' in (root / "site/welcome.html").read_bytes()
    assert b'src="drawings/open.en.svg"' in (root / "site/welcome.html").read_bytes()
    assert is_clean(root)


def test_a_file_that_is_copied_stays_until_it_holds_something_else(root: Path) -> None:
    (root / "content/assets").mkdir()
    (root / "content/assets/us.txt").write_text("We")
    (root / "mkdocs.yml").write_text(PLAIN_CONFIG + "exclude_docs: away.txt\n")
    build_first(root)
    before = {name: (root / "site/assets" / name).stat() for name in ("us.txt", "journeybook.css")}
    (root / "content/assets/away.txt").write_text("Nobody")
    build(root, root / "site")
    assert all(os.path.samestat((root / "site/assets" / name).stat(), stat) for name, stat in before.items())
    (root / "content/assets/us.txt").write_text("Us")
    build(root, root / "site")
    assert (root / "site/assets/us.txt").read_text() == "Us"
    assert not (root / "site/assets/away.txt").exists()
    assert is_clean(root)


def test_no_build_writes_into_the_last_site(root: Path) -> None:
    (root / "content/404.md").write_text("# Not here\n\nBut elsewhere.\n")
    (root / "content/assets").mkdir()
    (root / "content/assets/all.html").write_text(ALL)
    (root / "mkdocs.yml").write_text(PLAIN_CONFIG + "extra_templates: [assets/all.html]\n")
    build_first(root)
    before = contents(root / "site")
    for path in before:
        (root / "held" / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(root / "site" / path, root / "held" / path)
    changed(root, "journeys/late.yml", "emotion: -1", "emotion: 1")
    (root / "content/404.md").write_text("# Not here\n\nNowhere else.\n")
    build(root, root / "site")
    assert contents(root / "held") == before
    shutil.rmtree(root / "held")
    assert is_clean(root)


def test_a_build_begins_with_the_last_site_but_one(root: Path, written: Written) -> None:
    build_first(root)
    changed(root, "journeys/late.yml", "emotion: -1", "emotion: 1")
    build(root, root / "site")
    aside, page, new = root / FOLDER / ASIDE, "journeys/late.html", ".site-being-built-*/*.html"
    before = {path: inode for path, inode in inodes(str(aside)) if (root / "site" / path).stat().st_ino == inode}
    assert "journeys/open.html" in before and page not in before
    (aside / "letter.html").write_text("Nobody has asked for this.")
    (aside / "journeys/open.html").unlink()
    (aside / "journeys/open.html").write_text("Not what was left.")
    (root / "journeys/late.yml").write_text("title: [")
    assert any(each.severity is Severity.ERROR for each in build(root, root / "site"))
    assert (aside / page).exists() and not list(root.glob(new))
    (root / "journeys/late.yml").unlink()
    (root / "content/personas/guest.yml").unlink()
    assert page not in anew(root, written)
    assert is_clean(root)
    assert not (root / "site/letter.html").exists()
    for old, new_one in (("1", "-2"), ("-2", "2")):
        changed(root, "journeys/open.yml", f"I use it: {old}", f"I use it: {new_one}")
        build(root, root / "site")
        assert is_clean(root)


def test_the_list_of_all_pages_stays_until_there_is_another_page(root: Path) -> None:
    (root / "mkdocs.yml").write_text(PLAIN_CONFIG + "site_url: https://example.org/\n")
    build_first(root)
    before = (root / "site/sitemap.xml").stat()
    changed(root, "journeys/late.yml", "emotion: -1", "emotion: 1")
    build(root, root / "site")
    assert os.path.samestat(before, (root / "site/sitemap.xml").stat())
    (root / "content/other.md").write_text("# Another page\n")
    build(root, root / "site")
    assert b"https://example.org/other.html" in (root / "site/sitemap.xml").read_bytes()
    assert is_clean(root)


def test_the_index_for_programs_stays_until_a_page_of_it_is_another(root: Path) -> None:
    build_first(root)
    before = (root / "site/llms.txt").stat()
    changed(root, "journeys/late.yml", "I wait", "I stay")
    build(root, root / "site")
    assert os.path.samestat(before, (root / "site/llms.txt").stat())
    changed(root, "journeys/late.yml", "title: Late", "title: Later")
    build(root, root / "site")
    assert b"[Later](journeys/late.md)" in (root / "site/llms.txt").read_bytes()
    assert is_clean(root)


# -- links -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "link",
    [
        "[it](journeys/late.md#wait)",
        '<a href="journeys/late.html#wait">it</a>',
        '<a href="journeys/l%61te.html#wait">it</a>',
        '<a href="journeys/late.html?now#wait">it</a>',
        '<a href="journeys/l&#97;te.html#wait">it</a>',
    ],
)
def test_an_anchor_that_is_gone_is_missed_on_pages_that_stay(root: Path, written: Written, link: str) -> None:
    changed(root, "content/welcome.md", "See", f"{link} and")
    assert broken(root) == []
    changed(root, "journeys/late.yml", "id: wait", "id: stay")
    written.clear()
    told = broken(root)
    assert "welcome.html" not in written
    assert len(told) == 1 and "wait" in told[0]
    changed(root, "journeys/open.yml", "Open", "Opened")
    assert broken(root) == told, "what is broken stays so until somebody mends it"
    changed(root, "journeys/late.yml", "id: stay", "id: wait")
    assert broken(root) == []
    assert is_clean(root)


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("assets/us.svg", "![us](assets/us.svg)"),
        ("part/index.md", '<a href="part/">the part</a>'),
        ("part/index.md", '<a href="part/#one">the part</a>'),
        ("other page.md", '<a href="other%20page.html">another</a>'),
        ("other.md", '<a href="other.html">another</a>'),
    ],
)
def test_a_file_that_is_gone_is_missed_on_pages_that_stay(root: Path, written: Written, name: str, link: str) -> None:
    text = '<svg xmlns="http://www.w3.org/2000/svg"/>' if name.endswith("svg") else "# Part\n\n## One\n"
    (root / "content" / name).parent.mkdir(exist_ok=True)
    (root / "content" / name).write_text(text)
    changed(root, "content/tutorial.md", "First", f"{link} and")
    assert broken(root) == []
    (root / "content" / name).unlink()
    told = broken(root)
    assert len(told) == 1 and "Tutorial" in told[0]
    build(root, fresh := root.parent / "fresh")
    assert contents(root / "site") == contents(fresh)


def test_an_anchor_of_a_folder_that_is_gone_is_missed(root: Path) -> None:
    (root / "content/part").mkdir()
    (root / "content/part/index.md").write_text("# Part\n\n## One\n")
    changed(root, "content/tutorial.md", "First", '<a href="part/#one">the part</a> and')
    assert broken(root) == []
    (root / "content/part/index.md").write_text("# Part\n\n## Two\n")
    assert len(broken(root)) == 1


@pytest.mark.parametrize(
    "link", ["journeys/late.html#wait", "journeys/l&#97;te.html#wait", "journeys/late.html?now#wait"]
)
def test_what_is_gone_is_missed_on_a_page_that_changes_too(root: Path, link: str) -> None:
    changed(root, "content/welcome.md", "See", f'<a href="{link}">it</a> and')
    assert broken(root) == []
    changed(root, "journeys/late.yml", "id: wait", "id: stay")
    changed(root, "content/welcome.md", "and", "and also")
    told = broken(root)
    assert len(told) == 1 and "wait" in told[0]


def test_an_anchor_of_the_page_itself_that_is_gone_is_missed(root: Path) -> None:
    page = root / "content/tutorial.md"
    page.write_text('# Tutorial\n\n<a href="#one">the first</a>\n\n## One\n')
    assert broken(root) == []
    page.write_text('# Tutorial\n\n<a href="#one">the first</a>\n\n## Two\n')
    assert len(told := broken(root)) == 1 and "#one" in told[0]


def test_a_link_that_is_new_on_a_page_is_followed(root: Path) -> None:
    assert broken(root) == []
    changed(root, "content/welcome.md", "See", '<a href="journeys/nowhere.html">it</a> and')
    assert len(told := broken(root)) == 1 and "nowhere" in told[0]


# -- what is left, and who may have touched it -------------------------------------------------------------------------


def test_a_change_that_keeps_size_and_time_is_seen(root: Path) -> None:
    path = root / "journeys/late.yml"
    os.utime(path, ns=(10**18, 10**18))
    build(root, root / "site")
    changed(root, "journeys/late.yml", "I wait", "I stay")
    os.utime(path, ns=(10**18, 10**18))
    build(root, root / "site")
    assert b"I stay" in (root / "site/journeys/late.html").read_bytes()


@pytest.mark.parametrize("place", [SITE, SEEN])
@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"site": "site"}', '{"a": 1, "b": [1, 2], "c": {}}', "\0"])
def test_what_builds_remember_may_be_anything(root: Path, written: Written, place: str, text: str) -> None:
    build_first(root)
    (root / FOLDER / place).write_text(text)
    changed(root, "journeys/late.yml", "I wait", "I stay")
    build(root, root / "site")
    assert b"I stay" in (root / "site/journeys/late.html").read_bytes()
    assert is_clean(root)


@pytest.mark.parametrize("touch", [
    lambda path: path.write_bytes(b"?" * path.stat().st_size),
    lambda path: path.unlink(),
    lambda path: (path.unlink(), path.mkdir()),
], ids=["rewritten", "removed", "a folder now"])  # fmt: skip
@pytest.mark.parametrize("name", ["journeys/open.html", "drawings/open.en.svg", "search/search_index.json"])
def test_what_somebody_touched_is_made_anew(root: Path, name: str, touch: Callable[[Path], object]) -> None:
    build_first(root)
    touch(root / "site" / name)
    changed(root, "journeys/late.yml", "emotion: -1", "emotion: 1")
    build(root, root / "site")
    assert is_clean(root)


def test_another_folder_takes_nothing_of_the_last(root: Path, written: Written) -> None:
    everything = anew(root, written)
    written.clear()
    build(root, root / "elsewhere")
    assert set(written) == everything


def test_a_disk_without_links_gets_copies(root: Path, written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(file: str, _: str) -> None:
        raise PermissionError(file)

    build_first(root)
    before = (root / "site/journeys/open.html").stat().st_mtime_ns
    monkeypatch.setattr(os, "link", refused)
    changed(root, "journeys/late.yml", "emotion: -1", "emotion: 1")
    assert "journeys/open.html" not in anew(root, written)
    assert (root / "site/journeys/open.html").stat().st_mtime_ns == before
    assert is_clean(root)


def test_a_page_that_cannot_be_taken_after_all_is_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(file: str, _: str) -> None:
        raise FileNotFoundError(file)

    build_first(root)
    monkeypatch.setattr(files, "link", gone)
    changed(root, "journeys/late.yml", "emotion: -1", "emotion: 1")
    build(root, root / "site")
    assert is_clean(root)
