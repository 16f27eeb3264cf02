"""Problems as SARIF 2.1.0, which code hosts and editors read, with what each rule is about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from journeybook import __version__
from journeybook.output.lines import fingerprints, from_repository
from journeybook.problem import Place, Problem, Severity
from journeybook.rules import all_rules

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "journeybook/v1"


def as_sarif(problems: Sequence[Problem], language: str, root: Path) -> str:
    """One run with the rules that found something, and a result for each problem; columns count characters."""
    above, ids = from_repository(root), sorted({problem.rule for problem in problems})
    found = zip(problems, fingerprints(problems, root), strict=True)
    rules = [_rule(name, language) for name in ids]
    run = {
        "tool": {"driver": {"name": "journeybook", "semanticVersion": __version__, "rules": rules}},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, ids, fingerprint, language, above) for problem, fingerprint in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str, language: str) -> dict[str, Any]:
    """A rule as its docstring explains it; what only the reading of files tells has but its name."""
    rule = all_rules().get(name)
    if rule is None:
        return {"id": name}
    examples = f"```yaml\n{rule.bad}```\n\n```yaml\n{rule.good}```\n"
    return {
        "id": name,
        "shortDescription": {"text": rule.summary.say(language)},
        "fullDescription": {"text": rule.reason.say(language)},
        "help": {"text": rule.reason.say(language), "markdown": f"{rule.reason.say(language)}\n\n{examples}"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(problem: Problem, ids: list[str], fingerprint: str, language: str, above: str) -> dict[str, Any]:
    words = [problem.message.say(language), *([problem.hint.say(language)] if problem.hint else [])]
    found: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": ids.index(problem.rule),
        "level": LEVELS[problem.severity],
        "message": {"text": " ".join(words)},
        "locations": [_location(problem.place, above)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if problem.others:
        others = enumerate(problem.others)
        found["relatedLocations"] = [
            {"id": number, "message": {"text": message.say(language)}, **_location(place, above)}
            for number, (place, message) in others
        ]
    return found


def _location(place: Place, above: str) -> dict[str, Any]:
    region = {
        "startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column,
    }  # fmt: skip
    uri = {"uri": quote(f"{above}{place.file}"), "uriBaseId": "%SRCROOT%"}
    return {"physicalLocation": {"artifactLocation": uri, "region": region}}
