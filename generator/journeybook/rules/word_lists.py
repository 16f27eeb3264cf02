"""Words that rules look for, by language and by stem; where a language has no list, a rule says nothing of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# A stem ends with `*`; `_` stands for a blank.
_UNMEASURABLE = {
    "en": """quick* fast faster fastest lightning-fast rapid rapidly prompt promptly speedy immediate* instant
        instantly soon sooner shortly swift swiftly timely punctual* on_time at_once right_away asap
        as_soon_as_possible in_no_time in_a_flash without_delay professional* competent* friendly friendlier
        user-friendly excellen* exceptional* outstanding superior great greatest best good_quality high_quality
        top_quality high-quality top-quality quality_service easy easily easier effortless* simple simpler simply
        convenien* comfortabl* flexibl* modern reliabl* efficient* effective* seamless* hassle-free stress-free
        world-class first-class premium competitive attractive fair fairly caring individual_approach
        individual_care personal_approach personal_service customer-oriented cheap cheaper cheapest affordabl*
        perfect* unforgettable unique innovative smart smarter smooth smoothly""",
    "pl": """szybk* szybciej najszybciej najszybsz* najprędzej błyskawiczn* natychmiast* niezwłoczn* od_razu od_ręki
        bezzwłoczn* bez_zwłoki bez_zbędnej_zwłoki wkrótce terminow* punktualn* profesjonaln* fachow* rzeteln*
        kompleksow* solidn* na_najwyższym_poziomie w_najkrótszym_czasie najtańsz* najtaniej przyjazn* miła miły miło
        uprzejm* doskonał* najlepsz* znakomit* świetn* wysok*_jakoś* najwyższ*_jakoś* łatw* prosty prosta proste
        prosto prościej wygodn* komfortow* elastyczn* nowoczesn* niezawodn* efektywn* skuteczn* sprawn*
        konkurencyjn* atrakcyjn* indywidualn*_podejści* uczciw* tani tania tanie tanio taniej przystępn* idealn*
        wyjątkow* innowacyjn* premium""",
    "ru": """быстро быстрее быстрый быстрая быстрое быстрые быстрого быстрой быстрых быстрым быстрыми быстрому
        быструю вовремя как_можно_скорее кратчайш*_срок* качественн* квалифицированн* комплексн* дешев* дёшев*
        моментальн* мгновенн* немедленн* незамедлительн* сразу скоро оперативн* своевременн* профессиональн*
        дружелюбн* вежлив* отличн* превосходн* лучш* высок*_качеств* легко лёгко легкий лёгкий просто простой
        простая простое удобн* комфортн* гибк* современн* надежн* надёжн* эффективн* выгодн* привлекательн*
        индивидуальн*_подход* честн* недорог* идеальн* уникальн* инновационн*""",
}
_IDIOMS = {
    "en": r"fast\s+food|best\s+before|best-before|smart\s+(?:meter|watch|tv|home|card|phone)|great\s+(?:britain|grand)",
    "pl": r"szybkowar\w*",
}
"""Words of the lists that are none of those meant, because of what follows them."""
_AT_THE_END = {"pl": r"\bna\s+czas(?=\s*(?:[.,;!?]|$))"}
"""What cannot be measured only where nothing follows: “na czas naprawy” says for how long."""
_NUMBER = {
    "en": r"(?:half|twice|double|one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|a\s+(?:half|third|quarter|dozen))",
    "pl": r"(?:połowę|dwa|trzy|cztery|pięć|dziesięć|dwukrotnie|trzykrotnie|dziesięciokrotnie)",
    "ru": r"(?:двух|тр[её]х|четыр[её]х|пяти|десяти|половины)",
}
_UP_TO = {
    "en": r"\b(?:up\s?to|as\s+(?:little|low|much|few|fast)\s+as|from\s+(?:just|only))"
    rf"\s+[€$£]?\s?(?:\d[\d ,.]{{0,9}}%?|{_NUMBER['en']}\b)",
    "pl": r"\b(?:nawet|aż)\s+(?:\w+\s+)?\d[\d ,.]{0,9}%?|\bdo\s+\d[\d ,.]{0,9}\s*(?:%|proc|raz)|\bjuż\s+od\s+\d"
    rf"|\b(?:nawet|aż)\s+(?:o\s+)?{_NUMBER['pl']}\b|(?<!zł\s)(?<!\d\s)\bdo\s+\d[\d ,.]{{0,9}}\s*zł\b",
    "ru": r"\b(?:вплоть\s+)?до\s+\d[\d ,.]{0,9}\s*(?:%|проц|раз)|\bвсего\s+от\s+\d|\bдаже\s+(?:на\s+)?\d"
    rf"|\bдо\s+{_NUMBER['ru']}\s+раз|\bот\s+\d[\d ,.]{{0,9}}\s*(?:руб|₽)",
}
_FIRST_PERSON = {
    "en": r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves|I[’'](?:m|d|ll|ve)|we[’'](?:re|d|ll|ve))\b",
    # Endings of verbs, apart from those that nouns have as well (kartę, telefonem, systemy) but for a few verbs.
    "pl": r"\b(?:ja|mnie|mną|mi|mój|moj\w{1,3}|my|nas|nam|nami|nasz\w{0,3}|jestem|idę|pójdę|będę|jadę|mogę|biorę"
    r"|\w*(?:stanę|cznę|ezmę)|(?:\w*wi|rozumi|zrozumi|umi|\w?j)em|\w+(?:(?:[aeiuy]j|cz|sz|ż|rz|dz|c|l|śc|[bpwmfn]i)ę"
    r"|am|[aoeiyuąę]ł[ae]m|[żzicjłn]emy|[iya]my|[aie]liśmy|[aei]łyśmy))\b",
    # Endings of verbs that nouns hardly have (“клиенту” and “заявку” end in -у as well), and of a past told of oneself.
    "ru": r"\b(?:я|мы|мне|меня|мной|мною|нас|нам|нами|мо(?:й|я|ё|и|его|ей|ему|ю|их|им|ими)|наш\w{0,3}|жду|иду|еду|могу"
    r"|беру|зову|живу|звоню|помню|верю|смотрю|говорю|стою|\w+(?:аю|яю|ую|ею|люсь|аюсь|яюсь|уюсь)|\w{2,}(?:шу|жу|чу|щу|лю))\b"
    r"|^\w+(?:л|ла|лся|лась)\b",
}
_CUSTOMER = {
    "en": r"\b(?:customer|client|consumer|user|subscriber|end-user|policyholder|caller|visitor)(?:s|[’']s)?\b",
    "pl": r"\b(?:klient|użytkowni|konsument|abonen|nabywc|odbiorc|petent|pacjen)\w{0,5}\b",
    "ru": r"\b(?:клиент|пользовател|потребител|абонент|покупател|заказчик|посетител|пациент)\w{0,5}\b",
}
_PROCESS = {
    "en": r"^(?!(?:the|an?|my|our|your|their|his|her|its|this|that|no|another|every)\b)(?:(?:\w+[ -]){0,2}"
    r"(?!(?:appointment|moment|comment|document|apartment|environment|station|conversation|information|invitation"
    r"|vacation|question|distance|entrance|chance|balance)$)"
    r"\w{2,}(?:tion|ment|ance|boarding)|(?:\w+[ -]){1,2}(?:processing|handling|management"
    r"|checking|receiving|sending|invoicing|shipping|monitoring|reporting|closing|process|procedure|dispatch|conclusion)"
    r"|(?:\w+ )?\w{2,}(?:tion|ment|ance) of \w+(?: \w+)?|(?:invoice |parcel |order )?delivery)$",
    "pl": r"^(?:obsługa|proces|procedura|wysyłka|dostawa|kontrola|wycena)(?:\s+\w+){0,3}$"
    r"|^(?!pytanie|mieszkanie|spotkanie|zadanie|śniadanie|ubranie|kazanie|wrażenie|marzenie|znaczenie)"
    r"\w{3,}(?:anie|enie|acja|ycja|encja|ięcie)(?:\s+\w+){0,3}$",
    "ru": r"^(?:обработка|отправка|доставка|проверка|рассылка|выписка|процесс|процедура)(?:\s+\w+){0,3}$"
    r"|^(?!(?:ожидание|сообщение|приглашение|молчание|здание|письмо)\b)\w{3,}(?:ание|ение|ация|иция|енция)(?:\s+\w+){0,3}$",
}  # fmt: skip


@lru_cache(maxsize=64)
def unmeasurable(language: str) -> re.Pattern[str] | None:
    """Words that promise without saying how much: “quick”, “professional”."""
    return _of_stems(_UNMEASURABLE.get(language, ""), _IDIOMS.get(language, ""), _AT_THE_END.get(language, ""))


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


def _of_stems(listed: str, idioms: str, at_the_end: str) -> re.Pattern[str] | None:
    stems = [re.escape(stem).replace("_", r"\s+").replace(r"\*", r"\w{0,8}") for stem in listed.split()]
    if not stems:
        return None
    but = rf"(?!{idioms})" if idioms else ""
    words = rf"(?<![\w-]){but}(?:{'|'.join(stems)})(?![\w-])"
    return re.compile(f"{words}|{at_the_end}" if at_the_end else words, re.IGNORECASE)


def _known(patterns: Mapping[str, str], language: str) -> re.Pattern[str] | None:
    return _compiled(patterns[language]) if language in patterns else None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def hit(pattern: re.Pattern[str] | None, words: str) -> str:
    """What a pattern finds first in the words; empty where it finds nothing, or there is no pattern."""
    found = pattern.search(words) if pattern else None
    return found[0].strip(" .,") if found else ""
