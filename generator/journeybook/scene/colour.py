"""The colours of drawings: each light value is unique, so that it names its token and the dark one can replace it."""

from __future__ import annotations

from types import MappingProxyType

INKS = MappingProxyType(
    {"kept": "kept", "at_risk": "risk", "broken": "broken", "unmeasured": "unmeasured", "made": "info"}
)
"""In which ink words are written that tell how a promise or a metric stands."""
COLOURS = MappingProxyType(
    {
        # token: (light, dark); the published paper is the page's own background
        "paper": ("#FFFFFF", "#1E2129"),
        "card": ("#FEFEFE", "#272C38"),
        "band": ("#F5F7F9", "#232834"),
        "ink": ("#1B2733", "#E7EBF0"),
        "muted": ("#53606C", "#AEB8C4"),
        "line": ("#D6DCE2", "#3A4252"),
        "rule": ("#848F9B", "#75819A"),
        "head": ("#22384D", "#3A5570"),
        "still": ("#4D5762", "#454F61"),
        "onhead": ("#FDFEFF", "#FDFEFF"),
        "onhead2": ("#C9D6E2", "#D3DEE8"),
        "kept": ("#00624A", "#74D8B6"),
        "kept-bg": ("#E1F3EB", "#123A2F"),
        "kept-base": ("#009068", "#2FB88D"),
        "risk": ("#744700", "#F3C55B"),
        "risk-bg": ("#FDF1D4", "#3D3114"),
        "risk-base": ("#B87D00", "#E8A51A"),
        "risk-fill": ("#E69F00", "#E8A51B"),
        "broken": ("#983400", "#FFA273"),
        "broken-bg": ("#FCE7DB", "#472512"),
        "broken-base": ("#D55E00", "#EE7A33"),
        "unmeasured": ("#4C5661", "#BAC4CE"),
        "unmeasured-bg": ("#ECEFF2", "#2F3541"),
        "unmeasured-base": ("#7A8692", "#8D99A6"),
        "info": ("#0A5585", "#86C7F2"),
        "info-bg": ("#E4F1FA", "#15324A"),
        "info-base": ("#0072B2", "#4FA8E0"),
        "moment": ("#862A63", "#ECB0D0"),
        "moment-bg": ("#F9E9F2", "#45233B"),
        "moment-base": ("#B4508A", "#D68AB5"),
        "emotion-minus-2": ("#EE8A45", "#EE8A45"),
        "emotion-minus-1": ("#F7C592", "#F7C592"),
        "emotion-0": ("#CFD6DC", "#CFD6DC"),
        "emotion-plus-1": ("#A6D6F2", "#A6D6F2"),
        "emotion-plus-2": ("#56B4E9", "#56B4E9"),
        "face": ("#14202B", "#14202B"),
        "above": ("#E2F0F9", "#1D3345"),
        "below": ("#FBE9DD", "#3A2A22"),
        "weak": ("#FFF7F1", "#2A2422"),
    }
)

TOKENS = MappingProxyType({light.lower(): token for token, (light, _) in COLOURS.items()})


def light(token: str) -> str:
    """The token's colour on a light page, as `#RRGGBB`."""
    return COLOURS[token][0]
