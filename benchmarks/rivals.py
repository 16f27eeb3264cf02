"""Other programs on as many linked items, where they are installed: StrictDoc and Sphinx-Needs, 24 items a document."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from clock import Clock

ITEMS = 24  # a journey with its phases and touchpoints
NAMES = {"strictdoc": "strictdoc", "sphinx_needs": "sphinx-needs"}


def installed() -> list[str]:
    """The rivals that can be measured here."""
    return [name for name in NAMES if find_spec(name) is not None]


def measured(name: str, documents: int, scratch: Path) -> Clock:
    """One cold build of so many documents."""
    command = {"strictdoc": _strictdoc, "sphinx_needs": _sphinx}[name](documents, scratch)
    clock = Clock()
    with clock.stage(NAMES[name]):
        done = subprocess.run(command, capture_output=True, check=False, cwd=scratch)
    if done.returncode:
        raise SystemExit(done.stderr.decode("utf-8", "replace")[-2000:])
    return clock


def _strictdoc(documents: int, scratch: Path) -> list[str]:
    for document in range(documents):
        items = "\n".join(_requirement(document, item) for item in range(ITEMS))
        (scratch / f"document-{document:04}.sdoc").write_text(
            f"[DOCUMENT]\nTITLE: Document {document}\n\n{items}", "utf-8"
        )
    return [sys.executable, "-m", "strictdoc.cli.main", "export", ".", "--formats", "html"]


def _requirement(document: int, item: int) -> str:
    link = f"RELATIONS:\n- TYPE: Parent\n  VALUE: R-{_other(document, item)}\n" if document else ""
    return f"[REQUIREMENT]\nUID: R-{document}-{item}\nTITLE: Item {item}\nSTATEMENT: I wait and nobody calls.\n{link}"


def _sphinx(documents: int, scratch: Path) -> list[str]:
    names = [f"document-{document:04}" for document in range(documents)]
    for document, name in enumerate(names):
        items = "\n".join(_need(document, item) for item in range(ITEMS))
        (scratch / f"{name}.rst").write_text(f"Document {document}\n================\n\n{items}", "utf-8")
    index = "Measured\n========\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in names)
    (scratch / "index.rst").write_text(index, "utf-8")
    (scratch / "conf.py").write_text('extensions = ["sphinx_needs"]\n', "utf-8")
    return [sys.executable, "-m", "sphinx", "-q", ".", "_site"]


def _need(document: int, item: int) -> str:
    link = f"   :links: R_{_other(document, item).replace('-', '_')}\n" if document else ""
    return f".. req:: Item {item}\n   :id: R_{document}_{item}\n{link}\n   I wait and nobody calls.\n"


def _other(document: int, item: int) -> str:
    chance = random.Random(f"{document} {item}")  # noqa: S311 - no secret
    return f"{chance.randrange(document)}-{chance.randrange(ITEMS)}"


def main(words: Sequence[str]) -> None:
    """Measure the rival that the words name and print it."""
    print(json.dumps(measured(words[0], int(words[1]), Path(words[2])).told()))


if __name__ == "__main__":
    main(sys.argv[1:])
