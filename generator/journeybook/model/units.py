"""Units of time and shares, in every form that they take behind a number in the languages that are spoken."""

from __future__ import annotations

from collections.abc import Mapping

HOURS: Mapping[str, float] = {
    "s": 1 / 3600, "min": 1 / 60, "h": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0
}  # fmt: skip
_FORMS = {
    "s": """
        s sec secs second seconds sek sekunda sekundy sekundę sekund с сек секунда секунды секунду секунд
    """,
    "min": """
        min mins minute minutes minuta minuty minutę minut мин минута минуты минуту минут
    """,
    "h": """
        h hr hrs hour hours godz godzina godziny godzinę godzin ч час часа часов
    """,
    "day": """
        d day days dzień dni dnia doba doby dobę dób день дня дней дн сутки суток сут
    """,
    "week": """
        w wk wks week weeks tydz tydzień tygodnie tygodnia tygodni нед неделя недели неделю недель
    """,
    "month": """
        month months mies miesiąc miesiące miesiąca miesięcy мес месяц месяца месяцев
    """,
    "year": """
        y yr yrs year years rok roku lata lat год года лет
    """,
}
_PER_CENT = "percent pct procent procenta procentów proc prc процент процента процентов проц"
_UNITS = {form: unit for unit, forms in _FORMS.items() for form in forms.split()}


def unit_of(typed: str) -> str | None:
    """The unit of time that a word behind a number means, such as `min` for `минут`; None where it means none."""
    return _UNITS.get(typed.rstrip(".").lower())


def is_per_cent(typed: str) -> bool:
    """Whether a word behind a number means `%`."""
    return typed.rstrip(".").lower() in _PER_CENT.split()
