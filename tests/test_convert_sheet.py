"""Sheets in and out: whatever the heads are called, however a feeling is written, whatever a file tries to do."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.cli import command
from journeybook.convert import sheet
from journeybook.convert.draft import Draft
from journeybook.convert.scores import scale_of
from journeybook.convert.sheet.cells import as_meant, harmless, items, joined
from journeybook.convert.sheet.fields import COLUMNS, field_of
from journeybook.convert.wishes import Wishes
from journeybook.convert.written import file_text
from journeybook.load import load
from journeybook.model import Book, Settings
from journeybook.model.record import Record
from journeybook.model.short import expand
from journeybook.problem import Problem, Severity
from journeybook.source import Mapping as Entries
from journeybook.source import read as read_yaml
from journeybook.words import LANGUAGES

ROOT = Path(__file__).parents[1]
BOOK = Book(Settings(id="book"))
WriteBook = Callable[[Mapping[str, str | bytes]], Path]


def read(
    text: str | bytes, wishes: Wishes | None = None, file: str = "a.csv"
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return what the journeys' files will say, and all that is told."""
    data = dedent(text).lstrip("\n").encode() if isinstance(text, str) else text
    if sheet.is_workbook(data):
        grids, problems = sheet.grids(data, file)
    else:
        grid, problems = sheet.csv_grid(data, file)
        grids = [grid] if grid else []
    drafts, told = sheet.one_of(BOOK, grids, "", wishes or Wishes(), {})
    journeys = [dict(draft.entries) for draft in drafts if draft.kind.noun == "journey"]
    return journeys, [*problems, *told]


def touchpoints(journey: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the touchpoints of all phases."""
    return [each for phase in journey["phases"] for each in phase.get("touchpoints", ())]


def rules(problems: list[Problem]) -> set[str]:
    """Return the names of what is told."""
    return {problem.rule for problem in problems}


def test_one_row_a_touchpoint_in_polish_with_semicolons() -> None:
    (journey,), problems = read(
        """
        Ścieżka klienta: Reklamacja;;;;;;
        Persona: Anna;;;;;;

        Etap;Punkt styku;Kanał;Myśli;Ocena;Bolączki;Kto odpowiada
        Zgłoszenie;Szukam numeru;strona www;Gdzie to jest?;2;"• Brak numeru
        • Długie menu";Obsługa
        ;Dzwonię;infolinia;;1,5;Czekanie; -
        Koniec;Dostaję SMS;sms;;5;;Obsługa
        """
    )
    assert journey == {
        "title": "Reklamacja", "persona": "anna",
        "phases": [
            {"title": "Zgłoszenie", "touchpoints": [
                {"title": "Szukam numeru", "channel": "web", "thinking": "Gdzie to jest?", "emotion": -1,
                 "pains": ["Brak numeru", "Długie menu"], "owner": "obsluga"},
                {"title": "Dzwonię", "channel": "phone", "emotion": -1.5, "pains": ["Czekanie"]},
            ]},
            {"title": "Koniec", "touchpoints": [
                {"title": "Dostaję SMS", "channel": "sms", "emotion": 2, "owner": "obsluga"}]},
        ],
    }  # fmt: skip
    assert rules(problems) == {"sheet-columns", "sheet-scale"}
    assert next(each.place.line for each in problems if each.rule == "sheet-scale") == 5


def test_phases_as_columns_and_lanes_as_rows() -> None:
    (journey,), _ = read(
        """
        Stage,Awareness,Consideration,,Purchase
        Actions,"Sees an ad
        Searches",Compares prices,Asks a friend,Buys
        Touchpoints,Website,Website,Phone,Website
        Emotions,🙂,😐,🙂,😡
        Pain points,,Too many; none fits,,Form crashes
        """
    )
    assert [(phase["title"], len(phase["touchpoints"])) for phase in journey["phases"]] == [
        ("Awareness", 1), ("Consideration", 2), ("Purchase", 1),
    ]  # fmt: skip
    assert touchpoints(journey)[1] == {
        "title": "Compares prices", "channel": "web", "emotion": 0, "pains": ["Too many", "none fits"],
    }  # fmt: skip


def test_several_steps_in_one_cell_of_the_grid_are_touchpoints_of_their_phase() -> None:
    (journey,), _ = read("Phase\tBefore\tAfter\nSteps\tA; B\tC\nPains\tx; y\tz\nScore\t1; 5\t3\n")
    assert journey["phases"][0] == {
        "title": "Before", "pains": ["x", "y"],
        "touchpoints": [{"title": "A", "emotion": -2}, {"title": "B", "emotion": 2}],
    }  # fmt: skip


def test_a_blueprint_of_tabs_without_touchpoints_has_one_a_phase() -> None:
    (journey,), problems = read("layer\tArrive\tEat\nfrontstage\tParking; Lobby\tCounter\nbackstage\tStaff\tStaff\n")
    assert touchpoints(journey)[0] == {
        "title": "Arrive", "frontstage": [{"does": "Parking"}, {"does": "Lobby"}], "backstage": [{"does": "Staff"}],
    }  # fmt: skip
    assert {"sheet-title", "sheet-persona"} <= rules(problems)


def test_a_list_of_touchpoints_in_a_phase_of_one_row_is_several() -> None:
    (journey,), problems = read(
        '#,Phase,Touchpoints,Pains,Mood\n1,Before,"- App\n- Map",Slow,🙂\n2,After,Till,,😡\n'.encode()
    )
    assert journey["phases"][0] == {
        "title": "Before", "pains": ["Slow"],
        "touchpoints": [{"title": "App", "emotion": 1}, {"title": "Map", "emotion": 1}],
    }  # fmt: skip
    assert "sheet-column" not in rules(problems)


def test_a_table_of_markdown_is_a_sheet_too() -> None:
    (journey,), _ = read("# My map\n\n| Stage | Step | Mood |\n|---|:---|---|\n| P | A | calm |\n| | B | 😡 |\n")
    assert (journey["title"], journey["phases"]) == ("My map", [
        {"title": "P", "touchpoints": [
            {"title": "A", "emotion": 1, "feeling": "calm"}, {"title": "B", "emotion": -2}]},
    ])  # fmt: skip


def test_several_journeys_in_one_sheet() -> None:
    journeys, _ = read(
        """
        Journey,Persona,Phase,Touchpoint,Score
        One,Ann,P,A,1
        ,,,B,2
        Two,Ben,P,C,-2
        """
    )
    assert [(each["title"], each["persona"], len(touchpoints(each))) for each in journeys] == [
        ("One", "ann", 2), ("Two", "ben", 1),
    ]  # fmt: skip
    assert [each["emotion"] for journey in journeys for each in touchpoints(journey)] == [1, 2, -2]


def test_a_row_without_touchpoint_tells_more_of_the_one_above_or_of_its_phase() -> None:
    (journey,), _ = read(
        """
        Phase,Touchpoint,Pains,Score
        P,,Whole phase,
        ,A,First,3
        ,,Second,
        """
    )
    (phase,) = journey["phases"]
    assert (phase["pains"], phase["touchpoints"]) == (
        ["Whole phase"], [{"title": "A", "pains": ["First", "Second"], "emotion": 0}],
    )  # fmt: skip


def test_what_only_one_can_be_is_told_of_where_a_row_adds_another() -> None:
    (journey,), problems = read(
        """
        Phase,Touchpoint,Channel,Importance,Score
        P,A,store,4,3
        ,,phone,4,2
        """
    )
    assert touchpoints(journey) == [{"title": "A", "channel": "store", "importance": 4, "emotion": 0}]
    assert [
        (each.place.line, each.place.column, each.message.say()) for each in problems if each.rule == "sheet-value"
    ] == [
        (3, 3, "“phone” is left out: “Channel” can say one thing only."),
        (3, 5, "“2” is left out: “Feeling from −2 to 2” can say one thing only."),
    ]


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Pain Points / Frustrations", "pains"), ("Boleści", None), ("Bolączki klienta", "pains"),
        ("What the customer is thinking?", "thinking"), ("Punkty styku (touchpoints)", "title"),
        ("Customer Actions", "doing"), ("Touchpiont", "title"),
        ("Точки касания", "title"), ("Действия клиента", "doing"), ("Schmerzpunkte", "pains"), ("EMOTIONEN", "emotion"),
        ("Ocena 1–5", "emotion"), ("Opportunities & ideas", "opportunities"), ("Właściciel", "owner"), ("Colour", None),
        ("Moment of truth?", "moment_of_truth"), ("", None), ("Czas trwania [min]", "duration"),
    ],
)  # fmt: skip
def test_heads_are_known_by_many_names(head: str, field: str | None) -> None:
    assert field_of(head) == field


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_heads_are_known(language: str) -> None:
    assert {column.field: field_of(column.label.say(language)) for column in COLUMNS} == {
        column.field: column.field for column in COLUMNS
    }


@pytest.mark.parametrize(
    ("head", "typed", "wanted"),
    [
        ("Duration", "20 min", "20 min"), ("Duration", "00:15:00", "15 min"), ("Czas trwania", "0:01:20", "80 s"),
        ("Duration", "1 day, 2:00:00", "26 h"), ("Czas trwania [min]", "20", "20 min"),
        ("Время, мин", "1,5", "1,5 min"),
        ("Duration (min)", "2 h", "2 h"), ("Duration", "20", None), ("Duration", "0:15", None),
    ],
)  # fmt: skip
def test_a_length_of_time_is_read_from_a_clock_and_by_the_unit_of_its_head(
    head: str, typed: str, wanted: str | None
) -> None:
    (journey,), told = read(f'Phase;Touchpoint;Score;{head}\nPaying;I pay;1;"{typed}"\nPaying;I wait;-2;\n')
    assert touchpoints(journey)[0].get("duration") == wanted
    assert ("sheet-value" in rules(told)) == (wanted is None)


@pytest.mark.parametrize(
    ("head", "scores", "wanted"),
    [
        ("Score", ["1", "3", "5"], [-2, 0, 2]),
        ("Score", ["-2", "0", "1,5"], [-2, 0, 1.5]),
        ("Score", ["−2", "0", "2"], [-2, 0, 2]),
        ("Score", ["0", "5", "10"], [-2, 0, 2]),
        ("Score", ["1", "10", "7"], [-2, 2, 0.5]),
        ("Score", ["0", "1", "2"], [0, 1, 2]),
        ("Score", ["0", "100", "75"], [-2, 2, 1]),
        ("Score", ["0.5", "1", "0.25"], [0, 2, -1]),
        ("Score (1-10)", ["1", "2", "5"], [-2, -1.5, 0]),
        ("Ocena /10", ["10", "1", "1"], [2, -2, -2]),
        ("Score (−2…2)", ["1", "2", "0"], [1, 2, 0]),
        ("Score", ["3 (so so)", "5", "1 - bad"], [0, 2, -2]),
        ("Emotion", ["😡", "🙂", "delighted"], [-2, 1, 2]),
        ("Emocje", ["zły", "obojętny", "zachwycona"], [-1, 0, 2]),
        ("Stimmung", ["++", "-", "0"], [2, -1, None]),
        ("Emotion", ["very anxious", "relief", "calm, curious", "slightly annoyed"], [-2, 1, 1, -0.5]),
    ],
)
def test_the_scale_is_told_by_the_head_or_by_all_scores(
    head: str, scores: list[str], wanted: list[float | None]
) -> None:
    rows = "".join(f'T{number},"{score}"\n' for number, score in enumerate(scores))
    (journey,), _ = read(f"Touchpoint,{head}\n{rows}".encode())
    assert [each.get("emotion") for each in touchpoints(journey)][: len(wanted)] == wanted or None in wanted


def test_the_scale_is_corrected_by_whoever_knows() -> None:
    (journey,), problems = read("Touchpoint,Note\nA,1\nB,6\n", Wishes(scale=scale_of("6-1")))
    assert [each["emotion"] for each in touchpoints(journey)] == [2, -2]
    assert "sheet-scale" not in rules(problems)


def test_what_does_not_fit_is_told_of_with_its_cell() -> None:
    (journey,), problems = read(
        """
        Phase,Touchpoint,Score (1-5),Importance,Promise,Duration,Colour,Moment of truth
        P,A,x?!,high,Quick answer,soon,red,maybe
        ,B,9,4,,15 min,,x
        ,C,2,,,,,
        ,D,3,,,,,
        ,E,1,,,,,
        """
    )
    told = {(each.rule, each.place.line, each.place.column) for each in problems if each.severity is Severity.WARNING}
    assert told == {
        ("sheet-score", 2, 3), ("sheet-value", 2, 4), ("sheet-reference", 2, 5), ("sheet-value", 2, 6),
        ("sheet-column", 1, 7), ("sheet-value", 2, 8), ("sheet-score", 3, 3),
    }  # fmt: skip
    assert touchpoints(journey)[1] == {
        "title": "B", "emotion": 2, "importance": 4, "duration": "15 min", "moment_of_truth": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Etap;Krok;Kto\nA;1. Wejście;Sprzedawca\n;2. Zapłata;Kasjer\nB;3. Wyjście;sprzedawca\n;4. Zwrot;Kasjer\n",
        "Faza;A;;B;\nKrok;Wejście;Zapłata;Wyjście;Zwrot\nOcena;1;2;3;4\nKto;Sprzedawca;Kasjer;sprzedawca;Kasjer\n",
    ],
)
def test_whoever_else_is_named_as_persona_is_told_of(text: str) -> None:
    is_grid = text.startswith("Faza")
    kept = "A journey has one persona, here “{}”; “{}” is left out ({})."
    (journey,), problems = read(text)
    assert journey["persona"] == "sprzedawca"
    (left,) = (each for each in problems if each.rule == "sheet-persona-left")
    assert left.message.say() == kept.format("Sprzedawca", "Kasjer", "line 4" if is_grid else "lines 3, 5")
    assert left.severity is Severity.WARNING
    assert left.hint
    assert left.hint.say() == 'Does “Kto” name people at work? --map "Kto=owner"'
    (journey,), problems = read(text, Wishes(persona="Kasjer"))
    assert journey["persona"] == "kasjer"
    assert [each.message.say() for each in problems if each.rule == "sheet-persona-left"] == [
        kept.format("Kasjer", "Sprzedawca", "line 4" if is_grid else "lines 2, 4")
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "sheet-heads"), ("a,b\n1,2\n", "sheet-heads"), ("Phase,Pains\n", "sheet-no-touchpoint"),
        ('Touchpoint,Score\n"open,1\n' + "x\n" * 5, None), ("Touchpoint,Score\n" + "A,1\n" * 30_000, "sheet-too-large"),
    ],
)  # fmt: skip
def test_what_is_no_map_is_refused_with_a_reason(text: str, rule: str | None) -> None:
    _, problems = read(text.encode())
    errors = {each.rule for each in problems if each.severity is Severity.ERROR}
    assert errors == ({rule} if rule else set())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_letters_are_right_in_any_usual_encoding(encoding: str) -> None:
    (journey,), problems = read("Etap;Punkt styku\nŻółć;Źdźbło\n".encode(encoding))
    assert touchpoints(journey)[0]["title"] == "Źdźbło"
    assert ("encoding" in rules(problems)) == (encoding == "cp1250")


# Excel


def excel(**sheets: list[list[object]]) -> openpyxl.Workbook:
    """Return a file of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a file as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """Return a packed file with one more part in it, or another one of this name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return stream.getvalue()


def with_entities(data: bytes) -> bytes:
    """Return a file whose sheet declares what would grow on reading."""
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        text = packed.read(name)
    grown = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    return with_part(data, name, grown + text[text.index(b"<worksheet") :])


MAP: list[list[object]] = [["Phase", "Touchpoint", "Score"], ["P", "A", 1], ["", "B", 4.5]]


def test_an_excel_file_is_read_with_merged_cells_and_without_running_anything() -> None:
    book = excel(Notes=[["Hello"]], Map=[*MAP, ["Q", "C", "=1+1"], ["Q", '=HYPERLINK("http://x.example")', 2]])
    book["Map"].merge_cells("A2:A3")
    data = with_part(with_part(saved(book), "xl/vbaProject.bin", b"x"), "xl/externalLinks/externalLink1.xml", b"<x/>")
    (journey,), problems = read(data, file="a.xlsm")
    assert [(phase["title"], len(phase["touchpoints"])) for phase in journey["phases"]] == [("P", 2), ("Q", 1)]
    assert {"sheet-macros", "sheet-links", "sheet-merged", "sheet-formulas", "sheet-name"} <= rules(problems)


def test_a_hidden_sheet_comes_last_and_is_told_of() -> None:
    book = excel(Secret=[["Phase", "Touchpoint"], ["P", "Hidden"]], Map=MAP)
    book["Secret"].sheet_state = "hidden"
    (journey,), _ = read(saved(book))
    assert touchpoints(journey)[0]["title"] == "A"
    del book["Map"]
    book.create_sheet("Empty")
    (journey,), problems = read(saved(book))
    assert touchpoints(journey)[0]["title"] == "Hidden"
    assert "sheet-hidden" in rules(problems)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"PK\x03\x04 nothing", "sheet-unreadable"),
        (b"\xd0\xcf\x11\xe0 old", "sheet-unreadable"),
        (with_part(saved(excel(Map=MAP)), "xl/worksheets/sheet1.xml", b"<no"), "sheet-unreadable"),
        (with_part(saved(excel(Map=MAP)), "bomb.xml", b"\0" * 70_000_000), "sheet-too-large"),
        (saved(excel(Map=[MAP[0], *[MAP[1]] * 20_001])), "sheet-too-large"),
        (with_entities(saved(excel(Map=MAP))), "sheet-unreadable"),
    ],
    ids=["not-packed", "old", "broken", "bomb", "rows", "entities"],
)  # fmt: skip
def test_a_hostile_file_gets_a_clear_answer(data: bytes, rule: str) -> None:
    journeys, problems = read(data, file="a.xlsx")
    assert journeys == []
    assert [each.rule for each in problems if each.severity is Severity.ERROR] == [rule]


def test_a_file_that_claims_to_be_huge_is_read_by_what_it_holds() -> None:
    data = saved(excel(Map=MAP))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        text = packed.read("xl/worksheets/sheet1.xml").decode()
    claimed = text.replace('<dimension ref="A1:C3" />', '<dimension ref="A1:XFD1048576" />').replace(
        '<dimension ref="A1:C3"/>', '<dimension ref="A1:XFD1048576"/>'
    )
    assert claimed != text
    (journey,), _ = read(with_part(data, "xl/worksheets/sheet1.xml", claimed.encode()))
    assert len(touchpoints(journey)) == 2


def test_a_merged_cell_as_large_as_a_sheet_costs_nothing() -> None:
    data = saved(excel(Map=[["Phase", "Touchpoint"], ["P", "A"], ["", "B"]]))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        text = packed.read("xl/worksheets/sheet1.xml").decode()
    merged = '<mergeCells count="2"><mergeCell ref="A2:A1048576"/><mergeCell ref="D1:XFD1048576"/></mergeCells>'
    (journey,), problems = read(
        with_part(data, "xl/worksheets/sheet1.xml", text.replace("</sheetData>", f"</sheetData>{merged}").encode())
    )
    assert [each["title"] for each in touchpoints(journey)] == ["A", "B"]
    assert "sheet-merged" in rules(problems)


# Out and back


def run(root: Path, *arguments: str) -> Result:
    """Run the command in a book."""
    return CliRunner().invoke(command, ["-C", str(root), "--language", "en", *arguments])


CELLS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool),
    min_size=1,
    max_size=4,
)


@given(texts=CELLS)
@settings(max_examples=150, deadline=None)
def test_several_things_in_a_cell_are_found_again(texts: list[str]) -> None:
    cell = harmless(joined(texts))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert items(as_meant(cell)) == texts


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1", "''", "'tis", "＝1", "plain"])
def test_a_text_that_would_run_is_made_harmless_and_found_again(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert as_meant(harmless(text)) == text


@pytest.mark.parametrize(
    "root", [ROOT, ROOT / "tests/books/government", ROOT / "tests/books/stress"], ids=lambda p: p.name
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_book_goes_out_and_comes_back_but_for_what_is_told(root: Path, kind: str) -> None:
    book, _ = load(root)
    language = book.languages[0]
    journeys = list(book.journeys.values())
    rows, problems = sheet.rows(book, journeys, language)
    if kind == "csv":
        grid, _ = sheet.csv_grid(sheet.as_csv(rows).encode(), "a.csv")
        assert grid is not None
        grids = [grid]
    else:
        grids, _ = sheet.grids(sheet.workbook([("Journeys", sheet.as_table(rows))]), "a.xlsx")
    drafts, told = sheet.one_of(book, grids, "", Wishes(), {})
    assert [each.rule for each in told if each.severity is not Severity.ADVICE] == []
    lost = {(each.place.file, each.message.say().split("”")[0].strip("“")) for each in problems}
    again = {draft.id: written(draft, book) for draft in drafts}
    assert list(again) == [journey.id for journey in journeys]
    for journey in journeys:
        file = book.origins[journey.id].file
        assert differences(journey, again[journey.id], language) <= {name for path, name in lost if path == file}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_book_comes_back_from_heads_in_any_language_that_is_spoken(language: str) -> None:
    book, _ = load(ROOT / "tests/books/government")
    journeys = list(book.journeys.values())
    rows, problems = sheet.rows(book, journeys, language)
    grid, _ = sheet.csv_grid(sheet.as_csv(rows).encode(), "a.csv")
    assert grid is not None
    drafts, told = sheet.one_of(book, [grid], "", Wishes(), {})
    assert [each.rule for each in told if each.severity is not Severity.ADVICE] == []
    lost = {each.message.say().split("”")[0].strip("“") for each in problems}
    for journey, draft in zip(journeys, drafts, strict=True):
        assert differences(journey, written(draft, book), "en") <= lost


@pytest.mark.parametrize(
    ("area", "wanted"), [("service", "service"), ("obsługa", "service"), ("обслуживание", "service")]
)
def test_words_that_are_chosen_are_known_in_any_language_that_is_spoken(area: str, wanted: str) -> None:
    (journey,), told = read(f"Phase,Touchpoint,Score,Area\nPaying,I pay,1,{area}\nPaying,I wait,-2,\n")
    assert [each.message.say() for each in told if each.severity is not Severity.ADVICE] == []
    assert touchpoints(journey)[0]["area"] == wanted


def written(draft: Draft, book: Book) -> Record:
    """Return a draft as it is read from its file."""
    value, problems = read_yaml(file_text(draft.kind, draft.entries).encode(), draft.file)
    assert problems == []
    assert isinstance(value, Entries)
    return draft.kind.model_validate({**expand(value), "id": draft.id}, context={"languages": book.languages})


def differences(one: Record, other: Record, language: str, above: str = "") -> set[str]:
    """Return the names of the fields in which two records say something different in a language."""
    found: set[str] = set()
    for name in type(one).model_fields:
        ours, theirs = getattr(one, name), getattr(other, name)
        whole = name if not above or name in {"phases", "touchpoints"} else f"{above}{name}"
        if isinstance(ours, tuple) and ours and isinstance(ours[0], Record) and len(ours) == len(theirs):
            inner = "" if name in {"phases", "touchpoints"} else f"{name}."
            for mine, yours in zip(ours, theirs, strict=True):
                found |= differences(mine, yours, language, inner)
        elif said(ours, language) != said(theirs, language):
            found.add(whole if not above else f"{above}{name}")
    return found


def said(value: Any, language: str) -> Any:
    """Return what a value says in a language, blanks as one."""
    if hasattr(value, "words"):
        return " ".join(value.say(language).split())
    return [said(each, language) for each in value] if isinstance(value, tuple) else value


def test_the_command_writes_a_book_that_passes_check(write_book: WriteBook, tmp_path: Path) -> None:
    root = write_book({"content/actors/desk.yml": "title: Service desk\n"})
    source = tmp_path / "a b.csv"
    source.write_text("Phase,Step,Owner,Odd\nP,I call,Service desk,x\n,I wait,Mr. B,\n", "utf-8")
    result = run(root, "import", "sheet", str(source), "--map", "Odd=feeling", "--persona", "Ann", "--sketch")
    assert result.exit_code == 0, result.output
    book, problems = load(root)
    assert [each for each in problems if each.severity is not Severity.ADVICE] == []
    assert [step.touchpoint.owner for step in book.journeys["a-b"].steps] == ["desk", "mr-b"]
    assert book.personas["ann"].name.say("en") == "Ann"
    assert run(root, "import", "sheet", str(source)).exit_code == 1
    assert run(root, "import", "sheet", str(source), "--map", "Odd=none").exit_code == 2
    out = tmp_path / "out.xlsx"
    assert run(root, "export", "sheet", "-o", str(out), "--format", "json").exit_code == 0
    assert run(root, "export", "sheet", "-o", str(out)).exit_code == 1
    assert json.loads(run(root, "export", "sheet", "--format", "json").stderr)["problems"] == []


def test_lines_about_the_map_are_kept_where_there_is_a_field_and_else_told() -> None:
    (journey,), problems = read(
        """
        Late invoice,,,
        Persona: Anna,,Scenario,The invoice came too late
        Author: J. K.,,,
        Phase,Touchpoint,Score,
        P,A,3,sic!
        ,B,4,
        """
    )
    assert (journey["title"], journey["scenario"]) == ("Late invoice", "The invoice came too late")
    assert [(each.place.line, each.place.column, each.message.say()) for each in problems if "left" in each.rule] == [
        (3, 1, "No field takes “Author: J. K.”; it is left out (line 3)."),
        (5, 4, "No field takes “sic!”; it is left out (line 5)."),
    ]


def test_a_title_that_is_called_one_goes_before_a_line_above_it() -> None:
    (journey,), told = read("Workshop 12.05.2026;;\nJourney: A complaint;;\nPhase;Touchpoint;Score\nP;A;1\n;B;-2\n")
    assert journey["title"] == "A complaint"
    assert [each.place.line for each in told if each.rule == "sheet-above" or "Workshop" in each.message.say()] == [1]


def test_the_stage_of_a_phase_is_kept_and_told_where_there_are_two() -> None:
    by_row = read("Phase;Stage of life;Touchpoint\nP;;A\n;use;B\n;pay;C\n;use;D")
    by_lane, problems = read("Phase,One,Two\nStage of life,use,pay\nJourney stage,a,b\nActions,x,y\nPains,p,q\n,r,")
    assert [by_row[0][0]["phases"][0]["stage"], *(phase["stage"] for phase in by_lane[0]["phases"])] == [
        "use",
        "use",
        "pay",
    ]
    assert [each.place.line for each in by_row[1] if each.rule == "sheet-value"] == [4]
    assert touchpoints(by_lane[0])[0]["pains"] == ["p", "r"]
    assert "“Journey stage” is left out: “Phase” is told elsewhere already." in [
        each.message.say() for each in problems
    ]


def test_a_journey_without_a_touchpoint_and_a_phase_without_a_word_are_not_lost_untold() -> None:
    journeys, problems = read("Journey;Phase;Touchpoint;Score\nA;P;I call;1\nB;Q;;\nC;R;I wait;3")
    assert [journey["title"] for journey in journeys] == ["A", "C"]
    assert [(each.place.line, each.message.say()) for each in problems if each.rule == "sheet-no-touchpoint"] == [
        (3, "No touchpoint is named for “B”; it is left out.")
    ]
    (journey,), _ = read("Phase,One,Two\nActions,x,\nPains,p,")
    assert [phase["title"] for phase in journey["phases"]] == ["One", "Two"]


def test_every_touchpoint_in_a_cell_comes_in_where_a_phase_has_several_columns() -> None:
    (journey,), _ = read('Phase,One,,Two\nTouchpoint,A,"B\nC",D\nPains,a,b,d')
    assert [each["title"] for each in touchpoints(journey)] == ["A", "B", "C", "D"]


def test_a_file_too_large_for_a_map_is_not_read_in_part(write_book: WriteBook, tmp_path: Path) -> None:
    root, big = write_book({"content/book.yml": "languages: [en]\n"}), tmp_path / "big.csv"
    big.write_bytes(b"Phase,Touchpoint\n" + b"x" * 20_000_000)
    done = CliRunner().invoke(command, ["-C", str(root), "import", "sheet", str(big), "--dry-run"])
    assert (done.exit_code, "has more than 20 million bytes; it is not read." in done.stderr) == (2, True)


def test_an_owner_of_several_journeys_is_one_actor(write_book: WriteBook, tmp_path: Path) -> None:
    root, source = write_book({}), tmp_path / "many.csv"
    rows = (f"Journey {number},P,I call,Service desk\n" for number in range(30))
    source.write_text("Journey,Phase,Step,Owner\n" + "".join(rows), "utf-8")
    result = run(root, "import", "sheet", str(source), "--persona", "Ann")
    assert result.output.endswith("journeys/journey-18.yml …\n")
    book, _ = load(root)
    assert [*book.actors] == ["service-desk"]
    assert {journey.steps[0].touchpoint.owner for journey in book.journeys.values()} == {"service-desk"}


HEADS = (
    "Phase", "Stage of life", "Touchpoint", "Score", "Pains", "Doing", "Channel", "Owner", "Colour", "",
    "A whole story in the place of a head, " * 4,
)  # fmt: skip
"""Known ones, an unknown one, none at all, and a text too long to be one."""


@settings(max_examples=60, deadline=None)
@given(
    heads=st.lists(st.sampled_from(HEADS), min_size=3, max_size=6),
    filled=st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=1, max_size=4),
    above=st.lists(st.sampled_from(["title", "Persona: who", "Scenario: told", "Author: by", ""]), max_size=3),
    lanes=st.booleans(),
)
def test_whatever_stands_in_a_cell_comes_in_or_is_told(
    heads: list[str], filled: list[list[bool]], above: list[str], lanes: bool
) -> None:
    """Every cell has a word of its own: it is in the journeys, or told, or stands in a column that is told of."""
    words = iter(f"w{number:03}w" for number in range(100))
    table = [heads, *([next(words) if full else "" for full, _ in zip(row, heads, strict=False)] for row in filled)]
    if lanes:
        table = [list(row) for row in zip(*table, strict=True)]
    rows = [[f"{text} {next(words)}"] if text else [] for text in above] + table
    journeys, problems = read("\n".join(";".join(row) for row in rows).encode())
    if journeys:
        told = json.dumps(journeys) + " ".join(each.message.say() for each in problems)
        of_lane = "Read with phases as columns" in told
        left = {each.place.line if of_lane else each.place.column for each in problems if each.rule == "sheet-column"}
        unseen = {
            word
            for line, row in enumerate(rows, 1)
            for column, cell in enumerate(row, 1)
            for word in re.findall(r"w\d{3}w", cell)
            if word not in told and (line if of_lane else column) not in left
        }
        assert unseen == set()


def test_what_is_lost_where_a_file_is_written_over_is_told(write_book: WriteBook, tmp_path: Path) -> None:
    root = write_book(
        {
            "content/book.yml": "languages: [en, pl]\n",
            "journeys/late.yml": """
                title: {en: Late, pl: Za późno}
                persona: cook
                status: live
                outcomes: [{title: Paid, for_customer: Calm}]
                phases:
                  Paying:
                    - title: {en: I pay, pl: Płacę}
                      emotion: -1
                      quotes: [{en: Oh, pl: Ach}]
                      causes: [{text: Haste, driver: human}]
                    - I wait: 1
                """,
        }
    )
    sheet = str(tmp_path / "late.csv")
    assert run(root, "export", "sheet", "late", "-o", sheet).exit_code == 0
    before = (root / "journeys/late.yml").read_text("utf-8")
    for more, stays in ((["--dry-run"], True), ([], False)):
        result = run(root, "import", "sheet", sheet, "--id", "late", "--force", "--format", "json", *more)
        found = [each["message"] for each in json.loads(result.stderr)["problems"] if each["rule"] == "overwritten"]
        assert found == [
            "journeys/late.yml is overwritten; what stood there is gone: "
            "“status”, “outcomes.title”, “outcomes.for_customer”, “causes.driver”.",
            "journeys/late.yml is overwritten; its words in these languages are gone: “pl”.",
        ]
        assert ((root / "journeys/late.yml").read_text("utf-8") == before) is stays
    again = run(root, "import", "sheet", sheet, "--id", "late", "--force", "--format", "json")
    assert "overwritten" not in again.stderr, "what is gone already is not missed again"
