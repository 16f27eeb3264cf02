"""Whose journey it is and who else takes part, proposed from names alone, to be corrected by whoever knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from journeybook.convert.draft import Draft
from journeybook.convert.names import free, id_of, known, taken_ids
from journeybook.model import Actor, Book, Persona
from journeybook.problem import Place
from journeybook.words import slug

_CUSTOMERS = frozenset(
    """
    me i we user users customer customers client clients visitor buyer shopper patient citizen guest traveller traveler
    passenger reader learner student consumer member applicant
    ja klient klienci klientka klientki uzytkownik uzytkowniczka pacjent pacjentka pasazer pasazerka kupujacy odbiorca
    gosc mieszkaniec mieszkanka
    ich kunde kundin kunden nutzer nutzerin benutzer anwender patientin burger reisender reisende gast besucher
    polzovatel pokupatel passazhir ya posetitel cliente usuario utilisateur patiente visiteur eu moi yo
    """.split()  # noqa: SIM905 - as a list of literals it would be as long as the page
)
_CUSTOMERS_ELSEWHERE = frozenset(
    """
    用户 顾客 客户 用戶 顧客 お客様 ユーザー ユーザ 利用者 私 我 사용자 고객 나 אני משתמש مستخدم عميل أنا
    """.split()  # noqa: SIM905
)
_SYSTEMS = re.compile(
    r"\b(system\w*|app|apps|application|api|bot|chatbot|server|backend|frontend|website|web site|site|portal|"
    r"platform\w*|service|database|db|ai|crm|erp|ci|pipeline|gateway|software|program|"
    r"aplikacja|strona|serwis|serwer|baza danych|anwendung|webseite|plattform|dienst|"
    r"система|сервис|сервер|бот|сайт|приложение|платформа|"
    r"système|sistema|plataforma|aplicación)\b|系统|系統|システム|시스템|サーバ|平台",
    re.IGNORECASE,
)

_LANES = {"backstage": "backstage", "partner": "support", "technology": "support"}


class Cast(Struct, frozen=True):
    """The persona's id and name, by name the ids of all others, drafts of those that the book lacks, or their names.

    Among the drafts are those that came in before.
    """

    persona: str
    name: str
    actors: dict[str, str]
    others: tuple[str, ...]
    drafts: tuple[Draft, ...]
    missing: tuple[str, ...]
    guessed: bool


def cast(
    book: Book, people: Iterable[str], wanted: str, place: Place, taken: set[str] | None, before: Iterable[Draft] = ()
) -> Cast:
    """Who is who. `people` are names as often as they take part; `wanted` is the persona asked for, or nothing.

    `taken` are the ids that are given away; without it no actor is drafted, and those that the book lacks are missing.
    `before` came in already: an actor among it is the one of this name.
    """
    count = Counter(people)
    lead = wanted or _lead(book, count)
    persona = persona_id(book, lead)
    if taken is not None:
        taken.add(persona)
    leads = [name for name in count if persona in {slug(name), known(book.personas, name)} or name == lead]
    names = [name for name in count if name not in leads]
    others = {name: other for name in names if (other := known(book.personas, name))}
    rest = [name for name in names if name not in others]
    missing = [name for name in rest if taken is None and not known(book.actors, name)]
    drafted = {str(each.entries["title"]): each for each in before if each.kind is Actor}
    made, drafts = _actors(book, [name for name in rest if name not in missing], place, taken or set(), drafted)
    also = tuple(dict.fromkeys(others.values()))
    return Cast(persona, next(iter(leads), lead), made, also, tuple(drafts), tuple(missing), not wanted)


def persona_id(book: Book, name: str) -> str:
    """The id of a persona by its name; another one than that of a thing of another kind."""
    made = id_of(name, "customer")
    return known(book.personas, name) or (
        made if made not in taken_ids(book) else free(f"{made}-persona", taken_ids(book))
    )


def _lead(book: Book, count: Counter[str]) -> str:
    """The name that speaks most of a customer, then the one that takes part most; the book's only persona if none."""
    if not count:
        return next(iter(book.personas)) if len(book.personas) == 1 else "Customer"
    order = list(count)
    return max(order, key=lambda name: (*_rank(book, name), count[name], -order.index(name)))


def _rank(book: Book, name: str) -> tuple[bool, bool, bool]:
    return bool(known(book.personas, name)), is_customer(name), not is_system(name) and not known(book.actors, name)


def is_customer(name: str) -> bool:
    """Whether a name is a word for whoever is served."""
    return slug(name) in _CUSTOMERS or name in _CUSTOMERS_ELSEWHERE


def is_system(name: str) -> bool:
    """Whether a name is that of a machine."""
    return bool(_SYSTEMS.search(name))


def _actors(
    book: Book, names: Sequence[str], place: Place, taken: set[str], before: Mapping[str, Draft]
) -> tuple[dict[str, str], list[Draft]]:
    found = {name: before[name].id for name in names if name in before}
    drafts = {before[name].id: before[name] for name in found}
    for name in (name for name in names if name not in found):
        made = id_of(name, "actor")
        actor = known(book.actors, name) or (made if made in drafts and drafts[made].entries["title"] != name else None)
        if actor is None:
            actor = free(made if made not in book.personas else f"{made}-actor", taken)
            stage = "technology" if is_system(name) else "frontstage"
            drafts[actor] = Draft(Actor, actor, {"title": name, "stage": stage}, place)
        found[name] = actor
    return found, list(drafts.values())


def persona_draft(made: Cast, place: Place) -> Draft:
    """A first file for the persona, with the name alone."""
    return Draft(Persona, made.persona, {"name": made.name}, place)


def lane_of(book: Book, actor: str, drafts: Iterable[Draft]) -> str:
    """The lane in which an actor works: in sight of the customer unless its stage says otherwise."""
    known = str(book.actors[actor].stage) if actor in book.actors else ""
    drafted = (str(each.entries["stage"]) for each in drafts if each.id == actor)
    return _LANES.get(known or next(drafted, ""), "frontstage")
