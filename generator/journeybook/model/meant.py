"""The field that a name most likely stands for which is none: mistyped, another word for it, or a word of Polish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeybook.model.close import closest, folded

OTHER_WORDS: Mapping[str, str] = {
    "title": "name heading caption headline tytuł nazwa nagłówek",
    "name": "title nazwa imię tytuł",
    "summary": "description about abstract overview opis streszczenie podsumowanie",
    "text": "wording promise content treść obietnica",
    "persona": "customer user client character osoba klient bohater",
    "phases": "stages sections parts fazy etapy części",
    "touchpoints": "steps moments contacts interactions kroki punkty punktystyku momenty",
    "stage": "etap",
    "emotion": "mood score rating sentiment emotions emocja emocje nastrój ocena",
    "feeling": "feelings uczucie uczucia odczucie",
    "channel": "medium kanał",
    "actor": "who kto aktor",
    "does": "what task action co robi",
    "severity": "weight importance waga",
    "owner": "responsible assignee who właściciel odpowiedzialny odpowiada",
    "doing": "actions action activity activities robi działania czynności",
    "thinking": "thoughts thought myśli",
    "quotes": "quotation quotations citations verbatims cytat cytaty",
    "pains": "painpoints problems frustrations issues ból bóle problemy bolączki",
    "gains": "benefits korzyści",
    "opportunities": "ideas improvements chances pomysły szanse możliwości",
    "keeps": "promises promise obietnice obietnica",
    "goal": "objective objectives purpose cel",
    "goals": "objectives cele",
    "target": "cel",
    "needs": "potrzeby",
    "kind": "type category typ rodzaj",
    "date": "day when data dzień",
    "method": "technique metoda",
    "source": "origin źródło",
    "sample": "respondents participants samplesize próba",
    "question": "pytanie",
    "value": "result wartość wynik",
    "unit": "jednostka",
    "deadline": "due duedate termin",
    "status": "phaseofwork stan",
    "aim": "zamiar",
    "evidence": "sources proof dowody dowód",
    "addresses": "touchpoints targets solves dotyczy",
    "backstage": "zaplecze",
    "frontstage": "scena",
    "languages": "język języki",
    "story": "historia opowieść",
    "quote": "cytat",
    "recovery": "naprawa",
    "duration": "length time czas",
}
"""Words by which people call a field elsewhere, in English and in Polish; none of them is read, but each is known."""

_BY_WORD: Mapping[str, tuple[str, ...]] = {
    word: tuple(field for field, others in OTHER_WORDS.items() if folded(word) in map(folded, others.split()))
    for words in OTHER_WORDS.values()
    for word in map(folded, words.split())
}


def field_meant(name: str, fields: Sequence[str]) -> str | None:
    """The field among these that a name stands for, if one is likely."""
    others = _BY_WORD.get(folded(name), ())
    return next((field for field in others if field in fields), None) or closest(name, fields)
