"""What a million answers cost: journeybook evidence pull against DuckDB alone, and Python alone in bounded memory.

python3 benchmarks/answers.py              with the Python of an environment that has journeybook[data]
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROWS = 1_000_000
METRIC = """title: A million answers
kind: nps
survey:
  source: private/answers.csv
  answer: score
  date: day
  place: shop
  weight: weight
  filter: {lang: [EN, PL], age: {at_least: 18}}
  missing: 99
"""
ALONE = (
    """
import duckdb, sys
question = """
    + '"""'
    + """
    select date_trunc('month', day) as month, shop, sum(weight) filter (score >= 9), sum(weight) filter (score <= 6),
           sum(weight), sum(weight * weight), count(*)
    from read_csv(?) where score <> 99 and lang in ('EN', 'PL') and age >= 18 group by all
"""
    + '"""'
    + """
print(len(duckdb.execute(question, [sys.argv[1]]).fetchall()))
"""
)


def main() -> None:
    """Write the answers, pull them three ways, and print user time and ratio."""
    with tempfile.TemporaryDirectory(prefix="journeybook-answers-") as scratch:
        root = Path(scratch)
        for name, text in {"content/book.yml": "format: 1\n", "content/metrics/m.yml": METRIC}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        answers = root / "private/answers.csv"
        answers.parent.mkdir()
        with answers.open("w", encoding="utf-8") as stream:
            stream.writelines(_lines())
        pull = [sys.executable, "-m", "journeybook", "-q", "-C", scratch, "evidence", "pull", "--engine"]
        alone = _spent([sys.executable, "-c", ALONE, str(answers)])
        print(f"DuckDB alone           {alone:5.2f} s of processor time")
        with_duckdb = _spent([*pull, "duckdb"])
        print(f"pull, with DuckDB      {with_duckdb:5.2f} s, {with_duckdb / alone:.1f} times that")
        first = (root / "content/metrics/m.results.csv").read_bytes()
        print(f"pull, Python alone     {_spent([*pull, 'standard']):5.2f} s")
        print(f"most memory of any     {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:5.0f} MB")
        assert (root / "content/metrics/m.results.csv").read_bytes() == first


def _lines() -> Iterator[str]:
    die = random.Random(1)  # noqa: S311 - answers, no secrets
    scores, languages = [0, 3, 5, 6, 7, 8, 9, 9, 10, 10, 10, 99, ""], ["EN", "PL", "RU"]
    yield "id,day,score,shop,lang,age,weight,comment\n"
    for number in range(ROWS):
        day = f"2026-{die.randint(1, 12):02}-{die.randint(1, 28):02} {die.randint(0, 23):02}:11:22"
        about = f"Shop {die.randint(1, 40)},{die.choice(languages)},{die.randint(16, 90)},{die.uniform(0.2, 3):.3f}"
        yield f'{number},{day},{die.choice(scores)},{about},"some words, and ""more"""\n'


def _spent(command: list[str]) -> float:
    """The least processor time of two runs, in seconds; the whole process counts, its start too."""
    return min(_once(command) for _ in range(2))


def _once(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    began = time.perf_counter()
    main()
    print(f"in all {time.perf_counter() - began:.0f} s")
