"""What people call a channel, and what we call it."""

from __future__ import annotations

import re
from functools import cache

from journeybook.words import slug

_NAMES = {
    "web": """
        web, website, web site, site, online, internet, web page, www, portal, browser, strona, strona www, strona
        internetowa, webseite, webpage, сайт, веб, веб-сайт, интернет, site web, sitio web
    """,
    "app": """
        app, mobile app, mobile, application, aplikacja, aplikacja mobilna, apka, handy app, приложение, мобильное
        приложение
    """,
    "email": """
        email, e-mail, mail, mailing, newsletter, e mail, poczta elektroniczna, имейл, почта, электронная почта,
        courriel
    """,
    "phone": """
        phone, telephone, call, phone call, call centre, call center, hotline, telefon, infolinia, rozmowa, anruf,
        телефон, звонок, колл-центр, téléphone, teléfono
    """,
    "sms": "sms, text message, text, смс",
    "chat": "chat, live chat, chatbot, messenger, czat, whatsapp, telegram, чат, мессенджер",
    "social": """
        social, social media, facebook, instagram, linkedin, media społecznościowe, social-media, soziale medien,
        соцсети
    """,
    "post": "post, letter, paper, list, poczta, przesyłka, brief, письмо, бумага",
    "in_person": """
        in person, in-person, face to face, meeting, visit, osobiście, spotkanie, wizyta, persönlich, vor ort,
        лично, встреча, офлайн, offline
    """,
    "store": "store, shop, retail, point of sale, pos, sklep, salon, laden, geschäft, filiale, магазин, салон",
    "branch": "branch, office, oddział, placówka, biuro, отделение, офис",
    "event": "event, fair, conference, wydarzenie, targi, messe, мероприятие, выставка",
    "media": """
        media, tv, radio, press, advert, advertising, ad, newspaper, billboard, reklama, prasa, werbung, реклама,
        сми
    """,
    "review_site": "review site, reviews, google reviews, opinie, bewertungsportal, отзывы",
    "partner": "partner, reseller, dealer, partnerzy, партнер, партнёр",
    "device": "device, product, kiosk, terminal, machine, urządzenie, produkt, gerät, устройство, терминал, киоск",
}


@cache
def _known() -> dict[str, str]:
    return {slug(name): channel for channel, names in _NAMES.items() for name in (channel, *names.split(","))}


def channel_of(text: str) -> str | None:
    """Our word for a channel; None where the text is none that we know."""
    return _known().get(slug(text))


def is_channel(text: str) -> bool:
    """Whether a text names channels and nothing else."""
    parts = [part for part in re.split(r"[,;/\n+]| and | i | und | и ", text) if part.strip()]
    return bool(parts) and all(channel_of(part) for part in parts)
