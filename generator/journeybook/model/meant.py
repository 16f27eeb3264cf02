"""The field that a name most likely stands for which is none: mistyped, or another word, in each of our languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeybook.model.close import closest, folded
from journeybook.model.values import split_number

OTHER_WORDS: Mapping[str, str] = {
    "title": "name heading caption headline tytuł nazwa nagłówek название заголовок заглавие",
    "name": "title nazwa imię tytuł имя название",
    "summary": "description about abstract overview opis streszczenie podsumowanie описание кратко резюме",
    "text": "wording promise content treść obietnica текст обещание содержание",
    "persona": "customer user client character osoba klient bohater персона клиент персонаж",
    "phases": "stages sections parts fazy etapy części этапы фазы стадии",
    "touchpoints": "steps moments contacts interactions kroki punkty punktystyku momenty точки точкиконтакта шаги",
    "stage": "etap стадия этап",
    "emotion": "mood score rating sentiment emotions emocja emocje nastrój ocena эмоция эмоции настроение оценка",
    "feeling": "feelings uczucie uczucia odczucie чувство чувства ощущение",
    "channel": "medium kanał канал",
    "actor": "who kto aktor кто участник",
    "does": "what task action co robi что делает",
    "at_most": "max maximum upto najwyżej maks maksymalnie максимум неболее",
    "at_least": "min minimum conajmniej przynajmniej minimalnie минимум неменее",
    "severity": "weight importance waga тяжесть вес",
    "owner": "responsible assignee who właściciel odpowiedzialny odpowiada ответственный владелец отвечает",
    "doing": "actions action activity activities robi działania czynności действия действие",
    "thinking": "thoughts thought myśli мысли мысль думает",
    "quotes": "quotation quotations citations verbatims cytat cytaty цитаты цитата",
    "pains": "painpoints problems frustrations issues ból bóle problemy bolączki боли боль проблемы",
    "gains": "benefits korzyści выгоды радости",
    "opportunities": "ideas improvements chances pomysły szanse możliwości возможности идеи",
    "keeps": "promises promise obietnice obietnica обещания обещание",
    "goal": "objective objectives purpose cel цель",
    "goals": "objectives cele цели",
    "target": "cel цель",
    "needs": "potrzeby потребности потребность",
    "kind": "type category typ rodzaj тип вид",
    "date": "day when data dzień дата день",
    "method": "technique metoda метод способ",
    "source": "origin źródło источник",
    "sample": "respondents participants samplesize próba выборка",
    "question": "pytanie вопрос",
    "value": "result wartość wynik значение результат",
    "results": "measurements values wyniki pomiary результаты измерения",
    "unit": "jednostka единица",
    "metric": "measure indicator kpi miara miernik wskaźnik метрика показатель",
    "standard": "norm requirement norma wymóg стандарт норма требование",
    "voices": "voice głos głosy голос голоса",
    "findings": "conclusions insights learnings ustalenia wnioski spostrzeżenia выводы находки наблюдения",
    "deadline": "due duedate termin срок",
    "status": "phaseofwork stan статус состояние",
    "aim": "zamiar намерение",
    "evidence": "sources proof dowody dowód доказательства подтверждение подтверждения",
    "addresses": "touchpoints targets solves dotyczy касается",
    "backstage": "zaplecze закулисами",
    "frontstage": "scena насцене",
    "languages": "język języki языки язык",
    "story": "historia opowieść история рассказ",
    "quote": "cytat цитата",
    "recovery": "naprawa исправление",
    "duration": "length time czas длительность продолжительность время",
}
"""Words by which people call a field elsewhere, in English, Polish and Russian; none is read, but each is known."""

_FIELDS: Mapping[str, frozenset[str]] = {
    field: frozenset(map(folded, others.split())) for field, others in OTHER_WORDS.items()
}


def field_meant(name: str, fields: Sequence[str], value: object = None) -> str | None:
    """The field among these that a name stands for, if one is likely; a feeling that is a number is `emotion`."""
    word = folded(name)
    others = (field for field, words in _FIELDS.items() if word in words and field in fields)
    found = next(others, None) or closest(name, fields)
    is_number = found == "feeling" and "emotion" in fields and isinstance(value, str) and split_number(value)
    return "emotion" if is_number else found
