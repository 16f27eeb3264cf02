"""Channels as CJML's programs name them, and ours."""

from __future__ import annotations

from journeybook.convert.sheet.channels import channel_of
from journeybook.words import slug

_OURS = {
    "internetviapc": "web", "internet-globe": "web", "internet-via-smartphone": "web", "internet-via-tablet": "web",
    "apponpc": "app", "apponsmartphone": "app", "appontablet": "app", "facetoface": "in_person",
    "face2face": "in_person", "selfservicemachine": "device", "parcel": "post", "fax": "post", "letter-paper": "post",
    "shopcounter": "store", "servicedesk": "branch", "telephone": "phone", "phone-call": "phone",
    "social-media-message": "social", "web-app": "web",
}  # fmt: skip


def channel_from(name: str) -> str:
    """Our word for a channel of CJML; the name itself where we have none."""
    return _OURS.get(slug(name)) or channel_of(name) or name
