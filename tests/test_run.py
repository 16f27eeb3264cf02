"""`run.py` makes an environment once, mends what was interrupted, and leaves other people's work alone."""

from __future__ import annotations

import ast
import importlib.util
import os
import runpy
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import Mock

import pytest

RUN = Path(__file__).parents[1] / "run.py"
SETTINGS = '[build-system]\nrequires = ["hatchling"]\n[project]\nname = "x"\n[tool.ruff]\nline-length = 120\n'


class Machine:
    """Stands in for the programs that `run.py` starts: does what they would do to the files, and counts them."""

    def __init__(self, environment: Path) -> None:
        """Begin with nothing installed and nothing going wrong."""
        self.environment = environment
        self.started: list[str] = []
        self.targets: list[str] = []
        self.fails: dict[str, str] = {}
        self.interrupted = ""

    def run(self, command: list[str]) -> tuple[int, str]:
        """Do what the command would do."""
        program = next((word for word in ("venv", "install", "ensurepip", "pip") if word in command), "python")
        if program == "venv":
            self.put("bin/python")
        elif not (self.environment / "bin/python").exists():
            return 1, "no such file"
        self.started.append(program)
        if self.interrupted == program:
            raise KeyboardInterrupt
        if program in self.fails:
            return 1, self.fails[program]
        if program == "install":
            self.targets.append(command[-1])
            self.put("lib/python3.11/site-packages/mkdocs-1.6.1.dist-info")
        return 0, ""

    def put(self, name: str) -> Path:
        """Put an empty file into the environment."""
        path = self.environment / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        return path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Return `run.py` as a module of a project elsewhere, with the file layout of POSIX."""
    spec = importlib.util.spec_from_file_location("run_under_test", RUN)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text(SETTINGS)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "python_in", lambda environment: environment / "bin/python")
    monkeypatch.setattr(
        module, "packages_in", lambda environment: sorted(path.name for path in environment.rglob("*.dist-info"))
    )
    yield module


@pytest.fixture
def machine(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Return the stand-in for what `run.py` starts."""
    stand_in = Machine(tmp_path / ".venv")
    monkeypatch.setattr(run, "run", stand_in.run)
    return stand_in


def test_the_first_run_makes_and_installs_and_the_next_starts_nothing(run: ModuleType, machine: Machine) -> None:
    python = run.ready_python(machine.environment)
    assert python == str(machine.environment / "bin/python")
    assert machine.started == ["venv", "install"]
    assert run.ready_python(machine.environment) == python
    assert machine.started == ["venv", "install"]


def test_what_tests_need_is_added_once_and_kept(run: ModuleType, machine: Machine, tmp_path: Path) -> None:
    for extras in ((), ("test",), (), ("lint", "test"), ("test",)):
        run.ready_python(machine.environment, *extras)
    assert machine.targets == [str(tmp_path), f"{tmp_path}[test]", f"{tmp_path}[lint,test]"]
    assert machine.started.count("venv") == 1


@pytest.mark.parametrize(
    ("old", "new", "installs_again"),
    [('name = "x"', 'name = "y"', True), ("hatchling", "hatchling>=1", True), ("120", "100", False)],
)
def test_only_a_change_of_what_is_installed_installs_again(
    run: ModuleType, machine: Machine, tmp_path: Path, old: str, new: str, installs_again: bool
) -> None:
    run.ready_python(machine.environment)
    (tmp_path / "pyproject.toml").write_text(SETTINGS.replace(old, new))
    run.ready_python(machine.environment)
    assert machine.started == ["venv", "install"] + ["python", "pip", "install"] * installs_again


def test_a_package_that_is_gone_is_installed_again(run: ModuleType, machine: Machine) -> None:
    run.ready_python(machine.environment)
    next(machine.environment.rglob("*.dist-info")).unlink()
    run.ready_python(machine.environment)
    assert machine.started == ["venv", "install", "python", "pip", "install"]


@pytest.mark.parametrize("moment", ["venv", "install"])
def test_what_was_interrupted_is_made_anew(run: ModuleType, machine: Machine, moment: str) -> None:
    machine.interrupted = moment
    with pytest.raises(KeyboardInterrupt):
        run.ready_python(machine.environment)
    half_written = machine.put("lib/python3.11/site-packages/half-written")
    machine.interrupted, machine.started = "", []
    run.ready_python(machine.environment)
    assert machine.started == ["venv", "install"]
    assert not half_written.exists()


def test_another_python_or_folder_makes_our_environment_anew(
    run: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.ready_python(machine.environment)
    monkeypatch.setattr(run, "VERSION", "3.99")
    run.ready_python(machine.environment)
    assert machine.started == ["venv", "install"] * 2


def test_a_good_environment_of_somebody_else_is_installed_into(run: ModuleType, machine: Machine) -> None:
    machine.put("bin/python")
    theirs = machine.put("theirs.txt")
    run.ready_python(machine.environment)
    assert machine.started == ["python", "pip", "install"]
    assert theirs.exists()


def test_an_environment_without_pip_gets_it(run: ModuleType, machine: Machine) -> None:
    machine.put("bin/python")
    machine.fails["pip"] = "No module named pip"
    run.ready_python(machine.environment)
    assert machine.started == ["python", "pip", "ensurepip", "install"]


def test_a_bad_environment_of_somebody_else_is_set_aside_whole(
    run: ModuleType, machine: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.put("theirs.txt")
    (tmp_path / ".venv-before-1").mkdir()
    run.ready_python(machine.environment)
    assert (tmp_path / ".venv-before-2/theirs.txt").exists()
    assert not (machine.environment / "theirs.txt").exists()
    assert ".venv cannot be used here; it is now .venv-before-2." in capsys.readouterr().err


def test_a_stamp_that_cannot_be_read_counts_as_none(run: ModuleType, machine: Machine) -> None:
    run.ready_python(machine.environment)
    run.stamp_file(machine.environment).write_text('{"unknown": 1}')
    run.ready_python(machine.environment)
    assert machine.started == ["venv", "install", "python", "pip", "install"]


def test_a_failed_installation_ends_in_a_sentence_and_pips_last_words(run: ModuleType, machine: Machine) -> None:
    machine.fails["install"] = "\n".join(f"line {number}" for number in range(40))
    with pytest.raises(SystemExit) as stopped:
        run.ready_python(machine.environment)
    said = str(stopped.value).splitlines()
    assert said[0] == "The installation failed. pip's own last words:"
    assert said[-2] == "    line 39"
    assert len(said) == 17
    machine.fails = {}
    run.ready_python(machine.environment)
    assert machine.started[-1] == "install"


def test_a_failed_addition_leaves_what_was_there_ready(run: ModuleType, machine: Machine) -> None:
    run.ready_python(machine.environment)
    machine.fails["install"] = "no network"
    with pytest.raises(SystemExit):
        run.ready_python(machine.environment, "test")
    machine.started = []
    run.ready_python(machine.environment)
    assert machine.started == []


def test_a_python_without_venv_is_told_what_to_install(
    run: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    find: Callable[..., Any] = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))
    with pytest.raises(SystemExit, match=r"lacks ensurepip(.|\n)*apt install python3-venv"):
        run.ready_python(machine.environment)
    assert not machine.environment.exists()


def test_an_older_python_can_read_the_file() -> None:
    ast.parse(RUN.read_text("utf-8"), feature_version=(3, 7))


def test_an_older_python_is_told_which_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"journeybook needs Python 3\.11 or newer; this is Python 3\.10"):
        runpy.run_path(str(RUN), run_name="__main__")


@pytest.mark.parametrize(
    ("words", "extras", "command"),
    [
        (["serve", "--port", "8001"], (), ["python", "-m", "journeybook", "serve", "--port", "8001"]),
        (["test"], ("test",), ["python", "-m", "pytest", "-n", "auto", "--dist", "loadgroup"]),
        (["test", "-k", "words"], ("test",), ["python", "-m", "pytest", "-k", "words"]),
    ],
)
def test_words_become_commands(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, words: list[str], extras: tuple[str, ...], command: list[str]
) -> None:
    ready, hand_over = Mock(return_value="python"), Mock(return_value=7)
    monkeypatch.setenv("JOURNEYBOOK_TYPED", "")  # which is set, and must not stay so
    monkeypatch.setattr(run, "ready_python", ready)
    monkeypatch.setattr(run, "hand_over", hand_over)
    assert run.main(words) == 7
    assert ready.call_args.args[1:] == extras
    assert hand_over.call_args.args == (command,)


@pytest.mark.parametrize(("found", "python"), [("/bin/python3", "python3"), (None, "/opt/python3")])
def test_the_command_is_told_how_it_was_called(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, found: str | None, python: str
) -> None:
    monkeypatch.setenv("JOURNEYBOOK_TYPED", "")
    monkeypatch.setattr(run, "ready_python", Mock(return_value="python"))
    monkeypatch.setattr(run, "hand_over", Mock(return_value=0))
    monkeypatch.setattr(run.shutil, "which", Mock(return_value=found))
    monkeypatch.setattr(sys, "orig_argv", ["/opt/python3", "my books/run.py", "new", "book", "one"])
    assert run.main(["new", "book", "one"]) == 0
    assert os.environ["JOURNEYBOOK_TYPED"] == f'{python} "my books/run.py"'


@pytest.mark.parametrize(("code", "says"), [(0, True), (1, False)])
def test_without_words_the_site_is_built_and_shown(
    run: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: int,
    says: bool,
) -> None:
    call = Mock(return_value=code)
    monkeypatch.setattr(run, "ready_python", Mock(return_value="python"))
    monkeypatch.setattr(run.subprocess, "call", call)
    assert run.main([]) == code
    place = str(tmp_path / "site")
    call.assert_called_once_with(["python", "-m", "journeybook", "-q", "-C", str(tmp_path), "build", "-o", place])
    assert (str(tmp_path / "site" / "index.html") in capsys.readouterr().out) is says


@pytest.mark.parametrize(
    ("changed", "builds"),
    [
        ("nothing", 1),
        ("site/index.html", 2),
        ("site/new.html", 2),
        ("content/book.yml", 2),
        ("journeys/new.yml", 2),
        ("templates/assets/book.css", 2),
        ("generator/journeybook/words.py", 2),
        ("mkdocs.yml", 2),
        ("elsewhere.txt", 1),
    ],
)
def test_a_site_is_built_again_only_after_a_change(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str, builds: int
) -> None:
    def built(_: object) -> int:
        put(tmp_path / "site/index.html", "home")
        return 0

    call = Mock(side_effect=built)
    monkeypatch.setattr(run, "ready_python", Mock(return_value="python"))
    monkeypatch.setattr(run.subprocess, "call", call)
    put(tmp_path / "content/book.yml", "format: 1")
    run.main([])
    if changed != "nothing":
        put(tmp_path / changed, "changed")
    assert run.main([]) == 0
    assert call.call_count == builds


def test_a_new_commit_builds_the_site_again(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    call = Mock(return_value=0)
    monkeypatch.setattr(run, "ready_python", Mock(return_value="python"))
    monkeypatch.setattr(run.subprocess, "call", call)
    for head in ("a1", "a1", "b2"):
        monkeypatch.setattr(run, "run", Mock(return_value=(0, head)))
        run.main([])
    assert call.call_count == 2


def put(path: Path, text: str) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize("name", ["drawings", "edits", "preview"])
def test_a_benchmark_of_its_own_is_asked_for_by_its_name(run: ModuleType, name: str) -> None:
    folder = run.ROOT / "benchmarks"
    assert run.benchmark([name, "--rounds", "1"]) == [str(folder / f"{name}.py"), "--rounds", "1"]
    assert (RUN.parent / "benchmarks" / f"{name}.py").is_file()
    assert run.benchmark(["--sizes", "10"]) == [str(folder / "bench.py"), "--sizes", "10"]


def test_a_program_that_is_not_there_is_a_failure_not_a_traceback(run: ModuleType, tmp_path: Path) -> None:
    code, said = run.run([str(tmp_path / "nothing")])
    assert code == 1
    assert said


def test_a_program_runs_out_of_sight_without_the_users_own_site(run: ModuleType) -> None:
    assert run.run([sys.executable, "-c", "import os; print('user', os.environ['PIP_USER'])"]) == (0, "user 0\n")
