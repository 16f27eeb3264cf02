"""Answers of surveys, from exports and databases, become the small tables of results that a book keeps."""
