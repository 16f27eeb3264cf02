"""Where the cells of a line of CSV stand."""

from __future__ import annotations


def columns_of(line: str, separator: str = ",") -> list[tuple[int, int]]:
    """The columns, from 1, at which each cell of the line begins and ends (its end not included).

    >>> columns_of('a,"b,c",d')
    [(1, 2), (3, 8), (9, 10)]
    """
    found, begin, quoted = [], 0, False
    for at, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == separator and not quoted:
            found.append((begin + 1, at + 1))
            begin = at + 1
    return [*found, (begin + 1, len(line) + 1)]
