"""The text of a diagram becomes its title, sections and tasks; each line that mermaid reads otherwise is told of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from msgspec.structs import replace

from journeybook.convert.mermaid import tasks
from journeybook.convert.mermaid.blocks import Block
from journeybook.convert.mermaid.diagram import Diagram, Section, Task, differences
from journeybook.convert.mermaid.front_matter import split_front_matter
from journeybook.convert.mermaid.signs import decoded, shown
from journeybook.convert.mermaid.tasks import Read
from journeybook.convert.report import guessed, line_of, lost, refused
from journeybook.problem import Place, Problem
from journeybook.words import Phrase, phrase

_KEYWORD = re.compile(r"(title|section)(?:\s*[:：]\s*|\s+|$)(.*)", re.IGNORECASE)
_ACC = re.compile(r"(accTitle|accDescr)\s*(?:[:：]\s*(.*)|\{\s*(.*))", re.IGNORECASE)
_START = re.compile(r"journey\b\s*(.*)", re.IGNORECASE)
_NOTE = re.compile(r"\s+(?:%%|#(?=\s)).*$")
_TRAILING = re.compile(r"(?<![#&]\w)(?<![#&]\w\w)(?<![#&]\w{3})(?<![#&]\w{4})(?<![#&]\w{5})(?<![#&]\w{6})[;；\s]+$")
_DIRECTIVE = re.compile(r"%%\{.*?(\}%%|$)")


@dataclass(slots=True)
class Reading:
    """A diagram while it is read: what has been found, and what is open."""

    file: str
    diagram: Diagram
    front_title: str = ""
    acc_title: str = ""
    open: str = ""
    described: list[str] = field(default_factory=list)
    done: list[Diagram] = field(default_factory=list)

    def tell(self, rule: str, message: Phrase, place: Place, hint: Phrase | None = None) -> None:
        """Adds a line to the report."""
        self.diagram.problems.append(lost(rule, message, place, hint))


def diagrams(block: Block, file: str) -> tuple[list[Diagram], list[Problem]]:
    """The user journeys in a block; another kind of diagram is left where it is, with a word about it."""
    title, start, problems = split_front_matter(block.lines, file, block.first)
    lines = [(number, line) for number, line in enumerate(block.lines[start:], block.first + start)]
    found = next(((number, line) for number, line in lines if _speaks(line)), None)
    if found is None or not _START.match(found[1].strip()):
        return [], [*problems, _other_kind(block, file, found)]
    reading = Reading(file, Diagram(line_of(file, *found)), title)
    reading.diagram.problems += problems
    for number, line in lines:
        _line(reading, number, line)
    _finish(reading)
    return reading.done, []


def _speaks(line: str) -> bool:
    bare = _DIRECTIVE.sub("", line.strip("\ufeff \t")).strip()
    return bool(bare) and not bare.startswith(("%", "#"))


def _other_kind(block: Block, file: str, found: tuple[int, str] | None) -> Problem:
    if found is None:
        return refused("mermaid-empty", phrase("Here is no diagram: nothing is written."), line_of(file, block.first))
    word = found[1].split()[0][:40]
    message = phrase("This is a diagram of another kind (“{word}”), not a user journey; it stays as it is.", word=word)
    told = refused if block.alone else guessed
    return told("mermaid-other-diagram", message, line_of(file, *found))


def _line(reading: Reading, number: int, line: str) -> None:
    """Reads one line: what is open first, then what says nothing, then keywords, then tasks."""
    place = line_of(reading.file, number, line)
    text = " ".join(line.strip("\ufeff").split())
    if reading.open:
        _inside(reading, text)
        return
    text = _without_directives(reading, text, place)
    if not text or text.startswith("%") or _is_comment(text):
        return
    if acc := _ACC.match(text):
        _accessible(reading, acc, place)
    elif (start := _START.match(text)) and not tasks.is_whole(text):
        _start(reading, start[1], place, line)
    elif (keyword := _KEYWORD.match(text)) and not _is_task_after_all(reading, text):
        _keyword(reading, keyword[1].lower(), keyword[2].strip(), place, text)
    else:
        _tasks(reading, text, place)


def _is_task_after_all(reading: Reading, text: str) -> bool:
    """Whether a line with a keyword is a task, `title deed signed: 3: Me`; the first one is the title in any case."""
    if re.match(r"(title|section)\s*[:：]", text, re.IGNORECASE) or not tasks.is_whole(text):
        return False
    begun = reading.diagram.title or reading.diagram.sections
    return bool(begun) or not text.lower().startswith("title")


def _is_comment(text: str) -> bool:
    """Whether a line that begins with `#` is a comment; `#1 choice: 4: Me` is a task."""
    return text.startswith("#") and not re.match(r"#\w+;", text) and not (text[1:2].isdigit() and tasks.is_whole(text))


def _inside(reading: Reading, text: str) -> None:
    """A line inside `accDescr { … }` or `%%{ … }%%`."""
    end = "}" if reading.open == "accDescr" else "}%%"
    head, closed, _ = text.partition(end)
    if reading.open == "accDescr":
        reading.described.append(head.strip())
    if closed:
        reading.open = ""


def _without_directives(reading: Reading, text: str, place: Place) -> str:
    if "%%{" not in text:
        return text
    rest = _DIRECTIVE.sub("", text).strip()
    if text.rfind("%%{") > text.rfind("}%%"):
        reading.open = "directive"
    message = phrase("Colours and other looks are left behind: a book has its own.")
    reading.diagram.problems.append(guessed("mermaid-look", message, place))
    return rest


def _accessible(reading: Reading, found: re.Match[str], place: Place) -> None:
    if found[1].lower() == "acctitle":
        reading.acc_title = shown(decoded(found[2] or "")).strip()
    elif found[3] is not None:
        head, closed, _ = found[3].partition("}")
        reading.described = [head.strip()]
        reading.open = "" if closed else "accDescr"
    else:
        reading.described = [shown(decoded(found[2])).strip()]


def _start(reading: Reading, rest: str, place: Place, line: str) -> None:
    """The word `journey`; the first begins the diagram, another one a further diagram."""
    if place != reading.diagram.place:
        _finish(reading)
        reading.diagram = Diagram(place)
        reading.tell("mermaid-second", phrase("A second journey begins here; mermaid refuses the whole."), place)
    elif not line.lstrip("\ufeff \t").startswith("journey"):
        message = phrase("“journey” is read in capital letters too; mermaid refuses the diagram.")
        reading.tell("mermaid-keyword", message, place)
    if rest.strip(" ;"):
        number = place.line
        _line(reading, number, " " * (len(line) - len(rest)) + rest)


def _keyword(reading: Reading, word: str, typed: str, place: Place, text: str) -> None:
    without_note = _NOTE.sub("", typed).strip()
    name = tasks.as_one_line(decoded(_TRAILING.sub("", without_note)))
    if word == "title":
        _title(reading, name, place, text)
        return
    if not name:
        reading.tell(
            "mermaid-section-empty",
            phrase("A section without a name; mermaid takes the next line for its name, or refuses the diagram."),
            place,
        )
    elif _kept(text, "section", ":") != name:
        _otherwise(reading, phrase("section “{name}”", name=name), _kept(text, "section", ":"), place)
    last = reading.diagram.sections[-1] if reading.diagram.sections else None
    if last is None or last.title != name or not name:
        reading.diagram.sections.append(Section(name, place))


def _title(reading: Reading, name: str, place: Place, text: str) -> None:
    if not name:
        message = phrase("A title without words; mermaid takes the next line for the title and loses what it says.")
        reading.tell("mermaid-title-empty", message, place)
        return
    if reading.diagram.title and reading.diagram.title != name:
        message = phrase(
            "A second title; “{title}” is left out, as mermaid does.", title=tasks.brief(reading.diagram.title)
        )
        reading.tell("mermaid-title-twice", message, place)
    if _kept(text, "title", "") != name:
        _otherwise(reading, phrase("title “{name}”", name=name), _kept(text, "title", ""), place)
    reading.diagram.title = name


def _kept(text: str, word: str, stops: str) -> str | None:
    """What mermaid makes of a title or section; None where it refuses it."""
    found = re.match(rf"{word}\s([^#;{stops}]+)(.*)", tasks.with_codes_hidden(text), re.IGNORECASE)
    if found is None or found[2][:1] in {";", ":"}:
        return None
    return tasks.as_one_line(decoded(shown(found[1])))


def _otherwise(reading: Reading, ours: Phrase, theirs: str | None, place: Place) -> None:
    mermaid = phrase("mermaid reads “{theirs}”", theirs=theirs) if theirs else phrase("mermaid refuses the diagram")
    reading.tell("mermaid-line", phrase("Read as {ours}; {mermaid}.", ours=ours, mermaid=mermaid), place)


def _tasks(reading: Reading, text: str, place: Place) -> None:
    """A line of tasks: one, or several parted by semicolons."""
    if not reading.diagram.sections:
        reading.diagram.sections.append(Section("", place))
    parts = _parted(text)
    if len(parts) > 1:
        message = phrase("Read as {count} tasks parted by semicolons; mermaid refuses the diagram.", count=len(parts))
        reading.tell("mermaid-line", message, place)
    elif parts[0] != text.rstrip() and text.rstrip()[-1] != ";":
        message = phrase(
            "“{note}” is taken for a remark and left out.", note=tasks.brief(text[len(parts[0]) :].strip())
        )
        reading.tell("mermaid-remark", message, place)
    for part in parts:
        reading.diagram.sections[-1].tasks.append(Task(Read("", None, ()), place, part))


def _parted(text: str) -> list[str]:
    """The tasks of a line; a semicolon parts only what are whole tasks, else it belongs to the words."""
    bare = _TRAILING.sub("", _without_note(text))
    parts = [part.strip() for part in re.split(r"[;；]", tasks.with_codes_hidden(bare)) if part.strip()]
    parts = [shown(part) for part in parts]
    return parts if len(parts) > 1 and all(tasks.is_whole(part) for part in parts) else [bare]


def _without_note(text: str) -> str:
    """The line without a remark at its end, if what stands before that is a whole task."""
    bare = _NOTE.sub("", text).strip()
    return bare if bare != text and tasks.as_mermaid_pieces(bare) else text


def _finish(reading: Reading) -> None:
    """What can only be said when all lines are known: who takes part, and what each line means."""
    diagram = reading.diagram
    if reading.open:
        message = phrase("What was opened with a brace is never closed; nothing below it was read.")
        reading.tell("mermaid-unclosed", message, diagram.place)
    _named(reading)
    reads = [tasks.as_meant(task.line) for task in diagram.tasks]
    known = {name.casefold() for read in reads for name in read.people if read.score}
    reads = [tasks.as_meant(task.line, known) for task in diagram.tasks]
    first = tasks.with_actors_first(reads)
    final = iter([tasks.actor_first(read) if first else read for read in reads])
    for section in diagram.sections:
        section.tasks = [replace(task, read=next(final)) for task in section.tasks]
    diagram.problems += [problem for task in diagram.tasks for problem in differences(task)]
    reading.done.append(diagram)


def _named(reading: Reading) -> None:
    diagram = reading.diagram
    diagram.summary = " ".join(" ".join(reading.described).split())
    names = [name for name in (diagram.title, reading.front_title, reading.acc_title) if name]
    diagram.title = names[0] if names else ""
    for name in dict.fromkeys(names[1:]):
        if name != diagram.title:
            message = phrase("A second title, “{title}”, is left out: a journey has one.", title=tasks.brief(name))
            reading.tell("mermaid-title-twice", message, diagram.place)
    reading.front_title = reading.acc_title = ""
    reading.described = []
