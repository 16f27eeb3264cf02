"""What the page “Bring what you have” shows is tried out, in both languages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import command
from journeybook.load import load
from journeybook.problem import Severity

CONTENT = Path(__file__).parents[1] / "content"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "titles"),
    [("bring-what-you-have.md", {"A loaf by van"}), ("bring-what-you-have.pl.md", {"Bochenek furgonetką"})],
)
def test_each_example_comes_in_as_the_page_says(name: str, titles: set[str], tmp_path: Path) -> None:
    examples = BLOCK.findall((CONTENT / name).read_text("utf-8"))
    assert [kind for kind, _ in examples] == ["csv", "sh", "mermaid", "sh", "yaml", "sh", "xml", "sh"]
    for number, ((_, text), (_, line)) in enumerate(zip(examples[::2], examples[1::2], strict=True)):
        root = tmp_path / str(number)
        (root / "content").mkdir(parents=True)
        (root / "content/book.yml").write_text("format: 1\n", "utf-8")
        program, *arguments = shlex.split(line)
        file = next(each for each in arguments if re.search(r"\.(csv|mmd|yml|xml)$", each))
        (tmp_path / file).write_text(text, "utf-8")
        arguments[arguments.index(file)] = str(tmp_path / file)
        result = CliRunner().invoke(command, ["-C", str(root), *arguments])
        assert (program, result.exit_code) == ("journeybook", 0), result.output
        book, problems = load(root)
        assert [problem for problem in problems if problem.severity is not Severity.ADVICE] == []
        if "personas" in arguments:
            (persona,) = book.personas.values()
            assert (persona.goals, persona.pains) != ((), ())
            assert set(persona.extras.values()) == {"61"}
        else:
            (journey,) = book.journeys.values()
            assert {journey.title.say("en")} == titles
            assert journey.steps[-1].touchpoint.emotion == 2
        if "mermaid" in arguments:
            assert "10:30" in journey.steps[1].touchpoint.title.say("en")
