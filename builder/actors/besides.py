"""Names that a phrase between commas explains, wherever in the sentence they stand.

"Belneftekhim, Belarus's state oil company, and ..." says what Belneftekhim is, also where the parser makes
one list of it all. `learn_appositions` asks the parse; this asks the commas, and only for what is left.
"""

from __future__ import annotations

from spacy.tokens import Token

from builder.actors.drafts import PEOPLE, PERSON, THING, Draft, Known
from builder.actors.scene import Scene
from builder.actors.syntax import is_subject, runs, span_head

_CLOSING = frozenset({",", ".", ";", ":", ")", "!", "?"})


def learn_besides(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Code unknown names that stand right before a comma and a coded description.

    Args:
        scene: the sentence.
        drafts: its drafts.

    Returns:
        The drafts with those of the names.

    Example:
        >>> learn_besides(scene, drafts)  # "Samtek, Belarus's oil company, signed"  # doctest: +SKIP
    """
    explained = {d.token_start: d for d in drafts if _explains(scene, d)}
    if not explained:
        return drafts
    held = {i: d for d in drafts for i in range(d.token_start, d.token_end)}
    free = {i for i in range(scene.start, scene.end) if i not in scene.at and i not in scene.role_at}
    found = list(drafts)
    for start, end in runs(scene.doc, scene.start, scene.end, free):
        other = explained.get(end + 1)
        draft = held.get(start)
        if other is None or scene.doc[end].text != "," or (draft is not None and (draft.code or draft.members)):
            continue
        if draft is None:
            if _leads_to_place(scene.doc[start]):
                continue
            head = span_head(scene.doc, start, end)
            draft = Draft(start, end, head.i, sort=THING, subject=is_subject(head), sentence=scene.number)
            found.append(draft)
        elif draft.role is not None:
            continue
        draft.name = draft.name or scene.doc[start:end].text
        draft.code, draft.rule, draft.antecedent, draft.sort = other.code, "apposition", other.span, other.sort
        draft.former = other.former
        scene.memory.learn(
            Known(draft.code, draft.name, "", draft.span, "learned:apposition"), surname=other.sort == PERSON
        )
    return sorted(found, key=lambda d: (d.token_start, d.token_end))


def _explains(scene: Scene, draft: Draft) -> bool:
    """A coded description of one, with commas on both sides and no name of its own."""
    if draft.role is None or not draft.code or draft.plural or draft.name or draft.sort == PEOPLE:
        return False
    if draft.token_start - 2 < scene.start or scene.doc[draft.token_start - 1].text != ",":
        return False
    return draft.token_end >= scene.end or scene.doc[draft.token_end].text in _CLOSING


def _leads_to_place(token: Token) -> bool:
    """ "In Zorbaville, the country's capital, ...": towns are explained so too."""
    return token.i > 0 and token.nbor(-1).lower_ in ("in", "at", "near", "from", "outside")
