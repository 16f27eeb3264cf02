"""The layout engine: where it is, which version, and one run of it with a time limit."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from functools import cache
from importlib import metadata
from pathlib import Path

from graphviz.backend import execute  # type: ignore[import-untyped]
from msgspec.structs import replace

from journeybook.words import Phrase, phrase

PURE = "graphviz-pure"
SECONDS = 20  # for one drawing; a map takes a twentieth of one

Failure = Phrase
LATE = phrase("it took more than {seconds} seconds", seconds=SECONDS)


def is_late(made: bytes | Failure) -> bool:
    """Whether the engine was waited for in vain."""
    return not isinstance(made, bytes) and made.singular == LATE.singular


@cache
def executable(engine: str) -> Path | None:
    """The engine's program: that of the wheel `graphviz-pure`, or the `dot` that is installed; None where it is not."""
    beside = sysconfig.get_path("scripts")
    found = shutil.which(engine, path=beside) if engine == PURE else None
    found = found or (_of_the_wheel() if engine == PURE else None) or shutil.which(engine)
    return Path(found) if found else None


@cache
def version(engine: str) -> str | None:
    """The engine's version, as far as it tells one; None where there is no engine that starts and answers."""
    if engine == PURE and executable(engine):
        try:
            return metadata.version(PURE)
        except metadata.PackageNotFoundError:
            pass
    return _said(engine, "-V")


@cache
def kinds(engine: str) -> frozenset[str]:
    """The kinds of files that an engine writes, as it lists them when asked for one that nobody knows."""
    _, _, listed = (_said(engine, "-Tnone-such") or "").partition("Use one of:")
    return frozenset(listed.split())


def _said(engine: str, option: str) -> str | None:
    """What the engine complains of or tells of itself; None where it does not start, or does not answer in time."""
    program = executable(engine)
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the engine that the book's settings name
            [program, option], input=b"", capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stderr.decode("utf-8", "replace").strip()


def run(engine: str, dot: str, kind: str = "svg", seconds: float = SECONDS) -> bytes | Failure:
    """What the engine makes of one or more graphs, or why it made nothing."""
    program = executable(engine)
    if program is None:
        return phrase("the engine {engine} is not installed", engine=engine)
    command = [str(program), f"-T{kind}"]
    try:
        done = execute.run_check(command, input=dot.encode(), capture_output=True, quiet=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return replace(LATE, params=(("seconds", round(seconds)),))
    except subprocess.CalledProcessError as failed:
        return phrase("the engine said: {words}", words=_last_words(failed.stderr or b""))
    except (OSError, execute.ExecutableNotFound) as failed:
        return phrase("the engine did not start: {words}", words=str(failed))
    return bytes(done.stdout)


def _of_the_wheel() -> str | None:
    """The program where the wheel put it, if that is not where Python's other programs are."""
    try:
        files = metadata.distribution(PURE).files or []
    except metadata.PackageNotFoundError:
        return None
    programs = (Path(str(file.locate())) for file in files if file.stem == PURE)
    return next((str(program) for program in programs if program.is_file()), None)


def _last_words(stderr: bytes) -> str:
    """The engine's own complaint, without its warnings."""
    spoken = stderr.decode("utf-8", "replace").splitlines()
    errors = [line for line in spoken if line.strip() and not line.startswith("Warning")]
    return (errors or ["nothing"])[0][:200]
