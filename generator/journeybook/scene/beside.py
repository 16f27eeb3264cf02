"""Two drawings made one, the second to the right of the first."""

from __future__ import annotations

from journeybook.scene.shape import Line, Paint, Part, Path, Scene, Stroke


def beside(left: Scene, right: Scene, name: str) -> Scene:
    """Both in one; no two of their parts may have the same name."""
    by = left.width
    return Scene(
        name,
        left.width + right.width,
        max(left.height, right.height),
        (*left.paints, *(_paint(paint, by) for paint in right.paints)),
        (*left.parts, *(_part(part, by) for part in right.parts)),
    )


def _part(part: Part, by: float) -> Part:
    strokes, lines = (
        tuple(_stroke(stroke, by) for stroke in part.strokes),
        tuple(_line(line, by) for line in part.lines),
    )
    return part._replace(x=part.x + by, strokes=strokes, lines=lines)


def _line(line: Line, by: float) -> Line:
    return line._replace(x=line.x + by)


def _stroke(stroke: Stroke, by: float) -> Stroke:
    return stroke._replace(x=stroke.x + by)


def _paint(paint: Paint, by: float) -> Paint:
    return paint._replace(points=_path(paint.points, by))


def _path(path: Path, by: float) -> Path:
    return tuple((x + by, y) for x, y in path)
