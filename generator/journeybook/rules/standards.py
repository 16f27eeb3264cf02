"""Standards: that a promise can be measured, is measured, and has no target of our own working against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from journeybook.measures import Verdict, results, steps
from journeybook.measures.standard import threshold
from journeybook.measures.terms import other_unit
from journeybook.model import Metric, Promise, Standard
from journeybook.model.units import unit_of
from journeybook.model.values import Quantity
from journeybook.rules.look import Look
from journeybook.rules.rule import ERROR, WARNING, Finding, Found, rule
from journeybook.words import Phrase, phrase


@rule(severity=WARNING, family="promises")
def promise_without_standard(look: Look) -> Found:
    """A promise needs a standard that says when it is kept.

    Without one, whether the promise is kept stays a matter of opinion, though you measure what it speaks of.

    Bad:
        # file: content/promises/call-back.yml
        text: We call you back within the hour  # expect: promise-without-standard
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: They call me back
              keeps: call-back
              metrics: call-back-time

    Good:
        # file: content/promises/call-back.yml
        text: We call you back within the hour
        standard: {metric: call-back-time, at_most: 1 h, share: 95 %}
    """
    for promise in look.book.promises.values():
        metric = _metric_near(look, promise) if promise.standard is None else None
        if metric:
            yield Finding(
                look.at(promise),
                phrase("No standard says when “{promise}” is kept.", promise=promise.label),
                phrase(
                    "Below it write standard: and, indented, metric: {metric} and a line such as at_least: …",
                    metric=metric,
                ),
            )


@rule(severity=WARNING, family="promises", whole=True)
def promise_without_metric(look: Look) -> Found:
    """A promise needs a metric that can tell whether it is kept.

    What is measured nowhere breaks without anybody seeing it, except the customer.

    Bad:
        # file: content/promises/call-back.yml
        text: We call you back within the hour  # expect: promise-without-metric

    Good:
        # file: content/promises/call-back.yml
        text: We call you back within the hour
        standard: {metric: call-back-time, at_most: 1 h, share: 95 %}
    """
    for promise in look.book.promises.values():
        if promise.standard is None and not _metric_near(look, promise):
            yield Finding(
                look.at(promise),
                phrase("Nothing measures whether “{promise}” is kept.", promise=promise.label),
                phrase(
                    "Think of what you could count, write it in content/metrics/, and name it under standard: metric: …"
                ),
            )


def _metric_near(look: Look, promise: Promise) -> str | None:
    """The first metric, no target of our own, at the touchpoints that must keep a promise."""
    known = look.book.metrics
    near = (name for step in look.ledger[promise.id].keeping for name in steps.metrics(step))
    return next((name for name in near if name in known and not known[name].internal), None)


@rule(severity=WARNING, family="promises", needs=("metric",))
def promise_without_result(look: Look) -> Found:
    """A standard needs a result to be held against.

    A standard that nobody measures says only what somebody hopes for.

    Bad:
        # file: content/promises/call-back.yml
        text: We call you back within the hour
        standard: {metric: call-back-time, at_most: 1 h, share: 95 %}  # expect: promise-without-result
        # file: content/metrics/call-back-time.yml
        kind: time

    Good:
        # file: content/promises/call-back.yml
        text: We call you back within the hour
        standard: {metric: call-back-time, at_most: 1 h, share: 95 %}
        # file: content/metrics/call-back-time.yml
        kind: time
        unit: min
        results: [{period: 2026-10, successes: 412, n: 430}]
    """
    for promise in look.book.promises.values():
        entry = look.ledger[promise.id]
        if promise.standard is not None and entry.verdict is Verdict.unmeasured and not _in_another_unit(look, promise):
            yield Finding(
                look.at(promise, "standard", "metric"),
                phrase("“{promise}” has a standard, but is not measured: {why}.", promise=promise.label, why=entry.why),
                phrase("Add a result to content/metrics/{metric}.yml.", metric=promise.standard.metric),
            )


@rule(severity=ERROR, family="promises", needs=("metric",))
def standard_in_another_unit(look: Look) -> Found:
    """A standard must be in the unit of its metric.

    No result can be held against a number of something else: the promise would stay unmeasured, whatever is measured.
    Units of time are converted, 1 h is 60 min; all others must be the same.

    Bad:
        # file: content/promises/call-back.yml
        text: We call you back within the hour
        standard: {metric: call-back-time, at_most: 1 h}  # expect: standard-in-another-unit
        # file: content/metrics/call-back-time.yml
        kind: time
        results: [{period: 2026-10, value: 41, n: 430, sd: 12}]

    Good:
        # file: content/promises/call-back.yml
        text: We call you back within the hour
        standard: {metric: call-back-time, at_most: 1 h}
        # file: content/metrics/call-back-time.yml
        kind: time
        unit: min
        results: [{period: 2026-10, value: 41, n: 430, sd: 12}]
    """
    for promise in look.book.promises.values():
        metric = _in_another_unit(look, promise)
        if promise.standard is not None and metric is not None:
            yield Finding(
                look.at(promise, "standard", promise.standard.comparison),
                phrase("{why}, so “{promise}” stays unmeasured.", promise=promise.label,
                       why=other_unit(promise.standard, metric, None)),
                _other_unit_hint(promise.standard, metric),
            )  # fmt: skip


def _in_another_unit(look: Look, promise: Promise) -> Metric | None:
    """The metric of a promise, where no result of it can be held against the standard; a metric may yet be a stub."""
    metric = look.book.metrics.get(promise.standard.metric) if promise.standard else None
    if promise.standard is None or metric is None or not (metric.unit or metric.results):
        return None
    return metric if threshold(promise.standard, metric) is None else None


def _other_unit_hint(standard: Standard, metric: Metric) -> Phrase:
    if results.in_shares(metric):
        return _share_hint(standard, metric)
    if not metric.unit:
        line = f"unit: {unit_of(standard.unit) or standard.unit}"
        return phrase("Say in content/metrics/{metric}.yml what its figures count: {line}", metric=metric.id, line=line)
    return phrase("Write the number in {unit}, for example {line}", unit=metric.unit,
                  line=f"{standard.comparison}: {standard.value:g} {metric.unit}")  # fmt: skip


def _share_hint(standard: Standard, metric: Metric) -> Phrase:
    """What to write where a limit, such as 3 min, is put to a share of cases: its sense is not turned round."""
    if metric.better == "lower":
        return phrase("This metric is a share; write for example {line}", line="at_most: 5 %")
    if standard.comparison in {"at_least", "more_than"}:
        return phrase("This metric is a share; write for example {line}", line=f"{standard.comparison}: 95 %")
    return phrase(
        "This metric is the share of cases that met a limit: say in its question that the limit is {limit}, and write "
        "here in how many cases it must be met, for example {line}",
        limit=f"{standard.value:g} {standard.unit}".strip(), line="at_least: 95 %",
    )  # fmt: skip


@rule(severity=WARNING, family="promises")
def one_promise_two_standards(look: Look) -> Found:
    """The same promise must have one standard.

    Who hears “a decision in 15 minutes” from the poster and “within a day” from the clerk believes neither.

    Bad:
        # file: content/promises/decided-online.yml
        text: A decision in 15 minutes
        standard: {metric: decision-time, at_most: 15 min}  # expect: one-promise-two-standards
        # file: content/promises/decided.yml
        text: Decided within the day
        standard: {metric: decision-time, at_most: 1 day}

    Good:
        # file: content/promises/decided-online.yml
        text: A decision in 15 minutes
        standard: {metric: decision-time, at_most: 15 min}
        # file: content/promises/decided.yml
        text: Decided while your coffee is warm
        standard: {metric: decision-time, at_most: 0.25 h}
    """
    for first, second in _same(look):
        yield Finding(
            look.at(second, "standard", second.standard.comparison) if second.standard else look.at(second),
            phrase(
                "“{second}” and “{first}” promise the same with different standards.",
                second=second.label, first=first.label,
            ),
            phrase("Give both the same standard, or say under to: which personas each is made to."),
            ((look.at(first, "standard"), phrase("the other standard")),),
        )  # fmt: skip


def _same(look: Look) -> Iterator[tuple[Promise, Promise]]:
    """Pairs of promises on the same metric or in the same words, to the same people, whose standards differ."""
    alike: defaultdict[str, list[Promise]] = defaultdict(list)
    for promise in look.book.promises.values():
        words = " ".join(str(promise.text).casefold().rstrip(".!").split())
        for key in {words, f"metric {promise.standard.metric}"} if promise.standard else {words}:
            alike[key].append(promise)
    pairs = {(a.id, b.id): (a, b) for promises in alike.values() for a, b in combinations(promises[:50], 2)}
    for a, b in pairs.values():
        together = not a.to or not b.to or set(a.to) & set(b.to)
        if together and a.standard and b.standard and _demand(a.standard) != _demand(b.standard):
            yield a, b


def _demand(standard: Standard) -> tuple[object, ...]:
    """What a standard demands, the same whatever unit it is typed in."""
    hours = Quantity(standard.value, standard.unit).hours
    amount = (standard.value, standard.unit) if hours is None else (round(hours, 6), "h")
    return standard.metric, standard.comparison, amount, standard.share


@rule(severity=WARNING, family="promises")
def target_against_promise(look: Look) -> Found:
    """A target of our own must not work against a promise without anything done about it.

    People do what they are measured by: an agent with 12 calls an hour to make cannot take the time that was promised.

    Bad:
        # file: content/promises/time-for-you.yml
        text: We take our time for you
        # file: content/metrics/calls-per-hour.yml
        title: Calls per agent and hour
        internal: yes
        pressures: [time-for-you]  # expect: target-against-promise
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: I ask for help
              keeps: time-for-you

    Good:
        # file: content/promises/time-for-you.yml
        text: We take our time for you
        # file: content/metrics/calls-per-hour.yml
        title: Calls per agent and hour
        internal: yes
        pressures: [time-for-you]
        mitigation: No agent's own figure is shown or rewarded
        # file: journeys/asking.yml
        phases:
          Asking:
            - title: I ask for help
              keeps: time-for-you
    """
    for metric in look.book.metrics.values():
        if metric.internal and not metric.mitigation:
            yield from _pressed(look, metric)


def _pressed(look: Look, metric: Metric) -> Found:
    for number, name in enumerate(metric.pressures):
        keeping = look.ledger[name].keeping if name in look.ledger else ()
        if keeping:
            yield Finding(
                look.at(metric, "pressures", number),
                phrase(
                    "Our own target “{metric}” works against the promise “{promise}”, and nothing is done about it.",
                    metric=metric.label, promise=look.book.promises[name].label,
                ),
                phrase("Drop or change the target, or say what is done so that it does no harm: mitigation: …"),
                tuple((look.at(step), phrase("the promise must be kept here")) for step in keeping[:3]),
            )  # fmt: skip
