"""Words that rules look for, by language and by stem; where a language has no list, a rule says nothing of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# A stem ends with `*`; `_` stands for a blank.
_UNMEASURABLE = {
    "en": """quick* fast faster fastest prompt promptly speedy immediate* instant instantly soon sooner shortly swift
        swiftly timely at_once right_away asap as_soon_as_possible professional* friendly friendlier excellen*
        outstanding great greatest best good_quality high_quality top_quality easy easily easier simple
        simpler simply convenien* comfortabl* flexibl* modern reliabl* efficient* effective* seamless*
        hassle-free world-class premium competitive attractive fair fairly caring individual_approach
        personal_approach customer-oriented cheap cheaper cheapest affordabl* perfect* unforgettable unique
        innovative smart smarter smooth smoothly""",
    "pl": """szybk* szybciej błyskawiczn* natychmiast* niezwłoczn* od_razu bezzwłoczn* wkrótce terminow* profesjonaln*
        fachow* przyjazn* miła miły miło uprzejm* doskonał* najlepsz* znakomit* świetn* wysok*_jakoś*
        najwyższ*_jakoś* łatw* prosty prosta proste prosto prościej wygodn* komfortow* elastyczn* nowoczesn*
        niezawodn* efektywn* skuteczn* sprawn* konkurencyjn* atrakcyjn* indywidualn*_podejści* uczciw* tani
        tania tanie tanio taniej przystępn* idealn* wyjątkow* innowacyjn* premium""",
    "ru": """быстр* моментальн* мгновенн* немедленн* незамедлительн* сразу скоро оперативн* своевременн* профессиональн*
        дружелюбн* вежлив* отличн* превосходн* лучш* высок*_качеств* легко лёгко легкий лёгкий просто простой
        простая простое удобн* комфортн* гибк* современн* надежн* надёжн* эффективн* выгодн* привлекательн*
        индивидуальн*_подход* честн* недорог* идеальн* уникальн* инновационн*""",
}
_UP_TO = {
    "en": r"\b(?:up\s+to|as\s+(?:little|low|much)\s+as|from\s+(?:just|only))"
    r"\s+[€$£]?\s?(?:\d[\d ,.]{0,9}%?|half|twice|two|three|ten)",
    "pl": r"\b(?:nawet|aż)\s+(?:\w+\s+)?\d[\d ,.]{0,9}%?|\bdo\s+\d[\d ,.]{0,9}\s*(?:%|proc|raz)|\bjuż\s+od\s+\d",
    "ru": r"\b(?:вплоть\s+)?до\s+\d[\d ,.]{0,9}\s*(?:%|проц|раз)|\bвсего\s+от\s+\d|\bдаже\s+(?:на\s+)?\d",
}
_FIRST_PERSON = {
    "en": r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves|I[’'](?:m|d|ll|ve)|we[’'](?:re|d|ll|ve))\b",
    # Endings of verbs, apart from those that nouns have as well (kartę, telefonem, systemy) but for a few verbs.
    "pl": r"\b(?:ja|mnie|mną|mi|mój|moj\w{1,3}|my|nas|nam|nami|nasz\w{0,3}|jestem|idę|pójdę|będę|jadę|mogę|biorę"
    r"|\w*(?:stanę|cznę|ezmę)|(?:\w*wi|rozumi|zrozumi|umi|\w?j)em|\w+(?:(?:[aeiuy]j|cz|sz|ż|rz|dz|c|l|śc|[bpwmfn]i)ę"
    r"|am|[aoeiyuąę]ł[ae]m|[żzicjłn]emy|[iya]my|[aie]liśmy|[aei]łyśmy))\b",
}
_CUSTOMER = {
    "en": r"\b(?:customer|client|consumer|user|subscriber|end-user|policyholder|caller|visitor)(?:s|[’']s)?\b",
    "pl": r"\b(?:klient|użytkowni|konsument|abonen|nabywc|odbiorc|petent|pacjen)\w{0,5}\b",
}
_PROCESS = {
    "en": r"^(?:\w+[ -]){0,2}\w{2,}(?:tion|ment|ance|boarding)$|^(?:\w+[ -]){1,2}(?:processing|handling|management"
    r"|checking|receiving|sending|invoicing|shipping|monitoring|reporting|closing)$",
    "pl": r"^(?!pytanie|mieszkanie|spotkanie|zadanie|śniadanie|ubranie|kazanie|wrażenie|marzenie|znaczenie)"
    r"\w{3,}(?:anie|enie|acja|ycja|encja|ięcie)(?:\s+\w+){0,3}$",
}  # fmt: skip


@lru_cache(maxsize=64)
def unmeasurable(language: str) -> re.Pattern[str] | None:
    """Words that promise without saying how much: “quick”, “professional”."""
    return _of_stems(_UNMEASURABLE.get(language, ""))


def up_to(language: str) -> re.Pattern[str] | None:
    """Words that name the best case: “up to”."""
    return _known(_UP_TO, language)


def first_person(language: str) -> re.Pattern[str] | None:
    """Signs that somebody speaks of themselves; in Polish the endings of verbs are among them."""
    return _known(_FIRST_PERSON, language)


def the_customer(language: str) -> re.Pattern[str] | None:
    """Words by which a company calls the people it serves."""
    return _known(_CUSTOMER, language)


def process_name(language: str) -> re.Pattern[str] | None:
    """A short title that names a process of ours: “Complaint handling”."""
    return _known(_PROCESS, language)


@lru_cache(maxsize=256)
def any_of(words: tuple[str, ...], language: str) -> re.Pattern[str] | None:
    """Any of these words or phrases in any of their forms, as far as endings alone make them."""
    forms = [
        " ".join(_form(part, language) for part in re.split(r"\s+", word.strip())) for word in words if word.strip()
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE) if forms else None


def _form(word: str, language: str) -> str:
    """A word with its endings: one more letter in English, the last letters exchanged in Polish and Russian."""
    if language in {"pl", "ru"} and len(word) > 5 and not word.isupper():
        return re.escape(word[:-2]) + r"\w{0,5}"
    return re.escape(word) + ("" if word.isupper() or language in {"pl", "ru"} else r"(?:e?s|[’']s)?")


def _of_stems(listed: str) -> re.Pattern[str] | None:
    stems = [re.escape(stem).replace("_", r"\s+").replace(r"\*", r"\w{0,8}") for stem in listed.split()]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(stems)})(?![\w-])", re.IGNORECASE) if stems else None


def _known(patterns: Mapping[str, str], language: str) -> re.Pattern[str] | None:
    return _compiled(patterns[language]) if language in patterns else None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def hit(pattern: re.Pattern[str] | None, words: str) -> str:
    """What a pattern finds first in the words; empty where it finds nothing, or there is no pattern."""
    found = pattern.search(words) if pattern else None
    return found[0].strip(" .,") if found else ""
