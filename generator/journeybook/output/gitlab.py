"""Problems as GitLab's code quality report: shown in the merge request, by what is new and what is mended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from journeybook.output.lines import fingerprints, from_repository
from journeybook.problem import Problem, Severity

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def as_gitlab(problems: Sequence[Problem], language: str, root: Path) -> str:
    """A list of problems; their fingerprints survive lines that move, so that only what is new is called new."""
    above = from_repository(root)
    found = zip(problems, fingerprints(problems, root), strict=True)
    return json.dumps([_entry(*each, language, above) for each in found], ensure_ascii=False, indent=2) + "\n"


def _entry(problem: Problem, fingerprint: str, language: str, above: str) -> dict[str, object]:
    words = [problem.message.say(language), *([problem.hint.say(language)] if problem.hint else [])]
    return {
        "description": " ".join(" ".join(words).split()),  # a single line
        "check_name": problem.rule,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[problem.severity],
        "location": {"path": f"{above}{problem.place.file}", "lines": {"begin": problem.place.line}},
    }
