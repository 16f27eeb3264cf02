"""Reports as those who read them have published their form: SARIF's schema, GitLab's list of fields, our own schema."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft7Validator  # type: ignore[import-untyped]

from journeybook import rules
from journeybook.load import load
from journeybook.load.text import text_of
from journeybook.output.problems import FORMATS
from journeybook.output.report_schema import report_schema
from journeybook.problem import Problem

ROOT = Path(__file__).parents[1]
SARIF = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
MISTAKES = {
    "content/book.yml": "languages: [en, pl]\n",
    "journeys/one.yml": "titel: Paying\npersona: nobody\nphases:\n  Zażółć: [I pay: 7]\n",
    "journeys/Zażółć gęślą.yml": "title: A\npersona: anna\n",
    "journeys/two.yml": "title: 等\npersona: anna\nstatus: live\nowner: nobody\nphases: {A: [I wait: -2, I go: 2]}\n",
    "journeys/three.yml": "title: [\n",
    "content/promises/fast.yml": "text: We answer quickly\n",
}
# What GitLab's documentation of the code quality report asks for.
GITLAB: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "pattern": "^[^\n]+$"},
            "check_name": {"type": "string", "pattern": "^[a-z-]+$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!/|\\./|.*\\\\)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module", params=["full of mistakes", "stress"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sequence[Problem]]:
    """Return the folder of a book and all that is wrong with it."""
    root = ROOT / "tests/books/stress"
    if request.param != "stress":
        root = tmp_path_factory.mktemp("book")
        for name, text in MISTAKES.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
    problems = rules.checked(*load(root), text_of(root))
    assert {problem.severity.value for problem in problems} == {"error", "warning", "advice"}
    return root, problems


def reports(book: tuple[Path, Sequence[Problem]], form: str) -> Iterator[Any]:
    """Return the report of a book, of no problem at all, and the first again in Polish."""
    root, problems = book
    yield json.loads(FORMATS[form](problems, "en", root))
    yield json.loads(FORMATS[form]((), "en", root))
    yield json.loads(FORMATS[form](problems, "pl", root))


def node_modules() -> Iterator[Path]:
    """Return the folders in which packages of Node.js may lie."""
    yield from (Path(folder) for folder in os.environ.get("NODE_PATH", "").split(os.pathsep) if folder)
    command = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
    if command:  # the other package that is installed for the tests
        yield Path(command).parent / "node_modules"
        yield from (folder for folder in Path(command).resolve().parents if folder.name == "node_modules")


@pytest.fixture(scope="module")
def sarif() -> Draft4Validator:
    """Return SARIF's published schema; skip where it is not installed, fail so in CI."""
    found = next((path for folder in node_modules() if (path := folder / SARIF).is_file()), None)
    if found is None:
        reason = "no schema of SARIF here: npm install --global @microsoft/jest-sarif"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return Draft4Validator(json.loads(found.read_text("utf-8")), format_checker=Draft4Validator.FORMAT_CHECKER)


def test_sarif_is_as_its_schema_says(book: tuple[Path, Sequence[Problem]], sarif: Draft4Validator) -> None:
    for report in reports(book, "sarif"):
        assert [error.message for error in sarif.iter_errors(report)] == []
    report["runs"][0]["results"][0]["level"] = "bad"
    assert [error.message for error in sarif.iter_errors(report)] != [], "what is wrong is found"


def test_gitlab_gets_the_fields_it_asks_for(book: tuple[Path, Sequence[Problem]]) -> None:
    for report in reports(book, "gitlab"):
        assert [error.message for error in Draft7Validator(GITLAB).iter_errors(report)] == []
        assert len({entry["fingerprint"] for entry in report}) == len(report)


def test_json_is_as_our_own_schema_says(book: tuple[Path, Sequence[Problem]]) -> None:
    schema = report_schema("en")
    Draft7Validator.check_schema(schema)
    for report in reports(book, "json"):
        assert [error.message for error in Draft7Validator(schema).iter_errors(report)] == []
        assert not report["problems"] or report["problems"][0].keys() == _problem(schema).keys()


def _problem(schema: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = schema["properties"]["problems"]["items"]["properties"]
    return fields


def test_json_and_gitlab_differ_between_languages_in_sentences_alone(book: tuple[Path, Sequence[Problem]]) -> None:
    for form, spoken in (("json", {"message", "hint"}), ("gitlab", {"description"})):
        english, _, polish = reports(book, form)
        assert silent(english, spoken) == silent(polish, spoken)
        assert english != polish


def silent(value: Any, spoken: set[str]) -> Any:
    """Return the value without what is said in a reader's language."""
    if isinstance(value, dict):
        return {key: silent(each, spoken) for key, each in value.items() if key not in spoken}
    return [silent(each, spoken) for each in value] if isinstance(value, list) else value
