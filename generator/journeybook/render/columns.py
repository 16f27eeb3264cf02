"""Names of columns for a style sheet, which puts them before cells where a table's rows become cards."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

_SIGNS = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": " "})


def labels(names: Iterable[object]) -> str:
    """The names of all columns but the first, which needs none: `--c2:'Verdict';--c3:'Why'`; tags are left out."""
    return ";".join(f"--c{at}:{label(name)}" for at, name in enumerate(names, 1) if at > 1)


def label(name: object) -> str:
    """A name as a text of CSS."""
    words = name.striptags() if isinstance(name, Markup) else " ".join(str(name).split())
    return f"'{words.translate(_SIGNS)}'"
