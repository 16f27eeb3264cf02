"""What is asked of whom until when: never made up, and said where the book does not know."""

from __future__ import annotations

from journeybook.measures import Ledger
from journeybook.measures.due import next_review
from journeybook.model import Action, Journey, Promise, Step
from journeybook.reports.report import Ask, Cell, Day, Several, Words
from journeybook.reports.source import NO_DAY, Source, is_waiting, owner_of
from journeybook.words import phrase


def about_promise(source: Source, entry: Ledger) -> Ask:
    """What must be decided about a promise that is not kept: what its action waits for, else whether it will do."""
    promise = source.book.promises[entry.promise]
    actions = source.actions_for(promise)
    return _of_action(source, promise, actions[0]) if actions else _without_action(source, promise)


def about_link(source: Source, step: Step) -> Ask:
    """What must be decided about a weak link: what its action waits for, else which action there is to be."""
    journey = source.book.journeys[step.journey]
    actions = sorted(source.actions_on.get(step.id, ()), key=lambda action: not is_waiting(action))
    if actions:
        return Ask(
            source.at(step), question(source, actions[0]), _decider(source, actions[0]), source.until(actions[0])
        )
    what = phrase("Name an action: nobody works on this touchpoint.")
    return Ask(source.at(step), Words(what), source.who(owner_of(source.book, step)), review_day(source, journey))


def about_action(source: Source, action: Action) -> Ask:
    """What an action waits for."""
    return Ask(source.ref(action.id), question(source, action), _decider(source, action), source.until(action))


def question(source: Source, action: Action) -> Cell:
    """The question an action waits for; where none is open, whether the action will do."""
    if is_waiting(action) and action.decision and action.decision.question:
        return Words(action.decision.question)
    return Several((Words(phrase("Does this action suffice? If not, change it:")), source.ref(action.id)), in_line=True)


def review_day(source: Source, journey: Journey) -> Cell:
    """The day by which a journey must be gone through again, or that none is known."""
    due = next_review(journey)
    return Day(due, due < source.book.as_of) if due else NO_DAY


def _of_action(source: Source, promise: Promise, action: Action) -> Ask:
    return Ask(
        source.promise(promise.id), question(source, action), _decider(source, action), source.until(action)
    )  # fmt: skip


def _without_action(source: Source, promise: Promise) -> Ask:
    what = phrase("Name an action, or take the promise back: nobody works on it.")
    whom = promise.sponsor or promise.owner or promise.made_by  # it takes who backs it to take it back
    return Ask(source.promise(promise.id), Words(what), source.who(whom), NO_DAY)


def _decider(source: Source, action: Action) -> Cell:
    asked = action.decision.asked_of if is_waiting(action) and action.decision else None
    return source.who(asked or action.owner or (action.questions.owner if action.questions else None))
