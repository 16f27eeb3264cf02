"""Time: that maps are gone through, decisions are taken and actions end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeybook.measures.due import after, next_review
from journeybook.measures.results import since, stream, time, until
from journeybook.model import Duration, Entity, Metric, Path, Result
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase

YEAR, QUARTER = 365, 92


@rule(severity=WARNING, family="time", options={"months": 12}, by_journey=True)
def review_overdue(look: Look) -> Found:
    """A live journey must be gone through again before it grows old.

    Six months after the last look a map shows how things were, and is believed all the same.

    Bad:
        # file: journeys/paying.yml
        status: live
        last_reviewed: 2020-10-14  # expect: review-overdue
        review_every: 6 months

    Good:
        # file: journeys/paying.yml
        status: live
        last_reviewed: 2026-10-14
        review_every: 6 months
    """
    usual = Duration(look.option("review-overdue", "months", 12), "month")
    for journey in look.lived:
        due = next_review(journey, usual)
        if journey.status == "live" and due is not None and due < look.book.as_of:
            yield Finding(
                look.at(journey, "last_reviewed"),
                phrase("“{journey}” should have been gone through again by {day}.", journey=journey.label, day=due),
                phrase("Go through it with those who know, then write the day: last_reviewed: {day}",
                       day=look.book.as_of.isoformat()),
            )  # fmt: skip


@rule(severity=WARNING, family="time", by_journey=True)
def never_reviewed(look: Look) -> Found:
    """A live journey must say when it was last gone through.

    Readers trust a map by its date; without one they trust it for ever, or not at all.

    Bad:
        # file: journeys/paying.yml
        title: Paying late, once
        status: live  # expect: never-reviewed

    Good:
        # file: journeys/paying.yml
        title: Paying late, once
        status: live
        last_reviewed: 2026-10-14
    """
    for journey in look.lived:
        if journey.status == "live" and journey.last_reviewed is None:
            yield Finding(
                look.at(journey, "status"),
                phrase("“{journey}” is live, but nothing says when it was last gone through.", journey=journey.label),
                phrase("Add the day: last_reviewed: {day}", day=look.book.as_of.isoformat()),
            )


@rule(severity=WARNING, family="time", options={"days": YEAR}, by_journey=True)
def no_workshop_in_a_year(look: Look) -> Found:
    """A live journey must be worked with, in a workshop at least once a year.

    A map changes a company only where people who never meet stand before it together.

    Bad:
        # file: journeys/paying.yml
        title: Paying late, once  # expect: no-workshop-in-a-year
        status: live

    Good:
        # file: journeys/paying.yml
        title: Paying late, once
        status: live
        workshops: [{date: 2026-05-20, audience: Accounting and two bakers}]
    """
    days = look.option("no-workshop-in-a-year", "days", YEAR)
    for journey in look.lived:
        held = [workshop.date for workshop in journey.workshops if workshop.date]
        if journey.status == "live" and (not held or after(max(held), days) < look.book.as_of):
            yield Finding(
                look.key(journey, "workshops"),
                phrase("Nobody has worked with “{journey}” yet.", journey=journey.label)
                if not held
                else phrase("The last workshop with “{journey}” was on {day}.", journey=journey.label, day=max(held)),
                phrase(
                    "Invite those who serve and those who decide, then note it under workshops: date: and audience:"
                ),
            )


@rule(severity=WARNING, family="time", options={"days": 28})
def decision_overdue(look: Look) -> Found:
    """A decision that was asked for must be taken.

    Everybody below waits for it, and customers wait for everybody below.

    Bad:
        # file: content/actions/kind-letters.yml
        decision:
          question: Does the bonus for fast money go?
          asked_of: commercial-director
          asked: 2020-09-02  # expect: decision-overdue

    Good:
        # file: content/actions/kind-letters.yml
        decision:
          question: Does the bonus for fast money go?
          asked_of: commercial-director
          asked: 2020-09-02
          decided: 2020-09-30
          choice: It goes with the new year
    """
    days = look.option("decision-overdue", "days", 28)
    for action in look.open_actions:
        found = action.decision
        open_ = found is not None and found.decided is None and not found.choice
        if found is not None and open_ and found.asked and after(found.asked, days) < look.book.as_of:
            yield Finding(
                look.at(action, "decision", "asked"),
                phrase("This decision has been waited for since {day}.", day=found.asked),
                phrase(
                    "Ask again{whom}; then write decided: and choice:",
                    whom=f" ({found.asked_of})" if found.asked_of else "",
                ),
            )


@rule(severity=WARNING, family="time")
def action_overdue(look: Look) -> Found:
    """An action must be closed, or given a new day, when its deadline has passed.

    A list of overdue actions is read once.

    Bad:
        # file: content/actions/kind-letters.yml
        title: Kind letters
        questions: {deadline: 2020-12-01}  # expect: action-overdue

    Good:
        # file: content/actions/kind-letters.yml
        title: Kind letters
        questions: {deadline: 2020-12-01}
        closed: done
    """
    for action in look.open_actions:
        until = action.questions.deadline if action.questions else None
        if until is not None and until < look.book.as_of:
            yield Finding(
                look.at(action, "questions", "deadline"),
                phrase("“{action}” was to be finished by {day}.", action=action.label, day=until),
                phrase("If it is finished, write closed: done; else name a new day, or closed: dropped"),
            )


@rule(severity=WARNING, family="time", options={"days": QUARTER})
def day_in_the_future(look: Look) -> Found:
    """What has happened must not lie in the future.

    A wrong year makes old evidence fresh and fresh evidence old.

    Bad:
        # file: content/evidence/talks.yml
        method: interview
        date: 2062-04-22  # expect: day-in-the-future
        # file: content/metrics/csat-shop.yml
        results:
          - {period: 2062-04, value: 80 %}  # expect: day-in-the-future

    Good:
        # file: content/evidence/talks.yml
        method: interview
        date: 2026-04-22
        # file: content/metrics/csat-shop.yml
        results:
          - {period: 2026-04, value: 80 %}
    """
    # The book's day may be that of the last commit, and what is typed since is newer: only what is far off is wrong.
    latest = after(look.book.as_of, look.option("day-in-the-future", "days", QUARTER))
    for entity, path, day in _happened(look):
        if day > latest:
            yield Finding(
                look.at(entity, *path),
                phrase("{day} lies in the future: the book is of {today}.", day=day, today=look.book.as_of),
                phrase(
                    "Correct the day. If it is right, the book is newer than its last commit: commit what you have, or "
                    "say its day with --as-of"
                ),
            )


def _happened(look: Look) -> Iterator[tuple[Entity, Path, date]]:
    for evidence in look.book.evidence.values():
        if evidence.date:
            yield evidence, ("date",), evidence.date
    for journey in look.journeys:
        if journey.last_reviewed:
            yield journey, ("last_reviewed",), journey.last_reviewed
    for metric in look.book.metrics.values():
        yield from ((metric, ("results", n, "date"), r.date) for n, r in enumerate(metric.results) if r.date)
        periods = ((n, r.period) for n, r in enumerate(metric.results) if r.period and not r.date)
        yield from ((metric, ("results", n, "period"), period.first) for n, period in periods)


@rule(severity=ADVICE, family="time")
def period_not_over(look: Look) -> Found:
    """A result of a period that is not over should say up to which day it tells.

    2026 in November is the year so far, or as it was in March. What is dated within it counts as newer.

    Bad:
        # file: content/metrics/csat-shop.yml
        kind: csat
        results:
          - {period: 2026, successes: 410, n: 500}  # expect: period-not-over
          - {date: 2026-10-10, successes: 37, n: 50}

    Good:
        # file: content/metrics/csat-shop.yml
        kind: csat
        results:
          - {period: 2026, date: 2026-11-20, successes: 410, n: 500}
          - {date: 2026-10-10, successes: 37, n: 50}
    """
    day = look.book.as_of
    for metric in look.book.metrics.values():
        for number, result in enumerate(metric.results):
            if since(result) <= day < until(result) and _is_outdone(result, metric):
                yield Finding(
                    look.at(metric, "results", number, "period"),
                    phrase("“{period}” is not over on {day}: what is dated within it counts as newer.",
                           period=time(result), day=day),
                    phrase("Beside it, say up to which day it tells: date: {day}", day=day.isoformat()),
                )  # fmt: skip


def _is_outdone(result: Result, metric: Metric) -> bool:
    """Whether another result of the same customers begins later within the time of this one."""
    alike = (other for other in metric.results if stream(other) == stream(result))
    return any(since(result) < since(other) <= until(result) for other in alike)
