"""Personal data in plain text: addresses, telephone numbers, numbers that stand for one person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from journeybook.words import Phrase, phrase

# Every repetition is bounded, and no two that follow each other can take the same signs: the time grows with the text.
_WORTH_A_LOOK = re.compile(r"@|\d\d")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_NUMBER = re.compile(r"(?<![\w.,])(?:\+|00|\()?\d(?:[ ()./-]{0,2}\d){8,18}(?![\w%]|[.,]\d)")
_TELEPHONE = re.compile(
    r"(?:\+|00)[\d ()./-]{9,25}|\d{9}|\d{3}[ -]\d{3}[ -]\d{3}|\d{2}[ -]\d{3}[ -]\d{2}[ -]\d{2}"
    r"|\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}|8[ -]?\(?\d{3}\)?[ -]\d{3}[ -]\d{2}[ -]\d{2}"
    r"|0\d{2,4}[ /-]\d{5,8}|0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}|0\d(?:[ .-]\d{2}){4}"
)
_IDENTITY = re.compile(r"\d{10,12}|\d{3}-\d{3}-\d{2}-\d{2}|\d{3}-\d{2}-\d{2}-\d{3}|\d{3}-\d{3}-\d{3} \d{2}")
_SOCIAL_SECURITY = re.compile(r"\d{3}-\d{2}-\d{4}")

MAIL, PHONE = phrase("an e-mail address"), phrase("a telephone number")
IDENTITY, ACCOUNT = phrase("a number that stands for one person"), phrase("the number of a card or account")


def may_have_traces(text: str) -> bool:
    """Whether a text has any sign that all of them have, which is soon seen."""
    return _WORTH_A_LOOK.search(text) is not None


def traces(text: str) -> Iterator[tuple[str, Phrase]]:
    """What in a text may lead to one person: the signs themselves, and what they are."""
    if "@" in text:
        yield from ((found[0], MAIL) for found in _MAIL.finditer(text))
    for found in _IBAN.finditer(text):
        if _is_iban(found[0].replace(" ", "")):
            yield found[0], ACCOUNT
    for found in _NUMBER.finditer(text):
        told = _told(found[0])
        if told:
            yield found[0], told


def _told(number: str) -> Phrase | None:
    digits = re.sub(r"\D", "", number)
    if _SOCIAL_SECURITY.fullmatch(number):
        return IDENTITY
    if _IDENTITY.fullmatch(number) and any(is_one(digits) for is_one in IDENTITIES):
        return IDENTITY
    if len(digits) >= 13 and _is_card(digits):
        return ACCOUNT
    is_one = _TELEPHONE.fullmatch(number) and 9 <= len(digits) <= 15 and not _only_counts(number)
    return PHONE if is_one else None


def _only_counts(number: str) -> bool:
    """Whether three groups of figures are rather an amount (100 000 000) or a row in equal steps (100 200 300)."""
    groups = [int(group) for group in number.split(" ") if group.isdecimal()]
    return len(groups) == 3 and number.count(" ") == 2 and (not groups[2] or groups[1] * 2 == groups[0] + groups[2])


def is_pesel(digits: str) -> bool:
    """A Polish PESEL: eleven digits, the month in its place, the last one the checksum."""
    if len(digits) != 11 or not 1 <= int(digits[2:4]) % 20 <= 12:
        return False
    return (10 - _weighted(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10) % 10 == int(digits[10])


def is_nip(digits: str) -> bool:
    """A Polish tax number: ten digits, the last one the checksum."""
    return len(digits) == 10 and _weighted(digits, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(digits[9])


def is_snils(digits: str) -> bool:
    """A Russian insurance number: eleven digits, the last two the checksum."""
    return len(digits) == 11 and _weighted(digits, (9, 8, 7, 6, 5, 4, 3, 2, 1)) % 101 % 100 == int(digits[9:])


def is_inn(digits: str) -> bool:
    """A Russian tax number of a person: twelve digits, the last two the checksums."""
    if len(digits) != 12:
        return False
    first = _weighted(digits, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10
    second = _weighted(digits, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10
    return f"{first}{second}" == digits[10:]


IDENTITIES: tuple[Callable[[str], bool], ...] = (is_pesel, is_nip, is_snils, is_inn)


def _is_card(digits: str) -> bool:
    """A card number, by Luhn's checksum."""
    doubled = [int(digit) * 2 if place % 2 else int(digit) for place, digit in enumerate(reversed(digits))]
    return len(digits) <= 19 and sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _is_iban(account: str) -> bool:
    """An IBAN, by its checksum (ISO 13616, modulo 97)."""
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
