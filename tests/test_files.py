"""Writing: only what differs, whole or not at all."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from journeybook import files
from journeybook.files import replacing
from journeybook.files.spelt import read, spelt


def tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_says_the_same_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    assert files.write(path, "one")
    os.utime(path, (1, 1))
    assert not files.write(path, b"one")
    assert path.stat().st_mtime == 1
    assert files.write(path, "two")
    assert path.read_text() == "two"
    assert names(path.parent) == ["b.txt"]


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "run.sh"
    path.write_text("one")
    path.chmod(0o755)
    files.write(path, "two")
    assert path.stat().st_mode & 0o777 == 0o755


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")
def test_what_is_handed_over_goes_through_pipes_and_links(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "latest").symlink_to("own")
    (tmp_path / "own").write_text("old")
    with ThreadPoolExecutor() as beside:
        heard = beside.submit((tmp_path / "pipe").read_text)
        assert files.hand_over(tmp_path / "pipe", "words")
        assert heard.result(timeout=30) == "words"
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert files.hand_over(tmp_path / "latest", "new")
    assert not files.hand_over(tmp_path / "latest", "new")
    assert (tmp_path / "latest").is_symlink() and (tmp_path / "own").read_text() == "new"
    assert files.hand_over(tmp_path / "folder/first", b"of its own")
    assert names(tmp_path) == ["folder", "latest", "own", "pipe"]


def test_a_folder_loses_what_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert files.write_folder(folder, {"a.txt": "1", "deep/er/b.txt": "2", "deep/c.txt": "3"}) == [
        "a.txt",
        "deep/c.txt",
        "deep/er/b.txt",
    ]
    assert files.write_folder(folder, {"a.txt": "1", "deep/c.txt": "4"}) == ["deep/c.txt", "deep/er/b.txt"]
    assert tree(folder) == {"a.txt": "1", "deep/c.txt": "4"}
    assert not (folder / "deep" / "er").exists()
    assert files.write_folder(folder, {"a.txt": "1", "deep/c.txt": "4"}) == []


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with replacing.whole(site) as new:
        (new / "index.html").write_text("one")
        (new / "gone.html").write_text("gone")
    os.utime(site / "index.html", (1, 1))
    with replacing.whole(site) as new:
        (new / "index.html").write_text("one")
        (new / "new.html").write_text("two")
        assert tree(site) == {"index.html": "one", "gone.html": "gone"}
    assert tree(site) == {"index.html": "one", "new.html": "two"}
    assert (site / "index.html").stat().st_mtime == 1
    assert names(tmp_path) == ["site"]


def test_a_failed_build_leaves_the_last_whole_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    files.write_folder(site, {"index.html": "good"})
    with pytest.raises(ValueError, match="half way"), replacing.whole(site) as new:
        (new / "index.html").write_text("bad")
        raise ValueError("half way")
    assert tree(site) == {"index.html": "good"}
    assert names(tmp_path) == ["site"]


def test_a_swap_that_fails_puts_the_old_folder_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    files.write_folder(site, {"index.html": "good"})
    with pytest.raises(FileNotFoundError):
        replacing.swap(tmp_path / "never-built", site)
    assert tree(site) == {"index.html": "good"}


def test_what_was_replaced_is_what_the_next_one_begins_with(tmp_path: Path) -> None:
    site, aside = tmp_path / "site", tmp_path / "aside"
    files.write_folder(site, {"a.html": "a", "b/c.html": "c", "d.html": "d"})

    def filled(same: list[str], **others: str) -> dict[str, int]:
        with replacing.whole(site, lambda: same, aside) as new:
            there = dict(replacing.inodes(str(new)))
            replacing.drop(str(new), there.keys() - set(same))
            for path in same:
                files.link(f"{site}/{path}", f"{new}/{path}")
            for name, text in others.items():
                files.write(new / name, text)
        return there

    assert filled(["a.html", "b/c.html"], e="e") == {}
    assert tree(aside) == {"a.html": "a", "b/c.html": "c", "d.html": "d"}
    there = filled(["a.html", "e"])
    assert sorted(there) == ["a.html", "b/c.html", "d.html"]
    assert there["a.html"] == (site / "a.html").stat().st_ino
    assert tree(site) == {"a.html": "a", "e": "e"}
    assert names(site) == ["a.html", "e"], "a folder of nothing is gone"
    assert tree(aside) == {"a.html": "a", "b/c.html": "c", "e": "e"}
    assert set(filled([], f="f", g="g")) == {"a.html", "b/c.html", "e"}
    assert tree(site) == {"f": "f", "g": "g"}
    assert names(tmp_path) == ["site"], "where most is new, nothing of the old one is kept"


def test_what_a_failed_build_began_with_stays_aside(tmp_path: Path) -> None:
    files.write_folder(tmp_path / "aside", {"index.html": "older"})
    files.write_folder(tmp_path / "site", {"index.html": "good"})
    with pytest.raises(ValueError, match="half way"), replacing.whole(tmp_path / "site", tuple, tmp_path / "aside"):
        raise ValueError("half way")
    assert tree(tmp_path / "site") == {"index.html": "good"}
    assert tree(tmp_path / "aside") == {"index.html": "older"}
    assert names(tmp_path) == ["aside", "site"]


def test_no_link_that_stands_aside_is_followed(tmp_path: Path) -> None:
    files.write_folder(tmp_path / "own", {"letter.txt": "mine"})
    (tmp_path / "aside").symlink_to(tmp_path / "own", target_is_directory=True)
    with replacing.whole(tmp_path / "site", tuple, tmp_path / "aside") as new:
        assert dict(replacing.inodes(str(new))) == {}
    assert (tmp_path / "aside").is_symlink()
    (new := tmp_path / "new").mkdir()
    (new / "within").symlink_to(tmp_path / "own", target_is_directory=True)
    replacing.drop(str(new), dict(replacing.inodes(str(new))))
    assert names(new) == []
    assert tree(tmp_path / "own") == {"letter.txt": "mine"}


@pytest.mark.parametrize("killed", ["while building", "between the two renames", "before the old one was removed"])
def test_what_a_killed_build_left_is_mended(tmp_path: Path, killed: str) -> None:
    site = tmp_path / "site"
    files.write_folder(site, {"index.html": "good"})
    if killed == "while building":
        files.write_folder(tmp_path / ".site-being-built-1234", {"index.html": "half"})
    elif killed == "between the two renames":
        files.write_folder(tmp_path / ".site-being-built-1234", {"index.html": "half"})
        site.rename(tmp_path / ".site-replaced-1234")
    else:
        files.write_folder(tmp_path / ".site-replaced-1234", {"index.html": "older"})
    replacing.clean_up(site)
    assert tree(site) == {"index.html": "good"}
    assert names(tmp_path) == ["site"]


def test_a_linked_file_takes_the_place_of_what_is_there_and_changes_with_nobody(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("1")
    (tmp_path / "two").write_text("2")
    files.link(f"{tmp_path}/one", f"{tmp_path}/two")
    files.link(f"{tmp_path}/one", f"{tmp_path}/new/three")
    assert [(tmp_path / name).read_text() for name in ("two", "new/three")] == ["1", "1"]
    files.write(tmp_path / "two", "changed")
    assert [(tmp_path / name).read_text() for name in ("one", "new/three")] == ["1", "1"]


def test_a_folder_is_gone_through_once_wherever_links_lead(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c").write_text("c")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/d").write_text("d")
    (tmp_path / "a/round").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a/out").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    found = list(files.paths(str(tmp_path / "a")))
    assert {"b/c", "out/d"} <= set(found)
    assert len(found) == len(set(found)) <= 6
    assert list(files.paths(str(tmp_path / "none"))) == []


def test_a_folder_is_emptied_of_all_but_what_is_hidden(tmp_path: Path) -> None:
    heard: list[int] = []
    for name in ("a.html", "b/c/d.html", ".next/e.html", "f/.hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    files.empty(tmp_path, lambda: heard.append(1))
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        ".next",
        ".next/e.html",
        "f",
        "f/.hidden",
    ]
    assert len(heard) == 2
    files.empty(tmp_path / "new", heard.clear)
    assert (tmp_path / "new").is_dir()


def test_a_large_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def broken_off() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    place = tmp_path / "new" / "index.json"
    files.write_pieces(place, (b"one", b"two"))
    with pytest.raises(KeyboardInterrupt):
        files.write_pieces(place, broken_off())
    assert [path.name for path in place.parent.iterdir()] == ["index.json"]
    assert b"".join(files.pieces_of(place)) == b"onetwo"


SIGNS = st.text(st.characters() | st.characters(categories=["Cs"]), max_size=8)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | SIGNS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SIGNS, inner, max_size=4),
)


@given(PLAIN)
def test_plain_values_come_back_as_json_has_them(value: Any) -> None:
    assert repr(read(spelt(value))) == repr(json.loads(json.dumps(value)))


def test_texts_of_another_class_are_plain_texts_and_what_is_not_plain_is_refused() -> None:
    assert read(spelt({"title": Markup("<b>Łódź</b>")})) == {"title": "<b>Łódź</b>"}
    with pytest.raises(TypeError, match="Path is not plain"):
        spelt([Path("journeys")])
    with pytest.raises(ValueError, match="Expecting"):
        read(b'{"title": ')
