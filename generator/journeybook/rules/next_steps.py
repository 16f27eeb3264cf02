"""The way there: where a journey stands, and at most three next steps, the weakest touchpoint first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, takewhile

from msgspec import Struct

from journeybook.measures import emotion, results, steps
from journeybook.measures.coverage import missing
from journeybook.measures.due import after
from journeybook.measures.rungs import OF_CUSTOMERS, pressing, rungs
from journeybook.model import Action, Journey, Metric, Path, Step
from journeybook.model.touchpoint import Feedback
from journeybook.rules.look import Look
from journeybook.rules.pasting import Paste, added, changed, new_file, quoted
from journeybook.rules.places import typed_at
from journeybook.source import TO_FILL
from journeybook.source import Mapping as Entries
from journeybook.words import Phrase, phrase

MOST = 3
DEADLINE = 90  # days for a new action
RUNGS: Mapping[str, Phrase] = {
    "mapped": phrase("mapped"),
    "heard": phrase("heard"),
    "shared": phrase("shared"),
    "acted": phrase("acted on"),
    "rewarded": phrase("rewarded"),
}
"""The five stages of customer-experience growth, as readers see them."""

LEVELS = ("frontline", "cx", "management")


class NextStep(Struct, frozen=True):
    """One thing to do: what, why, and the YAML that says it is done."""

    what: Phrase
    why: Phrase
    paste: Paste


class Way(Struct, frozen=True):
    """Where a journey stands: each rung and whether it is there, and what is next."""

    journey: Journey
    rungs: Mapping[str, bool]
    steps: tuple[NextStep, ...]

    @property
    def reached(self) -> int:
        """How many rungs are reached one after another, 0 … 5."""
        return len(list(takewhile(bool, self.rungs.values())))


def way(look: Look, journey: Journey) -> Way:
    """Where a journey stands and what is next."""
    there = rungs(look.book, journey)
    weakest = emotion.weakest(journey) or journey.steps[0]
    return Way(journey, there, tuple(islice(_next(look, journey, weakest, there), MOST)))


def ways(look: Look) -> list[Way]:
    """The journeys of today, those first that have come least far, among them the one that hurts most."""
    found = [way(look, journey) for journey in look.lived]
    return sorted(found, key=lambda each: (each.reached, _lowest(each.journey), each.journey.id))


def _lowest(journey: Journey) -> float:
    value = emotion.weakest_link(journey).value
    return 0.0 if value is None else value


def _next(look: Look, journey: Journey, weakest: Step, there: Mapping[str, bool]) -> Iterator[NextStep]:
    """What is next, each thing once: for the rungs that are not there yet, then beyond."""
    makers = [maker for rung, maker in FOR_RUNGS.items() if not there[rung]]
    told: set[Phrase] = set()
    for maker in (*makers, *BEYOND):
        found = maker(look, journey, weakest)
        if found and found.paste.lines and found.what not in told:
            told.add(found.what)
            yield found


def _map(look: Look, journey: Journey, weakest: Step) -> NextStep | None:
    silent = next((step for step in journey.steps if step.touchpoint.emotion is None), None)
    if silent is None:
        return None
    return NextStep(
        phrase("Say how “{touchpoint}” feels.", touchpoint=silent.touchpoint.title),
        phrase("Write a number from −2 (terrible) to 2 (wonderful); a curve with gaps has no weakest point."),
        added(look.book, silent, {"emotion": "0"}),
    )


def _listen(look: Look, journey: Journey, weakest: Step) -> NextStep | None:
    post = steps.post(weakest)
    known = {"answer_within": "24 h", "owner": weakest.touchpoint.owner or journey.owner or TO_FILL}
    lacks = {name: known.get(name, TO_FILL) for name in missing(post)}
    if post is None:
        what = phrase("Listen at “{touchpoint}”.", touchpoint=weakest.touchpoint.title)
        paste = added(look.book, weakest, {"feedback": lacks})
    else:
        what = phrase("Complete the listening post at “{touchpoint}”.", touchpoint=weakest.touchpoint.title)
        own = weakest.path if weakest.touchpoint.feedback else ("phases", weakest.phase_number - 1)
        paste = _completed(look, journey, post, lacks, own)
    return NextStep(what, phrase("It is the weakest point of this journey."), paste)


def _completed(look: Look, journey: Journey, post: Feedback, lacks: dict[str, str], path: Path) -> Paste:
    """What a listening post lacks; one that is a bare text is written anew."""
    typed = typed_at(look.book, journey, *path, "feedback")
    if (isinstance(typed, Entries) and "method" in typed) or not post.method:
        return added(look.book, journey, lacks, *path, "feedback")
    return changed(look.book, journey, "feedback", {"method": quoted(post.method), **lacks}, *path)


def _share(look: Look, journey: Journey, weakest: Step) -> NextStep | None:
    if journey.workshops:  # one is planned
        return None
    fields = {"date": look.book.as_of, "audience": TO_FILL, "commitments": TO_FILL}
    return NextStep(
        phrase("Show “{journey}” to those who serve and those who decide, together.", journey=journey.label),
        phrase("What one department has heard changes nothing in the next."),
        added(look.book, journey, {"workshops": fields}),
    )


def _act(look: Look, journey: Journey, weakest: Step) -> NextStep | None:
    planned = next((a for a in look.actions_of(journey) if a.closed is None and a.circle in {None, "plan"}), None)
    if planned is not None:
        return NextStep(
            phrase("Begin with “{action}”.", action=planned.label),
            phrase("It has only been planned so far."),
            changed(look.book, planned, "circle", "do"),
        )
    return _new_action(look, journey, weakest)


def _new_action(look: Look, journey: Journey, weakest: Step) -> NextStep | None:
    if look.actions_on.get(weakest.id):
        return None
    owner = weakest.touchpoint.owner or journey.owner or TO_FILL
    fields: dict[str, object] = {
        "title": TO_FILL, "addresses": [weakest.id], "aim": "root_cause", "circle": "do", "benefit": TO_FILL,
        "owner": owner,
    }  # fmt: skip
    fields |= {"supports": journey.supports} if journey.supports else {}
    fields["questions"] = {"deadline": after(look.book.as_of, DEADLINE), "evidence_of_success": TO_FILL}
    return NextStep(
        phrase("Begin an action for “{touchpoint}”.", touchpoint=weakest.touchpoint.title),
        phrase("It is the weakest point of this journey."),
        new_file(Action, f"mend-{weakest.touchpoint.id}", fields),
    )


def _reward(look: Look, journey: Journey, weakest: Step) -> NextStep | None:
    kept_here = {name for step in journey.steps for name in steps.keeps(step)}
    found = [metric for promise, metric in pressing(look.book).items() if promise in kept_here]
    if found:
        metric = min(found, key=lambda each: each.id)
        return NextStep(
            phrase("Take the pressure of “{metric}” off the promises of this journey.", metric=metric.label),
            phrase("People do what they are rewarded for."),
            added(look.book, metric, {"mitigation": TO_FILL}),
        )
    objectives = look.book.settings.objectives
    number = next((n for n, each in enumerate(objectives) if each.id in journey.supports), None)
    if number is None:
        return NextStep(
            phrase("Say which objective this journey supports."),
            phrase("Work that serves no objective is rewarded by nobody."),
            changed(look.book, journey, "supports", [objectives[0].id if objectives and objectives[0].id else TO_FILL]),
        )
    return _hear_voices(look, number)


def _hear_voices(look: Look, number: int) -> NextStep:
    """An objective measured by what customers say: with a metric that the book has, else with a new one."""
    objective = look.book.settings.objectives[number]
    voices = [metric.id for metric in look.book.metrics.values() if metric.kind in OF_CUSTOMERS and metric.results]
    asked: dict[str, object] = {"title": TO_FILL, "kind": "nps", "question": TO_FILL, "better": "higher"}
    return NextStep(
        phrase("Measure the objective “{objective}” by what customers say.", objective=objective.statement),
        phrase("What is rewarded is what is measured."),
        changed(look.book, look.book.settings, "metrics", [*objective.metrics, voices[0]], "objectives", number)
        if voices
        else new_file(Metric, "recommendation", asked),
    )


def _find_cause(look: Look, journey: Journey, weakest: Step) -> NextStep | None:
    if steps.causes(weakest) or _lowest(journey) >= 0:
        return None
    fields = {"causes": {"text": TO_FILL, "driver": TO_FILL, "actor": weakest.touchpoint.owner or TO_FILL}}
    return NextStep(
        phrase("Ask five times why “{touchpoint}” hurts.", touchpoint=weakest.touchpoint.title),
        phrase("Without a cause there is nothing to mend."),
        added(look.book, weakest, fields),
    )


def _find_evidence(look: Look, journey: Journey, weakest: Step) -> NextStep | None:
    if steps.cited(weakest):
        return None
    return NextStep(
        phrase("Say how you know what happens at “{touchpoint}”.", touchpoint=weakest.touchpoint.title),
        phrase("Nothing is cited there."),
        added(look.book, weakest, {"evidence": [TO_FILL]}),
    )


def _measure_promise(look: Look, journey: Journey, weakest: Step) -> NextStep | None:
    kept_here = dict.fromkeys(name for step in (weakest, *journey.steps) for name in steps.keeps(step))
    found = (look.book.promises[name] for name in kept_here if name in look.book.promises)
    promise = next((each for each in found if each.standard is None), None)
    if promise is None:
        return None
    metrics = (name for step in look.ledger[promise.id].keeping for name in steps.metrics(step))
    metric = next((look.book.metrics[name] for name in metrics if name in look.book.metrics), None)
    return NextStep(
        phrase("Say when the promise “{promise}” is kept.", promise=promise.label),
        phrase("Without a standard it is never measured."),
        added(look.book, promise, {"standard": _standard(metric)}),
    )


def _standard(metric: Metric | None) -> dict[str, object]:
    """A standard to begin with: the target of a metric, or nine cases out of ten."""
    if metric is None:
        return {"metric": TO_FILL, "at_least": "90 %"}
    bound = "at_most" if metric.better == "lower" else "at_least"
    if metric.target is None:
        return {"metric": metric.id, bound: "90 %"}
    shares = results.in_shares(metric)
    return {
        "metric": metric.id,
        bound: f"{100 * metric.target:g} %" if shares else f"{metric.target:g} {metric.unit}".strip(),
    }


def _name_owner(look: Look, journey: Journey, weakest: Step) -> NextStep | None:
    if weakest.touchpoint.owner:
        return None
    return NextStep(
        phrase("Say who answers for “{touchpoint}”.", touchpoint=weakest.touchpoint.title),
        phrase("It is the weakest point of this journey."),
        added(look.book, weakest, {"owner": journey.owner or TO_FILL}),
    )


Maker = Callable[[Look, Journey, Step], NextStep | None]
FOR_RUNGS: Mapping[str, Maker] = {
    "mapped": _map,
    "heard": _listen,
    "shared": _share,
    "acted": _act,
    "rewarded": _reward,
}
BEYOND: tuple[Maker, ...] = (_name_owner, _find_cause, _new_action, _find_evidence, _measure_promise)
