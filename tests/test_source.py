from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from journeybook.problem import Place, Problem, Severity
from journeybook.source import Mapping, Sequence, Span, Value, events, place_of, read

FILE = "journeys/late.yml"
JARGON = re.compile(r"\b(?:mapping|scalar|token|block|sequence|node|flow|anchor|alias|parser|None|dict|str)\b")

# What an author typed, the rule, line and column of the first problem, and some of its words, hint included.
MISTAKES: list[tuple[str, str, int, int, str]] = [
    # a colon inside a text
    ("title: Journey: buying\n", "yaml-colon-in-text", 1, 15, '`title: "Journey: buying"`'),
    ('quote: He said: "no"\n', "yaml-colon-in-text", 1, 15, "`quote: 'He said: \"no\"'`"),
    ('a: it\'s: "x"\n', "yaml-colon-in-text", 1, 8, "`a: 'it''s: \"x\"'`"),
    ("a: 1\nb: c: d: e\n", "yaml-colon-in-text", 2, 5, '`b: "c: d: e"`'),
    ("title: One: two  # mine\n", "yaml-colon-in-text", 1, 11, '`title: "One: two"  # mine`'),
    ("phases:\n  Using:\n    - I think: oh no: -2\n", "yaml-colon-in-text", 3, 21, '`- "I think: oh no": -2`'),
    ("phases:\n  Paying: late:\n    - x\n", "yaml-colon-in-text", 2, 15, '`"Paying: late":`'),
    ("title: {en: Pay: late}\n", "yaml-colon-in-text", 1, 16, "between brackets"),
    # what an example leaves open
    ("title: …\n", "to-fill", 1, 8, 'put them in quotes: "…"'),
    ("a:\n  - x\n  - …\n", "to-fill", 3, 5, "or delete the line"),
    ("a: {en: A, pl: …}\n", "to-fill", 1, 16, "Write it"),
    # brackets that close nothing
    ("a: 1\n]\n", "yaml-brackets", 2, 1, "Delete this line."),
    ("phases:\n  Using:\n    - I call: 2\n    }\n", "yaml-brackets", 4, 5, "Delete this line."),
    (f"{'k' * 2000}: 1\n", "yaml-colon-in-text", 1, 2001, "far too long"),
    ("title: “Journey: buying”\n", "yaml-smart-quotes", 1, 16, '`title: "Journey: buying"`'),
    # text lost behind a hash
    ("title: Call #5\n", "yaml-comment-in-text", 1, 13, '`title: "Call #5"`'),
    ("title: Ring # 5 times\n", "yaml-comment-in-text", 1, 13, '`title: "Ring # 5 times"`'),
    ("title: Zażółć #tag\n", "yaml-comment-in-text", 1, 15, '`title: "Zażółć #tag"`'),
    ("colour: #0072B2\n", "yaml-comment-in-text", 1, 9, '`colour: "#0072B2"`'),
    ("pains:\n  - #1 is slow\n", "yaml-comment-in-text", 2, 5, '`- "#1 is slow"`'),
    ("phases:\n  Using:\n    - Call #5: 2\n", "yaml-comment-in-text", 3, 12, '`- "Call #5": 2`'),
    ("a: 1\nCall #5: 2\n", "yaml-comment-in-text", 2, 6, '`"Call #5": 2`'),
    ("a: text #5\n  goes on\n", "yaml-comment-in-text", 1, 9, "put all of it in quotes"),
    ("a: long\n  text #5\n", "yaml-comment-in-text", 2, 8, "put all of it in quotes"),
    ("a: [x #5, y]\nb: 1\n", "yaml-comment-in-text", 1, 7, '`a: ["x #5", y]`'),
    ("a: {t: Call #2, emotion: 1}\n", "yaml-comment-in-text", 1, 13, '`a: {t: "Call #2", emotion: 1}`'),
    ("a: {t: #1 call,\n  b: 1}\nc: 1\n", "yaml-comment-in-text", 1, 8, '`a: {t: "#1 call",`; if it is a comment'),
    ("a: {t: #1\nb: 1\n", "yaml-comment-in-text", 1, 8, "swallows a comma or a bracket"),
    ("a: [one, #two, three,\n  four]\n", "yaml-comment-in-text", 1, 10, '`a: [one, "#two", three,`'),
    ("a: [\n  one,\n  two # not three ],\n  four\n", "yaml-comment-in-text", 3, 7, '`"two # not three" ],`'),
    ("a: [{b: 1, #2,\n  d: 3}, e]\n", "yaml-comment-in-text", 1, 12, '`a: [{b: 1, "#2",`'),
    # signs at the beginning
    ("a: @home\n", "yaml-special-character", 1, 4, '`a: "@home"`'),
    ("a: `code`\n", "yaml-special-character", 1, 4, '`a: "`code`"`'),
    ("a: %5\n", "yaml-special-character", 1, 4, '`a: "%5"`'),
    ("%a: 5\n", "yaml-special-character", 1, 1, '`"%a": 5`'),
    ("a: & more\n", "yaml-special-character", 1, 4, '`a: "& more"`'),
    ("a: *bold* text\n", "yaml-special-character", 1, 4, '`a: "*bold* text"`'),
    ("a: *bold text\n", "yaml-special-character", 1, 4, '`a: "*bold text"`'),
    ("- *bold*: x\n", "yaml-special-character", 1, 3, '`- "*bold*: x"`'),
    ("a: | text\n", "yaml-special-character", 1, 4, '`a: "| text"`'),
    ("a: > 5 minutes\n", "yaml-special-character", 1, 4, '`a: "> 5 minutes"`'),
    ("a: [x](y)\n", "yaml-special-character", 1, 4, '`a: "[x](y)"`'),
    ("pains:\n  - [ ] call back\n", "yaml-special-character", 2, 5, '`- "[ ] call back"`'),
    ("a: {% if x %}\n", "yaml-special-character", 1, 4, '`a: "{% if x %}"`'),
    ("a: {x} y\n", "yaml-special-character", 1, 4, '`a: "{x} y"`'),
    ("a: , x\n", "yaml-special-character", 1, 4, '`a: ", x"`'),
    ("a: ] x\n", "yaml-special-character", 1, 4, '`a: "] x"`'),
    ("a: ? why\n", "yaml-special-character", 1, 4, '`a: "? why"`'),
    ("pains:\n  - ? why\n", "yaml-special-character", 2, 5, '`- "? why"`'),
    ("a: - b\n", "yaml-special-character", 1, 4, "on the next line"),
    ("emotion: - 2\n", "yaml-special-character", 1, 10, "`emotion: -2`"),
    ("a: !<x y\n", "yaml-special-character", 1, 4, '`a: "!<x y"`'),
    ("%YAML 2.0\n---\na: 1\n", "yaml-special-character", 1, 1, "instruction to programs"),
    # what books do not use
    ("a: !important thing\n", "yaml-tag", 1, 4, '`a: "!important thing"`'),
    ("a: !!python/object/apply:os.system [x]\n", "yaml-tag", 1, 4, "instruction to programs"),
    ("!!set {a: 1}\n", "yaml-tag", 1, 1, "instruction to programs"),
    ("a: &x 1\n", "yaml-anchor", 1, 4, '`a: "&x 1"`'),
    ("a: &x {b: 1}\n", "yaml-anchor", 1, 4, "`&x`"),
    ("&x a: 1\n", "yaml-anchor", 1, 1, "`&x`"),
    ("a: 1\nb: *x\n", "yaml-alias", 2, 4, '`b: "*x"`'),
    ("a:\n  <<: 5\n", "yaml-merge-key", 2, 3, "Write the entries out here"),
    ("a: 1\n---\nb: 2\n", "yaml-many-documents", 2, 1, "file of its own"),
    ("a: 1\n...\nb: 2\n", "yaml-many-documents", 3, 1, "file of its own"),
    ("? [a, b]\n: 1\n", "yaml-unreadable-name", 1, 3, "Brackets"),
    ("? {a: 1}\n: 1\n", "yaml-unreadable-name", 1, 3, "Brackets"),
    ("[a, b]: 1\n", "yaml-unreadable-name", 1, 1, "Brackets"),
    ("a: {b: 0,5}\n", "yaml-brackets", 1, 8, "of `0,5` only `0` is read. Write it with a point: 0.5"),
    ("a: {b: −48,5 h, c: 1}\n", "yaml-brackets", 1, 8, "Write it with a point: −48.5 h"),
    ("a: {b: 1,200}\n", "yaml-brackets", 1, 8, "Write 1200 or 1.2, whichever you mean."),
    ("a: {b: 1,200.50, c: 1}\n", "yaml-brackets", 1, 8, "of `1,200.50` only `1` is read. Write: 1200.50"),
    ("a: {b: 1.200,50 min}\n", "yaml-brackets", 1, 8, "Write: 1200.50 min"),
    ("a: {b: 1,200,000}\n", "yaml-brackets", 1, 8, "Write: 1200000"),
    ("a: {b: 24,000 calls a month}\n", "yaml-brackets", 1, 11, "put all of that text in quotes"),
    ("a: [1, 0,56, 0]\n", "yaml-brackets", 1, 8, "of `0,56` the list makes two. Write it with a point: 0.56"),
    ("a: [Nobody says, when he rings]\n", "yaml-brackets", 1, 5, '`a: ["Nobody says, when he rings"]`; if not'),
    ("a: [Don't know when, or why, It's I]\n", "yaml-brackets", 1, 5, """["Don't know when, or why", "It's I"]"""),
    ("a: {{ name }}\n", "yaml-unreadable-name", 1, 5, '`a: "{{ name }}"`'),
    (": 1\n", "yaml-unreadable-name", 1, 1, "Nothing stands before"),
    ('"": 1\n', "yaml-unreadable-name", 1, 1, "Nothing stands before"),
    # names twice, or that only look right
    ("title: A\nscore: 1\ntitle: B\n", "yaml-duplicate-key", 3, 1, "`title`"),
    ('{"a": 1, "a": 2}\n', "yaml-duplicate-key", 1, 10, "`a`"),
    ("żółć: 1\nz\u0307o\u0301łc\u0301: 2\n", "yaml-duplicate-key", 2, 1, "a second time"),
    ("z\u0307: 1\nż: 2\n", "yaml-duplicate-key", 2, 1, "a second time"),
    ("na\u200bme: x\n", "yaml-hidden-character", 1, 1, "`name:`"),
    ("\u202ename: x\n", "yaml-hidden-character", 1, 1, "`name:`"),
    ("a:\n\u00a0\u00a0b: 1\n", "yaml-hidden-character", 2, 1, "not an ordinary one"),
    ("a: 1\n\u00a0b: c: 1\n", "yaml-hidden-character", 2, 1, "not an ordinary one"),
    ("nаme: x\n", "yaml-look-alike", 1, 1, "`name`"),
    ("“title”: x\n", "yaml-smart-quotes", 1, 1, "`title:`"),
    # spaces and colons forgotten
    ("title:Hello\nx: 1\n", "yaml-missing-space", 1, 6, "`title: Hello`"),
    ("phases:\n  Using:\n    - I call:2\n", "yaml-missing-space", 3, 13, "`- I call: 2`"),
    ("phases:\n  Using:\n    - I call:−1,5\n", "yaml-missing-space", 3, 13, "`- I call: −1,5`"),
    ("x: 1\ntitle:Hello\n", "yaml-missing-space", 2, 6, "`title: Hello`"),
    ("x: 1\ntitle:Hello\ny: 2\n", "yaml-missing-space", 2, 6, "`title: Hello`"),
    ("x:\n  title:Hello\n", "yaml-missing-space", 2, 8, "`title: Hello`"),
    ("x:\n  - title:Hello\n    y: 2\n", "yaml-missing-space", 2, 10, "`- title: Hello`"),
    ("title:\u00a0Hello\n", "yaml-missing-space", 1, 6, "`title: Hello`"),
    ("title： Hello\n", "yaml-missing-space", 1, 6, "`title: Hello`"),
    ("title: {en:Hello, pl:Cześć}\n", "yaml-missing-space", 1, 9, "`en: Hello`"),
    ("-a\n-b\n", "yaml-missing-space", 1, 1, "`- a`"),
    ("x:\n  -id: a\n", "yaml-missing-space", 2, 3, "`- id: a`"),
    ("x:\n  - a\n  -b\n", "yaml-missing-space", 3, 3, "`- b`"),
    ("x:\n  - a\n -b\n", "yaml-missing-space", 3, 2, "`- b`"),
    ("x:\n  • slow\n  • rude\n", "yaml-bullet", 2, 3, "`- slow`"),
    ("x:\n  – slow\n", "yaml-bullet", 2, 3, "`- slow`"),
    ("x:\n  * slow\n", "yaml-bullet", 2, 3, "`- slow`"),
    ("x:\n  - slow\n  • rude\n", "yaml-bullet", 3, 3, "`- rude`"),
    ("a: 1\nb\nc: 2\n", "yaml-missing-colon", 2, 1, "`b:`"),
    ("a: 1\nb = 2\n", "yaml-missing-colon", 2, 1, "`b: 2`"),
    ("a = 1\n[b]\n", "yaml-missing-colon", 1, 1, "`a: 1`"),
    ("phases:\n  Using\n    - x: 2\n", "yaml-missing-colon", 2, 3, "`Using:`"),
    # quotation marks and brackets
    ('a: "x\nb: 1\n', "yaml-unclosed-quote", 1, 4, '`a: "x"`'),
    ('a: "x\nb: "y"\n', "yaml-unclosed-quote", 1, 4, '`a: "x"`'),
    ("a: 'Tis late\nb: 1\n", "yaml-unclosed-quote", 1, 4, '`a: "\'Tis late"`'),
    ('a: "Quote" she said\n', "yaml-text-after-quote", 1, 12, "`a: '\"Quote\" she said'`"),
    ("a: 'it's fine'\n", "yaml-text-after-quote", 1, 8, '`a: "it\'s fine"`'),
    ('a: "a "new" tariff"\n', "yaml-text-after-quote", 1, 8, "`a: 'a \"new\" tariff'`"),
    ('a: "Yes" or "no"\n', "yaml-text-after-quote", 1, 10, '`a: \'"Yes" or "no"\'`'),
    ('a: "x\n  y" z\n', "yaml-text-after-quote", 2, 6, "to the end of the text"),
    ('a: "x"\n  y\n', "yaml-text-after-quote", 2, 3, "to the end of the text"),
    ("a: [1, 2\nb: 1\n", "yaml-brackets", 1, 4, "`a: [1, 2]`"),
    ("a: {x: 1\nb: 1\n", "yaml-brackets", 1, 4, "`a: {x: 1}`"),
    ('{"a": 1,\n "b": 2\n', "yaml-brackets", 1, 1, "Write } where"),
    ("[\n", "yaml-brackets", 1, 1, "Write ] where"),
    ("a: [1, 2]]\n", "yaml-brackets", 1, 10, "`a: [1, 2]`"),
    ("a: [1, 2}\n", "yaml-brackets", 1, 9, "closed by }"),
    ('a: ["x" "y"]\n', "yaml-brackets", 1, 9, "comma is missing"),
    ("title: {en: I wait, then pay}\n", "yaml-brackets", 1, 21, "`then pay`"),
    ('a: "C:\\path"\n', "yaml-escape", 1, 7, "`a: 'C:\\path'`"),
    ('a: "\\ud800"\n', "yaml-escape", 1, 5, "Type the character"),
    ('a: "\\e[31m"\n', "yaml-control-character", 1, 4, "U+001B"),
    ('a: "x\\0"\n', "yaml-control-character", 1, 4, "U+0000"),
    # pasted from elsewhere
    ("a:\n  1. Waiting\n  2. Music\n", "yaml-bullet", 2, 3, "`- Waiting`"),
    ("a:\n  - b:\n      o Waiting\n      o Music\n", "yaml-bullet", 3, 7, "not with o"),
    ("Etap;Punkt styku;Ocena\nP;B;3\n", "yaml-top-level", 1, 1, "journeybook import sheet"),
    ("a:\n  b: >\n  I call\n  and wait\n", "yaml-indentation", 3, 3, "further right than `b: >`"),
    ("a: 1\nb: -\nc: 1\n", "yaml-special-character", 2, 4, "behind the colon empty"),
    ("```yaml\na: 1\n```\n", "yaml-special-character", 1, 1, "Delete it, and the other line of its kind."),
    ("// mine\na: 1\n", "yaml-missing-colon", 1, 1, "`# mine`"),
    ("a: 1\n/* mine */\nb: 1\n", "yaml-missing-colon", 2, 1, "`# mine`"),
    ("a:\n  - b: 1\n  – c: 1\n", "yaml-bullet", 3, 3, "`- c: 1`"),
    ("a: 1\n=======\nb: 1\n", "yaml-conflict-marker", 2, 1, "it was left behind"),
    ("a: 1\n>>>>>>> main\nb: 1\n", "yaml-conflict-marker", 2, 1, "then delete it"),
    # where lines begin
    ("a:\n\tb: 1\n", "yaml-tab", 2, 1, "Replace it by spaces"),
    ("a: 1\n\tb: 2\n", "yaml-tab", 2, 1, "Replace it by spaces"),
    ("a:\n  b: 1\n  \tc: 2\n", "yaml-tab", 3, 3, "Replace it by spaces"),
    ("a: |\n\tx\n", "yaml-tab", 2, 1, "Replace it by spaces"),
    ("a:\n  b: 1\n c: 2\n", "yaml-indentation", 3, 2, "column 1, like `a:`, or in column 3, like `b: 1`"),
    ("x:\n  - a\n - b\n", "yaml-indentation", 3, 2, "column 3, like `- a`"),
    ("x:\n - a\n  - b\n", "yaml-indentation", 3, 3, "no new item"),
    ("a: 1\n  b: 2\n", "yaml-indentation", 2, 3, "right below `a: 1`"),
    ("a: x\n  y\n  z: w\n", "yaml-indentation", 3, 3, "right below `a: x`"),
    (" a: 1\nb: 2\n", "yaml-indentation", 1, 1, "Delete the spaces: `a: 1`"),
    ("- a\nb: 1\n", "yaml-indentation", 2, 1, "same column"),
    ("a:\n    B b: 1\n  - c: 2\n", "yaml-bullet", 2, 5, "`- B b: 1`"),
    ("a:\n  - title: B\n    owner: x\n  title: C\n  - d: 1\n", "yaml-bullet", 4, 3, "`- title: C`"),
    ("a:\n  - title: B\n  owner: x\n", "yaml-indentation", 3, 3, "same column"),
    ("a:\n- Bb\nCc\n- Dd\n", "yaml-bullet", 3, 1, "`- Cc`, or begin the line further right"),
    ("a:\n  - b\n  c d\n  - e\n", "yaml-bullet", 3, 3, "`- c d`, or begin the line further right"),
    ("a:\n- b\nc d\ne: 1\n", "yaml-missing-colon", 3, 1, "`c: d`"),
    ("a:\n    Bb\n  - c: 1\n", "yaml-bullet", 2, 5, "`- Bb`"),
    ("a:\n  Bb\n  - Cc\n", "yaml-bullet", 2, 3, "`- Bb`, and begin all hyphens in the same column"),
    ("a:\n  c: 1\n  - b\n", "yaml-indentation", 3, 3, "same column"),
    ("a: |\n    x\n  y\nb: 1\n", "yaml-indentation", 3, 3, "further left"),
    # files as a whole
    ("", "yaml-empty", 1, 1, "empty"),
    ("# later\n", "yaml-empty", 1, 1, "empty"),
    ("---\n", "yaml-empty", 1, 1, "empty"),
    ("- a\n- b\n", "yaml-top-level", 1, 1, "begins with a list"),
    ("# mine\n\njust text\n", "yaml-top-level", 3, 1, "`title: just text`"),
    ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> theirs\n", "yaml-conflict-marker", 1, 1, "Two people"),
    ("x: |\n  y\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n", "yaml-conflict-marker", 3, 1, "Two people"),
    ("a: x\u2028y\n", "yaml-hidden-character", 1, 5, "U+2028"),
    ("a: x\u202ey\n", "yaml-hidden-character", 1, 5, "U+202E"),
    ("a: 1\n\ufeffb: 2\n", "yaml-hidden-character", 2, 1, "U+FEFF"),
    ("a: x\x07y\n", "yaml-control-character", 1, 5, "U+0007"),
    ("a: 1\n\x0bb: 2\n", "yaml-control-character", 2, 1, "U+000B"),
    ("[" * 40, "yaml-too-deep", 1, 33, "32 levels"),
    ("- " * 40, "yaml-too-deep", 1, 65, "32 levels"),
]

# Bytes that are no UTF-8 text, and the rule, line and column, and some words of what is said of them.
FOREIGN: list[tuple[bytes, str, int, int, str]] = [
    ("title: x\nname: zażółć\n".encode("cp1250"), "yaml-encoding", 2, 9, "Windows-1250"),
    ("name: zażółć gęślą jaźń\n".encode("iso8859_2"), "yaml-encoding", 1, 9, "ISO 8859-2"),
    ("name: Привет, мир\n".encode("cp1251"), "yaml-encoding", 1, 7, "Windows-1251"),
    ("name: José Ibáñez\n".encode("latin-1"), "yaml-encoding", 1, 10, "Windows-1252"),
    ("name: こんにちは\n".encode("shift_jis"), "yaml-encoding", 1, 7, "an older encoding"),
    ("title: zażółć\n".encode("utf-16"), "yaml-encoding", 1, 1, "UTF-16"),
    ("title: zażółć\n".encode("utf-16-le"), "yaml-encoding", 1, 1, "UTF-16"),
    ("title: zażółć\n".encode("utf-16-be"), "yaml-encoding", 1, 1, "UTF-16"),
    ("title: zażółć\n".encode("utf-32"), "yaml-encoding", 1, 1, "UTF-32"),
    ("title: zażółć\n".encode("utf-32-be"), "yaml-encoding", 1, 1, "UTF-32"),
    ("title: zażółć\na: x".encode() + b"\xff\n", "yaml-encoding", 2, 5, "damaged"),
    (b"a: \xed\xa0\x80\n", "yaml-encoding", 1, 4, "damaged"),
    (b"a: x\x00y\n", "yaml-control-character", 1, 5, "U+0000"),
    (b"\x1f\x8b\x08\x00\x00", "yaml-other-format", 1, 1, "gzip"),
    (b"PK\x03\x04\x14\x00", "yaml-other-format", 1, 1, "Word or Excel"),
    (b"MZ\x90\x00\x03\x00", "yaml-other-format", 1, 1, "a program"),
    (b"%PDF-1.7\n", "yaml-other-format", 1, 1, "PDF"),
    (b"\n<!DOCTYPE html>\n<html>", "yaml-other-format", 1, 1, "web page"),
    (b"\x01\x00\x00\x00\x02\x03\x00\x00\x09\x00", "yaml-other-format", 1, 1, "data for a program"),
    (b"version https://git-lfs.github.com/spec/v1\n", "yaml-other-format", 1, 1, "Git LFS"),
    (b"a: " + b"x" * 4 * 1024 * 1024, "yaml-too-large", 1, 1, "4 MB"),
]


def told(problem: Problem) -> str:
    return f"{problem.message.say()} {problem.hint.say() if problem.hint else ''}"


def first(data: bytes) -> Problem:
    _, problems = read(data, FILE)
    assert problems, "no problem was found"
    return problems[0]


@pytest.mark.parametrize(("text", "rule", "line", "column", "words"), MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_told_in_plain_words_where_it_is(text: str, rule: str, line: int, column: int, words: str) -> None:
    problem = first(text.encode())
    assert (problem.rule, problem.place.line, problem.place.column) == (rule, line, column)
    assert words in told(problem)


@pytest.mark.parametrize(("text", "rule", "line", "column", "words"), MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_one_problem(text: str, rule: str, line: int, column: int, words: str) -> None:
    _, problems = read(text.encode(), FILE)
    assert len({problem.place.line for problem in problems}) == len(problems)
    assert {problem.rule for problem in problems} == {rule}


@pytest.mark.parametrize(("data", "rule", "line", "column", "words"), FOREIGN, ids=lambda value: str(value)[:40])
def test_a_file_that_is_no_utf8_text_is_told_what_it_looks_like(
    data: bytes, rule: str, line: int, column: int, words: str
) -> None:
    problem = first(data)
    assert (problem.rule, problem.place.line, problem.place.column) == (rule, line, column)
    assert words in told(problem)


# What is no mistake, and what it holds.
FINE: list[tuple[str, object]] = [
    ("a: 1\n", {"a": "1"}),
    ("a: 1", {"a": "1"}),
    ("\ufeffa: 1\n", {"a": "1"}),
    ("a: 1\r\nb: |\r\n  x\r\n  y\r\n", {"a": "1", "b": "x\ny\n"}),
    ("a: 1\rb: 2\r", {"a": "1", "b": "2"}),
    ("a: 1\r\nb: 2\nc: 3\rd: 4\n", {"a": "1", "b": "2", "c": "3", "d": "4"}),
    ("a:\nb: ''\nc: \"\"\nd: ~\ne: null\n", {"a": None, "b": "", "c": "", "d": "~", "e": "null"}),
    (
        "a: no\nb: 10:30\nc: 1.10\nd: 01234\ne: 2026-13-01\nf: 0,5\n",
        {"a": "no", "b": "10:30", "c": "1.10", "d": "01234", "e": "2026-13-01", "f": "0,5"},
    ),
    ("on: x\nno: y\n1: z\n", {"on": "x", "no": "y", "1": "z"}),
    ("a: it's fine\n", {"a": "it's fine"}),
    ("a: one\n  two\n\n  three\n", {"a": "one two\nthree"}),
    ("a:\n  one\n  two\n", {"a": "one two"}),
    ("a: b # a comment\n", {"a": "b"}),
    ("a: b  #a comment\n", {"a": "b"}),
    ("a: b\t#a comment\n", {"a": "b"}),
    ("a: # nobody yet\n", {"a": None}),
    ("a:\n  1. Waiting for\n  the music\n", {"a": "1. Waiting for the music"}),
    ("a: 1. Waiting\n  2. Music\n", {"a": "1. Waiting 2. Music"}),
    ("a: [x, # the first\n  'y, #2',\n  #z,\n  \"u, #v\"]\n", {"a": ["x", "y, #2", "u, #v"]}),
    ("a: #x\n  b: 1\n", {"a": {"b": "1"}}),
    ("a: x # expect: no-owner\nb: y # journeybook: off\nc: z #---\n", {"a": "x", "b": "y", "c": "z"}),
    ('a: "x" #5\n', {"a": "x"}),
    ("a: |\n  Call #5\n", {"a": "Call #5\n"}),
    ("a: C# and x#y\n", {"a": "C# and x#y"}),
    ("# Call #5\n#a\na: b\n", {"a": "b"}),
    ("a:\n- 1\n- 2\n", {"a": ["1", "2"]}),
    ("a: {b: c, d: [e, f]}\n", {"a": {"b": "c", "d": ["e", "f"]}}),
    ("a: [0,5]\nb: [0, 5]\nc: '[1, 0,5]'\n", {"a": ["0", "5"], "b": ["0", "5"], "c": "[1, 0,5]"}),
    ("a: [Warm, clear]\nb: [Two, Three of us]\n", {"a": ["Warm", "clear"], "b": ["Two", "Three of us"]}),
    ('a: ["Nobody says", when he rings]\n', {"a": ["Nobody says", "when he rings"]}),
    ("a: {b: }\n", {"a": {"b": None}}),
    ("links:\n  - mailto:a@b.c\n  - https://x.y:80/z\n", {"links": ["mailto:a@b.c", "https://x.y:80/z"]}),
    ("a:\n  - 10:30 call\n  - -2\n  - Note:this\n", {"a": ["10:30 call", "-2", "Note:this"]}),
    ("a: “Hello”\n", {"a": "“Hello”"}),
    ("a: x\u00a0y – z\u200d\n", {"a": "x\u00a0y – z\u200d"}),
    ("Zwlekam, bo mogę: 0\n", {"Zwlekam, bo mogę": "0"}),
    ("VIP-клиент: 1\n", {"VIP-клиент": "1"}),
    ("---\na: 1\n---\n", {"a": "1"}),
    ("%YAML 1.2\n---\na: 1\n...\n", {"a": "1"}),
    ("? a\n: 1\n", {"a": "1"}),
    ("a: \"\\u017c\\n\\t\"\n", {"a": "ż\n\t"}),
    ("a: Why? Because.\n", {"a": "Why? Because."}),
    ("a: b\tc\n", {"a": "b\tc"}),
    ("title: =\nb: <<\n", {"title": "=", "b": "<<"}),
    ("quote: |\n  <<<<<<< looks like it\n", {"quote": "<<<<<<< looks like it\n"}),
]  # fmt: skip


def plain(value: Value) -> object:
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, Sequence) else value


@pytest.mark.parametrize(("text", "holds"), FINE, ids=lambda value: str(value)[:40])
def test_what_is_no_mistake_is_read_as_typed(text: str, holds: object) -> None:
    value, problems = read(text.encode(), FILE)
    assert [told(problem) for problem in problems if text != "? a\n: 1\n"] == []
    assert plain(value) == holds


def mended(text: str) -> str | None:
    """The text with the line that the hint to its first mistake shows, if it shows one in full."""
    problem = first(text.encode())
    shown = dict(problem.hint.params).get("line") if problem.hint else None
    if not isinstance(shown, str) or "…" in shown:
        return None
    lines = text.split("\n")
    old = lines[problem.place.line - 1]
    indentation = "" if "Delete the spaces" in told(problem) else old[: len(old) - len(old.lstrip())]
    lines[problem.place.line - 1] = indentation + shown
    return "\n".join(lines)


def test_most_hints_show_the_line_mended() -> None:
    assert sum(mended(text) is not None for text, *_ in MISTAKES) >= 80


@pytest.mark.parametrize("text", [mistake[0] for mistake in MISTAKES], ids=lambda value: str(value)[:40])
def test_a_line_that_a_hint_shows_mends_the_mistake(text: str) -> None:
    better = mended(text) or "mended: yes"
    _, problems = read(better.encode(), FILE)
    problem = first(text.encode())
    assert (problem.rule, problem.place) not in [(other.rule, other.place) for other in problems]


@pytest.mark.parametrize("text", [mistake[0] for mistake in MISTAKES], ids=lambda value: str(value)[:40])
def test_a_message_speaks_no_yaml(text: str) -> None:
    _, problems = read(text.encode(), FILE)
    assert [told(problem) for problem in problems if JARGON.search(told(problem).replace(text.strip(), ""))] == []


@pytest.mark.parametrize("text", [mistake[0] for mistake in MISTAKES], ids=lambda value: str(value)[:40])
def test_a_place_lies_in_the_file_and_ends_after_it_begins(text: str) -> None:
    lines = text.split("\n")
    _, problems = read(text.encode(), FILE)
    for problem in problems:
        for place in (problem.place, *(place for place, _ in problem.others)):
            assert place.file == FILE
            assert 1 <= place.line <= len(lines)
            assert (place.line, place.column) <= (place.end_line, place.end_column)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1


def test_every_other_mistake_that_can_be_found_is_told_too() -> None:
    text = "a: 1\na: 2\nb: Call #5\nc: *x\nd: One: two\n\te: 1\n\tf: 1\n"
    _, problems = read(text.encode(), FILE)
    assert [(problem.rule, problem.place.line) for problem in problems] == [
        ("yaml-duplicate-key", 2),
        ("yaml-comment-in-text", 3),
        ("yaml-alias", 4),
        ("yaml-colon-in-text", 5),
        ("yaml-tab", 6),
    ]
    assert [place.line for place, _ in problems[4].others] == [7]


def test_the_first_of_two_equal_names_is_shown_with_the_second() -> None:
    problem = first(b"title: A\nscore: 1\ntitle: B\n")
    assert problem.others[0][0] == Place(FILE, 1, 1, 1, 6)


def test_a_text_in_another_encoding_is_read_as_it_was_meant() -> None:
    value, problems = read("name: zażółć gęślą jaźń\n".encode("cp1250"), FILE)
    assert plain(value) == {"name": "zażółć gęślą jaźń"}
    assert "zażółć" in told(problems[0])


def test_signs_that_nobody_sees_are_warned_of_and_do_no_harm() -> None:
    value, problems = read("a: x\u2028y\n\ufeffb: z\n".encode(), FILE)
    assert plain(value) == {"a": "x y", "b": "z"}
    assert {problem.severity for problem in problems} == {Severity.WARNING}


def test_a_file_of_too_many_values_is_not_read() -> None:
    value, problems = read(b"a: [" + b"x," * 250_000 + b"x]\n", FILE)
    assert (value, problems[0].rule) == (None, "yaml-too-large")


def test_a_large_file_of_few_values_is_read() -> None:
    value, problems = read(b"a: |\n" + b"  word, word: and [more]\n" * 60_000, FILE)
    assert isinstance(value, Mapping)
    assert problems == []


def test_thousands_of_mistakes_are_told_up_to_a_hundred() -> None:
    for line in (b"  - Call #5\n", b"  - *x\n", b"  - &x y\n", b"  -id:x\n", b"  - id:x\n", b"  - {a, b}\n"):
        _, problems = read(b"a:\n" + line * 10_000, FILE)
        assert 0 < len(problems) <= 100


@pytest.mark.parametrize("text", [
    f"a: {{en: {'word ' * 40}and more\n",
    f"a: {'word ' * 40}: more\n",
    f"a: \"{'word ' * 40}\nb: 1\n",
    f"a: [{'Word ' * 40}, then more]\n",
])  # fmt: skip
def test_a_long_line_that_is_to_be_typed_is_shown_whole(text: str) -> None:
    better = mended(text)
    assert better is not None
    assert better.count("ord") == 40
    _, problems = read(better.encode(), FILE)
    assert problems == []


def test_a_problem_may_be_shown_with_a_line_of_any_length() -> None:
    problem = first(b"a: " + b"x" * 1_000_000 + b": y\n")
    assert len(told(problem)) < 400


# Places


def written(text: str, span: Span) -> str:
    """What stands in the text at a span."""
    lines = [line + "\n" for line in text.split("\n")]
    start = sum(map(len, lines[: span[0] - 1])) + span[1] - 1
    end = sum(map(len, lines[: span[2] - 1])) + span[3] - 1
    return "".join(lines)[start:end]


BOOK = """\
title: Zażółć 😀 "now"
summary: "quoted # text"
empty:
story: |
  First line.

  Last line.

many: one
  two
phases:
  - id: a
    list: [x, 'y z', {q: r}]
    none:
  - Using:
      - Works: 2
# the end
"""


def spans(value: Value) -> Iterator[tuple[str, Value, Span]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield name, name, value.keys_at[name]
            yield f"={name}", item, value.values_at[name]
            yield from spans(item)
    elif isinstance(value, Sequence):
        for item, span in zip(value, value.items_at, strict=True):
            yield "-", item, span
            yield from spans(item)


def test_every_name_and_text_knows_exactly_where_it_stands() -> None:
    value, problems = read(BOOK.encode(), FILE)
    assert problems == []
    at = {name: written(BOOK, span) for name, _, span in spans(value) if name != "-"}
    assert at == {
        "title": "title", "=title": 'Zażółć 😀 "now"',
        "summary": "summary", "=summary": '"quoted # text"',
        "empty": "empty", "=empty": "",
        "story": "story", "=story": "|\n  First line.\n\n  Last line.",
        "many": "many", "=many": "one\n  two",
        "phases": "phases", "=phases": BOOK[BOOK.index("- id") : BOOK.index("\n# the end")],
        "id": "id", "=id": "a",
        "list": "list", "=list": "[x, 'y z', {q: r}]",
        "q": "q", "=q": "r",
        "none": "none", "=none": "",
        "Using": "Using", "=Using": "- Works: 2",
        "Works": "Works", "=Works": "2",
    }  # fmt: skip
    items = [written(BOOK, span) for name, _, span in spans(value) if name == "-"]
    assert items[1:4] == ["x", "'y z'", "{q: r}"]
    assert [items[0], items[4], items[5]] == [
        "id: a\n    list: [x, 'y z', {q: r}]\n    none:",
        "Using:\n      - Works: 2",
        "Works: 2",
    ]


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        (("title",), False, (1, 8, 1, 22)),
        (("title",), True, (1, 1, 1, 6)),
        (("phases", 0, "list", 1), False, (13, 15, 13, 20)),
        (("phases", 0, "list"), True, (13, 5, 13, 9)),
        (("phases", 0, "list", 7), False, (13, 11, 13, 29)),
        (("phases", 0, "nowhere", "deeper"), False, (12, 5, 14, 10)),
        (("nowhere",), False, (1, 1, 16, 17)),
        (("title", "deeper"), False, (1, 8, 1, 22)),
        ((), False, (1, 1, 16, 17)),
    ],
)
def test_a_path_leads_to_a_place_or_to_the_nearest_one_above(
    path: tuple[str | int, ...], key: bool, place: Span
) -> None:
    value, _ = read(BOOK.encode(), FILE)
    assert place_of(value, path, FILE, key) == Place(FILE, *place)


@pytest.mark.parametrize("far", [0xFFFF - 3, 0xFFFF - 2, 0xFFFF - 1, 0xFFFF, 0xFFFF + 1, 1_000_000])
def test_what_stands_far_down_or_far_right_is_found_there_packed_or_not(far: int) -> None:
    text = "\n" * far + "a: x\nb: {c: y, d: [e, f]}\n" + "g: " + " " * far + "[h]\n"
    paths: list[tuple[str | int, ...]] = [(), ("a",), ("b",), ("b", "c"), ("b", "d", 1), ("g",), ("g", 0)]
    root, problems = read(text.encode(), "far.yml")
    assert not problems
    assert isinstance(root, Mapping)
    assert root.at("b", key=True) == (far + 2, 1, far + 2, 2)
    assert place_of(root, ("g", 0), "far.yml") == Place("far.yml", far + 3, far + 5, far + 3, far + 6)
    found = [place_of(root, path, "far.yml") for path in paths]
    root.pack()
    assert [place_of(root, path, "far.yml") for path in paths] == found
    assert (root.keys_at["g"], root.values_at["a"]) == ((far + 3, 1, far + 3, 2), (far + 1, 4, far + 1, 5))
    root.drop("a")
    assert [place_of(root, path, "far.yml") for path in (*paths[:1], *paths[2:])] == [found[0], *found[2:]]


def test_a_file_that_could_not_be_read_has_a_place_nonetheless() -> None:
    assert place_of(None, ("title",), FILE) == Place(FILE, 1, 1, 1, 1)


# Whatever is typed


def assert_sound(data: bytes) -> None:
    value, problems = read(data, FILE)
    assert isinstance(value, Mapping) or any(problem.severity is Severity.ERROR for problem in problems)
    for problem in problems:
        assert told(problem).strip()
        assert not {name for name in ("{", "}") if f"{name}line" in told(problem)}
        assert problem.place <= Place(FILE, problem.place.end_line, problem.place.end_column, 10**9, 10**9)


def test_a_warning_does_not_stand_for_the_line_at_which_reading_stopped() -> None:
    assert_sound(b"phases:\n  Using:\n    - I call:2\n]")


@given(st.binary())
def test_any_bytes_are_read_or_told_of(data: bytes) -> None:
    assert_sound(data)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_any_text_is_read_or_told_of(text: str) -> None:
    assert_sound(text.encode())


SIGNS = st.sampled_from(
    [*"ab :-#\n\t\"'[]{}|>&*!%@`?,.=<~\\\u00a0\u200b“”：•", "\n  ", "\n- ", ": ", " #", "---\n", "a: ", "\n\n"]
)


def test_a_name_in_two_lines_ends_where_it_ends() -> None:
    _, (problem,) = read("a: {b\u200bc\n d}\n".encode(), FILE)
    assert problem.place == Place(FILE, 1, 5, 2, 3)


@pytest.mark.parametrize("text", ["phases:\n  Using:\n    - I call:2\n]", "phases:\n  - a:2\n,x\n"])
def test_a_file_that_cannot_be_read_is_told_of_beside_what_is_only_warned_of(text: str) -> None:
    value, problems = read(text.encode(), FILE)
    assert value is None
    assert [problem.severity for problem in problems] == [Severity.WARNING, Severity.ERROR]


@given(st.lists(SIGNS, max_size=40).map("".join))
def test_any_mixture_of_signs_is_read_or_told_of(text: str) -> None:
    assert_sound(text.encode())


@given(st.sampled_from([mistake[0] for mistake in MISTAKES]), st.integers(0, 60), SIGNS)
def test_a_mistake_within_a_mistake_is_read_or_told_of(text: str, at: int, sign: str) -> None:
    assert_sound(f"{text[:at]}{sign}{text[at:]}".encode())


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\ufeff\u2028\u2029")
)
NAMES = TEXTS.filter(lambda name: name not in {"", "<<"})
NESTED = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(NAMES, NESTED, max_size=4), st.booleans())
def test_what_another_program_wrote_is_read_as_it_was(value: dict[str, Any], braces: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=braces, default_style='"')
    assert plain(read(text.encode(), FILE)[0]) == value


@given(st.dictionaries(NAMES, NESTED, max_size=4))
def test_what_is_written_as_json_is_read_as_it_was(value: dict[str, Any]) -> None:
    assert plain(read(json.dumps(value, indent=1, ensure_ascii=False).encode(), FILE)[0]) == value


@given(st.dictionaries(NAMES, NESTED, max_size=4))
def test_every_text_of_what_another_program_wrote_stands_where_it_says(value: dict[str, Any]) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=False)
    read_value, _ = read(text.encode(), FILE)
    for _, item, span in spans(read_value):
        assert plain(item) == json.loads(written(text, span))


def test_the_slower_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [BOOK, *(text for text, _ in FINE if "\t" not in text)]  # which it never takes for a space
    fast = [read(text.encode(), FILE) for text in texts]
    monkeypatch.setattr(events, "_parser", yaml.SafeLoader)
    assert [read(text.encode(), FILE) for text in texts] == fast


@pytest.mark.parametrize(("text", "rule", "line", "column", "words"), MISTAKES, ids=lambda value: str(value)[:40])
def test_the_slower_parser_leads_to_the_same_words(
    text: str, rule: str, line: int, column: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_parser", yaml.SafeLoader)
    if "ud800" in text:  # it lets half a character pass, which is caught as a control character
        rule, column, words = "yaml-control-character", 4, "U+D800"
    test_a_mistake_is_told_in_plain_words_where_it_is(text, rule, line, column, words)


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("text:\n  en: We answer. Now.\n  pl Odbieramy od razu. Teraz.\nowner: x\n", 3, "`pl: Odbieramy od razu."),
        ("text:\n  en We answer at once\n  pl: Odbieramy\nowner: x\n", 2, "`en: We answer at once`"),
        ("text:\n  en: We answer\n  to everyone.\nowner: x\n", 3, "Begin it further right"),
    ],
)
def test_a_language_without_its_colon_is_told_from_a_text_that_goes_on(text: str, line: int, hint: str) -> None:
    (problem,) = read(text.encode(), "f.yml")[1]
    assert (problem.rule, problem.place.line) == ("yaml-missing-colon", line)
    assert problem.hint is not None and hint in problem.hint.say()
