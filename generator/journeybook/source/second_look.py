"""What YAML reads without complaint and nobody meant: text cut at ` #`, a space forgotten, a dash swallowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from journeybook.problem import Place, Problem, Severity
from journeybook.source.hyphen import missing, with_hyphen
from journeybook.source.lines import (
    HASH_IN_TEXT,
    TEXT_AFTER_HASH,
    abridged,
    in_quotes,
    item_in_quotes,
    line_at,
    quoted,
    shown,
)  # fmt: skip
from journeybook.source.values import TO_FILL, Mapping, Sequence, Span, Value
from journeybook.words import phrase

_LOOSE_NAME = re.compile(r"[a-z_]{2,} ?:[^\s/]|[a-z_]+ ?(?::[\u00a0\u3000]|：)|-[^\W\d_]")
_LOOSE_FEELING = re.compile(r"(?P<title>[^:]*[^\W\d_]):(?P<feeling>[+\-−–]?[0-2](?:[.,][05])?)")
BULLET = re.compile(r"[•‣▪◦·–—−‐‑] ")
_NUMBER = re.compile(r"(\d{1,2}[.)]|o) +(\S.*)")
_HALVES = re.compile(r"\[(?=[^\[\]\n]*\b0,\d)(?=[^\[\]\n]*, )[\d\s.,%−-]*\]")
_DECIMAL = re.compile(r"\b0,\d+")
_SENTENCES = re.compile(r"""\[(?=[^\W\d_a-z])(?=[^\[\]\n]*, [^\W\d_A-Z])(?:[^\[\]{}"'\n#]|(?<=\w)')*\]""")
_CLAUSE = 3  # words behind which one more, in a small letter, goes on rather than begins: [Nobody tells me, why]
_ADDRESS = re.compile(r"(?:https?|mailto|tel|sms|urn|data|doi|file|isbn):")


def loose_texts(loose: Iterable[tuple[str, Span]], text: str, file: str) -> Iterator[Problem]:
    """Problems of unquoted texts on lines of their own: `title:Buying`, `-Item`, and dashes that became text."""
    doubtful = [
        (words, span)
        for words, span in loose
        if ":" in words or span[0] != span[2] or "：" in words or BULLET.match(words) or words[:1] in {"-", TO_FILL}
    ]
    lines = text.split("\n") if doubtful else []
    for words, span in doubtful:
        if words == TO_FILL:
            yield _unfilled(Place(file, *span))
        elif _LOOSE_NAME.match(words) and not _ADDRESS.match(words):
            yield from missing_space(line_at(lines, span[0]), span[0], file)
        elif found := _LOOSE_FEELING.fullmatch(words):
            yield _loose_feeling(found, span, file)
        if BULLET.match(words) and not line_at(lines, span[0])[: span[1] - 1].strip():
            yield bullet(line_at(lines, span[0]), Place(file, span[0], span[1], span[0], span[1] + 1))
        elif span[0] != span[2]:
            yield from _counted(span, lines, file) or _swallowed_dash(span, lines, file)


def _unfilled(place: Place) -> Problem:
    """The sign that stands in our examples for what only their reader knows."""
    words = phrase("Something is still to be written here, in the place of “…”.")
    hint = phrase('Write it, or delete the line. If the three dots are meant, put them in quotes: "…"')
    return Problem("to-fill", Severity.WARNING, words, place, hint)


def _counted(span: Span, lines: list[str], file: str) -> list[Problem]:
    """`1. First` and `2. Second` on lines of their own, or `o First` as word processors put it: one text to YAML."""
    items = [_NUMBER.match(line_at(lines, number).strip()) for number in range(span[0], span[2] + 1)]
    if not all(items) or line_at(lines, span[0])[: span[1] - 1].strip():
        return []
    found = next(item for item in items if item)
    place = Place(file, span[0], span[1], span[0], span[1] + len(found[1]))
    words = phrase("An item of a list begins with a hyphen and a space, not with {sign}.", sign=found[1])
    return [
        Problem("yaml-bullet", Severity.ERROR, words, place, phrase("Write: `{line}`", line=shown(f"- {found[2]}")))
    ]


def _loose_feeling(found: re.Match[str], span: Span, file: str) -> Problem:
    """`I call:2`, which may be a title; most often it is a touchpoint in short form."""
    colon = span[1] + found.end("title")
    words = phrase("A space is missing after the colon; without it this is one long text.")
    hint = phrase("Write: `{line}`", line=shown(f"- {found['title']}: {found['feeling']}"))
    return Problem("yaml-missing-space", Severity.WARNING, words, Place(file, span[0], colon, span[0], colon + 1), hint)


def bullet(line: str, place: Place) -> Problem:
    """The problem of an item that begins with another sign than a hyphen, as word processors put it."""
    words = phrase("An item of a list begins with a hyphen and a space, not with {sign}.", sign=line.strip()[0])
    hint = phrase("Write: `{line}`", line=shown(f"- {line.strip()[1:].strip()}"))
    return Problem("yaml-bullet", Severity.ERROR, words, place, hint)


def missing_space(line: str, number: int, file: str) -> list[Problem]:
    """The problem of a line such as `title:Buying` or `-Item`, if it is one."""
    found = re.fullmatch(
        r"(?P<lead>[ \t\u00a0]*(?:- +)*)(?P<sign>-|[a-z_]+ ?[:：])(?P<space>[\u00a0\u3000]*)(?P<text>.*)", line
    )
    if not found or not _LOOSE_NAME.match(loose := line[found.start("sign") :]) or _ADDRESS.match(loose):
        return []
    place = Place(file, number, found.end("sign"), number, found.end("space") + 1)
    if found["sign"] == "-":
        words = phrase("A space is missing after the dash; without it this is no item of a list.")
    elif found["space"] or "：" in found["sign"]:
        words = phrase("An ordinary colon and an ordinary space are needed after the name; these only look like them.")
    else:
        words = phrase("A space is missing after the colon; without it this is one long text.")
    sign = found["sign"].rstrip(" :：")
    mended = shown(f"{found['lead']}{sign}{'' if sign == '-' else ':'} {found['text'].strip()}")
    hint = phrase("Write: `{line}`", line=mended)
    return [Problem("yaml-missing-space", Severity.ERROR, words, place, hint)]


def _swallowed_dash(span: Span, lines: list[str], file: str) -> list[Problem]:
    for number in range(span[0] + 1, span[2] + 1):
        line = line_at(lines, number)
        column = len(line) - len(line.lstrip()) + 1
        if line[column - 1 : column + 1] == "- " and _begins_list(lines, span, column):
            first = line_at(lines, span[0])
            hint = phrase(
                "Write `{line}`, and begin all hyphens in the same column; if it is one text, put all of it in quotes.",
                line=with_hyphen(first),
            )
            return [missing(first, Place(file, *span[:2], span[0], len(first) + 1), hint)]
        if line[column - 1 : column + 1] == "- ":
            words = phrase("This dash begins no new item: the line starts further right than the text above it.")
            hint = phrase(
                "Start it in the column of the dash above; if it is part of the text, put all of it in quotes."
            )
            place = Place(file, number, column, number, column + 1)
            return [Problem("yaml-indentation", Severity.ERROR, words, place, hint)]
    return []


def _begins_list(lines: list[str], span: Span, column: int) -> bool:
    """Whether a text begins as its own line right where the first item of the list below it should."""
    return span[1] in {column, column + 2} and not line_at(lines, span[0])[: span[1] - 1].strip()


def cut_texts(root: Value, text: str, file: str) -> Iterator[Problem]:
    """Problems of unquoted texts that YAML ends at ` #`, where what follows looks like more of the text.

    A comment is what stands after two spaces or more, or begins with `# `. What begins with a letter or a figure right
    after the sign (`Call #5`), or with a figure after a space (`Call # 5`), is taken for text: nobody loses a word
    silently, and whoever did mean a comment is told how to write it.
    """
    if root is None or not any(TEXT_AFTER_HASH.match(after) for after in text.split(" #")[1:]):
        return
    lines = text.split("\n")
    found = ((number, match) for number, line in enumerate(lines, 1) for match in HASH_IN_TEXT.finditer(line))
    signs = {(number, match.start() + 1) for number, match in found}
    behind = [at for at in signs if line_at(lines, at[0])[: at[1] - 1].rstrip().endswith((",", "[", "{"))]
    for group in _groups(root):
        brackets = line_at(lines, group.span[0])[group.span[1] - 1 :][:1] in {"[", "{"}
        for emptied, span in _texts_of(group):
            if span[2:] in signs and _is_plain(lines, span):
                line = line_at(lines, span[2]) if span[0] == span[2] else ""
                yield cut_text(line, Place(file, span[2], span[3] + 1, span[2], span[3] + 2), emptied, brackets)
        for number, column in _between_items(group, behind) if brackets else ():
            yield cut_text(line_at(lines, number), Place(file, number, column + 1, number, column + 2), "", brackets)


def _between_items(group: Mapping | Sequence, behind: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where in a list in brackets ` #` stands behind a comma, and takes the rest of the line out of the list."""
    for at in behind:
        inside = group.span[:2] < at < group.span[2:]
        if inside and not any(span[:2] <= at < span[2:] for span in _all_texts(group)):
            yield at


def decimal_commas(root: Value, text: str, file: str) -> Iterator[Problem]:
    """Problems of lists such as `[1, 0,56, 0,12]`, in which some commas end an item and some stand for a point."""
    if not _HALVES.search(text):
        return
    lines = text.split("\n")
    for group in _groups(root):
        if isinstance(group, Sequence) and group.span[0] == group.span[2]:
            inside = line_at(lines, group.span[0])[group.span[1] - 1 : group.span[3] - 1]
            for found in _DECIMAL.finditer(inside) if _HALVES.match(inside) else ():
                words = phrase("A comma ends an item here: of `{typed}` the list makes two.", typed=found[0])
                hint = phrase("Write it with a point: {number}", number=found[0].replace(",", "."))
                column = group.span[1] + found.start()
                place = Place(file, group.span[0], column, group.span[0], column + len(found[0]))
                yield Problem("yaml-brackets", Severity.ERROR, words, place, hint)


def cut_sentences(root: Value, text: str, file: str) -> Iterator[Problem]:
    """Problems of lists such as `[I cannot tell, which is mine]`, in which a comma most likely belongs to a sentence.

    What begins in a small letter behind what begins in a capital is taken for its continuation, unless both are short.
    """
    if not _SENTENCES.search(text):
        return
    lines = text.split("\n")
    for group in _groups(root):
        if isinstance(group, Sequence) and group.span[0] == group.span[2]:
            line = line_at(lines, group.span[0])
            items = _SENTENCES.fullmatch(line, group.span[1] - 1, group.span[3] - 1) and _joined(group)
            if items and len(items) < len(group):
                yield _cut_sentence(line, group, items, file)


def _joined(group: Sequence) -> list[str]:
    """The texts of a list, each with what seems to continue it."""
    items: list[str] = []
    for item in group:
        words = str(item)
        behind = items[-1] if items else ""
        goes_on = behind[:1].isupper() and words[:1].islower()
        if goes_on and (" " in words or len(behind.split()) >= _CLAUSE):
            items[-1] = f"{behind}, {words}"
        else:
            items.append(words)
    return items


def _cut_sentence(line: str, group: Sequence, items: list[str], file: str) -> Problem:
    typed = next(item for item, first in zip(items, group, strict=False) if item != first)
    start = max(line.find(typed, group.span[1]), group.span[1])
    mended = line[: group.span[1]] + ", ".join(map(quoted, items)) + line[group.span[3] - 2 :]
    words = phrase("A comma ends an item here: of `{typed}` the list makes more than one.", typed=abridged(typed))
    hint = phrase(
        "If it is one text, put it in quotes: `{line}`; if not, give each item a line of its own with a hyphen.",
        line=shown(mended),
    )
    place = Place(file, group.span[0], start + 1, group.span[0], start + 1 + len(typed))
    return Problem("yaml-brackets", Severity.WARNING, words, place, hint)


def cut_text(line: str, place: Place, emptied: str = "", brackets: bool = False) -> Problem:
    """The problem of a ` #` at the place in the line, which is empty where one line does not hold the whole text.

    `emptied`: the name under which nothing is left; `brackets`: whether it stands in a list in brackets.
    """
    words = phrase("The text ends before `#`: what follows a space and `#` is a comment that nobody sees.")
    if emptied:
        words = phrase(
            "Nothing is left of “{name}”: what follows a space and `#` is a comment that nobody sees.", name=emptied
        )
    hint = phrase("If it is part of a text, put all of it in quotes; if it is a comment, write a space after `#`.")
    if line:
        hint = phrase(
            "If it is part of the text, put the text in quotes: `{line}`; if it is a comment, write a space after `#`.",
            line=item_in_quotes(line, place.column) if brackets else in_quotes(line),
        )
    return Problem("yaml-comment-in-text", Severity.ERROR, words, place, hint)


def _all_texts(group: Value) -> Iterator[Span]:
    """Where the texts in a group are, and those in the groups below it."""
    return (span for below in _groups(group) for _, span in _texts_of(below))


def _texts_of(group: Mapping | Sequence) -> Iterator[tuple[str, Span]]:
    """Where the texts and the empty values of a group are, each behind the name under which nothing stands."""
    if isinstance(group, Mapping):
        found = zip(group, group.values(), group.values_at.values(), strict=False)
    else:
        found = zip([""] * len(group), group, group.items_at, strict=False)
    for name, value, span in found:
        if not isinstance(value, Mapping | Sequence):
            yield name if value is None else "", span


def _groups(root: Value) -> Iterator[Mapping | Sequence]:
    """Every list and every group of entries, in no order."""
    waiting: list[Value] = [root]
    while waiting:
        group = waiting.pop()
        if isinstance(group, Mapping | Sequence):
            yield group
            waiting.extend(group.values() if isinstance(group, Mapping) else group)


def _is_plain(lines: list[str], span: Span) -> bool:
    return line_at(lines, span[0])[span[1] - 1 : span[1]] not in {'"', "'", "|", ">"}
