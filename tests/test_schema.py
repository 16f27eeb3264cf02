"""The schemas say what the reader accepts: tried with check-jsonschema and with the language server of editors."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any, cast

import pytest

from journeybook.cli import main
from journeybook.load import load
from journeybook.load.folder import entity_files
from journeybook.model import Settings
from journeybook.model.fields import documented, field_notes, record_name
from journeybook.model.order import written_order
from journeybook.model.schema import FILES, schema
from journeybook.output.schemas import schema_files, schemas
from journeybook.words import LANGUAGES

ROOT = Path(__file__).parents[1]
FIRST_BOOKS = tuple(f"templates/new/book/{language}" for language in LANGUAGES)
BOOKS = ("", "tests/books/government", "tests/books/stress", "tests/books/ten-lines", *FIRST_BOOKS)
JOURNEY = "title: A\npersona: b\n"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the schema of every kind of file."""
    folder = tmp_path_factory.mktemp("schemas")
    for name, text in schema_files("en").items():
        (folder / name).write_bytes(text.encode())
    return folder


def check_jsonschema(*words: str | Path) -> str:
    """Run check-jsonschema and return what it complains of; nothing if all is well."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *map(str, words)], check=False, capture_output=True, encoding="utf-8"
    )
    return done.stdout + done.stderr if done.returncode else ""


def test_every_schema_is_one(written: Path) -> None:
    assert check_jsonschema("--check-metaschema", *written.glob("*.json")) == ""


@pytest.mark.parametrize("kind", FILES)
def test_every_file_of_every_book_agrees_with_its_schema(kind: str, written: Path) -> None:
    paths = [ROOT / book / "content/book.yml" for book in BOOKS if kind == Settings.noun]
    paths += [path for book in BOOKS for each, path in entity_files(ROOT / book) if each.noun == kind]
    assert paths
    assert check_jsonschema("--schemafile", written / f"{kind}.json", *paths) == ""


@pytest.fixture(scope="module")
def mistakes() -> Callable[[str, str], list[str]]:
    """Return a function that says where a text breaks the schema of its kind, as check-jsonschema would read it."""
    yaml = pytest.importorskip("ruamel.yaml").YAML(typ="safe", pure=True)
    validator = pytest.importorskip("jsonschema").Draft7Validator

    def found(kind: str, text: str) -> list[str]:
        value = json.loads(json.dumps(yaml.load(io.StringIO(text)), default=str))
        errors = validator(schema(FILES[kind])).iter_errors(value)
        return ["/".join(map(str, error.absolute_path)) for error in errors]

    return found


@pytest.mark.parametrize(
    "typed",
    [
        "phases:\n  Using:\n    - I wait: 1\n    - I call\n  Paying: [I pay: −1, 'I go': '0,5']\n",
        "phases:\n  - Using:\n      I wait: -2\n      I call: 0.5\n",
        "phases:\n  Using:\n    stage: use\n    touchpoints:\n      - {title: I wait, emotion: 1}\n",
        "phases:\n  - title: {en: A, pl: B}\n    touchpoints:\n      - title: 2026\n        channel: pigeon\n",
        "phases:\n  - Using: [I wait]\nx-own: {a: [1]}\ntags: one\nother_personas: [a, b]\nreview_every: 12 months\n",
        "phases:\n  - Using: [I wait]\nexpect: {measure: mean, at_least: '0,5'}\nlinks: https://example.com\n",
    ],
)
def test_what_may_be_typed_for_a_journey_agrees(typed: str, mistakes: Callable[[str, str], list[str]]) -> None:
    assert mistakes("journey", JOURNEY + typed) == []


@pytest.mark.parametrize(
    ("kind", "typed", "place"),
    [
        ("journey", JOURNEY, ""),
        ("journey", JOURNEY + "phases:\n  Using:\n    - I wait: 3\n", "phases"),
        ("journey", JOURNEY + "phases:\n  - Using:\n      - titel: I wait\n", "phases"),
        ("journey", JOURNEY + "phases:\n  A: [b]\nstatus: lve\n", "status"),
        ("journey", JOURNEY + "phases:\n  A: [b]\nstatsu: live\n", ""),
        ("persona", "name: Ola\ndecision_role: boss\n", "decision_role"),
        ("persona", "name: [Ola]\n", "name"),
        ("persona", "name: {en: Ola, to: x, name: y}\n", "name"),
        ("promise", "title: Fast\n", ""),
        ("metric", "title: T\nresults: [{value: many}]\n", "results"),
        ("evidence", "title: T\ndate: 31.12.2026\n", "date"),
        ("actor", "title: T\nstage: onstage\n", "stage"),
        ("action", "title: T\neffort: 6\n", "effort"),
        ("book", "format: 2\n", "format"),
    ],
)
def test_what_the_reader_refuses_is_marked(
    kind: str, typed: str, place: str, mistakes: Callable[[str, str], list[str]]
) -> None:
    assert mistakes(kind, typed) == [place]


def test_every_field_stands_in_the_schema_with_its_sentence() -> None:
    whole = [schema(kind) for kind in FILES.values()]
    found = {
        name: form["properties"] for each in whole for name, form in each["definitions"].items() if "properties" in form
    }
    found |= {kind: each["properties"] for kind, each in zip(FILES, whole, strict=True)}
    for record in documented():
        properties = found[record_name(record)]
        assert list(properties) == list(written_order(record))
        told = {note.name: note.told.say("en") for note in field_notes(record)}
        assert {name: form["description"] for name, form in properties.items()} == told


def test_choices_are_enumerated_and_said() -> None:
    stage = schema(FILES["actor"])["properties"]["stage"]
    assert stage["enum"] == ["frontstage", "backstage", "partner", "technology"]
    assert len(stage["enumDescriptions"]) == 4


def told(value: object) -> Iterator[str]:
    """Give every description and title of a schema."""
    if isinstance(value, dict):
        yield from (value[name] for name in ("description", "title") if isinstance(value.get(name), str))
        yield from (text for inner in value.values() for text in told(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in told(inner))


@pytest.mark.parametrize("kind", FILES)
def test_all_that_a_schema_tells_is_said_in_polish_too(kind: str) -> None:
    english, polish = set(told(schema(FILES[kind]))), set(told(schema(FILES[kind], "pl")))
    assert [words for words in english & polish if words.endswith(".")] == []
    assert english - polish


def test_the_command_prints_or_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*words: str) -> str:
        """Run the command in an empty folder and return what it printed."""
        with pytest.raises(SystemExit) as end:
            main(["-C", str(tmp_path), "-q", *words])
        assert end.value.code == 0
        return capsys.readouterr().out

    assert json.loads(run("schema", "persona")) == schema(FILES["persona"])
    assert list(json.loads(run("schema"))) == list(FILES)
    assert run("schema", "-o", str(tmp_path / "all")) == ""
    assert {path.name for path in (tmp_path / "all").iterdir()} == {f"{kind}.json" for kind in FILES}
    run("schema", "actor", "--language", "pl", "-o", str(tmp_path / "one"))
    assert json.loads((tmp_path / "one/actor.json").read_text("utf-8")) == schema(FILES["actor"], "pl")


def test_a_book_offers_its_languages_and_its_ids() -> None:
    book, _ = load(ROOT)
    found = schemas("en", book, with_ids=True)
    assert list(found["promise"]["definitions"]["text"]["anyOf"][1]["properties"]) == ["en", "pl"]
    assert found["journey"]["properties"]["persona"]["anyOf"][0]["enum"] == list(book.personas)
    goals = found["action"]["properties"]["addresses"]["anyOf"][1]["anyOf"][0]["enum"]
    assert {"late-invoice", "loan-15-minutes", next(iter(book.steps))} <= set(goals)
    assert schemas("en")["journey"]["properties"]["persona"]["type"] == ["string", "number"]


class Editor:
    """An editor with the language server behind it: as much of the protocol as it takes to ask what it thinks."""

    def __init__(self, command: str, root: Path, schemas: dict[str, str]) -> None:
        self.root, self.asked = root, 0
        self.settings = {"yaml": {"schemas": schemas, "schemaStore": {"enable": False}}}
        self.complaints: dict[str, list[Any]] = {}
        self.process = subprocess.Popen([command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        folder = {"uri": root.as_uri(), "name": "book"}
        can = {"workspace": {"configuration": True, "workspaceFolders": True}}
        self.ask("initialize", {"rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": can})
        self.tell("initialized", {})

    def send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def tell(self, method: str, params: object) -> None:
        self.send({"method": method, "params": params})

    def receive(self) -> dict[str, Any]:
        """Return the server's next message; answer its questions and keep its complaints on the way."""
        assert self.process.stdout
        size = 0
        while line := self.process.stdout.readline().strip():
            size = int(line.partition(b":")[2]) if line.lower().startswith(b"content-length") else size
        message = cast("dict[str, Any]", json.loads(self.process.stdout.read(size)))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.complaints[message["params"]["uri"]] = message["params"]["diagnostics"]
        if "method" in message and "id" in message:
            items = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
            self.send({"id": message["id"], "result": [self.settings.get(item["section"], {}) for item in items]})
        return message

    def ask(self, method: str, params: object) -> Any:
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while (message := self.receive()).get("id") != self.asked or "method" in message:
            pass
        return message.get("result")

    def open(self, name: str, text: str) -> list[str]:
        """Open a file and return its complaints as `line: message`, sorted."""
        uri = (self.root / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self.complaints:
            self.receive()
        found = self.complaints.pop(uri)
        return sorted(f"{each['range']['start']['line'] + 1}: {each['message']}" for each in found)

    def offered(self, name: str, line: int, column: int) -> list[str]:
        """Return what the editor offers to complete at a place, lines and columns from 1."""
        place = {"line": line - 1, "character": column - 1}
        document = {"uri": (self.root / name).as_uri()}
        result = self.ask("textDocument/completion", {"textDocument": document, "position": place})
        return [item["label"] for item in result["items"]]

    def told(self, name: str, line: int, column: int) -> str:
        """Return what the editor tells of a word when the mouse rests on it."""
        place = {"line": line - 1, "character": column - 1}
        document = {"uri": (self.root / name).as_uri()}
        result = self.ask("textDocument/hover", {"textDocument": document, "position": place})
        return str(result["contents"]["value"])


@pytest.fixture(scope="module")
def editor(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Return an editor that knows the schemas of a book; skip where there is no language server, fail so in CI."""
    command = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
    if command is None:
        reason = "no yaml-language-server here: npm install --global yaml-language-server"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    root = tmp_path_factory.mktemp("edited")
    shutil.copytree(written, root / "schemas")
    known = {
        (written / "journey.json").as_uri(): "journeys/*.yml",
        (written / "metric.json").as_uri(): "*/metrics/*.yml",
    }
    opened = Editor(command, root, known)
    yield opened
    opened.ask("shutdown", None)
    opened.tell("exit", {})
    opened.process.communicate(timeout=20)


@pytest.mark.parametrize("path", sorted((ROOT / "journeys").glob("*.yml")), ids=lambda path: path.stem)
def test_the_editor_has_nothing_to_say_of_good_journeys(path: Path, editor: Editor) -> None:
    assert editor.open(f"journeys/{path.name}", path.read_text("utf-8")) == []


def test_the_editor_marks_mistakes_where_they_are(editor: Editor) -> None:
    text = dedent(
        """
        titel: A
        persona: b
        status: lve
        phases:
          - title: A
            touchpoints:
              - I wait: 3
              - title: B
                chanel: x
        """
    ).lstrip()
    assert editor.open("journeys/mistakes.yml", text) == [
        "1: Property titel is not allowed.",
        '3: Value is not accepted. Valid values: "draft", "validated", "live", "retired".',
        "7: Value is above the maximum of 2.",
        "9: Property chanel is not allowed.",
    ]


def test_the_editor_offers_what_fits(editor: Editor) -> None:
    text = "title: A\npersona: b\nstatus: \n\nphases:\n  - title: A\n    touchpoints:\n"
    text += "      - title: B\n        channel: \n        \n"
    editor.open("journeys/offers.yml", text)
    assert editor.offered("journeys/offers.yml", 3, 9) == ["draft", "validated", "live", "retired"]
    assert {"goal", "owner", "context"} <= set(editor.offered("journeys/offers.yml", 4, 1))
    assert "title" not in editor.offered("journeys/offers.yml", 4, 1)
    assert {"web", "phone", "review_site"} <= set(editor.offered("journeys/offers.yml", 9, 18))
    assert editor.offered("journeys/offers.yml", 10, 9)[:3] == ["id", "emotion", "owner"]


def test_the_editor_tells_what_a_field_means(editor: Editor) -> None:
    editor.open("journeys/told.yml", "title: A\npersona: b\nphases:\n  A:\n    - I wait: 1\n")
    assert "Whose journey it is." in editor.told("journeys/told.yml", 2, 3)


def test_a_line_in_the_file_names_its_schema(editor: Editor) -> None:
    text = "# $schema: ../../schemas/persona.json\nnam: Ola\n"
    assert editor.open("content/personas/with-line.yml", text) == ["2: Property nam is not allowed."]
    assert editor.open("content/personas/without.yml", "nam: Ola\n") == []
