"""Random edits of a book, after each of which the incremental site must be that of a clean build, to the byte.

python3 run.py bench edits --edits 300          seconds an edit; says what differs, if anything does
python3 run.py bench edits --audience frontline  the site for an audience, cut to what it may see
python3 run.py bench edits --hands 3             three processes make the pages, one those of the clean build
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import books
from journeybook import TEMPLATES, dot
from journeybook.problem import Severity
from journeybook.site import build, links
from journeybook.site.hands import Hands
from journeybook.site.standing import PLAIN_CONFIG

STORE = ".journeybook"
DRAWINGS = "drawings"
Edit = Callable[[Path, random.Random], str]


def some(root: Path, chance: random.Random, pattern: str = "**/*.yml") -> Path:
    """Some file of the book."""
    return chance.choice(sorted(path for path in root.glob(pattern) if STORE not in path.parts))


def retitle(root: Path, chance: random.Random) -> str:
    """Another title, or another name of a persona."""
    path = some(root, chance, "**/*.yml")
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"^(title|name): .*", lambda m: f"{m[1]}: Title {chance.random()}", text, count=1, flags=re.MULTILINE)
    )
    return f"title of {path.name}"


def feel(root: Path, chance: random.Random) -> str:
    """Another feeling at some touchpoint."""
    path = some(root, chance, "journeys/*.yml")
    before, mark, rest = path.read_text("utf-8").partition("emotion: ")
    for _ in range(chance.randrange(6)):
        more, mark, rest = rest.partition("emotion: ")
        before += "emotion: " + more
    path.write_text(before + mark + re.sub(r"^\S+", str(chance.choice(books.FEELINGS)), rest), "utf-8")
    return f"a feeling of {path.name}"


def speak(root: Path, chance: random.Random) -> str:
    """Other words in some field."""
    path = some(root, chance)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    names = ("doing", "thinking", "text", "portrait", "benefit", "question", "summary", "says", "goal")
    places = [n for n, line in enumerate(lines) if line.strip().startswith(tuple(f"{name}: " for name in names))]
    if places:
        place = chance.choice(places)
        lines[place] = re.sub(r": .*", f": Words {chance.random()}", lines[place])
    path.write_text("".join(lines), "utf-8")
    return f"words of {path.name}"


def own(root: Path, chance: random.Random) -> str:
    """Another owner."""
    path, actor = some(root, chance), some(root, chance, "content/actors/*.yml").stem
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"owner: \S+", f"owner: {actor}", text, count=1), "utf-8")
    return f"owner of {path.name}"


def keep(root: Path, chance: random.Random) -> str:
    """Another promise to keep."""
    path, promise = some(root, chance, "journeys/*.yml"), some(root, chance, "content/promises/*.yml").stem
    path.write_text(re.sub(r"(keeps:\n +- )\S+", rf"\g<1>{promise}", path.read_text("utf-8"), count=1), "utf-8")
    return f"a promise in {path.name}"


def comment(root: Path, chance: random.Random) -> str:
    """A comment that moves every line."""
    path = some(root, chance)
    path.write_text(f"# {chance.random()}\n" + path.read_text("utf-8"), "utf-8")
    return f"a comment in {path.name}"


def add(root: Path, chance: random.Random) -> str:
    """A new journey, like another, or a new action."""
    path = some(root, chance, chance.choice(("journeys/*.yml", "content/actions/*.yml")))
    path.with_name(f"new-{chance.randrange(10**6)}.yml").write_text(path.read_text("utf-8"), "utf-8")
    return f"another {path.name}"


def remove(root: Path, chance: random.Random) -> str:
    """One new file less, if there is one."""
    new = sorted(path for path in root.glob("**/new-*.yml") if STORE not in path.parts)
    if new:
        chance.choice(new).unlink()
    return "a file removed"


def carry(root: Path, chance: random.Random) -> str:
    """A file that says the same, with another ending or as another kind of thing."""
    odd, kind = sorted(root.glob("content/*/odd.*")), chance.choice(("evidence", "metrics"))  # nobody names one
    path = root / "content" / kind / chance.choice(("odd.yml", "odd.yaml"))
    path.parent.mkdir(exist_ok=True)
    if odd:
        odd[0].rename(path)
    else:
        path.write_text("title: Odd\n", "utf-8")
    return f"{path.name} among {kind}"


def rename(root: Path, chance: random.Random) -> str:
    """A new file under another name, reached from its former one."""
    new = sorted(path for path in root.glob("**/new-*.yml") if STORE not in path.parts)
    for path in new[:1]:
        text = re.sub(r"^formerly: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.unlink()
        path.with_name(f"new-{chance.randrange(10**6)}.yml").write_text(text + f"formerly: [{path.stem}]\n", "utf-8")
    return "a file renamed"


def measure(root: Path, chance: random.Random) -> str:
    """Another result."""
    path = some(root, chance, "content/metrics/*.yml")
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"value: \d+", f"value: {chance.randint(1, 90)}", text, count=chance.randint(1, 8)), "utf-8")
    return f"a result of {path.name}"


def write(root: Path, chance: random.Random) -> str:
    """A page by hand: changed, added or removed; it may lead to something that comes and goes."""
    path = root / "content" / chance.choice(("welcome.md", "more.md", "less.md", "part/index.md"))
    leads = chance.choice((*(each.with_suffix("").as_posix() for each in _pages(root)), "journeys/index"))
    up = "../" * (len(path.relative_to(root).parts) - 2)
    if path.exists() and path.name != "welcome.md":
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# Page {chance.random()}\n\n[there]({up}{leads}.md)\n", "utf-8")
    return f"{path.name} by hand, to {leads}"


def _pages(root: Path) -> list[Path]:
    """The paths of the pages of journeys that come and go."""
    return [path.relative_to(root) for path in sorted(root.glob("journeys/new-*.yml"))]


def point(root: Path, chance: random.Random) -> str:
    """A page by hand with links to touchpoints, one of them in an address that nobody would write so."""
    path = some(root, chance, "journeys/*.yml")
    names = re.findall(r"^ +(?:- )?id: (\S+)", path.read_text("utf-8"), flags=re.MULTILINE)
    odd = f"journeys/%{ord(path.stem[0]):x}{path.stem[1:]}"
    links = "".join(f"[to]({each}.html#{chance.choice(names)})\n" for each in (f"journeys/{path.stem}", odd))
    (root / "content/pointing.md").write_text(f"# Pointing\n\n{links}", "utf-8")
    return f"pointing.md leads to {path.stem}"


def move(root: Path, chance: random.Random) -> str:
    """A touchpoint by another name: what led to it leads nowhere."""
    path = some(root, chance, "journeys/*.yml")
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"^( +- id: )\S+-0$", rf"\g<1>moved-{chance.randrange(10**6)}", text, count=1, flags=re.MULTILINE),
        "utf-8",
    )
    return f"a touchpoint of {path.name}"


def configure(root: Path, chance: random.Random) -> str:
    """Other settings of the site: its name, its address, the order of the pages by hand; or none at all."""
    path = root / "mkdocs.yml"
    settings = chance.choice(("", "site_url: https://example.com/\n", "nav: [less.md, welcome.md]\n"))
    if path.exists() and chance.random() < 0.3:
        path.unlink()
    else:
        path.write_text(f"{PLAIN_CONFIG}copyright: Us {chance.random()}\n{settings}", "utf-8")
    return f"mkdocs.yml {settings.strip()}"


def shape(root: Path, chance: random.Random) -> str:
    """A template of the book's own comes, changes or goes: of pages, or of the theme."""
    name = chance.choice(("parts/heading.html.j2", "theme/partials/path.html", "assets/journeybook.css"))
    path = root / "templates" / name
    if path.exists():
        path.unlink()
        path.parent.rmdir() if not any(path.parent.iterdir()) else None
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((TEMPLATES / name).read_text("utf-8") + f"\n<!-- {chance.random()} -->\n", "utf-8")
    return name


def settle(root: Path, chance: random.Random) -> str:
    """Something in the settings, on which everything hangs."""
    path = root / "content/book.yml"
    path.write_text(re.sub(r"name: .*", f"name: Brand {chance.random()}", path.read_text("utf-8"), count=1), "utf-8")
    return "the settings"


EDITS: tuple[Edit, ...] = (
    retitle, feel, speak, own, keep, comment, add, remove, rename, measure, write,
    retitle, feel, speak, own, keep, feel, speak, speak, settle, point, move, configure, shape, carry, carry,
)  # fmt: skip
TOUCHED = (lambda path: path.write_bytes(b"?" * path.stat().st_size), Path.unlink, Path.touch)
"""What somebody may do to a file of the site."""


def touch(out: Path, chance: random.Random) -> None:
    """Somebody does something to a file of the site."""
    chance.choice(TOUCHED)(some(out, chance, "**/*.*"))


@contextmanager
def at_work(count: int) -> Iterator[None]:
    """So many processes make the pages, whatever has changed."""
    before = Hands.on, dot.AT_ONCE
    setattr(Hands, "on", lambda self, shelf, _: replace(shelf, share_out=self.share_out) if count > 1 else shelf)  # noqa: B010
    dot.AT_ONCE = count
    try:
        yield
    finally:
        setattr(Hands, "on", before[0])  # noqa: B010
        dot.AT_ONCE = before[1]


def differences(root: Path, out: Path, scratch: Path, audience: str = "", count: int = 1) -> list[str]:
    """What the site in `out`, built once more, and what was said of it have in other ways than those of a clean build.

    Files by their paths, problems as they are told. `count` is how many processes are to build it; one builds the
    clean one.
    """
    with at_work(count):
        said = build(root, out, books.DAY, audience)
    failed = [each for each in said if each.severity is Severity.ERROR and each.rule != links.RULE]
    assert not failed, failed
    clean = scratch / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns(STORE))
    if (root / STORE / DRAWINGS).is_dir():  # pictures are kept by all that they are made of: they may be shared
        shutil.copytree(root / STORE / DRAWINGS, clean / STORE / DRAWINGS)
    with at_work(1):
        told = {str(each) for each in said} ^ {str(each) for each in build(clean, clean / "site", books.DAY, audience)}
    one, two = (
        {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
        for site in (out, clean / "site")
    )
    changed = [name for name in one.keys() & two.keys() if one[name].read_bytes() != two[name].read_bytes()]
    return sorted([*changed, *(one.keys() ^ two.keys()), *told])


def main(words: list[str]) -> None:
    """Edit, build, compare, as often as the words say."""
    asked = argparse.ArgumentParser(prog="python3 run.py bench edits")
    asked.add_argument("--edits", type=int, default=100)
    asked.add_argument("--journeys", type=int, default=4)
    asked.add_argument("--languages", default="en,pl")
    asked.add_argument("--audience", default="")
    asked.add_argument("--hands", type=int, default=1)
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args(words)
    chance, spent, wrong = random.Random(told.seed), 0.0, 0  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory(prefix="journeybook-edits-") as folder:
        root, out = Path(folder) / "book", Path(folder) / "site"
        for name, text in books.files(told.journeys, tuple(told.languages.split(","))):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        with at_work(told.hands):
            build(root, out, books.DAY, told.audience)
        for number in range(told.edits):
            made = [chance.choice(EDITS)(root, chance) for _ in range(chance.choice((1, 1, 1, 2)))]
            if chance.random() < 0.2:
                touch(out, chance)
            began = time.process_time()
            found = differences(root, out, Path(folder), told.audience, told.hands)
            spent += time.process_time() - began
            wrong += bool(found)
            if found:
                print(f"{number}: {made}: {found[:5]}", flush=True)
    print(f"{told.edits} edits, {wrong} that differ, {spent / max(told.edits, 1):.2f} s each with the clean build")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
