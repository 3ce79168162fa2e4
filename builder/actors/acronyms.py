"""Short names that the article defines: "the Estonian Defence Forces (EDF)"."""

from __future__ import annotations

from dataclasses import replace

from builder.actors.drafts import Draft, Known
from builder.actors.scene import Scene

_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "des", "du", "al", "-", "'s", "’s"})
_SHORTEST, _LONGEST = 2, 7


def define_acronyms(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Give a short name in brackets the code of the phrase before it whose initials it is, and learn it.

    What the article defines goes before what a dictionary says the letters stand for, there and in
    later sentences.

    Args:
        scene: the sentence.
        drafts: its drafts.

    Returns:
        The drafts, those of defined short names corrected.

    Example:
        >>> define_acronyms(scene, drafts)  # "Defence Forces (EDF) ... EDF"  # doctest: +SKIP
    """
    by_end = {d.token_end: d for d in drafts if d.code}
    doc = scene.doc
    for i in range(scene.start + 1, scene.end - 1):
        if doc[i - 1].text != "(" or doc[i + 1].text != ")" or not _short(doc[i].text):
            continue
        above = doc[i].head.i if doc[i].dep_ == "appos" else -1  # "the Documentation Centre in Syria (DC)"
        spelt = [by_end.get(i - 1), *(d for d in drafts if d.code and d.head == above)]
        whole = next((d for d in spelt if d and doc[i].text == _initials(scene, d, len(doc[i].text))), None)
        if whole is not None:
            known = Known(whole.code, doc[i].text, whole.actor_id, whole.span, "learned:acronym", whole.entry)
            scene.memory.defined[doc[i].text] = known
    return [_defined(scene, draft) for draft in drafts]


def _short(text: str) -> bool:
    return text.isalpha() and text.isupper() and _SHORTEST <= len(text) <= _LONGEST


def _initials(scene: Scene, draft: Draft, length: int) -> str:
    words = [t.text for t in scene.tokens(*draft.span) if t.lower_ not in _SMALL and t.text[:1].isupper()]
    return "".join(word[0] for word in words)[-length:]


def _defined(scene: Scene, draft: Draft) -> Draft:
    if draft.token_end - draft.token_start != 1 and draft.head != draft.token_end - 1:
        return draft
    known = scene.memory.defined.get(scene.doc[draft.head].text)
    if known is None or draft.code == known.code or draft.role is not None:
        return draft
    return replace(
        draft, code=known.code, rule=known.rule, antecedent=known.span, entry=known.entry, actor_id=known.actor_id
    )
