"""The words of the format as readers see them: what authors choose from a list, said in a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from journeybook.model.units import unit_of
from journeybook.model.values import Duration
from journeybook.words import LANGUAGES, Phrase, phrase, phrases

CHOICES: Mapping[str, Phrase] = {
    # personas
    "customer": phrase("customer"), "prospect": phrase("prospect"), "employee": phrase("employee"),
    "partner": phrase("partner"), "b2c": phrase("private customers"), "b2b": phrase("companies"),
    "user": phrase("user"), "buyer": phrase("buyer"), "payer": phrase("payer"), "influencer": phrase("influencer"),
    "decision_maker": phrase("decision maker"), "gatekeeper": phrase("gatekeeper"),
    # promises
    "time": phrase("time"), "guarantee": phrase("guarantee"), "claim": phrase("claim"), "quality": phrase("quality"),
    "price": phrase("price"), "availability": phrase("availability"), "local": phrase("local"),
    "regional": phrase("regional"), "national": phrase("national"), "global": phrase("global"),
    "kept": phrase("kept"), "at_risk": phrase("at risk"), "broken": phrase("broken"),
    "unmeasured": phrase("not measured"),
    "at_least": phrase("at least"), "at_most": phrase("at most"), "more_than": phrase("more than"),
    "less_than": phrase("less than"),
    # actors
    "frontstage": phrase("frontstage"), "backstage": phrase("backstage"), "support": phrase("support"),
    "technology": phrase("technology"), "frontline": phrase("front line"), "cx": phrase("CX people"),
    "management": phrase("management"),
    # metrics
    "nps": phrase("NPS"), "csat": phrase("CSAT"), "ces": phrase("CES"), "rate": phrase("rate"),
    "count": phrase("count"), "money": phrase("money"), "score": phrase("score"),
    "happiness": phrase("happiness"), "engagement": phrase("engagement"), "adoption": phrase("adoption"),
    "retention": phrase("retention"), "task_success": phrase("task success"), "short": phrase("short term"),
    "long": phrase("long term"), "higher": phrase("higher is better"), "lower": phrase("lower is better"),
    "year_first": phrase("year first"), "day_first": phrase("day first"), "month_first": phrase("month first"),
    "point": phrase("point"), "comma": phrase("comma"), "semicolon": phrase("semicolon"), "tab": phrase("tabulator"),
    "bar": phrase("vertical bar"), "utf-8": phrase("Unicode, UTF-8"), "utf-16": phrase("Unicode, UTF-16"),
    "windows-1250": phrase("Windows, Central European"), "windows-1251": phrase("Windows, Cyrillic"),
    "windows-1252": phrase("Windows, Western European"),
    # evidence
    "interview": phrase("interviews"), "diary": phrase("diary study"), "ethnography": phrase("ethnography"),
    "observation": phrase("observation"), "focus_group": phrase("focus group"),
    "usability_test": phrase("usability test"), "workshop": phrase("workshop"), "verbatim": phrase("verbatims"),
    "mystery_shopping": phrase("mystery shopping"), "employee_voice": phrase("employees’ voice"),
    "survey": phrase("survey"), "analytics": phrase("analytics"), "operational": phrase("operational data"),
    "complaint_log": phrase("complaint log"), "experiment": phrase("experiment"),
    "review_mining": phrase("review mining"), "desk_research": phrase("desk research"),
    "assumption": phrase("assumption"), "single_source": phrase("single source"),
    "triangulated": phrase("triangulated"), "stale": phrase("stale"), "fact": phrase("fact"),
    "interpretation": phrase("interpretation"),
    # actions
    "recovery": phrase("recovery"), "relationship": phrase("relationship"), "root_cause": phrase("root cause"),
    "plan": phrase("planned"), "do": phrase("being done"), "review": phrase("being reviewed"), "done": phrase("done"),
    "dropped": phrase("dropped"),
    # journeys
    "as_is": phrase("as it is"), "to_be": phrase("as it is to be"), "draft": phrase("draft"),
    "validated": phrase("validated"), "live": phrase("live"), "retired": phrase("retired"), "get": phrase("get"),
    "change": phrase("change"), "help": phrase("get help"), "pay": phrase("pay"), "learn": phrase("learn"),
    "leave": phrase("leave"), "notice": phrase("notice"), "consider": phrase("consider"), "buy": phrase("buy"),
    "receive": phrase("receive"), "use": phrase("use"), "get_help": phrase("get help"), "renew": phrase("renew"),
    # touchpoints
    "sales": phrase("sales"), "product": phrase("product"), "brand": phrase("brand"),
    "marketing": phrase("marketing"), "service": phrase("service"), "direct": phrase("with us"),
    "indirect": phrase("without us"), "absent": phrase("missing"), "company": phrase("company"),
    "third_party": phrase("third party"), "human": phrase("human"), "process": phrase("process"),
    "policy": phrase("policy"), "place": phrase("place"), "person": phrase("person"), "must_be": phrase("must-be"),
    "performance": phrase("performance"), "attractive": phrase("attractive"), "indifferent": phrase("indifferent"),
    "reverse": phrase("reverse"), "owner": phrase("owner"),
    # channels
    "web": phrase("web"), "app": phrase("app"), "email": phrase("e-mail"), "phone": phrase("phone"),
    "sms": phrase("SMS"), "chat": phrase("chat"), "social": phrase("social media"), "post": phrase("post"),
    "in_person": phrase("in person"), "store": phrase("shop"), "branch": phrase("branch"), "event": phrase("event"),
    "media": phrase("media"), "review_site": phrase("review site"), "device": phrase("device"),
}  # fmt: skip


VERDICTS: Mapping[str, Callable[[int], Phrase]] = {
    "broken": lambda n: phrases("{count} broken", "{count} broken", n),
    "at_risk": lambda n: phrases("{count} at risk", "{count} at risk", n),
    "kept": lambda n: phrases("{count} kept", "{count} kept", n),
    "unmeasured": lambda n: phrases("{count} not measured", "{count} not measured", n),
}
UNITS: Mapping[str, Callable[[int], Phrase]] = {
    "s": lambda n: phrases("{shown} second", "{shown} seconds", n),
    "min": lambda n: phrases("{shown} minute", "{shown} minutes", n),
    "h": lambda n: phrases("{shown} hour", "{shown} hours", n),
    "day": lambda n: phrases("{shown} day", "{shown} days", n),
    "week": lambda n: phrases("{shown} week", "{shown} weeks", n),
    "month": lambda n: phrases("{shown} month", "{shown} months", n),
    "year": lambda n: phrases("{shown} year", "{shown} years", n),
}
FRACTIONS: Mapping[str, Phrase] = {  # half a month has a grammar of its own
    "day": phrase("{number} days"), "week": phrase("{number} weeks"), "month": phrase("{number} months"),
    "year": phrase("{number} years"),
}  # fmt: skip
SYMBOLS: Mapping[str, Phrase] = {  # as figures are written
    "s": phrase("{number} s"), "min": phrase("{number} min"), "h": phrase("{number} h"),
}  # fmt: skip


def choice(word: str) -> Phrase:
    """A chosen word as readers see it; an author's own word (a channel of their own) stays as typed."""
    return CHOICES.get(word) or Phrase(word.replace("{", "{{").replace("}", "}}"))


def choice_named(typed: str, choices: Sequence[str]) -> str | None:
    """The choice itself, or the one that readers of one of our languages call so."""
    word = typed.strip().casefold()
    return word if word in choices else _by_name(choices).get(word)


def choice_meant(typed: str, choices: Sequence[str]) -> str | None:
    """The choice that a mistyped word, or one in the author's own language, stands for."""
    word = typed.strip().lower().replace("-", "_").replace(" ", "_")
    if close := get_close_matches(word, choices, 1, 0.6):
        return close[0]
    named = _by_name(choices)
    close = get_close_matches(typed.strip().casefold(), named, 1, 0.75)
    return named[close[0]] if close else None


def _by_name(choices: Sequence[str]) -> dict[str, str]:
    return {choice(each).say(code).casefold(): each for code in reversed(LANGUAGES) for each in choices}


def counted(verdict: str, count: int) -> Phrase:
    """So many promises of a verdict: `5 broken`, in a form that agrees with the number."""
    return VERDICTS[verdict](count)


def length(duration: Duration) -> Phrase:
    """A length of time in words, its unit in the right form."""
    return _lasting(duration.value, duration.unit, float(duration.value))


def measured(value: float, unit: str, number: object) -> Phrase | None:
    """A number that stands for a time, with its unit as figures are written: `39 h`, `3 days`; None of other units."""
    known = unit_of(unit)
    if known is None:
        return None
    if known in SYMBOLS:
        return Phrase(SYMBOLS[known].singular, params=(("number", number),))
    return _lasting(abs(value), known, number)


def _lasting(value: float, unit: str, number: object) -> Phrase:
    whole = int(value)
    if whole != value and unit in FRACTIONS:
        return Phrase(FRACTIONS[unit].singular, params=(("number", number),))
    told = UNITS[unit](whole if whole == value else 2)
    return Phrase(told.singular, told.plural, told.count, (("shown", number),))
