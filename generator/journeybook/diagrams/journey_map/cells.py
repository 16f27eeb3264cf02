"""What each lane shows of a phase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from journeybook.diagrams.journey_map import about, promises
from journeybook.diagrams.journey_map.source import Source, Told
from journeybook.diagrams.journey_map.view import Bullet, Card, Duty, Gauge, Item, Quote
from journeybook.diagrams.series import amount
from journeybook.diagrams.speech import signed
from journeybook.measures import Verdict, shown
from journeybook.measures.figure import Figure
from journeybook.measures.loyalty import latest, latest_at, series
from journeybook.measures.target import standing, worst
from journeybook.model import Metric, Step, Text
from journeybook.model.channels import CHANNELS
from journeybook.model.choices import choice
from journeybook.words import Phrase, phrase

WEAKEST = phrase("weakest point")
MOMENT = phrase("moment of truth")
MET: Mapping[str, Phrase] = {
    Verdict.kept: phrase("target met"),
    Verdict.at_risk: phrase("target perhaps missed"),
    Verdict.broken: phrase("target missed"),
    Verdict.unmeasured: phrase("not measured"),
}
THOUGHTS = 2  # that a cell shows

Cell = Callable[[Source, tuple[Told, ...]], Iterator[Item]]


def doing(source: Source, told: tuple[Told, ...]) -> Iterator[Item]:
    """The touchpoints."""
    return (_card(source, each.step) for each in told if each.step)


def _card(source: Source, step: Step) -> Card:
    touchpoint, weakest = step.touchpoint, step is source.weakest
    absent = touchpoint.contact == "absent"
    channel = "absent" if absent else touchpoint.channel
    return Card(
        id=touchpoint.id,
        number=step.number,
        title=source.say(touchpoint.title),
        channel=source.say(choice(channel)) if channel else "",
        icon="none" if absent else touchpoint.channel if touchpoint.channel in CHANNELS else "other",
        emotion=touchpoint.emotion,
        link=f"#{touchpoint.id}",
        tip=_card_tip(source, step, channel, weakest),
        weakest=weakest,
        moment=touchpoint.moment_of_truth,
        absent=absent,
        opens=source.to(touchpoint.opens) if touchpoint.opens else "",
        opens_tip=_opens_tip(source, touchpoint.opens) if touchpoint.opens else "",
        about=about.of_step(source.book, step),
    )


def _opens_tip(source: Source, journey: str) -> str:
    return source.say(phrase("Opens the journey “{title}”", title=source.label(journey)))


def _card_tip(source: Source, step: Step, channel: str, weakest: bool) -> str:
    """All that the card shows, in one line."""
    touchpoint = step.touchpoint
    facts = [
        f"{step.number}. {source.say(touchpoint.title)}",
        source.say(choice(channel)) if channel else "",
        "" if touchpoint.emotion is None else signed(touchpoint.emotion, source.language),
        source.say(MOMENT) if touchpoint.moment_of_truth else "",
        source.say(WEAKEST) if weakest else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def thinking(source: Source, told: tuple[Told, ...]) -> Iterator[Item]:
    """Thoughts; where none is told of a touchpoint, what a customer said there. Those of strong feelings go first."""
    spoken = [each for each in told if _words(each)]
    strongest = sorted(spoken, key=_intensity, reverse=True)[:THOUGHTS]
    first = [each for each in spoken if each in strongest]
    rest = [each for each in spoken if each not in strongest]
    return (Quote(_quoted(source, _words(each)), each.anchor) for each in [*first, *rest])


def _words(each: Told) -> Text:
    said = each.lanes.quotes[0].text if each.lanes.quotes and each.step else Text()
    return each.lanes.thinking or said


def _intensity(each: Told) -> float:
    """What is told of the phase as a whole stands above all, then bad feelings above good ones."""
    if each.step is None:
        return 9
    emotion = each.step.touchpoint.emotion or 0.0
    return abs(emotion) + (0.1 if emotion < 0 else 0)


def _quoted(source: Source, words: Text) -> str:
    said = source.say(words)
    return said if said[:1] in "“„«‘「\"'" else source.say(phrase("“{words}”", words=said))


def pains(source: Source, told: tuple[Told, ...]) -> Iterator[Item]:
    """What hurts."""
    for each in told:
        for pain in each.lanes.pains:
            yield Bullet(source.say(pain.text), each.anchor, "–", "broken")


def opportunities(source: Source, told: tuple[Told, ...]) -> Iterator[Item]:
    """What could be better, and the open actions that see to it."""
    for each in told:
        for text in each.lanes.opportunities:
            yield Bullet(source.say(text), each.anchor, "+", "info")
    for action in dict.fromkeys(name for each in told if each.step for name in _open_actions(source, each.step)):
        yield Bullet(source.label(action), source.to(action), "+", "info")


def _open_actions(source: Source, step: Step) -> Iterator[str]:
    for mention in source.book.mentions(step.id):
        action = source.book.actions.get(mention.source)
        if action and action.closed is None and mention.path[:1] == ("addresses",):
            yield action.id


def backstage(source: Source, told: tuple[Told, ...]) -> Iterator[Item]:
    """Who works behind the line of visibility, and on what."""
    duties: dict[str, list[str]] = {}
    for each in told:
        for part in (*each.lanes.backstage, *each.lanes.support):
            done = duties.setdefault(part.actor or "", [])
            if (does := source.say(part.does)) and does not in done:
                done.append(does)
    for actor, done in duties.items():
        name = source.label(actor) if actor else source.say(phrase("nobody – to assign"))
        named = (about.of_entity("actor", actor),) if source.book.get(actor) else ()
        yield Duty(name, "; ".join(done), source.to(actor) if actor else "", named)


def metrics(source: Source, told: tuple[Told, ...]) -> Iterator[Item]:
    """How it goes, each metric once."""
    yield from gauges(source, told).values()


def gauges(source: Source, told: tuple[Told, ...]) -> dict[str, Gauge]:
    """How it goes, by the metrics' ids: at these touchpoints, where they have results of their own, at the worst."""
    found: defaultdict[str, list[Figure]] = defaultdict(list)
    as_of = source.book.as_of
    for each in told:
        for metric in (source.book.metrics[name] for name in each.lanes.metrics if name in source.book.metrics):
            step = each.step
            figure = latest_at(metric, step, as_of) if step else latest(metric, series(metric, as_of))
            found[metric.id].append(figure)
    every = source.book.metrics
    return {name: _gauge(source, every[name], worst(every[name], figures)) for name, figures in found.items()}


def _gauge(source: Source, metric: Metric, figure: Figure) -> Gauge:
    known = figure.value is not None
    value = source.say(shown.value(figure)) if known else source.say(phrase("no result yet"))
    target = "" if metric.target is None else amount(metric.target, figure.unit, source.language)
    label, state = source.say(metric.label), standing(metric, figure)
    goal = source.say(phrase("target {value}", value=target)) if target else ""
    tip = " · ".join(part for part in (f"{label}: {value}", goal, source.say(MET[state]) if goal else "") if part)
    return Gauge(
        label, value, goal, state, source.link(metric), tip, (about.of_entity("metric", metric.id),), metric.label
    )


def texts(field: str) -> Cell:
    """The plain texts of any other lane."""

    def cell(source: Source, told: tuple[Told, ...]) -> Iterator[Item]:
        for each in told:
            value = getattr(each.lanes, field, ())
            for text in value if isinstance(value, tuple) else (value,):
                words = getattr(text, "text", text)
                if isinstance(words, Text) and words:
                    yield Bullet(source.say(words), each.anchor)

    return cell


CELLS: Mapping[str, Cell] = MappingProxyType(
    {
        "doing": doing,
        "thinking": thinking,
        "pains": pains,
        "opportunities": opportunities,
        "backstage": backstage,
        "promises": promises.promises,
        "metrics": metrics,
    }
)
