"""DOT becomes SVG: several in one run, a failing one alone, nothing twice; and the SVG is fit for a page."""

from __future__ import annotations

import re
import shutil
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Event

import pytest

from journeybook import dot
from journeybook.diagrams import drawing as drawings
from journeybook.diagrams.drawing import Drawing
from journeybook.dot import engine, outline, pictures, svg
from journeybook.problem import Place
from journeybook.scene.measure import Type
from journeybook.scene.shape import Line, Paint, Part, Scene, Stroke, straight
from journeybook.words import Phrase

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
PLACE = Place("journeys/a.yml", 1, 1, 1, 1)
ENGINES = [dot.PURE, pytest.param("dot", marks=pytest.mark.skipif(not shutil.which("dot"), reason="no dot here"))]
NASTY = [
    'a"b', "a\\", 'a\\"', '\\"]; evil [label="x', '"]; evil [URL="javascript:alert(1)', "}", "{a|b}", "<f0> x",
    "<b>bold</b>", "<<TABLE><TR><TD>x</TD></TR></TABLE>>", "<", "\\N", "\\G", "\\E", "\\T", "\\L", "\\l", "\\r", "\\n",
    "\\\\n", "/* c */", "// c", "a->b", "a:port:ne", "&amp;", "&#0;", "&bogus;", "&lt;b&gt;", "]]>", "<!--", "-->",
    "<script>alert(1)</script>", "%n", "日本語 \\N 😀", "x" * 5000,
]  # fmt: skip


def scene(text: str = "Words", link: str = "#there", name: str = "one") -> Scene:
    """A card with an icon, two lines and a mark, over a band."""
    words = (Line(20, 20, text, Type(12), room=100), Line(20, 40, "second", Type(11), "muted", room=100))
    icon = Stroke((straight(((10, 10), (16, 10), (16, 16))), straight(((10, 12), (12, 14)))))
    card = Part("card", "card", 5, 5, 150, 60, (icon,), words, link, text, "map-card")
    mark = Part("card/mark", "disc", 130, 10, 14, 14)
    alone = Part("alone", "area", 5, 80, 60, 16, (), (Line(5, 88, "alone", Type(12), room=60),), "#alone")
    band = Paint(((0, 0), (200, 0), (200, 50), (0, 50)), "band")
    return Scene(name, 200, 100, (band,), (card, mark, alone))


def drawn(shown: Scene, title: str = "A drawing", **more: object) -> Drawing:
    source = drawings.written(shown, "journey_map")
    return Drawing(shown.name, source, title, "What it shows", shown.width, shown.height, PLACE)


def page(shown: Scene, using: str = dot.PURE) -> ET.Element:
    made, problems = dot.draw([drawn(shown)], using, {})
    assert problems == []
    return ET.fromstring(made[shown.name])


def broken(name: str = "broken") -> Drawing:
    return Drawing(name, "digraph { a [label=", "Broken", "", 10, 10, PLACE)


def test_the_curves_of_a_stroke_are_enlarged_from_their_origin_and_then_moved() -> None:
    own = Stroke((straight(((1, 2), (3, 2), (3, 5))),), scale=2, x=10, y=20)
    moved = Stroke((straight(((12, 24), (16, 24), (16, 30))),))
    of_own, of_moved = (
        drawings.written(Scene("one", 40, 40, (), (Part("icon", "group", 0, 0, 9, 9, (stroke,)),)), "journey_map")
        for stroke in (own, moved)
    )
    assert of_own == of_moved
    assert 'pos="12.00,16.00 13.33,16.00' in of_own


@pytest.mark.parametrize("using", ENGINES)
def test_a_card_is_one_link_with_all_that_stands_on_it(using: str) -> None:
    root = page(scene(), using)
    card, alone = root.findall(f"{SVG}a")
    assert [part.tag.removeprefix(SVG) for part in card] == ["title", "rect", "path", "text", "text", "circle"]
    assert (card.get(LINK), card.get("class"), card.get("id")) == ("#there", "card", "map-card")
    assert [text.text for text in card.iter(f"{SVG}text")] == ["Words", "second"]
    assert alone.find(f"{SVG}rect").attrib == {  # type: ignore[union-attr]
        "x": "5", "y": "-20", "width": "60", "height": "16", "fill": "none", "pointer-events": "all",
    }  # fmt: skip


@pytest.mark.parametrize("using", ENGINES)
def test_a_drawing_is_named_and_described(using: str) -> None:
    root = page(scene(), using)
    assert root.get("viewBox") == "0 -100 200 100"
    assert root.get("role") == "group"
    named = {element.get("id"): element.text for element in root if element.get("id")}
    assert named[root.get("aria-labelledby")] == "A drawing"
    assert named[root.get("aria-describedby")] == "What it shows"
    assert {"width", "height"} & set(root.attrib) == set()


def test_links_are_the_kind_that_the_themes_navigation_leaves_alone() -> None:
    made = dot.draw([drawn(scene())], dot.PURE, {})[0]["one"]
    assert 'xlink:href="#there"' in made
    assert re.search(r"(?<!xlink:)href=", made) is None


def test_a_second_link_to_the_same_place_is_out_of_the_way() -> None:
    face = Part("face", "face-emotion-0", 5, 5, 20, 20, (), (), "#there", "0")
    link = page(Scene("quiet", 50, 50, (), (face,))).find(f"{SVG}a")
    assert link is not None
    assert (link.get("aria-hidden"), link.get("tabindex")) == ("true", "-1")


def test_colours_are_written_and_named() -> None:
    root = page(scene())
    band, card = root.find(f"{SVG}path"), root.find(f"{SVG}a/{SVG}rect")
    assert band is not None
    assert card is not None
    assert (band.get("fill"), band.get("class"), band.get("stroke")) == ("#f5f7f9", "f-band", None)
    assert (card.get("fill"), card.get("class")) == ("#fefefe", "f-card s-line")


@pytest.mark.parametrize("using", ENGINES)
@pytest.mark.parametrize("text", NASTY)
def test_any_text_is_shown_as_typed(text: str, using: str) -> None:
    root = page(scene(text), using)
    link = root.find(f"{SVG}a")
    assert link is not None
    assert link.findtext(f"{SVG}title") == text
    assert link.findtext(f"{SVG}text") == text
    assert len(root.findall(f"{SVG}a")) == 2


@pytest.mark.parametrize("using", ENGINES)
@pytest.mark.parametrize(
    ("link", "led"),
    [
        ("page.html?a=1&b=2#c", "page.html?a=1&b=2#c"),
        ("https://example.org/?q=%20x", "https://example.org/?q=%20x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("../other/page.html", "../other/page.html"),
        ("javascript:alert(1)", "#"),
        ("JavaScript:alert(1)", "#"),
        ("data:text/html,x", "#"),
        ("vbscript:x", "#"),
        ("file:///etc/passwd", "#"),
        ("#\\N", "#\\N"),
    ],
)
def test_a_link_leads_where_it_may(link: str, led: str, using: str) -> None:
    found = page(scene(link=link), using).find(f"{SVG}a")
    assert found is not None
    assert found.get(LINK) == led


@pytest.mark.parametrize("using", ENGINES)
def test_a_background_of_any_length_is_drawn(using: str) -> None:
    lines = tuple(Paint(((0, y / 10), (200, y / 10)), ink="line") for y in range(900))
    path = page(Scene("long", 200, 100, lines), using).find(f"{SVG}path")
    assert path is not None
    assert path.attrib["d"].count("M") == 900


def test_no_string_is_too_long_for_any_engine() -> None:
    lines = tuple(Paint(((0, y / 10), (200, y / 10)), ink="line") for y in range(900))
    strings = re.findall(r'"([^"]*)"', drawings.written(Scene("long", 200, 100, lines), "journey_map"))
    assert 10_000 < max(len(string.encode()) for string in strings) < 16_384


@pytest.mark.parametrize("using", ENGINES)
def test_text_at_an_edge_moves_nothing(using: str) -> None:
    words = (
        Line(60, 20, "客户第一次打开应用程序", Type(12), room=140),
        Line(80, 40, "ЗАПИСЬ", Type(12), align="right", room=80),
        Line(100, 60, "in the middle", Type(12), align="middle", room=50),
    )
    root = page(Scene("edge", 200, 100, (), (Part("p", "group", 0, 0, 0, 0, (), words),)), using)
    assert root.get("viewBox") == "0 -100 200 100"
    assert [text.get("x") for text in root.iter(f"{SVG}text")] == ["60", "80", "100"]


@pytest.mark.parametrize(("cores", "wanted"), [(1, [5]), (2, [2, 3]), (64, [1] * 5)])
def test_several_drawings_take_a_run_for_each_core(
    monkeypatch: pytest.MonkeyPatch, cores: int, wanted: list[int]
) -> None:
    runs: list[int] = []

    def counted(using: str, source: str, kind: str = "svg", seconds: float = 20) -> object:
        runs.append(source.count("digraph"))
        return engine.run(using, source, kind, seconds)

    monkeypatch.setattr(dot, "run", counted)
    made, problems = dot.draw([drawn(scene(name=f"n-{number}")) for number in range(5)], dot.PURE, {}, None, cores)
    assert problems == []
    assert sorted(made) == [f"n-{number}" for number in range(5)]
    assert sorted(runs) == wanted


def test_the_engine_takes_nothing_from_one_drawing_into_the_next() -> None:
    loose = [
        Drawing(name, f"digraph {name} {{graph [layout=dot outputorder=edgesfirst] a -> b}}", "Loose", "", 0, 0, PLACE)
        for name in ("before", "after")
    ]
    placed = [drawn(scene()), drawn(scene(name="two"))]
    together, problems = dot.draw([loose[0], *placed, loose[1]], dot.PURE, {})
    assert problems == []
    assert together["one"] == dot.draw(placed[:1], dot.PURE, {})[0]["one"]
    assert sorted(together) == ["after", "before", "one", "two"]


def test_nothing_is_drawn_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, str] = {}
    first, _ = dot.draw([drawn(scene())], dot.PURE, kept)
    monkeypatch.setattr(dot, "run", lambda *_: pytest.fail("drawn again"))
    assert dot.draw([drawn(scene())], dot.PURE, kept) == (first, [])


@pytest.mark.parametrize("other", [scene("Other words"), scene(link="#elsewhere")])
def test_what_is_kept_is_never_of_another_drawing(other: Scene) -> None:
    kept: dict[str, str] = {}
    first, _ = dot.draw([drawn(scene())], dot.PURE, kept)
    second, _ = dot.draw([drawn(other)], dot.PURE, kept)
    third, _ = dot.draw([drawn(scene(), title="Another title")], dot.PURE, kept)
    assert len(kept) == len({first["one"], second["one"], third["one"]}) == 3


def test_a_failing_drawing_stops_no_other() -> None:
    made, problems = dot.draw([drawn(scene(name="a")), broken(), drawn(scene(name="b"))], dot.PURE, {})
    assert sorted(made) == ["a", "b"]
    (problem,) = problems
    assert problem.place == PLACE
    assert problem.message.say("en").startswith("“Broken” was not drawn: the engine said: ")


def test_a_drawing_that_ends_another_is_found_out() -> None:
    sly = Drawing("sly", "digraph sly {} digraph extra {}", "Sly", "", 10, 10, PLACE)
    made, problems = dot.draw([drawn(scene(name="a")), sly, drawn(scene(name="b"))], dot.PURE, {})
    assert sorted(made) == ["a", "b", "sly"]
    assert problems == []
    assert ET.fromstring(made["b"]).findtext(f"{SVG}a/{SVG}text") == "Words"


def test_a_missing_engine_is_told_once() -> None:
    made, problems = dot.draw([drawn(scene(name="a")), drawn(scene(name="b"))], "no-such-engine", {})
    assert made == {}
    assert [problem.place.file for problem in problems] == ["content/book.yml"]


def test_the_engine_has_a_time_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    edges = "\n".join(f"{a} -> {b}" for a in range(120) for b in range(120))
    heavy = Drawing("heavy", f"digraph heavy {{ {edges} }}", "Heavy", "", 10, 10, PLACE)
    monkeypatch.setattr(
        dot, "run", lambda using, source, kind="svg", seconds=0.05: engine.run(using, source, kind, 0.05)
    )
    made, problems = dot.draw([heavy], dot.PURE, {})
    assert made == {}
    assert "seconds" in problems[0].message.say("en")


@pytest.mark.skipif(sys.platform == "win32", reason="programs of POSIX")
@pytest.mark.parametrize("program", ["#!/bin/sh\nexec sleep 60\n", "#!/no/such/shell\n", "no program"])
def test_an_engine_that_does_not_start_or_answer_is_told_once(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bad := tmp_path / "dot").write_text(program)
    bad.chmod(0o755)
    monkeypatch.setattr(engine, "SECONDS", 0.2)
    monkeypatch.setattr(pictures, "SYSTEM", str(bad))  # nor is there another engine that could be asked for a picture
    made, problems = dot.draw([drawn(scene(name="a")), drawn(scene(name="b"))], str(bad), {})
    assert made == {}
    assert [each.message.say() for each in problems] == [
        f"Nothing was drawn: the engine {bad} does not start, or does not answer."
    ]
    assert isinstance(dot.picture(drawn(scene()).dot, str(bad), "png"), Phrase)


@pytest.mark.skipif(sys.platform == "win32", reason="programs of POSIX")
def test_an_engine_that_hangs_is_given_up_after_a_few_drawings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (slow := tmp_path / "dot").write_text("#!/bin/sh\n[ $1 = -V ] && exit\nexec sleep 60\n")
    slow.chmod(0o755)
    runs: list[str] = []

    def hurried(using: str, source: str, **_: object) -> bytes | Phrase:
        runs.append(source)
        return engine.run(using, source, seconds=0.05)

    monkeypatch.setattr(dot, "run", hurried)
    _, problems = dot.draw([drawn(scene(name=f"one-{number}")) for number in range(9)], str(slow), {}, at_once=1)
    assert len(problems) == 9
    assert all("it took more than" in each.message.say() for each in problems)
    assert len(runs) == 1 + dot.PATIENCE


def test_a_drawing_that_is_too_large_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dot, "LARGEST", 100)
    made, problems = dot.draw([drawn(scene())], dot.PURE, {})
    assert made == {}
    assert "too large" in problems[0].message.say("en")


def test_nothing_to_draw_needs_no_engine() -> None:
    assert dot.draw([], "no-such-engine", {}) == ({}, [])


def test_a_picture_is_made_on_request() -> None:
    picture = dot.picture(drawn(scene()).dot, dot.PURE, "png")
    assert isinstance(picture, bytes)
    assert picture.startswith(b"\x89PNG")
    assert isinstance(dot.picture(broken().dot, dot.PURE, "png"), Phrase)


def test_a_file_of_its_own_looks_after_itself() -> None:
    left, right = drawn(scene(name="left")), drawn(scene(name="right", link="../promises/kept.html"))
    made, _ = dot.draw([left, right], dot.PURE, {})
    text = dot.standalone([(left, made["left"]), (right, made["right"])])
    root = ET.fromstring(text)
    assert (root.get("width"), root.get("height")) == ("400", "100")
    assert [part.get("x") for part in root.findall(f"{SVG}svg")] == ["0.0", "200.0"]
    assert "screen and (prefers-color-scheme:dark)" in text
    assert "href" not in text


def test_a_file_of_its_own_may_lead_to_the_published_site() -> None:
    shown = drawn(scene(link="../promises/kept.html"))
    made, _ = dot.draw([shown], dot.PURE, {})
    text = dot.standalone([(shown, made["one"])], "https://example.org/book/journeys/a.html")
    assert 'xlink:href="https://example.org/book/promises/kept.html"' in text
    assert 'xlink:href="https://example.org/book/journeys/a.html#alone"' in text


def test_a_browser_prints_a_file_of_its_own_on_a_page_of_its_size() -> None:
    shown = drawn(scene())
    made, _ = dot.draw([shown], dot.PURE, {})
    assert "@page{size:200px 100px;margin:0}" in dot.standalone([(shown, made["one"])])
    assert "@page" not in dot.standalone([(shown, made["one"])], embedded=True)


def test_on_paper_a_drawing_leads_nowhere_and_looks_as_it_did() -> None:
    shown = drawn(scene(link="#a"))
    made, _ = dot.draw([shown], dot.PURE, {})
    bare, style = dot.on_paper({"one": made["one"]})
    root = ET.fromstring(bare["one"])
    assert {part.tag for part in root.iter()} <= {"svg", "rect", "circle", "path", "text"}
    assert {name for part in root.iter() for name in part.attrib} & {"id", "href", "role", "fill", "style"} == set()
    looks = dict(re.findall(r"[.](jb[0-9]+)[{]([^}]*)[}]", style))
    assert {part.get("class", "") for part in root.iter()} - {""} == set(looks)
    fills = re.findall(r'fill="(#[0-9a-f]{6})"', made["one"])
    assert fills
    assert all(any(f"fill:{fill}" in look for look in looks.values()) for fill in fills)


def test_on_paper_no_word_of_an_author_is_taken_for_markup() -> None:
    words = 'a class="b" style="c" fill="#ffffff" x'
    svg = f'<svg class="jb-svg" fill="#1B2733"><a href="#x"><title>{words}</title><text x="1">{words}</text></a></svg>'
    bare, style = dot.on_paper({"one": svg})
    assert bare["one"] == f'<svg class="jb0"><text x="1">{words}</text></svg>'
    assert style == ".jb0{fill:#1B2733}"


@pytest.mark.parametrize(
    ("d", "short"),
    [
        ("M0,0C10,0 20,0 30,0", "M0,0h30"),
        ("M0,-5C0,-4 0,-3 0,-2", "M0,-5v3"),
        ("M0,0C1,2 2,4 3,6C3,6 3,6 3,6", "M0,0l3,6"),
        ("M0.04,0.06C1,5 2,5 3.16,0", "M0,.1c1,4.9 2,4.9 3.2,-.1"),
    ],
)
def test_an_outline_is_as_short_as_it_goes(d: str, short: str) -> None:
    assert outline.bezier(d) == short


def test_a_polygon_is_closed_once() -> None:
    assert outline.polygon("0,0 10,0 10,5.04 0,0", closed=True) == "M0,0h10v5z"
    assert outline.polygon("0,0 10,-5", closed=False) == "M0,0l10,-5"


def test_the_engines_own_words_never_reach_the_page() -> None:
    raw = '<title>g</title>\n<!-- x -->\n<g id="node1" class="node">\n<title>n</title>\n</g>\n</g>\n</svg>\n'
    assert svg.inner(raw) == ""


def test_the_engines_version_is_known() -> None:
    assert re.match(r"\d+\.\d+", engine.version(dot.PURE) or "")
    assert engine.version("no-such-engine") is None


def test_large_drawings_are_made_by_fewer_in_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []

    def run(batch: list[Drawing], *_: object) -> list[bytes]:
        runs.append(len(batch))
        return [b""] * len(batch)

    one = drawn(scene(name="one-0"))
    monkeypatch.setattr(dot, "_batch", run)
    monkeypatch.setattr(dot, "inline", lambda *_: "")
    monkeypatch.setattr(dot, "MUCH", 2 * len(one.dot))
    dot.draw((drawn(scene(name=f"one-{number}")) for number in range(7)), dot.PURE, {})
    assert sorted(runs) == [1, 3, 3]


def test_whoever_breaks_off_does_not_wait_for_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    broken_off, waited = Event(), Queue[bool]()

    def run(batch: list[Drawing], *_: object) -> list[str]:
        waited.put(broken_off.wait(30))
        return [""] * len(batch)

    def coming() -> Iterator[Drawing]:
        for number in range(dot.TOGETHER):
            yield drawn(scene(name=f"one-{number}"))
        raise KeyboardInterrupt

    monkeypatch.setattr(dot, "_batch", run)
    with pytest.raises(KeyboardInterrupt):
        dot.draw(coming(), dot.PURE, {})
    broken_off.set()
    assert waited.get(timeout=60)
