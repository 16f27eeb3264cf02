"""First files: a book, one more thing for it, what a repository needs around it."""

from __future__ import annotations

from journeybook.new.book import book
from journeybook.new.entity import QUESTIONS, Question, entity, questions, unfit
from journeybook.new.forge import FORGES, forge

__all__ = ["FORGES", "QUESTIONS", "Question", "book", "entity", "forge", "questions", "unfit"]
