"""What is typed wrong on the command line is told in the reader's language, by click too."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click
import pytest

from journeybook.cli import command, main, parted
from journeybook.cli.address import checked
from journeybook.cli.call import Call, language_of
from journeybook.cli.commands import OWN_LANGUAGE
from journeybook.cli.usage import in_words, language_in, speak
from journeybook.convert.sheet import FIELDS
from journeybook.files.refusal import refusal
from journeybook.words import paragraphs

Write = Callable[[Mapping[str, str | bytes]], Path]


def told(*words: str, **environment: str) -> str:
    """Return what the command says of these words, typed where nothing else names a language."""
    named = {"JOURNEYBOOK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}
    plain = {name: value for name, value in os.environ.items() if name not in named}
    command = [sys.executable, "-m", "journeybook", *words]
    done = subprocess.run(command, capture_output=True, env={**plain, **environment, "PYTHONUTF8": "1"}, check=False)
    assert done.returncode == 2
    return done.stderr.decode()


def test_usage_is_told_in_the_language_of_the_system() -> None:
    told_in_polish = told("check", "--changd-since", "main", LANG="pl_PL.UTF-8")
    assert "Nie ma opcji '--changd-since'. Czy chodziło o '--changed-since'?" in told_in_polish
    assert "Usage" not in told_in_polish
    assert "No such option '--changd-since'." in told("check", "--changd-since", "main", LANG="C.UTF-8")


def test_usage_is_told_in_the_language_asked_for() -> None:
    assert "'sheet' nie jest żadną z wartości: " in told("--language", "pl", "check", "--format", "sheet")
    assert "Ścieżka '/no/such' nie istnieje." in told("--language=pl", "check", "/no/such")
    assert "Nie ma folderu „/no/such”." in told("--language", "pl", "-C", "/no/such", "check")
    assert "There is no folder “/no/such”." in told("--language", "en", "-C", "/no/such", "check", LANG="pl_PL")


def test_the_nearest_command_is_told_where_there_is_none_of_a_name() -> None:
    assert "Error: No such command 'chek'. Did you mean 'check'?" in told("--language", "en", "chek")
    assert "Błąd: Nie ma polecenia 'biuld'. Czy chodziło o 'build'?" in told("--language", "pl", "biuld")
    assert told("--language", "ru", "xyz").endswith("Команды 'xyz' нет.\n")


def test_a_language_that_is_not_spoken_is_told_with_those_that_are() -> None:
    assert "Invalid value for '--language': 'de' is not one of 'en', 'pl', 'ru'." in told("--language", "de", "check")
    assert "'de' nie jest żadną z wartości: 'en', 'pl', 'ru'." in told("check", "--language=de-AT", LANG="pl_PL.UTF-8")
    assert "'de' is not one of 'en', 'pl', 'ru'." in told("schema", "journey", "--language", "de")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("check -q -C book --as-of 2026-11-26 x.yml", "-q -C book --as-of 2026-11-26 check x.yml"),
        ("new book --language=pl --quiet --root=a b", "--quiet --root=a --language=pl new book b"),
        ("draw map --language pl -q", "-q draw --language pl map"),
        ("-C draw check --language pl", "-C draw --language pl check"),
        ("--language en export cjml --language pl", "--language en export cjml --language pl"),
        ("--language en export --language pl cjml x", "--language en export cjml --language pl x"),
        ("export json --language pl -q --as-of=2026-11-26", "-q --as-of=2026-11-26 --language pl export json"),
        ("export -q --language=pl json", "-q --language=pl export json"),
        ("evidence pull --language pl nps", "--language pl evidence pull nps"),
        ("explain -q -- -C --quiet", "-q explain -- -C --quiet"),
        ("check -q --as-of", "-q --as-of"),
    ],
)
def test_what_every_command_takes_may_stand_behind_its_name(typed: str, meant: str) -> None:
    ours, rest = parted(typed.split())
    assert [*ours, *rest] == meant.split()


def test_a_command_with_an_option_of_the_same_name_keeps_it() -> None:
    ours = {name for each in command.params for name in each.opts} - {"--version"}
    own = {(name, option) for name, found in leaves() for each in found.params for option in {*each.opts} & ours}
    assert own == {(name, "--language") for name in OWN_LANGUAGE}


@pytest.mark.parametrize("option", ["--language pl", "--language=pl", "--as-of 2026-11-26", "-q", "-C book"])
def test_a_common_option_may_stand_behind_every_word_of_every_command(option: str) -> None:
    for name, _ in leaves():
        words = name.split()
        for place in range(1, len(words) + 1):
            ours, rest = parted([*words[:place], *option.split(), *words[place:]])
            own = "language" in option and name in OWN_LANGUAGE
            assert (ours, rest) == (([], [*words, *option.split()]) if own else (option.split(), words))


def leaves(above: click.Group = command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Give every command that does something, with the words that name it."""
    for each in above.list_commands(click.Context(above)):
        found = above.get_command(click.Context(above), each)
        assert found is not None
        yield from leaves(found, f"{name}{each} ") if isinstance(found, click.Group) else [(f"{name}{each}", found)]


@pytest.mark.parametrize(
    ("names", "language"),
    [
        ({"LANG": "pl_PL.UTF-8"}, "pl"),
        ({"LANG": "pl_PL.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "pl.UTF-8"}, "pl"),
        ({"LANG": "de_DE", "JOURNEYBOOK_LANGUAGE": "pl"}, "pl"),
        ({"LANG": "de_DE@euro"}, "en"),
    ],
)
def test_the_language_is_that_of_the_environment(
    names: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("JOURNEYBOOK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert language_of(None) == language
    assert language_of("en-GB") == "en"


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        (["--language", "pl", "check"], "pl"),
        (["-q", "--language=pl"], "pl"),
        (["--language"], None),
        (["check"], None),
    ],
)
def test_the_language_is_found_before_anything_is_read(typed: list[str], language: str | None) -> None:
    assert language_in(typed) == language


def test_commands_in_messages_are_told_as_this_one_was_typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my book" / "content").mkdir(parents=True)
    (tmp_path / "my book" / "content" / "book.yml").touch()
    elsewhere = Call(tmp_path / "my book", "en", None, quiet=False)
    said = "Run: journeybook check --fix, journeybook new book NAME"
    monkeypatch.delenv("JOURNEYBOOK_TYPED", raising=False)
    assert Call(tmp_path, "en", None, quiet=False).as_typed(said) == said
    monkeypatch.setenv("JOURNEYBOOK_TYPED", "python3 run.py")
    assert elsewhere.as_typed(said) == 'Run: python3 run.py -C "my book" check --fix, python3 run.py new book NAME'
    monkeypatch.chdir(tmp_path / "my book" / "content")
    assert elsewhere.as_typed(said) == "Run: python3 run.py check --fix, python3 run.py new book NAME"


@pytest.mark.parametrize(
    "theirs", ["  12 | title: journeybook check", "Write `journeybook check`", "„journeybook check” is no id"]
)
def test_words_of_somebody_else_stay_as_they_are(theirs: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JOURNEYBOOK_TYPED", "python3 run.py")
    assert Call(tmp_path, "en", None, quiet=False).as_typed(theirs) == theirs


@pytest.mark.parametrize(
    "words", [["check"], ["rules"], ["explain", "no-such-rule-at-all"], ["review"], ["check", "-x"]]
)
def test_every_command_names_others_as_it_was_called_itself(words: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "journeybook", *words],
        capture_output=True, check=False, cwd=tmp_path, env={**os.environ, "JOURNEYBOOK_TYPED": "python3 run.py"},
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode()
    assert "python3 run.py " in said
    assert "journeybook " not in said


@pytest.fixture
def english_again() -> Iterator[None]:
    """Have click speak English after a test that had it speak something else."""
    yield
    speak("en")


def every(above: click.Group = command) -> Iterator[click.Command]:
    """Give the command and all below it."""
    yield above
    for name in above.list_commands(click.Context(above)):
        found = above.get_command(click.Context(above), name)
        assert found is not None
        yield from every(found) if isinstance(found, click.Group) else [found]


def help_of(found: click.Command) -> list[str]:
    """Return each paragraph, and each line of a list, that `--help` says of a command and its options."""
    of_options = [each.help for each in found.params if isinstance(each, click.Option)]
    texts = [text for text in (found.help, found.short_help, found.epilog, *of_options) if text]
    assert len(of_options) == len(list(filter(None, of_options))), found.name
    return [part for text in texts for part in (text.split("\n") if text.startswith("\b") else paragraphs(text))]


@pytest.mark.usefixtures("english_again")
def test_all_help_is_told_in_the_language_of_messages() -> None:
    english = [text for found in every() for text in help_of(found)]
    speak("pl")
    polish = [text for found in every() for text in help_of(in_words(found))]
    names = {"\b", ", ".join(FIELDS)}  # what is typed as it stands in every language
    assert len(english) == len(polish) > 150
    assert [text for text, told in zip(english, polish, strict=True) if text == told and text not in names] == []


@pytest.mark.usefixtures("english_again")
@pytest.mark.parametrize("words", [["--help"], ["import", "sheet", "-h"], ["draw", "--help"], ["new", "persona", "-h"]])
def test_help_is_polish_to_the_last_word(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("en", "pl"):  # the one that was spoken before leaves nothing behind
        capsys.readouterr()
        with pytest.raises(SystemExit):
            main(["--language", language, *words])
    told = capsys.readouterr().out
    assert "Pokaż tę pomoc i zakończ." in told
    assert not {"the", "Options:", "Usage:", "Commands:", "TEXT", "PATH", "FILE", "[OPTIONS]"} & set(told.split())


def ended(*words: str, into: str = os.devnull) -> tuple[int, str]:
    """Return the exit code of a command whose output goes into a file, and what it says beside that."""
    with Path(into).open("w") as output:
        done = subprocess.run(
            [sys.executable, "-m", "journeybook", "--language", "en", *words],
            stdout=output, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"}, check=False,
        )  # fmt: skip
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("words", [["check"], ["export", "json"]])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full here")
def test_a_full_disk_is_no_mistake_of_ours(words: list[str], write_book: Write) -> None:
    root = write_book({"journeys/x.yml": "title: X\npersona: ann\nphases: [{title: A, touchpoints: [I wait]}]\n"})
    code, said = ended("-C", str(root), *words, into="/dev/full")
    assert code == 1
    assert said == "There is no room left where this is written. Make room, then type the same again.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_is_full_before_the_end_cuts_nothing_off_in_silence(
    unbuffered: str, write_book: Write, tmp_path: Path
) -> None:
    import resource

    root, place = write_book({}), tmp_path / "schema.json"
    with place.open("w") as output:
        done = subprocess.run(
            [sys.executable, "-m", "journeybook", "-C", str(root), "--language", "en", "schema", "journey"],
            stdout=output, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": unbuffered}, check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        )  # fmt: skip
    assert (done.returncode, place.stat().st_size) == (1, 1000)
    assert done.stderr.startswith(b"There is no room left where this is written.")


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.EACCES, "your account may not do that"),
        (errno.EROFS, "what is there can only be read"),
        (errno.ENOTDIR, "a file is where a folder is needed"),
        (errno.EISDIR, "a folder is where a file is needed"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_why_the_machine_says_no_is_told_in_our_words_and_names_command_nothing(number: int, why: str) -> None:
    told = refusal(OSError(number, os.strerror(number), "journeys/\n::error::\x1b[2J.yml"))
    assert told is not None
    assert told.say() == f"journeys/::error::[2J.yml could not be read or written: {why}."


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("words", [["report", "management"], ["build"]])
def test_a_link_that_leads_to_itself_is_no_place_for_what_is_written(words: list[str], write_book: Write) -> None:
    root = write_book({"journeys/x.yml": "title: X\npersona: ann\nphases: [{title: A, touchpoints: [I wait]}]\n"})
    (root / "circle").symlink_to("circle")
    said = told("--language", "en", "-C", str(root), *words, "-o", str(root / "circle/x"))
    assert "could not be read or written: " in said


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="a device of POSIX")
def test_what_goes_to_a_device_is_sent_through_it(write_book: Write) -> None:
    root = write_book({"journeys/x.yml": "title: X\npersona: ann\nphases: [{title: A, touchpoints: [I wait]}]\n"})
    command = [sys.executable, "-m", "journeybook", "--language", "en", "-C", str(root), "report", "management"]
    straight, through = (
        subprocess.run([*command, *more], capture_output=True, env={**os.environ, "PYTHONUTF8": "1"}, check=True).stdout
        for more in ([], ["-o", "/dev/stdout"])
    )
    assert b"# " in straight and straight == through


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_files_that_are_links_are_checked_and_tidied_where_they_stand(
    write_book: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    journey = "title: X\npersona: ann\nphases: [{title: 'A', touchpoints: [I wait]}]\n"
    root = write_book({"shared/own.yml": journey, "journeys/y.yml": journey})
    (root / "journeys/circle.yml").symlink_to("circle.yml")
    (root / "journeys/x.yml").symlink_to("../shared/own.yml")
    (root / "latest.md").symlink_to("first.md")
    written = ["report", "management", "-o", str(root / "latest.md")]
    for words in (["format"], ["check", str(root / "journeys/y.yml")], written):
        with pytest.raises(SystemExit) as ended:
            main(["-C", str(root), *words])
        assert ended.value.code == 0
    assert (root / "journeys/x.yml").is_symlink()
    assert (root / "latest.md").is_symlink() and (root / "first.md").is_file()
    assert (root / "shared/own.yml").read_text() == (root / "journeys/y.yml").read_text() != journey


@pytest.mark.parametrize("most", [20_000, 60_000])
@pytest.mark.skipif(os.name != "posix", reason="limits are those of POSIX")
def test_a_build_without_room_for_it_says_so_wherever_the_room_ends(most: int, write_book: Write) -> None:
    root = write_book({"journeys/x.yml": "title: X\npersona: ann\nphases: [{title: A, touchpoints: [I wait]}]\n"})
    limited = f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{limited}; from journeybook.cli import main; main(sys.argv[1:])",
         "-q", "-C", str(root), "build"], capture_output=True, check=False,
        env={**os.environ, "PYTHONUTF8": "1", "JOURNEYBOOK_LANGUAGE": "en"},
    )  # fmt: skip
    said = "There is no room left where this is written. Make room, then type the same again.\n"
    assert (done.returncode, done.stderr.decode()) == (1, said)
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("template", "line", "why"),
    [
        ("one\n{% for each in %}", 2, "Expected an expression, got 'end of statement block'"),
        ("one\ntwo\n{{ nobody }}", 3, "'nobody' is undefined"),
        ("{{ 1 + 'a' }}", 1, "unsupported operand type(s) for +: 'int' and 'str'"),
        ("{% include 'nowhere.j2' %}", 1, "nowhere.j2"),
    ],
)
def test_a_template_of_the_book_that_goes_wrong_is_told_with_its_line(
    template: str, line: int, why: str, write_book: Write
) -> None:
    journey = "title: X\npersona: ann\nphases: [{title: A, touchpoints: [I wait]}]\n"
    root = write_book({"journeys/x.yml": journey, "templates/pages/journey.html.j2": template})
    code, said = ended("-q", "-C", str(root), "build")
    file = root / "templates/pages/journey.html.j2"
    assert said.startswith(f"The book’s own template {file} went wrong in line {line}: {why}")
    assert said.endswith("Mend it, or delete it: then ours is used.\n")
    assert code == 1


def test_a_port_that_is_taken_is_told_before_anything_is_built(write_book: Write) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, said = ended("-C", str(write_book({})), "serve", "--address", f"127.0.0.1:{port}")
    assert code == 1
    assert said == f"Port {port} is taken. Stop what uses it, or add: --address 127.0.0.1:{port + 1}\n"


@pytest.mark.parametrize(
    "address", ["foo", ":99999", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "house:8000", "1:²"]
)
def test_what_is_no_address_is_told_in_the_language_of_messages(address: str) -> None:
    said = told("serve", "--address", address, LANG="pl_PL.UTF-8")
    assert f"„{address}” nie jest adresem z numerem portu. Napisz na przykład 127.0.0.1:8001." in said


@pytest.mark.parametrize("address", ["localhost:8000", "127.0.0.1:1", "[::1]:65535", "0.0.0.0:8000"])
def test_what_is_an_address_passes(address: str) -> None:
    assert checked(click.Context(click.Command("serve")), click.Option(["--address"]), address) == address
