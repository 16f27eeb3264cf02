"""Whether loops close: where actions stand, what they aim at, what their seven questions leave open, what is stuck."""

from __future__ import annotations

from itertools import islice

from msgspec.structs import replace

from journeybook.measures.loops import is_late
from journeybook.measures.shown import Shown
from journeybook.model import Action
from journeybook.model.action import STANDINGS, Questions
from journeybook.model.choices import choice
from journeybook.reports.report import Ask, Cell, Day, Report, Section, Several, Table, Words
from journeybook.reports.source import Source, in_a_row, is_waiting, listed
from journeybook.words import Phrase, phrase

AIMS = ("recovery", "relationship", "root_cause", "")
QUESTIONS: dict[str, Phrase] = {
    "goals": phrase("goals"), "owner": phrase("owner"), "deadline": phrase("deadline"), "trigger": phrase("trigger"),
    "responder": phrase("responder"), "resources": phrase("resources"),
    "evidence_of_success": phrase("evidence of success"),
}  # fmt: skip
MOST_ASKED = 20
SLOW = 90  # days in planning after which a loop is called stuck
NONE = phrase("nothing here")


def report(source: Source) -> Report:
    """The closed loop."""
    return Report(
        "closed-loop",
        phrase("The closed loop"),
        phrase("Whether what customers told us comes to an end: which loops turn, which are stuck, what they lack."),
        tuple(islice((_ask(source, action) for action in source.open_actions if _reasons(source, action)), MOST_ASKED)),
        _nothing_stuck(source),
        (_stuck(source), _circles(source), _aims(source), _questions(source)),
        source.book.as_of,
    )


def _nothing_stuck(source: Source) -> Phrase:
    return phrase("No loop is stuck.") if source.book.actions else phrase("The book has no action yet.")


def _ask(source: Source, action: Action) -> Ask:
    if is_waiting(action) and action.decision and action.decision.question:
        return Ask(source.ref(action.id), Words(action.decision.question), source.who(action.decision.asked_of),
                   source.until(action))  # fmt: skip
    what = Words(phrase("Set a new date with a reason, or close it."))
    return Ask(source.ref(action.id), what, source.who(_leader(action)), source.until(action))


def _leader(action: Action) -> str | None:
    return action.owner or (action.questions.owner if action.questions else None)


def _reasons(source: Source, action: Action) -> list[Cell]:
    """Why a loop is stuck: its deadline has gone by, it waits for a decision, or it is planned and nothing more."""
    found: list[Cell] = []
    if is_late(action, source.book.as_of):
        found.append(Several((Words(phrase("the deadline has gone by:")), source.until(action)), in_line=True))
    if is_waiting(action):
        asked = action.decision.asked if action.decision else None
        since: tuple[Cell, ...] = (Day(asked),) if asked else ()
        found.append(Several((Words(phrase("waits for a decision since")), *since), in_line=True) if since
                     else Words(phrase("waits for a decision")))  # fmt: skip
    age = (source.book.as_of - action.opened).days if action.opened else 0
    if action.circle in {"plan", None} and age > SLOW:
        found.append(Words(phrase("planned for {days}", days=Shown(float(age), "days"))))
    return found


def _stuck(source: Source) -> Section:
    title = phrase("Stuck loops")
    rows = tuple(
        (source.ref(action.id), Several(tuple(why)), source.who(_leader(action)), source.until(action))
        for action in source.open_actions
        if (why := _reasons(source, action))
    )
    points = tuple(source.told("book", name) for name in ("open_days", "waiting_days", "decision_days"))
    words = () if rows else (Words(_nothing_stuck(source), missing=True),)
    columns = (phrase("Action"), phrase("Why it is stuck"), phrase("Owner"), phrase("Until"))
    table = Table(columns, rows) if rows else None
    return Section("stuck", title, words, points if source.book.actions else (), table)


def _circles(source: Source) -> Section:
    actions = source.book.actions.values()
    found = [(each, [a for a in actions if a.standing == each]) for each in STANDINGS]
    rows = [(Words(choice(each)), there) for each, there in found]
    return replace(_counted(source, "circles", phrase("Where the loops are"), phrase("Circle"), rows), drawing="loop")


def _aims(source: Source) -> Section:
    actions = [action for action in source.book.actions.values() if action.closed != "dropped"]
    rows = [
        (
            Words(choice(aim)) if aim else Words(phrase("no aim told"), missing=True),
            [a for a in actions if (a.aim or "") == aim],
        )
        for aim in AIMS
    ]
    return _counted(source, "aims", phrase("What they aim at"), phrase("Aim"), rows)


def _counted(source: Source, name: str, title: Phrase, of: Phrase, rows: list[tuple[Words, list[Action]]]) -> Section:
    if not any(actions for _, actions in rows):
        return Section(name, title, (Words(phrase("The book has no action yet."), missing=True),))
    told = tuple(
        (words, Words(Shown(float(len(actions)))), listed([source.ref(a.id) for a in actions], NONE))
        for words, actions in rows
    )
    return Section(name, title, (), (), Table((of, phrase("Number of them"), phrase("Which")), told))


def _questions(source: Source) -> Section:
    """The open actions by what their seven questions leave open, those with most first."""
    title = phrase("What the seven questions leave open")
    lacks = [(action, _lacking(action)) for action in source.open_actions]
    if not lacks:
        return Section("questions", title, (Words(phrase("No action is open."), missing=True),))
    rows = tuple(
        (source.ref(action.id), Words(Shown(float(len(QUESTIONS) - len(names)), f"of {len(QUESTIONS)}")),
         Words(in_a_row(QUESTIONS[name] for name in names) if names else phrase("nothing")))
        for action, names in lacks
    )  # fmt: skip
    ranks = tuple((-len(names),) for _, names in lacks)
    columns = (phrase("Action"), phrase("Answered"), phrase("Left open"))
    return Section("questions", title, (), (), Table(columns, rows, ranks=ranks))


def _lacking(action: Action) -> list[str]:
    asked = action.questions or Questions()
    return [name for name in QUESTIONS if not getattr(asked, name) and not (name == "owner" and action.owner)]
