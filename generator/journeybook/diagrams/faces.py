"""Which face stands for which feeling, in drawings' captions, pages and files."""

from __future__ import annotations


def face(emotion: float) -> str:
    """Which of the five faces an emotion shows: n2, n1, z, p1, p2; halves lean to the stronger feeling."""
    level = int(abs(emotion) + 0.5)
    return "z" if not level else f"{'p' if emotion > 0 else 'n'}{level}"
