"""For those who meet customers: what they feel there, what was promised, what to say, what may be decided at once."""

from __future__ import annotations

from itertools import islice

from journeybook.measures import steps
from journeybook.measures.shortfall import GRAVEST_FIRST
from journeybook.model import Actor, Book, Journey, Step
from journeybook.model.touchpoint import Part
from journeybook.reports.report import Ask, Cell, Feeling, Mark, Report, Section, Several, Table, Words
from journeybook.reports.source import NO_DAY, Source, journeys_of, listed
from journeybook.words import Phrase, phrase, phrases

MOST = 4  # decisions asked of a role
MOST_KEPT, MOST_ASKED = 8, 20  # promises that a row shows, decisions that the page of all roles asks for
TITLE = phrase("For the front line")
LEAD = phrase("What customers feel where we meet them, which promises are yours to keep, and what you may decide.")
NOT_GRAVE = phrase("No promise that these roles keep is broken or at risk.")
MAY = phrase("What you may decide on the spot")
NO_ROLE = phrase("No actor is at the front line yet: give those who meet customers “level: frontline”.")
NOTHING = phrase("nothing told yet")


def report(source: Source, one: str = "") -> Report:
    """The report for the front line: of one role, or a section for each."""
    roles = [source.book.actors[one]] if one else frontline(source.book)
    title = source.ref(one).label if one else TITLE
    sections = [section for role in roles for section in _role(source, role, alone=bool(one))]
    return Report(
        "frontline",
        title,
        LEAD,
        tuple(ask for role in roles for ask in _asks(source, role)),
        NOT_GRAVE if roles else NO_ROLE,
        tuple(sections) or (_nobody(),),
        source.book.as_of,
        {"actor": one} if one else {},
        asked_last=True,
    )


def overview(source: Source) -> Report:
    """The report with a row for each role instead of its sections: the page of each role tells the rest."""
    roles = frontline(source.book)
    asks = tuple(islice((ask for role in roles for ask in _asks(source, role)), MOST_ASKED))
    sections = (_roles(source, roles),) if roles else (_nobody(),)
    nothing = NOT_GRAVE if roles else NO_ROLE
    return Report("frontline", TITLE, LEAD, asks, nothing, sections, source.book.as_of, asked_last=True)


def _roles(source: Source, roles: list[Actor]) -> Section:
    columns = (
        phrase("Role"), phrase("Where customers meet it, and how that feels"), phrase("Promises to keep"),
        phrase("May decide on the spot"),
    )  # fmt: skip
    rows = tuple(_overview(source, role) for role in roles)
    return Section("roles", phrase("Roles"), (), (), Table(columns, rows, ranks=((),) * len(rows)))


def _overview(source: Source, role: Actor) -> tuple[Cell, ...]:
    part = source.roles[role.id]
    met: list[Cell] = [Several((Feeling(felt), source.ref(step)), in_line=True) for step, felt in part.worst]
    left = part.touchpoints - len(part.worst)
    met += [Words(phrases("and {count} more", "and {count} more", left))] if left > 0 else []
    entries = source.kept_by(role.id)
    kept: list[Cell] = [Several((source.ref(e.promise), Mark(e.verdict)), in_line=True) for e in entries[:MOST_KEPT]]
    left = len(entries) - MOST_KEPT
    kept += [Words(phrases("and {count} more", "and {count} more", left))] if left > 0 else []
    may: list[Cell] = [Words(text) for text in role.may]
    return source.ref(role.id), listed(met, NOTHING), listed(kept, phrase("nothing here")), listed(may, NOTHING)


def frontline(book: Book) -> list[Actor]:
    """The roles at the front line: those of this level, else those in the customer's sight that are no system."""
    return [a for a in book.actors.values() if a.level == "frontline" or (not a.level and a.stage == "frontstage")]


def _nobody() -> Section:
    return Section("nobody", phrase("Roles"), (Words(NO_ROLE, missing=True),))


def _asks(source: Source, role: Actor) -> list[Ask]:
    """For each promise of theirs that is not kept: what hinders them, which only they know."""
    what = Words(phrase("Say what keeps you from keeping it, and what you would need."))
    found = []
    for entry in [each for each in source.kept_by(role.id) if each.verdict in GRAVEST_FIRST][:MOST]:
        actions = source.actions_for(source.book.promises[entry.promise])
        until = source.until(actions[0]) if actions else NO_DAY
        found.append(Ask(source.promise(entry.promise, why=False), what, source.ref(role.id), until))
    return found


def _role(source: Source, role: Actor, alone: bool) -> list[Section]:
    """The sections of a role; with others beside it, each is named after it."""
    book = source.book
    here = [each.step for each in source.parts[role.id] if book.journeys[each.journey].counts]
    at = [step for name in here if (step := book.step(name))]
    may = tuple(Words(text) for text in role.may)
    none = (Words(phrase("Nothing is written down yet. Ask, and have it written under “may”."), missing=True),)
    return [
        Section(f"{role.id}-may", _title(role, alone, MAY), () if may else none, may),
        _promises(source, role, alone),
        *(_journey(source, role, journey, there, alone) for journey, there in journeys_of(at, book)),
        *(() if at else (_nowhere(role, alone),)),
    ]  # fmt: skip


def _title(role: Actor, alone: bool, title: Phrase) -> Phrase:
    return title if alone else phrase("{role}: {title}", role=role.label, title=title)


def _nowhere(role: Actor, alone: bool) -> Section:
    words = phrase("No touchpoint names this role yet.")
    return Section(
        f"{role.id}-part", _title(role, alone, phrase("Where customers meet you")), (Words(words, missing=True),)
    )


def _promises(source: Source, role: Actor, alone: bool) -> Section:
    title = _title(role, alone, phrase("Promises to keep"))
    entries = source.kept_by(role.id)
    if not entries:
        words = phrase("No promise must be kept where this role serves.")
        return Section(f"{role.id}-promises", title, (Words(words, missing=True),))
    rows = tuple(
        (source.ref(entry.promise), Words(source.book.promises[entry.promise].text, quoted=True), Mark(entry.verdict),
         _remedy(source, entry.promise))
        for entry in entries
    )  # fmt: skip
    columns = (phrase("Promise"), phrase("As customers heard it"), phrase("Verdict"), phrase("Remedy"))
    return Section(f"{role.id}-promises", title, (), (), Table(columns, rows))


def _remedy(source: Source, promise: str) -> Cell:
    remedy = source.book.promises[promise].remedy
    return Words(remedy) if remedy else Words(phrase("none told"), missing=True)


def _journey(source: Source, role: Actor, journey: Journey, there: list[Step], alone: bool) -> Section:
    rows = tuple(_met(source, role, step) for step in there)
    columns = (
        phrase("Where"), phrase("The customer feels"), phrase("Your part"), phrase("What to say"),
        phrase("When it goes wrong"),
    )  # fmt: skip
    title = _title(role, alone, phrase("Where customers meet you: {journey}", journey=journey.label))
    return Section(f"{role.id}-{journey.id}", title, (), (), Table(columns, rows))


def _met(source: Source, role: Actor, step: Step) -> tuple[Cell, ...]:
    told, phase = step.touchpoint, step.phase
    feels: list[Cell] = [Feeling(told.emotion)]
    feels += [Words(told.feeling)] if told.feeling else []
    feels += [Words(quote.text, quoted=True) for quote in told.quotes[:1]]
    does: list[Cell] = [Words(part.does) for part in _own(step, role) if part.does]
    says, recovery = told.says or phase.says, told.recovery or phase.recovery
    return (
        source.ref(step.id), Several(tuple(feels)), listed(does, NOTHING),
        Words(says, quoted=True) if says else Words(NOTHING, missing=True),
        Words(recovery) if recovery else Words(NOTHING, missing=True),
    )  # fmt: skip


def _own(step: Step, role: Actor) -> list[Part]:
    all_ = (part for lanes in steps.both(step) for part in lanes.parts)
    return [part for part in all_ if part.actor == role.id]
