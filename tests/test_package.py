"""What people install: the wheel holds all that a book needs, and nothing of the machine that made it."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

import journeybook

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.xdist_group("package")  # on one worker, so that it is built once
PARTS = {"generator/journeybook": "journeybook", "templates": "journeybook/templates"}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the source archive, built here and now."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="module")
def wheel(packages: Path) -> zipfile.Path:
    """Return the wheel as a folder."""
    return zipfile.Path(next(packages.glob("*.whl")))


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.Path) -> Message:
    """Return what the wheel says of itself."""
    return Parser().parsestr((wheel / f"journeybook-{journeybook.__version__}.dist-info/METADATA").read_text("utf-8"))


def test_the_wheel_holds_the_package_and_its_templates_and_nothing_else(wheel: zipfile.Path) -> None:
    sources = {
        f"{target}/{path.relative_to(ROOT / part).as_posix()}"
        for part, target in PARTS.items()
        for path in (ROOT / part).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    held = {name for name in wheel.root.namelist() if ".dist-info/" not in name and not name.endswith("/")}
    assert held == sources
    assert {"journeybook/py.typed", "journeybook/locale/pl.po", "journeybook/locale/ru.po"} <= held
    assert any(name.startswith("journeybook/templates/pages/") for name in held)


def test_the_wheel_names_the_command_and_the_plugin(wheel: zipfile.Path) -> None:
    entry_points = (wheel / f"journeybook-{journeybook.__version__}.dist-info/entry_points.txt").read_text("utf-8")
    assert "[console_scripts]\njourneybook = journeybook.cli:main\n" in entry_points
    assert "[mkdocs.plugins]\njourneybook = journeybook.plugin:JourneybookPlugin\n" in entry_points


def test_the_version_is_said_in_one_place(metadata: Message) -> None:
    assert metadata["Version"] == journeybook.__version__
    assert journeybook.__version__ not in (ROOT / "pyproject.toml").read_text("utf-8")


def test_every_dependency_has_a_tested_lower_bound(metadata: Message) -> None:
    needed = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert needed
    assert [line for line in needed if ">=" not in line] == []
    assert [line for line in needed if line.startswith("mkdocs<2")] == ["mkdocs<2,>=1.6.1"]


def test_nothing_of_this_machine_is_packed(packages: Path) -> None:
    places = [str(ROOT).encode(), str(Path.home()).encode() + b"/"]
    with tarfile.open(next(packages.glob("*.tar.gz"))) as archive:
        texts = {item.name: file.read() for item in archive if (file := archive.extractfile(item)) is not None}
    assert [name for name, text in texts.items() for place in places if place in text] == []


def test_the_source_archive_can_do_what_a_checkout_can(packages: Path) -> None:
    with tarfile.open(next(packages.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"run.py", "pyproject.toml", "README.md", "LICENSE", "mkdocs.yml", "content/book.yml", "tests/conftest.py"}
    assert wanted - names == set()
    assert not any(name.startswith((".venv/", "site/", ".journeybook/")) for name in names)


def test_the_wheel_alone_makes_a_book_and_its_site(packages: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(next(packages.glob("*.whl"))) as archive:
        archive.extractall(tmp_path / "installed")

    def command(*words: str) -> str:
        """Run the command from the unpacked wheel, away from the sources."""
        surroundings = {**os.environ, "PYTHONPATH": str(tmp_path / "installed"), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "journeybook", *words],
            check=False,
            cwd=tmp_path,
            env=surroundings,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert journeybook.__version__ in command("--version")
    command("new", "book", "mine")
    command("-C", "mine", "build")
    assert (tmp_path / "mine/site/index.html").is_file()
