"""What CAMEO makes of acts that are not done: a planned cooperation is an intent, a refused one a rejection.

CAMEO has no modality. Its manual codes cooperation in the future as an intent to cooperate (note on 030),
and a threatened or refused act as a threat or a rejection. The tables stand in
`seeds/lexicon/compositions.csv` (kinds intend, threaten, refuse).
"""

from __future__ import annotations

from builder.events.lexicon import Lexicon

_COOPERATION = frozenset({"04", "05", "06", "07", "08"})
_CONFLICT = frozenset({"14", "15", "16", "17", "18", "19", "20"})


def as_intent(code: str, modality: str, lexicon: Lexicon) -> tuple[str, str]:
    """Return code and modality with planned cooperation told as what it is now: an intent.

    Args:
        code: of the act.
        modality: asserted, negated, hypothetical or future.
        lexicon: holds the composition tables.

    Returns:
        The intent's code and "asserted" for cooperation in the future; else both as they came.

    Example:
        >>> as_intent("042", "future", lexicon)  # "will visit Ankara next week"  # doctest: +SKIP
        ('036', 'asserted')
    """
    if modality == "future" and code[:2] in _COOPERATION:
        made = lexicon.compose("intend", code)
        if made:
            return made, "asserted"
    return code, modality


def without_modality(code: str, modality: str, lexicon: Lexicon) -> str:
    """Return the one code that CAMEO gives an act where there is no column for modality.

    Planned cooperation is an intent (03), a planned hostile act a threat (13), cooperation that is
    refused or fails a rejection (12); anything else keeps its code. For gold sets without modality.

    Args:
        code: of the act.
        modality: as above.
        lexicon: holds the composition tables.

    Example:
        >>> without_modality("141", "future", lexicon)  # "will march on parliament"  # doctest: +SKIP
        '133'
    """
    kind = ""
    if modality == "future":
        kind = "intend" if code[:2] in _COOPERATION else "threaten" if code[:2] in _CONFLICT else ""
    elif modality == "negated" and code[:2] in _COOPERATION | {"03"}:
        kind = "refuse"
    return (lexicon.compose(kind, code) if kind else "") or code
