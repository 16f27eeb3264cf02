"""For those who shape the experience: where it hurts and why, what nobody sees to, and what is worth doing."""

from __future__ import annotations

from msgspec.structs import replace

from journeybook.measures import attention, causes
from journeybook.measures.due import next_review
from journeybook.measures.shown import Shown
from journeybook.model import Action, Journey, Promise, Step
from journeybook.reports import goal_conflicts
from journeybook.reports.asking import about_link, review_day
from journeybook.reports.report import Ask, Cell, Feeling, Mark, Report, Section, Several, Table, Words
from journeybook.reports.source import Source, listed, more
from journeybook.words import Phrase, phrase

MOST_ASKED, MOST_ROWS, MOST_PRIZED = 3, 15, 60
COVERAGE = ("listening", "evidenced", "promised", "owned", "acted", "areas", "stages", "heart", "focus")
NO_ACTION = phrase("no open action")


def report(source: Source) -> Report:
    """The report for the CX team."""
    asks = [about_link(source, step) for step in source.weakest_steps(MOST_ASKED)]
    return Report(
        "cx-team",
        phrase("For the CX team"),
        phrase("Where it hurts and why, what nobody sees to yet, and what is worth doing first."),
        (*asks, *_overdue_asks(source)[:MOST_ASKED]),
        phrase("No journey has a touchpoint that feels bad. Is that so, or has nobody asked?"),
        (
            _weakest(source), _causes(source), _coverage(source), goal_conflicts.pressing(source), _overdue(source),
            _unowned(source), _opportunities(source), _attention(source),
        ),
        source.book.as_of,
    )  # fmt: skip


def _weakest(source: Source) -> Section:
    title = phrase("Weakest links")
    if not source.weakest:
        return _nothing("weakest", title, phrase("No touchpoint is known to feel bad."))
    rows = tuple(_link(source, step) for step in source.weakest_steps(MOST_ROWS))
    columns = (phrase("Touchpoint"), phrase("Feeling"), phrase("Owner"), phrase("Open actions"))
    words = (Words(phrase("The lowest point of each journey. One bad touchpoint outweighs five good ones.")),)
    return Section("weakest", title, (*words, *more(len(source.weakest), MOST_ROWS)), (), Table(columns, rows))


def _link(source: Source, step: Step) -> tuple[Cell, ...]:
    moment = (Words(phrase("moment of truth")),) if step.touchpoint.moment_of_truth else ()
    actions: list[Cell] = [source.ref(action.id) for action in source.actions_on.get(step.id, ())]
    feeling = Several((Feeling(step.touchpoint.emotion), *moment))
    return source.at(step), feeling, source.who_at(step), listed(actions, NO_ACTION)


def _causes(source: Source) -> Section:
    title = phrase("What it comes from, the dearest first")
    costs = causes.by_cause(each for share in source.shares.values() for each in share.causes)
    if not costs:
        return _nothing("causes", title, phrase("Nobody has written yet why a touchpoint feels as it does."))
    rows = []
    for cost in costs[: causes.MOST]:
        where: list[Cell] = [source.ref(each.step) for each in cost.steps]
        figure = replace(source.told("book", causes.of_cause(cost).id), counted=False)  # the next column names them
        rows.append((Words(causes.words(cost)), figure, listed(where, NO_ACTION)))
    columns = (phrase("Cause"), phrase("Cost"), phrase("Where"))
    formula = Words(rows[0][1].figure.formula)
    drivers = tuple(
        replace(source.told("book", name), counted=False) for name in source.of_book if name.startswith("cause_cost_")
    )
    return Section("causes", title, (formula, *more(len(costs), causes.MOST)), drivers, Table(columns, tuple(rows)))


def _coverage(source: Source) -> Section:
    columns = (phrase("Measure"), phrase("Figure"), phrase("How it comes about"))
    if not source.book.counted:
        return _nothing("coverage", phrase("How much is covered"), _EMPTY)
    rows = tuple(
        (Words(told.figure.name), told, Words(told.figure.formula))
        for told in (source.told("book", name) for name in COVERAGE)
        if told.figure.value is not None
    )
    return Section("coverage", phrase("How much is covered"), (), (), Table(columns, rows))


_EMPTY = phrase("The book has no journey of today yet.")


def _overdue(source: Source) -> Section:
    title = phrase("Overdue reviews")
    journeys = _late(source)
    if not any(next_review(journey) for journey in source.book.counted):
        return _nothing("overdue", title, phrase("No journey says yet when it is to be gone through again."))
    if not journeys:
        return _nothing("overdue", title, phrase("No journey is overdue."))
    rows = tuple((source.ref(j.id), review_day(source, j), source.who(j.owner)) for j in journeys[:MOST_ROWS])
    return Section(
        "overdue",
        title,
        more(len(journeys), MOST_ROWS),
        (),
        Table((phrase("Journey"), phrase("Due on"), phrase("Owner")), rows),
    )


def _overdue_asks(source: Source) -> list[Ask]:
    what = Words(phrase("Go through it again with those who know, or retire it."))
    journeys = _late(source)
    return [Ask(source.ref(j.id), what, source.who(j.owner), review_day(source, j)) for j in journeys]


def _late(source: Source) -> list[Journey]:
    """The journeys whose review is overdue, the longest first."""
    due = [(day, journey) for journey in source.book.counted if (day := next_review(journey))]
    return [journey for day, journey in sorted(due, key=lambda each: (each[0], each[1].id)) if day < source.book.as_of]


def _unowned(source: Source) -> Section:
    title = phrase("What nobody answers for")
    book = source.book
    lists: list[tuple[Phrase, list[Cell]]] = [
        (phrase("Promises"), [source.ref(p.id) for p in book.promises.values() if p.owner is None]),
        (phrase("Journeys"), [source.ref(j.id) for j in book.counted if j.owner is None]),
        (phrase("Touchpoints"), [source.ref(name) for each in source.shares.values() for name in each.covered.unowned]),
        (phrase("Metrics"), [source.ref(m.id) for m in book.metrics.values() if m.owner is None]),
        (phrase("Open actions"), [source.ref(a.id) for a in source.open_actions if _unled(a)]),
    ]
    rows = tuple((Words(name), Words(Shown(float(len(all_)))), listed(all_, NO_ACTION)) for name, all_ in lists if all_)
    if not rows:
        return _nothing("unowned", title, phrase("Everything has an owner."))
    return Section("unowned", title, (), (), Table((phrase("What"), phrase("Number of them"), phrase("Which")), rows))


def _unled(action: Action) -> bool:
    return action.owner is None and not (action.questions and action.questions.owner)


def _opportunities(source: Source) -> Section:
    title = phrase("What is worth doing, by value and effort")
    if not source.open_actions:
        return _nothing("opportunities", title, phrase("No action is open."))
    ranked = sorted(source.open_actions, key=lambda action: _worth(source, action))
    rows = tuple(
        (
            source.ref(action.id), source.told(action.id, "opportunity"),
            Words(Shown(float(action.effort), "of 5")) if action.effort else Words(phrase("not told"), missing=True),
            source.who(action.owner), source.until(action),
        )
        for action in ranked[:MOST_ROWS]
    )  # fmt: skip
    columns = (phrase("Action"), phrase("Opportunity"), phrase("Effort"), phrase("Owner"), phrase("Until"))
    words = more(len(ranked), MOST_ROWS)
    return Section("opportunities", title, words, (), Table(columns, rows), "value-effort")


def _worth(source: Source, action: Action) -> tuple[bool, float, int, str]:
    value = source.figures[action.id]["opportunity"].value
    return value is None, -(value or 0.0), action.effort or 6, action.id


def _attention(source: Source) -> Section:
    title = phrase("What customers prize, and where our effort goes")
    found = [
        each
        for persona in source.book.personas.values()
        if persona.kind not in {"employee", "partner"}
        for each in attention.attention(source.book, persona)
    ]
    if not found:
        return _nothing("attention", title, phrase("No persona says yet what it prizes."))
    rows = tuple(_attended(source, each) for each in found[:MOST_PRIZED])
    columns = (phrase("Prized"), phrase("Weight"), phrase("Our effort"), phrase("Answered by"))
    words = (Words(found[0].prized.formula), Words(found[0].attended.formula), *more(len(found), MOST_PRIZED))
    return Section("attention", title, words, (), Table(columns, rows, "shares"))


def _attended(source: Source, each: attention.Attention) -> tuple[Cell, ...]:
    prized = Several((Words(each.value.title), source.ref(each.persona)))
    answers: list[Cell] = [_answer(source, promise) for promise in each.promises]
    shares = (source.told(each.persona, figure.id) for figure in (each.prized, each.attended))
    return prized, *shares, listed(answers, phrase("no promise"))


def _answer(source: Source, promise: Promise) -> Cell:
    return Several((source.ref(promise.id), Mark(source.ledger[promise.id].verdict)), in_line=True)


def _nothing(name: str, title: Phrase, words: Phrase) -> Section:
    return Section(name, title, (Words(words, missing=True),))
