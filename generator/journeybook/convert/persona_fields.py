"""What people call the fields of a persona, and what we call them."""

from __future__ import annotations

from journeybook.words import slug

_NAMES = {
    "name": "name, persona, persona name, full name, first name, imię, nazwa, имя, nom, nombre",
    "title": "title, tytuł, titel, headline, название",
    "id": "id, identifier, slug, key, handle, persona id, short name, permalink id",
    "summary": "summary, tagline, one liner, in short, blurb, excerpt, teaser, streszczenie, zusammenfassung",
    "portrait": """
        portrait, description, desc, bio, biography, about, background, profile, overview, who, opis, portret,
        beschreibung, описание, details, intro, introduction, narrative, body, text
    """,
    "story": "story, day in the life, a day in the life, scenario, historia, geschichte, история",
    "quote": "quote, quotation, cytat, zitat, цитата, says",
    "goals": """
        goals, goal, primary goal, main goal, secondary goals, objectives, objective, aims, motivations, motivation,
        wants, aspirations, cele, cel, ziele, ziel, цели, цель, buts, objetivos
    """,
    "needs": "needs, need, requirements, expectations, user needs, potrzeby, bedürfnisse, потребности",
    "jobs": """
        jobs, jobs to be done, jtbd, tasks, responsibilities, activities, key tasks, zadania, aufgaben, задачи
    """,
    "pains": """
        pains, pain, pain points, painpoints, frustrations, frustration, challenges, challenge, problems, barriers,
        concerns, fears, obstacles, blockers, worries, bóle, bolączki, frustracje, problemy, obawy, probleme, боли,
        проблемы
    """,
    "gains": "gains, benefits, delights, what helps, value, korzyści, nutzen, выгоды",
    "traits": """
        traits, characteristics, personality, attributes, qualities, cechy, osobowość, eigenschaften, черты
    """,
    "values": "values, prizes, wartości, werte, ценности",
    "channels": "channels, preferred channels, preferred channel, kanały, kanäle, каналы",
    "segment": "segment, archetype, persona type, customer type, segmentation, archetyp",
    "tags": "tags, keywords, categories, tagi, schlagwörter",
}
FIELDS = {slug(name): field for field, names in _NAMES.items() for name in (field, *names.split(","))}
"""The field by each name it may have, in small Latin letters and hyphens."""
NAMES = frozenset(name for name, field in FIELDS.items() if field in {"name", "title"})
"""What a persona's name may stand under."""
PARTS = frozenset(
    slug(name)
    for name in ["item", " text", " title", " name", " label", " value", " description", " desc", " point", " content"]
)
"""What the parts of one item in a list may be called, so that they are one text."""
LISTS = frozenset({"goals", "needs", "jobs", "pains", "gains", "traits", "channels", "tags", "values"})
"""Fields that hold several texts."""
