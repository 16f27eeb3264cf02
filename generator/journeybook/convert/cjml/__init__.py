"""The Customer Journey Modelling Language (CJML) 2.0 as XML, in and out: planned journeys and actual ones.

No schema of it is published. The names of the elements rest on the example on cjml.no and on what its makers' own
programs write and read; the meaning on their papers: touchpoints are actions or communication points between an
initiator and a receiver, and experience belongs to actual journeys alone.
"""

from __future__ import annotations

from journeybook.convert.cjml.reading import journeys
from journeybook.convert.cjml.writing import cjml_text

__all__ = ["cjml_text", "journeys"]
