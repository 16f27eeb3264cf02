"""From a fresh checkout to the site with nothing but Python: the environment, the installation, the build.

    python3 run.py          builds the site of the shipped book and says where it is
    python3 run.py test     runs the tests; further words go to pytest
    python3 run.py lint     checks format, style and types
    python3 run.py bench    measures how the cost of a book grows; benchmarks/README.md tells more
    python3 run.py serve    this and any other words go to the command `journeybook`

It uses the standard library alone, and no syntax that an older Python cannot read, so that it can say what it lacks.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parent
SOURCES = ("content", "journeys", "templates", "generator", "mkdocs.yml", ".venv/journeybook-run.json")
VERSION = ".".join(str(number) for number in sys.version_info[:2])

if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may not have met our requirements yet
    sys.exit("journeybook needs Python 3.11 or newer; this is Python " + VERSION + " (" + sys.executable + ").")


class Stamp(NamedTuple):
    """What an earlier run left behind in the environment."""

    made_here: bool = False
    finished: bool = False
    place: str = ""
    needs: str = ""
    extras: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


def main(words: list[str]) -> int:
    """Do what the words ask for and return the exit code."""
    first = words[0] if words else ""
    if first == "test":
        python = ready_python(ROOT / ".venv", "test")
        return hand_over([python, "-m", "pytest", *(words[1:] or ["-n", "auto", "--dist", "loadgroup"])], folder=ROOT)
    if first == "bench":
        return hand_over([ready_python(ROOT / ".venv"), *benchmark(words[1:])])
    if first == "lint":
        return lint(ready_python(ROOT / ".venv", "test", "lint"))
    python = ready_python(ROOT / ".venv")
    if not words:
        return build(python)
    os.environ["JOURNEYBOOK_TYPED"] = as_typed(sys.orig_argv[: -len(words)])
    return hand_over([python, "-m", "journeybook", *words])


def as_typed(command: list[str]) -> str:
    """Return how this file was called, for what to type next: there need be no `journeybook` on the PATH."""
    python = Path(command[0]).name  # a launcher may have put its whole path
    return subprocess.list2cmdline([python if shutil.which(python) else command[0], *command[1:]])


def benchmark(words: list[str]) -> list[str]:
    """Return the program that measures what the words ask for: all, or only `drawings`, `edits` or `preview`."""
    own = bool(words) and words[0] in ("drawings", "edits", "preview")
    return [str(ROOT / "benchmarks" / ((words[0] if own else "bench") + ".py")), *words[own:]]


def build(python: str) -> int:
    """Build the site of the shipped book, unless it is there already, and say where it is and how to look at it."""
    receipt = ROOT / ".journeybook" / "run.txt"
    sources = state_of(*(ROOT / name for name in SOURCES)) + revision()
    if read(receipt) == sources + state_of(ROOT / "site"):
        print("Nothing has changed since the site was built.")
    else:
        code = subprocess.call([python, "-m", "journeybook", "-q", "-C", str(ROOT), "build", "-o", str(ROOT / "site")])
        if code:
            return code
        receipt.parent.mkdir(exist_ok=True)
        receipt.write_text(sources + state_of(ROOT / "site"), "utf-8")
    print(f"The site is in {ROOT / 'site'}\nOpen {ROOT / 'site' / 'index.html'} in a browser, or run:")
    print("    python3 run.py serve    to look at it while you write")
    return 0


def state_of(*places: Path) -> str:
    """Return a hash of the names, sizes and times of files; it changes with any of them."""
    files = (path for place in places for path in [place, *sorted(place.rglob("*"))] if path.is_file())
    seen = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files if path.suffix != ".pyc"]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def revision() -> str:
    """Return what else decides a site: the last commit, which gives pages their dates, and the day that is set."""
    return run(["git", "-C", str(ROOT), "rev-parse", "HEAD"])[1] + os.environ.get("SOURCE_DATE_EPOCH", "")


def read(file: Path) -> str:
    """Return a file's text; a file that is not there has none."""
    return file.read_text("utf-8") if file.exists() else ""


def lint(python: str) -> int:
    """Check format, style and types; go on to the next check when one fails."""
    checks = (["ruff", "format", "--check"], ["ruff", "check"], ["mypy"])
    return max(abs(subprocess.call([python, "-m", *check], cwd=ROOT)) for check in checks)


def hand_over(command: list[str], folder: Path | None = None) -> int:
    """Let the command take this program's place, so that signals and the exit code are its own."""
    os.chdir(folder or Path.cwd())
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)  # Windows has no true exec


def ready_python(environment: Path, *extras: str) -> str:
    """Return the environment's Python, after making the environment and installing where something is missing."""
    stamp = read_stamp(environment)
    if not is_current(stamp, environment, extras):
        stamp = usable_environment(environment, stamp)
        install(environment, stamp, extras)
    return str(python_in(environment))


def is_current(stamp: Stamp, environment: Path, extras: tuple[str, ...]) -> bool:
    """Tell whether an earlier run installed all that is asked for, and all of it is still there."""
    return (
        stamp.finished
        and (stamp.place, stamp.needs) == (this_place(), needs_of(ROOT))
        and set(extras) <= set(stamp.extras)
        and set(stamp.packages) <= set(packages_in(environment))
        and python_in(environment).exists()
    )


def this_place() -> str:
    """Name what an environment is tied to: the Python it was made with and the folder it stands in."""
    return f"Python {VERSION} {ROOT}"


def needs_of(root: Path) -> str:
    """Return a hash of the part of pyproject.toml that decides what is installed."""
    import tomllib  # no older Python has it, and this file must be readable to one

    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    tools = settings.get("tool", {}).get("hatch", {})
    parts = json.dumps([settings["build-system"], settings["project"], tools], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()


def packages_in(environment: Path) -> list[str]:
    """Return the names of what is installed, without starting the environment's Python."""
    folder = "Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"
    return sorted(path.name for path in environment.glob(f"{folder}/*.dist-info"))


def python_in(environment: Path) -> Path:
    """Return where the environment's Python is."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def read_stamp(environment: Path) -> Stamp:
    """Return what an earlier run left behind; an unreadable stamp counts as none."""
    try:
        stamp = Stamp(**json.loads(stamp_file(environment).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Stamp()
    return stamp._replace(extras=tuple(stamp.extras), packages=tuple(stamp.packages))


def write_stamp(environment: Path, stamp: Stamp) -> None:
    """Leave word for the next run."""
    stamp_file(environment).write_text(json.dumps(stamp._asdict(), indent=1), "utf-8")


def stamp_file(environment: Path) -> Path:
    """Return where the word for the next run is kept."""
    return environment / "journeybook-run.json"


def usable_environment(environment: Path, stamp: Stamp) -> Stamp:
    """Make sure that an environment is there to install into: keep a good one, replace our own, set others aside."""
    ours_is_stale = stamp.made_here and not (stamp.finished and stamp.place == this_place())
    if Path(sys.prefix) == environment or (not ours_is_stale and works(environment)):
        return stamp
    if stamp.made_here:
        shutil.rmtree(environment)
    elif environment.exists():
        set_aside(environment)
    return make_environment(environment)


def works(environment: Path) -> bool:
    """Tell whether the environment's Python starts, is new enough, and has pip or can get it."""
    python = str(python_in(environment))
    new_enough = run([python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"])[0] == 0
    return new_enough and any(run([python, "-m", pip])[0] == 0 for pip in ("pip", "ensurepip"))


def set_aside(environment: Path) -> None:
    """Move away what somebody else made and we cannot use."""
    names = (environment.with_name(f"{environment.name}-before-{number}") for number in range(1, 1000))
    free = next(name for name in names if not name.exists())
    say(f"{environment.name} cannot be used here; it is now {free.name}.")
    environment.rename(free)


def make_environment(environment: Path) -> Stamp:
    """Make the environment; the stamp comes first, so that an interrupted making is known for what it is."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        stop(f"This Python ({sys.executable}) lacks {' and '.join(missing)}.", how_to_get_venv())
    say(f"Making the Python environment in {environment.name} ...")
    stamp = Stamp(made_here=True)
    environment.mkdir(parents=True)
    write_stamp(environment, stamp)
    code, output = run([sys.executable, "-m", "venv", str(environment)])
    if code:
        stop("The environment could not be made. Python's own last words:", last_lines(output), how_to_get_venv())
    return stamp


def how_to_get_venv() -> str:
    """Return what to install so that an environment can be made."""
    return f"On Debian and Ubuntu: apt install python3-venv (or python{VERSION}-venv); elsewhere: python.org has both."


def install(environment: Path, stamp: Stamp, extras: tuple[str, ...]) -> None:
    """Install the project, so that an edit of its code counts at once, and what it needs."""
    wanted = tuple(sorted({*stamp.extras, *extras}))
    say("Installing journeybook and what it needs; this may take a minute ...")
    write_stamp(environment, stamp._replace(finished=False))
    target = f"{ROOT}[{','.join(wanted)}]" if wanted else str(ROOT)
    flags = ["--quiet", "--no-input", "--disable-pip-version-check"]
    code, output = run([str(python_in(environment)), "-m", "pip", "install", *flags, "--editable", target])
    if code:
        write_stamp(environment, stamp)
        stop("The installation failed. pip's own last words:", last_lines(output), "Run the same command to try again.")
    done = Stamp(stamp.made_here, True, this_place(), needs_of(ROOT), wanted, tuple(packages_in(environment)))
    write_stamp(environment, done)


def run(command: list[str]) -> tuple[int, str]:
    """Run a program out of sight; return its exit code and all that it said."""
    # `user = true` in somebody's pip settings is refused inside an environment.
    surroundings = {**os.environ, "PIP_USER": "0"}
    try:
        result = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=surroundings,
        )
    except OSError as error:
        return 1, str(error)
    return result.returncode, result.stdout.decode("utf-8", "replace")


def last_lines(output: str, count: int = 15) -> str:
    """Return the end of what a program said."""
    return "\n".join(f"    {line}" for line in output.strip().splitlines()[-count:])


def say(sentence: str) -> None:
    """Tell the reader how far things are, apart from the output of the command."""
    print(sentence, file=sys.stderr, flush=True)


def stop(*sentences: str) -> NoReturn:
    """End with sentences instead of a traceback."""
    sys.exit("\n".join(sentences))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("\nStopped. The same command goes on from here.")
        sys.exit(130)
