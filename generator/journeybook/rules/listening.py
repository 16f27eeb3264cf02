"""Listening: that we hear customers in every phase, ask well, and answer those who are unhappy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from journeybook.measures import steps
from journeybook.measures.coverage import missing
from journeybook.model import Journey, Lanes, Path, Step
from journeybook.rules.look import Look
from journeybook.rules.rule import ADVICE, WARNING, Finding, Found, rule
from journeybook.words import phrase

ASKED = ("nps", "csat", "ces", "score")


@rule(severity=WARNING, family="listening", by_journey=True, needs=("metric",))
def pain_nobody_hears(look: Look) -> Found:
    """Where it hurts, somebody must listen.

    Where nobody asks, the first thing we hear is that they have left.

    Bad:
        # file: journeys/paying.yml
        phases:
          - title: Paying  # expect: pain-nobody-hears
            touchpoints:
              - I open the bill: 1
              - I cannot pay it in the app: -1.5

    Good:
        # file: journeys/paying.yml
        phases:
          - title: Paying
            touchpoints:
              - I open the bill: 1
              - title: I cannot pay it in the app
                emotion: -1.5
                feedback: One question in the app, whenever a payment fails
    """
    for journey in look.lived:
        for number, met in look.once(_all_unheard)[journey.id]:
            hurts = [step for step in met if _hurts(look, step)]
            if hurts:
                yield Finding(
                    look.at(journey, "phases", number),
                    phrase("Nobody listens in the phase “{phase}”, where it hurts at “{touchpoint}”.",
                           phase=journey.phases[number].title, touchpoint=hurts[0].touchpoint.title),
                    phrase("There, say how you hear what customers feel: feedback: …"),
                )  # fmt: skip


@rule(severity=ADVICE, family="listening", by_journey=True, needs=("metric",))
def phase_nobody_listens_in(look: Look) -> Found:
    """Somebody should listen in every phase in which customers meet us.

    What goes well today goes badly some day, and only those who listen will know which day that was.

    Bad:
        # file: journeys/paying.yml
        phases:
          - title: Paying  # expect: phase-nobody-listens-in
            touchpoints: [I open the bill, I pay it]

    Good:
        # file: journeys/paying.yml
        phases:
          - title: Paying
            touchpoints:
              - I open the bill
              - title: I pay it
                feedback: One question in the app, after every tenth payment
    """
    for journey in look.lived:
        for number, met in look.once(_all_unheard)[journey.id]:
            if journey.phases[number].stage != "notice" and not any(_hurts(look, step) for step in met):
                yield Finding(
                    look.at(journey, "phases", number),
                    phrase("Nobody listens in the phase “{phase}”.", phase=journey.phases[number].title),
                    phrase("At one of its touchpoints, or in the phase itself, say how you hear: feedback: …"),
                )


def _all_unheard(look: Look) -> dict[str, list[tuple[int, list[Step]]]]:
    return {journey.id: list(_unheard(look, journey)) for journey in look.lived}


def _unheard(look: Look, journey: Journey) -> Iterator[tuple[int, list[Step]]]:
    """The phases, by number from 0, with neither a listening post nor a question asked, and where customers meet us."""
    by_phase: defaultdict[int, list[Step]] = defaultdict(list)
    for step in journey.steps:
        by_phase[step.phase_number - 1].append(step)
    asking = look.once(_asking)
    for number, at in by_phase.items():
        met = [step for step in at if step.touchpoint.contact != "indirect"]
        if met and not any(steps.post(step) or not asking.isdisjoint(steps.metrics(step)) for step in at):
            yield number, met


def _hurts(look: Look, step: Step) -> bool:
    feeling = step.touchpoint.emotion
    return feeling is not None and feeling <= look.bad


def _asking(look: Look) -> frozenset[str]:
    """The metrics that come from customers’ own answers."""
    return frozenset(metric.id for metric in look.book.metrics.values() if metric.kind in ASKED)


@rule(severity=ADVICE, family="listening", by_journey=True)
def incomplete_listening_post(look: Look) -> Found:
    """A listening post should be complete.

    It says how and what we ask, how often, how soon an unhappy customer hears from us, and who answers for it.
    A question without an answer teaches customers not to answer either.

    Bad:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I pay it
              feedback:
                method: Text message
                question: Was it easy to pay?  # expect: incomplete-listening-post

    Good:
        # file: journeys/paying.yml
        phases:
          Paying:
            - title: I pay it
              feedback:
                method: Text message
                question: Was it easy to pay?
                frequency: Every tenth payment
                answer_within: 24 h
                owner: helpline
    """
    for told in look.told:
        lacks = missing(told.lanes.feedback) if told.lanes.feedback else ()
        if lacks and told.journey.state == "as_is":
            yield Finding(
                look.at(told.journey, *told.path, "feedback"),
                phrase("This listening post is not complete: {missing} not told.", missing=", ".join(lacks)),
                phrase("Below feedback: add a line: {field}: …", field=lacks[0]),
            )


@rule(severity=WARNING, family="listening", by_journey=True)
def scales_that_differ(look: Look) -> Found:
    """Touchpoints of one journey must be asked about on one scale.

    A 4 of 5 in the shop and a 6 of 10 on the phone cannot be set side by side, and somebody will do it all the same.

    Bad:
        # file: content/metrics/csat-shop.yml
        {kind: csat, scale: {min: 1, max: 5}}
        # file: content/metrics/csat-phone.yml
        {kind: csat, scale: {min: 0, max: 10}}
        # file: journeys/asking.yml
        phases:
          Asking:
            - {title: I ask in the shop, metrics: [csat-shop]}
            - {title: I ask on the phone, metrics: [csat-phone]}  # expect: scales-that-differ

    Good:
        # file: content/metrics/csat-shop.yml
        {kind: csat, scale: {min: 1, max: 5}}
        # file: content/metrics/csat-phone.yml
        {kind: csat, scale: {min: 1, max: 5}}
        # file: journeys/asking.yml
        phases:
          Asking:
            - {title: I ask in the shop, metrics: [csat-shop]}
            - {title: I ask on the phone, metrics: [csat-phone]}
    """
    for journey in look.lived:
        first: dict[str, tuple[tuple[float, float], str, tuple[str | int, ...]]] = {}
        for path, name, kind, scale in _scales(look, journey):
            known = first.setdefault(kind, (scale, name, path))
            if known[0] != scale:
                yield Finding(
                    look.at(journey, *path),
                    phrase(
                        "“{metric}” is asked on another scale than “{other}” in the same journey.",
                        metric=look.book.metrics[name].label, other=look.book.metrics[known[1]].label,
                    ),
                    phrase("Ask both from {min} to {max}.", min=known[0][0], max=known[0][1]),
                    ((look.at(journey, *known[2]), phrase("the other scale")),),
                )  # fmt: skip


def _scales(look: Look, journey: Journey) -> Iterator[tuple[tuple[str | int, ...], str, str, tuple[float, float]]]:
    """Each metric with a scale in a journey: the path to its first mention, its id, its kind, the ends of the scale."""
    seen: set[str] = set()
    lanes: list[tuple[Path, Lanes]] = [(("phases", n), phase) for n, phase in enumerate(journey.phases)]
    lanes += [(step.path, step.touchpoint) for step in journey.steps]
    for path, each in lanes:
        for number, name in enumerate(each.metrics):
            metric = look.book.metrics.get(name)
            if metric and metric.scale and metric.kind in {"csat", "ces", "score"} and name not in seen:
                seen.add(name)
                yield (*path, "metrics", number), name, metric.kind, (metric.scale.min, metric.scale.max)
