"""The columns of a sheet: what a field may be called at its head, in the languages people write maps in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from msgspec import Struct

from journeybook.model.units import unit_of
from journeybook.words import LANGUAGES, Phrase, phrase, slug


class Column(Struct, frozen=True):
    """A field that a column can hold: how the cell is read, what we call it at the head, what others call it.

    `kind` is one of text, list, number, word, yes, ids (references), parts (who does what) and, for what is no field
    of a touchpoint, journey, persona, phase, id (also with the journey's, `journey/touchpoint`), feeling (a score or a
    word, as the cells tell) and touchpoint.
    """

    field: str
    kind: str
    label: Phrase
    names: str


COLUMNS = (
    Column("journey", "journey", phrase("Journey"), """
        journey, customer journey, user journey, journey name, journey title, scenario name, map; podróż, podróż
        klienta, ścieżka klienta, nazwa podróży, mapa; reise, kundenreise; путь, путь клиента, путешествие;
        parcours"""),
    Column("persona", "persona", phrase("Persona"), """
        persona, personas, customer, customer type, segment, who, user; klient, kto; kunde, nutzer; персона,
        клиент, пользователь"""),
    Column("phase", "phase", phrase("Phase"), """
        phase, phases, stage, stages, journey phase, journey stage, lifecycle stage, step group, section, layer;
        faza, fazy, etap, etapy, faza podróży, etap podróży, sekcja; phasen, etappe, abschnitt, stufe; фаза, этап,
        этапы, стадия, фазы, шаг пути; étape, phase du parcours; etapa, fase"""),
    Column("stage", "word", phrase("Stage of life"), "stage of life, customer stage, life stage; etap życia klienta"),
    Column("title", "touchpoint", phrase("Touchpoint"), """
        touchpoint, touchpoints, touch point, touch points, step, steps, moment, moments, task, tasks, event,
        title, name, journey step, micro moment, interaction, use case; punkt styku, punkty styku, punkt kontaktu,
        punkty kontaktu, krok, kroki, moment styku, zdarzenie, zadanie, nazwa, tytuł, interakcja; kontaktpunkt,
        kontaktpunkte, berührungspunkt, schritt, schritte, ereignis, aufgabe; точка касания, точки касания, точка
        контакта, точки контакта, касание, шаг, шаги, событие, задача, название; point de contact, points de
        contact, punto de contacto"""),
    Column("emotion", "feeling", phrase("Feeling from −2 to 2"), """
        score, rating, emotion, emotions, emotional state, emotion score, emotional score, sentiment, mood,
        satisfaction, experience, experience score, satisfaction score, csat, feeling score, emotional curve,
        emotional journey, smiley, customer satisfaction, valence, rate, points, happiness; ocena, emocja, emocje,
        nastrój, satysfakcja, zadowolenie, wynik, punkty, skala, ocena emocji, poziom emocji, krzywa emocji,
        poziom satysfakcji, emocje klienta, buźka; bewertung, stimmung, emotion, emotionen, zufriedenheit, note,
        punktzahl; оценка, эмоция, эмоции, настроение, удовлетворенность, балл, баллы, уровень эмоций; note,
        émotion, émotions, humeur, emoción, emociones"""),
    Column("emotion_before", "number", phrase("Feeling before"), """
        feeling before, emotion before, score before; ocena przed"""),
    Column("channel", "channel", phrase("Channel"), """
        channel, channels, medium, media, platform, touchpoint channel, where; kanał, kanały, gdzie, medium;
        kanal, kanäle, wo; канал, каналы, где; canal, canaux, canales"""),
    Column("doing", "text", phrase("Doing"), """
        doing, action, actions, customer action, customer actions, user action, user actions, activity,
        activities, behaviour, behavior, does, do, what they do, what the customer does, user activities,
        description, details; robi, działanie, działania, działania klienta, czynność, czynności, co robi, co robi
        klient, aktywność, zachowanie, akcje, opis, kroki klienta; handlung, handlungen, aktion, aktionen,
        tätigkeit, was tut der kunde, tun, verhalten, beschreibung; действие, действия, действия клиента, действия
        пользователя, что делает, поведение, активность, описание; action du client, acciones"""),
    Column("thinking", "text", phrase("Thinking"), """
        thinking, thoughts, thought, thinks, think, what they think, mindset, customer thoughts, user thoughts,
        questions; myśli, myśl, co myśli, myśli klienta, pytania; denken, gedanken, was denkt der kunde, was
        denkt, fragen; мысли, мысль, думает, что думает, мысли клиента, вопросы; pensées, pensamientos"""),
    Column("feeling", "text", phrase("Feeling in a word"), """
        feeling, feelings, feels, feel, feeling in words, emotion word, emotion words, what they feel, feeling
        word; czuje, uczucie, uczucia, odczucia, odczucie, co czuje, słowo emocji; gefühl, gefühle, fühlen,
        empfinden; чувства, чувство, ощущения, чувствует, что чувствует; ressenti, sentimientos"""),
    Column("quotes", "list", phrase("Quotes"), """
        quote, quotes, verbatim, verbatims, customer quote, voice of customer, says customer; cytat, cytaty,
        wypowiedź, wypowiedzi, głos klienta; zitat, zitate; цитата, цитаты, голос клиента; citation, cita"""),
    Column("pains", "list", phrase("Pains"), """
        pain, pains, pain point, pain points, painpoint, painpoints, problem, problems, frustration, frustrations,
        barrier, barriers, issue, issues, obstacle, obstacles, challenge, challenges, friction, lowlights; ból,
        bóle, bolączka, bolączki, problem, problemy, trudność, trudności, bariera, bariery, frustracja,
        frustracje, przeszkody, słabe strony, co boli; schmerzpunkt, schmerzpunkte, probleme, hürde, hürden,
        frust, ärgernisse; боль, боли, проблема, проблемы, барьер, барьеры, сложности, трудности, болевые точки;
        irritants, problème, problèmes, dolor, dolores, puntos de dolor"""),
    Column("gains", "list", phrase("Gains"), """
        gain, gains, delight points, positives, highlights, strengths, wow, benefits; korzyść, korzyści, plusy,
        zalety, mocne strony; nutzen, vorteile; выгоды, плюсы, преимущества"""),
    Column("opportunities", "list", phrase("Opportunities"), """
        opportunity, opportunities, idea, ideas, improvement, improvements, recommendation, recommendations,
        solution, solutions, how might we, suggestions, areas of improvement, next steps; szansa, szanse, pomysł,
        pomysły, usprawnienie, usprawnienia, rekomendacja, rekomendacje, możliwość, możliwości, rozwiązanie,
        rozwiązania, co poprawić; chance, chancen, idee, ideen, verbesserung, verbesserungen, maßnahmen,
        möglichkeiten; возможность, возможности, идея, идеи, улучшения, рекомендации, решения, точки роста;
        opportunités, oportunidades"""),
    Column("owner", "owner", phrase("Owner"), """
        owner, owners, responsible, responsibility, accountable, team, department, dept, dept., departments,
        process owner, touchpoint owner; właściciel, odpowiedzialny, odpowiedzialność, odpowiada, zespół, dział,
        kto odpowiada; verantwortlich, verantwortung, zuständig, team, abteilung; ответственный, владелец, отдел,
        команда; responsable"""),
    Column("expectation", "text", phrase("Expectation"), """
        expectation, expectations, expects, needs, need, customer need, customer needs, user need, user needs,
        goal, goals, customer goal, user goal, customer goals, user goals, motivation; oczekiwanie, oczekiwania,
        potrzeba, potrzeby, potrzeby klienta, cel klienta, cele klienta; erwartung, erwartungen, bedürfnis,
        bedürfnisse, ziel, ziele; ожидание, ожидания, потребность, потребности, цель, цели; attentes, besoins,
        expectativas"""),
    Column("importance", "number", phrase("Importance"), """
        importance, priority, weight, impact; ważność, waga, priorytet; wichtigkeit, priorität; важность,
        приоритет"""),
    Column("moment_of_truth", "yes", phrase("Moment of truth"), """
        moment of truth, moments of truth, mot, key moment, critical; moment prawdy, momenty prawdy, kluczowy
        moment; moment der wahrheit; момент истины"""),
    Column("area", "word", phrase("Area"), "area, area of experience; obszar; bereich; область"),
    Column("contact", "word", phrase("Contact"), "contact, contact type; kontakt, rodzaj kontaktu"),
    Column("frontstage", "parts", phrase("Frontstage"), """
        frontstage, front stage, onstage, frontstage actions, employee actions, visible employee actions, line of
        interaction, staff, people, people met, employees; scena, front, pierwszy plan, działania pracowników,
        pracownicy; frontstage aktionen, mitarbeiter; фронт, сотрудники, персонал, люди"""),
    Column("backstage", "parts", phrase("Backstage"), """
        backstage, back stage, backstage actions, behind the scenes, internal actions, internal processes, back
        office; zaplecze, kulisy, działania zaplecza, proces wewnętrzny; hinter den kulissen; бэкстейдж,
        закулисье, бэк офис, внутренние процессы"""),
    Column("support", "parts", phrase("Support"), """
        support, support processes, supporting processes, systems, system, technology, tools, it systems,
        partners; wsparcie, procesy wspierające, systemy, system, technologia, narzędzia; unterstützende prozesse,
        systeme, technik; поддержка, системы, поддерживающие процессы, инструменты, технологии"""),
    Column("props", "list", phrase("What is seen and held"), """
        props, physical evidence, evidence, artifacts, artefacts, materials, physical, documents; dowody fizyczne,
        materiały, artefakty, dokumenty; physische evidenz, materialien; материалы, артефакты, физические
        свидетельства"""),
    Column("keeps", "ids", phrase("Promises to keep"), """
        keeps, promise, promises, promises kept, promises kept here, brand promise; obietnica, obietnice, obietnice
        dotrzymywane tutaj, obietnica marki; versprechen; обещание, обещания"""),
    Column("makes", "ids", phrase("Promises made here"), "makes, promises made; składane obietnice"),
    Column("metrics", "ids", phrase("Metrics"), """
        metric, metrics, kpi, kpis, measure, measures; metryka, metryki, miernik, mierniki, wskaźnik, wskaźniki;
        kennzahl, kennzahlen; метрика, метрики, показатель, показатели"""),
    Column("evidence", "ids", phrase("Evidence"), """
        source, sources, research; źródło, źródła, badania; quelle, quellen; источник"""),
    Column("causes", "list", phrase("Causes"), """
        cause, causes, root cause, root causes, reason, reasons, why; przyczyna, przyczyny, powód, dlaczego;
        ursache, ursachen, grund; причина, причины, почему"""),
    Column("says", "text", phrase("What we say"), """
        says, message, messages, communication, copy; komunikat, komunikaty; botschaft; сообщение"""),
    Column("tone", "text", phrase("Tone"), "tone, tone of voice; ton; tonfall; тон"),
    Column("recovery", "text", phrase("When it goes wrong"), """
        recovery, service recovery, fallback; naprawa, gdy coś pójdzie źle"""),
    Column("delight", "text", phrase("More than expected"), "delight, wow moment; zachwyt, efekt wow"),
    Column("duration", "length", phrase("Duration"), """
        duration, time, time spent, how long; czas, czas trwania, jak długo; dauer, zeit; время, длительность,
        продолжительность, сколько длится"""),
    Column("wait", "length", phrase("Wait"), """
        wait, waiting, waiting time, wait time; czekanie, czas oczekiwania; wartezeit; ожидание времени"""),
    Column("failure_rate", "share", phrase("Failure rate"), """
        failure rate, error rate; odsetek niepowodzeń, awaryjność; fehlerquote"""),
    Column("fault", "word", phrase("Whose fault"), "fault; wina, czyja wina"),
    Column("kano", "word", phrase("Kano"), "kano, kano category; kategoria kano"),
    Column("value_adding", "yes", phrase("Worth the time"), "value adding, value added; wartość dodana"),
    Column("handover", "text", phrase("Handover"), "handover, hand over; przekazanie; übergabe; передача"),
    Column("id", "id", phrase("Id"), "touchpoint id, identifier, step id; identyfikator; kennung"),
    Column("opens", "ids", phrase("Opens"), "opens, sub journey; otwiera"),
    Column("same_as", "ids", phrase("Same as"), "same as; to samo co"),
)  # fmt: skip
BY_FIELD: Mapping[str, Column] = {column.field: column for column in COLUMNS}
ONLY_TOUCHPOINTS = frozenset({
    "emotion", "emotion_before", "channel", "owner", "importance", "moment_of_truth", "area", "contact", "failure_rate",
    "fault", "kano", "value_adding", "handover", "opens", "same_as", "id",
})  # fmt: skip
"""What a phase as a whole cannot say."""
SCALE = re.compile(
    r"\(?\s*([+−–-]?\d{1,3})\s*(?:\.{2,3}|…|–|-|to|do|bis|/)\s*([+−–-]?\d{1,3})\s*\)?|/\s*(5|7|10|100)\b"
)
MOST_WORDS = 6  # of a head; a longer text is no head
ENOUGH = 0.86  # how alike a word must be to be taken for a slip of the finger


@cache
def _known() -> dict[str, str]:
    """The field by each name it may have, in small Latin letters and hyphens; our own labels come first."""
    found = {slug(column.label.say(code)): column.field for column in COLUMNS for code in LANGUAGES}
    for column in COLUMNS:
        for name in re.split(r"[,;]", column.names):
            found.setdefault(slug(name), column.field)
        found.setdefault(slug(column.field), column.field)
    return found


@cache
def field_of(head: str) -> str | None:
    """The field that a head names; None where it names none. Remarks in brackets and scales do not count."""
    bare = re.sub(r"[(\[].*?[)\]]", " ", head)
    for text in (head, bare, SCALE.sub(" ", bare), re.split(r"[/\n:|]", bare)[0]):
        if (found := _known().get(slug(text))) is not None:
            return found
    name = slug(SCALE.sub(" ", bare))
    close = get_close_matches(name, list(_known()), 1, ENOUGH) if 4 <= len(name) <= 40 else []
    return _known()[close[0]] if close else _by_words(name)


def _by_words(name: str) -> str | None:
    """The field of which a long head speaks, `what-the-customer-does-here`: the longest name that is part of it."""
    if name.count("-") > MOST_WORDS - 1:
        return None
    parts = [known for known in _known() if len(known) > 3 and f"-{known}-" in f"-{name}-"]
    return _known()[max(parts, key=len)] if parts else None


def scale_in(head: str) -> str | None:
    """The scale that a head names, `Score (1-5)`, `Ocena /10`; None where it names none."""
    found = SCALE.search(head)
    if found is None:
        return None
    return f"1-{found[3]}" if found[3] else f"{found[1]}..{found[2]}"


def unit_in(head: str) -> str | None:
    """The unit of time that a head names, `Time (min)`, `Czas [min]`, `Время, мин`; None where it names none."""
    named = re.split(r"[(\[,]", head)[1:]
    return next((unit for part in named if (unit := unit_of(part.strip(" )].")))), None)
