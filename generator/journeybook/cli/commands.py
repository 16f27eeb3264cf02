"""The commands: where each stands, and which of them speak of a language of their own."""

from __future__ import annotations

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "new": "new:new", "check": "reading:check", "format": "tidying:format_", "build": "showing:build",
    "serve": "showing:serve", "measure": "reading:measure", "report": "reporting:report", "draw": "drawing:draw",
    "review": "review:review_", "rules": "reviewing:rules_", "explain": "reviewing:explain", "next": "reviewing:next_",
    "schema": "schema:schema_", "import": "importing:import_", "export": "exporting:export",
    "evidence": "evidence:evidence",
}  # fmt: skip
"""The commands, and where each stands: only the one that is asked for is loaded, since all of them take a second."""
OWN_LANGUAGE = {"draw", "schema", *(f"export {form}" for form in ("cjml", "markdown", "mermaid", "sheet", "ujg"))}
"""The commands whose `--language` is not that of messages."""
