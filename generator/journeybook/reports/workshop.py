"""The kit for a workshop: cards, quotes, a strip of feelings, three questions, a canvas, the facilitator's sheet."""

from __future__ import annotations

from journeybook.measures import steps
from journeybook.model import Journey, Step, Text
from journeybook.reports.asking import about_link, review_day
from journeybook.reports.report import Ask, Blank, Cell, Report, Section, Table, Words
from journeybook.reports.source import Source, weak_link
from journeybook.words import Phrase, phrase

FEELINGS = (phrase("−2 furious"), phrase("−1"), phrase("0"), phrase("+1"), phrase("+2 delighted"))
CANVAS: tuple[Phrase, ...] = (
    phrase("Customers: whom do we serve?"), phrase("Behaviours: what do these people do?"),
    phrase("Value: what is it worth to them, and what does nobody else give them?"),
    phrase("Channels: where do we meet?"), phrase("Actors: who serves?"), phrase("Actions: what do we do?"),
    phrase("Challenges: what stands in the way?"), phrase("KPI: how do we see whether it works?"),
)  # fmt: skip
QUESTIONS: tuple[Phrase, ...] = (
    phrase("What did you do, just before and just after?"),
    phrase("Where and with whom or what did you do it, and who was not there who should have been?"),
    phrase("How was that, from −2 to +2, and what would have made it one step better?"),
)
COURSE: tuple[tuple[Phrase, Phrase], ...] = (
    (phrase("10 min"), phrase("Say whose journey it is, and read the story aloud. Nobody defends anything today.")),
    (phrase("15 min"), phrase("Each alone: put the cards in order, and mark the strip as this customer would.")),
    (phrase("20 min"), phrase("Compare the strips. Where they differ most, ask who was there and what was said.")),
    (phrase("20 min"), phrase("Look for touchpoints that are missing, with the three questions.")),
    (phrase("20 min"), phrase("At the lowest point: what is behind it? Fill the canvas for that place only.")),
    (phrase("10 min"), phrase("Each says one thing they will do and by when. Write it down while they look.")),
    (phrase("the same day"), phrase("Put it into the book: feelings, quotes, and under “workshops” who will do what.")),
)  # fmt: skip
RULES = (
    phrase("Six to eight people: two who meet customers every day, one who decides."),
    phrase("Print the cards once a table, the strip and the questions once a person."),
    phrase("No names of customers on any card. What is said about colleagues stays in the room."),
)


def report(source: Source, one: str = "") -> Report:
    """The kit for one journey, or what fits them all, with the journeys to choose from."""
    journey = source.book.journeys[one] if one else None
    title = phrase("Workshop kit: {journey}", journey=journey.label) if journey else phrase("Workshop kit")
    own = (_cards(source, journey), _quotes(journey), _strip(journey)) if journey else (_journeys(source),)
    return Report(
        "workshop",
        title,
        phrase("Print it, cut the cards apart, and walk through a journey with those who know it."),
        _asks(source, journey) if journey else (),
        phrase("Choose a journey first; its kit asks for a decision.")
        if journey is None
        else phrase("No touchpoint of this journey feels bad yet: find out whether that is so."),
        (_facilitator(), *own, _questions(), _canvas()),
        source.book.as_of,
        {"journey": one} if one else {},
    )


def _asks(source: Source, journey: Journey) -> tuple[Ask, ...]:
    weak = weak_link(journey) if journey.counts else None
    return (about_link(source, weak),) if weak else ()


def _facilitator() -> Section:
    columns = (phrase("Time"), phrase("What happens"), phrase("What we noted"))
    rows = tuple((Words(time), Words(what), Blank(2)) for time, what in COURSE)
    points = tuple(Words(rule) for rule in RULES)
    return Section("facilitator", phrase("The facilitator’s sheet"), (), points, Table(columns, rows, "sheet"))


def _journeys(source: Source) -> Section:
    title = phrase("Choose a journey")
    if not source.book.counted:
        return Section("journeys", title, (Words(phrase("The book has no journey of today yet."), missing=True),))
    columns = (phrase("Journey"), phrase("Owner"), phrase("Next review"))
    rows = tuple((source.ref(j.id), source.who(j.owner), review_day(source, j)) for j in source.book.counted)
    return Section("journeys", title, (), (), Table(columns, rows, "kits", ((),) * len(rows)))


def _cards(source: Source, journey: Journey) -> Section:
    """A card for each touchpoint; how it feels is left to those in the room."""
    columns = (
        phrase("Touchpoint"),
        phrase("Doing"),
        phrase("Thinking"),
        phrase("Who answers for it"),
        phrase("Feeling"),
    )
    rows = tuple(_card(source, step) for step in journey.steps)
    return Section("cards", phrase("Cards to cut apart"), (), (), Table(columns, rows, "cards"))


def _card(source: Source, step: Step) -> tuple[Cell, ...]:
    doing, thinking = (_or_blank(text) for text in (step.touchpoint.doing, step.touchpoint.thinking))
    return _numbered(step), doing, thinking, source.who_at(step), Blank()


def _numbered(step: Step) -> Words:
    return Words(phrase("{number}. {title}", number=step.number, title=step.touchpoint.title))


def _or_blank(text: Text) -> Cell:
    return Words(text) if text else Blank(2)


def _quotes(journey: Journey) -> Section:
    title = phrase("Quotes to hang up")
    rows = tuple(
        (Words(quote.text, quoted=True), _numbered(step))
        for step in journey.steps
        for quote in dict.fromkeys(each for lanes in steps.both(step) for each in lanes.quotes)
    )
    if not rows:
        words = phrase("No customer is quoted in this journey yet. Bring three sentences that were really said.")
        return Section("quotes", title, (Words(words, missing=True),))
    return Section("quotes", title, (), (), Table((phrase("Quote"), phrase("Said at")), rows, "cards"))


def _strip(journey: Journey) -> Section:
    """A row for each touchpoint, with a box for each feeling."""
    words = (Words(phrase("Put a cross in each row as this customer would, and draw the line through the crosses.")),)
    boxes: tuple[Cell, ...] = (Blank(),) * len(FEELINGS)
    rows = tuple((_numbered(step), *boxes) for step in journey.steps)
    return Section(
        "strip", phrase("Strip of feelings"), words, (), Table((phrase("Touchpoint"), *FEELINGS), rows, "strip")
    )


def _questions() -> Section:
    columns = (phrase("Ask, and write down the words"), phrase("First customer"), phrase("Second customer"))
    rows = tuple((Words(question), Blank(4), Blank(4)) for question in QUESTIONS)
    words = (Words(phrase("Each answer that names a place, a person or a thing is a touchpoint.")),)
    return Section("questions", phrase("Three questions to find touchpoints"), words, (), Table(columns, rows, "sheet"))


def _canvas() -> Section:
    rows = tuple((Words(element), Blank(4)) for element in CANVAS)
    title = phrase("Blank canvas of a service")
    return Section("canvas", title, (), (), Table((phrase("Element"), phrase("What we know")), rows, "canvas"))
