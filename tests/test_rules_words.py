"""The words that rules look for: found where they are meant, and left alone where they are not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.rules.personal_data import is_inn, is_nip, is_pesel, is_snils, traces
from journeybook.rules.word_lists import (
    any_of,
    first_person,
    hit,
    process_name,
    the_customer,
    unmeasurable,
    up_to,
)


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "We answer quickly.", "quickly"),
        ("en", "We answer at once.", "at once"),
        ("en", "Professional advice", "Professional"),
        ("en", "A hassle-free return", "hassle-free"),
        ("en", "A loan for your smartphone", ""),
        ("en", "You come first.", ""),
        ("en", "Keep your number.", ""),
        ("pl", "Szybka naprawa", "Szybka"),
        ("pl", "Odpowiadamy niezwłocznie", "niezwłocznie"),
        ("pl", "Odbieramy od razu.", "od razu"),
        ("pl", "Najwyższa jakość obsługi", "Najwyższa jakość"),
        ("pl", "Kurs tańca, taniec towarzyski", ""),
        ("pl", "Po prostu dzwonimy", ""),
        ("ru", "Отвечаем быстро", "быстро"),
        ("ru", "Высокое качество связи", "Высокое качество"),
        ("ru", "Отвечаем за 30 секунд", ""),
        ("de", "Wir antworten schnell", ""),
    ],
)
def test_words_that_cannot_be_measured(language: str, words: str, found: str) -> None:
    assert hit(unmeasurable(language), words) == found


VAGUE = {
    "en": """Lightning-fast repairs; We respond rapidly; Help in no time; High-quality service; Superior service
        On time; Answers without delay; Individual care; Friendly staff; Easy to use; Top quality
        Punctual delivery; Great value""",
    "pl": """Odpowiemy jak najszybciej; Przyjedziemy na czas; Dostarczamy na czas.; Rzetelna informacja
        Najtańsze rozmowy; Kompleksowa obsługa; Bez zbędnej zwłoki; Jakość na najwyższym poziomie
        Decyzja od ręki; Miła obsługa""",
    "ru": """Качественный сервис; Ответим как можно скорее; В кратчайшие сроки; Дёшево; Комплексный подход
        Быстрый ответ""",
}
CLEAR = {
    "en": """Fast food on the road; A best before date on each loaf; A free smart meter; You get a receipt
        The same price; A person answers; We warn you before the end; Fasting menu on Fridays
        The driver waits until you have counted""",
    "pl": """Telefon zastępczy na czas naprawy; Umowa na czas określony; Mąka do piątej; Odbiera człowiek
        Zwrot pieniędzy; Prostopadły parking; Kurier czeka, aż policzysz worki""",
    "ru": """Быстрина реки; Отвечает человек; Вернём деньги; Простыни меняют каждый день; Без скрытых платежей""",
}


@pytest.mark.parametrize("language", VAGUE)
def test_small_variations_are_found_and_what_only_looks_like_them_is_not(language: str) -> None:
    vague, clear = (re.split(r"; *|\n *", lists[language]) for lists in (VAGUE, CLEAR))
    assert [words for words in vague if not hit(unmeasurable(language), words)] == []
    assert [words for words in clear if hit(unmeasurable(language), words)] == []


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "Up to seven days earlier", "Up to seven"),
        ("en", "upto 50% off", "upto 50%"),
        ("pl", "Oszczędź do 200 zł", "do 200 zł"),
        ("pl", "Od 100 zł do 200 zł", ""),
        ("pl", "Nawet dwa razy szybciej", "Nawet dwa"),
        ("pl", "Nawet w niedzielę", ""),
        ("ru", "Звонки от 99 рублей", "от 99 руб"),
        ("ru", "Быстрее до двух раз", "до двух раз"),
        ("en", "Our network is up to 70 % better.", "up to 70 %"),
        ("en", "As little as €5 a month", "As little as €5"),
        ("en", "Up to half the price", "Up to half"),
        ("en", "It is up to you.", ""),
        ("en", "Open up to visitors", ""),
        ("pl", "Nasza sieć jest nawet o 70 % lepsza.", "nawet o 70 %"),
        ("pl", "Do 70% szybciej", "Do 70%"),
        ("pl", "Czynne do 20", ""),
        ("pl", "Naprawa do 48 godzin", ""),
        ("ru", "До 70% быстрее", "До 70%"),
        ("ru", "Работаем до 20 часов", ""),
    ],
)
def test_words_that_name_the_best_case(language: str, words: str, found: str) -> None:
    assert hit(up_to(language), words) == found


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "I open the reminder mail"),
        ("en", "My card terminal just works"),
        ("en", "They ask if I’d recommend them"),
        ("en", "She sits down beside me"),
        ("pl", "Otwieram mail z przypomnieniem"),
        ("pl", "Płacę w minutę"),
        ("pl", "Zapłaciłam po terminie"),
        ("pl", "Czekamy na kuriera"),
        ("pl", "Mój terminal po prostu działa"),
        ("pl", "Dzwonię i pytam dlaczego"),
        ("pl", "Rozumiem każdą linijkę"),
        ("pl", "Biorę numerek"),
        ("pl", "Wychodzę bez odpowiedzi"),
        ("pl", "Możemy jechać"),
    ],
)
def test_who_speaks_of_themselves(language: str, title: str) -> None:
    assert hit(first_person(language), title)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "The lights turn green"),
        ("en", "The inbox fills"),
        ("pl", "Kurier przynosi kartę"),
        ("pl", "Lampka robi się zielona"),
        ("pl", "Klient otrzymuje fakturę telefonem"),
        ("pl", "Systemy mają problemy"),
    ],
)
def test_who_does_not(language: str, title: str) -> None:
    assert not hit(first_person(language), title)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "The customer receives the bill"),
        ("en", "User logs in"),
        ("en", "Complaint handling"),
        ("en", "Onboarding"),
        ("en", "Registration"),
        ("en", "Invoice payment"),
        ("en", "Dunning process"),
        ("en", "Verification of identity"),
        ("en", "Invoice dispatch"),
        ("pl", "Obsługa reklamacji"),
        ("pl", "Proces windykacji"),
        ("pl", "Klient otrzymuje fakturę"),
        ("pl", "Wysłanie faktury"),
        ("pl", "Rejestracja"),
        ("pl", "Weryfikacja danych"),
        ("ru", "Обработка заявки"),
        ("ru", "Регистрация"),
        ("ru", "Отправка счёта клиенту"),
    ],
)
def test_titles_told_from_our_side(language: str, title: str) -> None:
    assert hit(the_customer(language), title) or hit(process_name(language), title)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "The light turns green"),
        ("en", "A person answers, with a name"),
        ("en", "Locked at half past seven"),
        ("en", "Seven systems, seven passwords"),
        ("en", "The parcel is missing"),
        ("en", "The appointment"),
        ("en", "The station"),
        ("en", "A long conversation"),
        ("en", "An invitation comes"),
        ("pl", "Mieszkanie jest puste"),
        ("pl", "Pytanie o łatwość"),
        ("pl", "Aplikacja mówi „tak”"),
        ("pl", "Zamknięte o wpół do ósmej"),
        ("pl", "Jeden numer, jedna osoba"),
        ("ru", "Никто не отвечает"),
        ("ru", "Ожидание"),
        ("ru", "Закрыто в полвосьмого"),
    ],
)
def test_titles_that_a_customer_could_say(language: str, title: str) -> None:
    assert not (hit(the_customer(language), title) or hit(process_name(language), title))


@pytest.mark.parametrize(
    ("language", "listed", "words", "found"),
    [
        ("en", ("dunning", "credit risk"), "I get the dunning letter", "dunning"),
        ("en", ("debtor",), "Am I one of the debtors?", "debtors"),
        ("en", ("CRM",), "They look into the CRM", "CRM"),
        ("en", ("CRM",), "I scrmble for words", ""),
        ("pl", ("windykacja",), "List z windykacji", "windykacji"),
        ("pl", ("ryzyko kredytowe",), "Dział ryzyka kredytowego", "ryzyka kredytowego"),
        ("pl", ("dłużnik",), "Jestem dłużnikiem", "dłużnikiem"),
        ("ru", ("дебитор",), "Письмо дебиторам", "дебиторам"),
    ],
)
def test_the_organisations_own_words_in_any_form(
    language: str, listed: tuple[str, ...], words: str, found: str
) -> None:
    assert hit(any_of(listed, language), words) == found


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Write to hanna.nowak@piekarnia.example please", "an e-mail address"),
        ("ring me on 601 234 567", "a telephone number"),
        ("ring +48 601-234-567 at nine", "a telephone number"),
        ("tel. (22) 123 45 67 or 601234567", "a telephone number"),
        ("call (555) 123-4567", "a telephone number"),
        ("звоните 8 (912) 345-67-89", "a telephone number"),
        ("PESEL 44051401359", "a number that stands for one person"),
        ("NIP 526-104-08-28", "a number that stands for one person"),
        ("СНИЛС 112-233-445 95", "a number that stands for one person"),
        ("SSN 078-05-1120", "a number that stands for one person"),
        ("from PL61 1090 1014 0000 0712 1981 2874", "the number of a card or account"),
        ("card 4111 1111 1111 1111", "the number of a card or account"),
    ],
)
def test_what_leads_to_one_person(text: str, what: str) -> None:
    assert what in [told.say() for _, told in traces(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Five good ones on 2026-10-14, at 10:30",
        "On 14.10.2026 12:30 she rang",
        "402 300 invoices, 12,5 %",
        "312 zł and 3100 stops",
        "Order 20261014-55 from 2019",
        "44051401358 is no such number",
        "1 200 000 000 zł",
        "100 000 000 zł",
        "100 200 300",
        "You come first @ the tram stop",
        "version 1.10.2026.11.22.1",
        "",
    ],
)
def test_what_leads_to_nobody(text: str) -> None:
    assert [(found, told.say()) for found, told in traces(text)] == []


@pytest.mark.parametrize(
    ("is_one", "right", "wrong"),
    [
        (is_pesel, "44051401359", "44051401358"),
        (is_nip, "5261040828", "5261040827"),
        (is_snils, "11223344595", "11223344596"),
        (is_inn, "500100732259", "500100732258"),
    ],
)
def test_a_checksum_tells_right_from_wrong(is_one: object, right: str, wrong: str) -> None:
    assert callable(is_one)
    assert is_one(right)
    assert not is_one(wrong)
    assert not is_one(right[:-1])


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_look_through(text: str) -> None:
    for found, told in traces(text):
        assert found in text
        assert told.say("pl")


@pytest.mark.parametrize("sign", ["a", "1", "1 ", "a@", "a.", "0-", "AB12 ", "(", "+", " "])
def test_a_long_text_is_looked_through_piece_by_piece(sign: str) -> None:
    """A pattern that looked back over the whole text would never come to the end of this one."""
    assert len(list(traces(sign * 200_000))) < 200_000


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Жду ответа", True),
        ("Звоню в поддержку", True),
        ("Мне перезвонили", True),
        ("Захожу в салон", True),
        ("Позвонила ещё раз", True),
        ("Счёт вырос", False),
        ("Отправка счёта клиенту", False),
        ("Оператор принял заявку", False),
    ],
)
def test_who_speaks_of_themselves_in_russian(words: str, found: bool) -> None:
    own = first_person("ru")
    assert own is not None
    assert bool(own.search(words)) == found
