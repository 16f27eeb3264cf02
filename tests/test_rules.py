"""Every rule by its own docstring: it explains itself, fires on its bad example at that place, not on its good one."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from journeybook import rules
from journeybook.load import load
from journeybook.model import KINDS
from journeybook.pages import findings
from journeybook.problem import Problem, Severity
from journeybook.rules.reading import TOLD_ONLY
from journeybook.rules.rule import EXPECT, FAMILIES, STATUSES, Rule
from journeybook.rules.run import everything, looked_at

ALL = rules.all_rules()
DAY = date(2026, 11, 22)
FILE = re.compile(r"^# file: (\S+)\n", re.MULTILINE)
TOP_LEVEL = re.compile(r"^\{?([a-z_]+):|, ([a-z_]+):", re.MULTILINE)
NEEDED = {
    "journeys/": (("persona", "persona: anna\n"), ("phases", "phases: {Using: [I use it]}\n")),
    "content/promises/": (("text", "text: We keep our word\n"),),
}
FOLDERS = {kind.noun: kind.folder for kind in KINDS}
MENDED_BY = {"persona": "name: Somebody\n", "promise": "text: We keep our word\n", "journey": "title: A way\n"}
MOST_ROUNDS = 4
SHOWN = {ord("⇥"): "\t", ord("⍽"): "\u00a0"}
"""Signs that stand for others which nobody would see."""


def files_in(example: str) -> dict[str, str]:
    """Return the files of an example by path, each with the line numbers it has there."""
    head, *parts = FILE.split(example)
    assert not head.strip(), f"an example begins with “# file: …”, this one with: {head}"
    return dict(zip(parts[::2], parts[1::2], strict=True))


def expected_in(example: str) -> set[tuple[str, str, int]]:
    """Return rule, file and line of everything that an example says is wrong."""
    found = set()
    for file, text in files_in(example).items():
        for number, line in enumerate(text.splitlines(), start=1):
            marked = EXPECT.search(line)
            for name in marked[0].partition("# expect: ")[2].split(", ") if marked else ():
                found.add((name, file, number))
    return found


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write the files of an example without its marks, completed with what every file of its kind needs."""
    for name, text in {"content/book.yml": "format: 1\n", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(completed(name, EXPECT.sub("", text).translate(SHOWN)), "utf-8")


def completed(name: str, text: str) -> str:
    """Return a file's text with the least that makes it readable; nothing is added before what is there."""
    typed = {key for found in TOP_LEVEL.finditer(text) for key in found.groups() if key}
    missing = [
        line for folder, lines in NEEDED.items() if name.startswith(folder) for key, line in lines if key not in typed
    ]
    return (text if text.endswith("\n") or not text else text + "\n") + "".join(missing)


def problems_of(root: Path, files: Mapping[str, str]) -> list[Problem]:
    """Return all that reading and the rules say of an example; what it refers to and does not write is made up."""
    write(root, files)
    for _ in range(MOST_ROUNDS):
        book, told = load(root, DAY)
        made_up = dict(_made_up(told, files))
        if not made_up:
            break
        write(root, {**files, **made_up})
        files = {**files, **made_up}
    text = {name: (root / name).read_text("utf-8") for name in files}
    look = looked_at(book, ALL, lambda file: text.get(file, ""), told)
    return everything(look, ALL, told)


def _made_up(told: tuple[Problem, ...], files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Files for ids that nothing stands for, as the message names them."""
    for problem in told:
        if problem.rule == "unknown-reference" and problem.severity is Severity.ERROR:
            params = dict(problem.message.params)
            noun, target = str(getattr(params["noun"], "singular", "")).replace(" ", "-"), str(params["target"])
            name = f"{FOLDERS[noun]}/{target}.yml" if noun in FOLDERS else ""
            if name and name not in files:
                yield name, MENDED_BY.get(noun, f"title: {target}\n")


def mistakes(found: list[Problem], rule: Rule) -> list[Problem]:
    """Return the errors, but for titles that an example leaves out because its rule is about something else."""
    left_out = {"without-title"} - {rule.name}
    return [each for each in found if each.severity is Severity.ERROR and each.rule not in left_out]


def named(rule: Rule) -> str:
    return rule.name


every_rule = pytest.mark.parametrize("rule", ALL.values(), ids=named)


def test_there_are_at_least_sixty_rules_in_every_family() -> None:
    assert len(ALL) >= 60
    assert {rule.family for rule in ALL.values()} == set(FAMILIES)


@every_rule
def test_a_rule_explains_itself(rule: Rule) -> None:
    told = rule.explained
    assert re.fullmatch(r"[A-Z“].{10,120}[^.]\.", told.summary), "one sentence that fits a line"
    assert told.reason.endswith((".", "!", "?")) and len(told.reason) > 20
    assert "{" not in told.summary + told.reason, "braces would be taken for something to fill in"
    assert rule.bad and rule.good and rule.bad != rule.good
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.severity in Severity and rule.status in STATUSES


@every_rule
def test_a_bad_example_says_where(rule: Rule) -> None:
    assert rule.name in {name for name, _, _ in expected_in(rule.explained.bad)}
    assert expected_in(rule.good) == set()
    assert "# expect" not in rule.bad


@every_rule
def test_a_rule_fires_on_its_bad_example_and_there_alone(rule: Rule, tmp_path: Path) -> None:
    bad = rule.explained.bad
    found = problems_of(tmp_path, files_in(bad))
    own = {(each.rule, each.place.file, each.place.line) for each in found if each.rule == rule.name}
    assert {each for each in own if each[1] in files_in(bad)} == {
        each for each in expected_in(bad) if each[0] == rule.name
    }
    marked = {(file, line) for _, file, line in expected_in(bad)}
    errors = mistakes(found, rule)
    assert [each for each in errors if (each.place.file, each.place.line) not in marked] == [], "one mistake is enough"
    light, words = json.loads(json.dumps(findings.told(found)))
    assert findings.known(light, lambda: words) == found, "a build can remember it"


@every_rule
def test_a_rule_keeps_silent_on_its_good_example(rule: Rule, tmp_path: Path) -> None:
    good = files_in(rule.good)
    found = problems_of(tmp_path, good)
    assert [each for each in found if each.rule == rule.name and each.place.file in good] == []
    assert mistakes(found, rule) == []


@pytest.mark.parametrize("rule", [rule for rule in ALL.values() if not rule.reading], ids=named)
def test_a_rule_keeps_silent_on_what_hangs_on_a_file_that_cannot_be_read(rule: Rule, tmp_path: Path) -> None:
    good = files_in(rule.good)
    assert good
    for name in good:
        found = problems_of(tmp_path / name.replace("/", "-"), {**good, name: good[name] + "\nzzz: 1\n"})
        assert [each for each in found if each.rule == rule.name and each.place.file in good] == []


@pytest.mark.parametrize(
    ("metric", "standard", "hint"),
    [
        ("kind: time\nunit: мин", "at_most: 15 минут", None),
        ("kind: time\nresults: [{value: 9}]", "at_most: 15 минут", "Say in content/metrics/m.yml … unit: min"),
        ("kind: money\nunit: PLN", "at_most: 15 EUR", "Write the number in PLN, for example at_most: 15 PLN"),
        ("kind: rate\nresults: [{value: 97 %}]", "at_least: 95", "write for example at_least: 95 %"),
        ("kind: time", "at_most: 15 min", None),
    ],
)
def test_a_standard_in_another_unit_is_told_with_what_to_write(
    metric: str, standard: str, hint: str | None, tmp_path: Path
) -> None:
    files = {
        "content/promises/p.yml": f"text: We call you back\nstandard: {{metric: m, {standard}}}\n",
        "content/metrics/m.yml": f"title: M\n{metric}\n",
    }
    told = [each for each in problems_of(tmp_path, files) if each.rule == "standard-in-another-unit"]
    hints = [each.hint.say() for each in told if each.hint]
    assert len(hints) == (hint is not None)
    assert all(part in found for found in hints for part in (hint or "").split(" … "))


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        (
            "kind: rate\nresults: [{value: 95, n: 10}]",
            "“M” cannot be 95: it lies between 0 and 1. Write it as a share: 95 %",
        ),
        ("kind: rate\ntarget: 90", "“M” cannot be 90: it lies between 0 and 1. Write it as a share: 90 %"),
        ("kind: csat\nresults: [{value: 82}]", "“M” cannot be 82: it lies between 0 and 10. Write it as a share: 82 %"),
        ("kind: csat\nscale: {min: 1, max: 100}\nresults: [{value: 82}]", None),
        (
            "kind: ces\nresults: [{value: 8.5}]",
            "“M” cannot be 8.5: it lies between 0 and 7. Correct the figure, or say what",
        ),
        (
            "kind: nps\nresults: [{value: 149}]",
            "“M” cannot be 149: it lies between −100 and 100. Correct the figure, or say",
        ),
        ("kind: nps\ntarget: 50 %\nresults: [{value: 49 %}]", None),
        ("kind: rate\nunit: '%'\ntarget: 99\nresults: [{value: 95}]", None),
        ("kind: money\nresults: [{value: -12000}]", None),
    ],
)
def test_a_figure_that_cannot_be_is_told_with_what_to_write(metric: str, told: str | None, tmp_path: Path) -> None:
    found = problems_of(tmp_path, {"content/metrics/m.yml": f"title: M\n{metric}\n"})
    said = [
        f"{each.message.say()} {each.hint.say()}"
        for each in found
        if each.rule == "figure-that-cannot-be" and each.hint
    ]
    assert len(said) == (told is not None)
    assert all(each.startswith(told or "") for each in said)


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ("target: 95\nresults: [{value: 0.95}]", "this is 0.95%, hardly 95%. If 95% is meant, write: 95 %"),
        ("target: 0.9\nresults: [{value: 87}]", "this is 0.90%, hardly 90%. If 90% is meant, write: 90 %"),
        ("better: higher\nresults: [{value: 0.875}]", "this is 0.88%, hardly 88%. If 88% is meant, write: 87.5 %"),
        ("better: higher\nresults: [{value: 0.3}]", None),  # orders of those who look
        ("better: lower\ntarget: 0.2\nbaseline: 0.9\nresults: [{value: 0.3}]", None),  # parcels that get lost
        ("better: lower\ntarget: 0.2\nbaseline: 1.5\nresults: [{value: 0.3}, {value: 0}]", None),
        ("target: 95\nresults: [{value: 1}, {value: 0.01}]", None),
    ],
)  # fmt: skip
def test_a_share_typed_as_0_95_of_a_metric_in_per_cent_is_told_with_what_may_be_meant(
    metric: str, told: str | None, tmp_path: Path
) -> None:
    found = problems_of(tmp_path, {"content/metrics/m.yml": f"title: M\nkind: rate\nunit: '%'\n{metric}\n"})
    said = [
        f"{each.message.say()} {each.hint.say()}"
        for each in found
        if each.rule == "share-below-one-per-cent" and each.hint
    ]
    assert said == ([f"With the unit %, {told}"] if told else [])


def test_a_result_is_held_against_the_promise_where_its_metric_has_no_target(tmp_path: Path) -> None:
    files = {
        "content/metrics/m.yml": "title: M\nkind: rate\nunit: '%'\nresults: [{value: 0.95}]\n",
        "content/promises/p.yml": "text: We come\nstandard: {metric: m, at_least: 95 %}\n",
    }
    assert "share-below-one-per-cent" in {each.rule for each in problems_of(tmp_path, files)}


def told_below(folder: str) -> Iterator[str]:
    """Give every rule that a layer below the rules names where it makes a problem, and every name of YAML's there."""
    for path in (Path(rules.__file__).parents[1] / folder).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {"Problem", "report"}:
                yield from (str(each.value) for each in node.args[:1] if isinstance(each, ast.Constant))
            elif isinstance(node, ast.Constant) and re.fullmatch("yaml(-[a-z]+)+", str(node.value)):
                yield str(node.value)


@pytest.mark.parametrize(
    ("name", "told"),
    [("flor", ["Did you mean “Flour”?"]), ("beach", ["Take the line out, or write “beach”"]), ("flour", [])],
)
def test_a_name_that_no_tag_has_is_told_with_what_to_write(name: str, told: list[str], tmp_path: Path) -> None:
    files = {
        "content/book.yml": f"tag_names:\n  oven: in the oven\n  {name}: A name\n",
        "content/promises/a.yml": "text: A.\ntags: [Flour, oven]\n",
    }
    found = [each for each in problems_of(tmp_path, files) if each.rule == "tag-name-unused"]
    assert [each.place.line for each in found] == [3 for _ in told]
    assert all(each.hint and each.hint.say("en").startswith(words) for each, words in zip(found, told, strict=True))


def test_whatever_reading_tells_is_explained() -> None:
    told = {name for folder in ("source", "load", "model") for name in told_below(folder)}
    assert len(told) > 30
    assert told - ALL.keys() - set(TOLD_ONLY) == set()


def test_what_is_explained_is_told() -> None:
    written = "".join(path.read_text("utf-8") for path in Path(rules.__file__).parents[1].rglob("*.py"))
    assert [name for name, rule in ALL.items() if rule.reading and f'"{name}"' not in written] == []
