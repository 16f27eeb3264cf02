"""Drawings: one module and one DOT template each, from the book to the text that the layout engine reads."""

from __future__ import annotations
