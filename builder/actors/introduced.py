"""People whom the article introduces in words of its own: "A British soldier ... has been named as Sgt X Y".

`learn_appositions` and `learn_besides` read a description beside the name; these rules read one that stands
apart from it: "named as", and a description of nobody by name in the sentence before the name and its age.
"""

from __future__ import annotations

from spacy.tokens import Token

from builder.actors.compose import compose
from builder.actors.drafts import PERSON, THING, Draft, Known
from builder.actors.scene import Scene
from builder.actors.syntax import POSSESSIVES, children, preposition, runs

_NAMING = frozenset({"name", "identify"})
_INDEFINITE = frozenset({"a", "an", "one"})
_YOUNGEST, _OLDEST = 5, 110


def learn_introduced(scene: Scene, drafts: list[Draft]) -> None:
    """Code names without a code that the article has described elsewhere, and remember them.

    Args:
        scene: the sentence.
        drafts: its drafts, references resolved; those of names are filled in.

    Example:
        >>> learn_introduced(scene, drafts)  # "A US soldier was named as Sgt Zed Quill"  # doctest: +SKIP
    """
    for draft in drafts:
        if draft.code or draft.members or not draft.name or draft.entry is not None:
            continue
        source = _named_as(scene, draft, drafts) or _described_before(scene, draft)
        if source is None:
            continue
        draft.code, draft.rule, draft.antecedent = source.code, "apposition", source.span
        draft.sort, draft.former = PERSON, source.former
        scene.memory.learn(Known(draft.code, draft.name, "", draft.span, "learned:apposition"))


def _one_unnamed(draft: Draft) -> bool:
    """A coded description of one person: "a British soldier"."""
    return bool(draft.code) and draft.role is not None and not draft.plural and not draft.name


def _named_as(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """Whom the passive of "name" or "identify" is about, if the name stands after "as"."""
    head = scene.doc[draft.head]
    verb = head.head
    marked = preposition(head) == "as" or any(preposition(t) == "as" for t in scene.doc[draft.token_start : draft.head])
    if not marked or verb.lemma_.lower() not in _NAMING or head.dep_ != "obl":
        return None
    subjects = {t.i for t in children(verb, "nsubj:pass", "obj")}
    return next((d for d in drafts if d.head in subjects and _one_unnamed(d)), None)


def _described_before(scene: Scene, draft: Draft) -> Draft | None:
    """The indefinite subject of the sentence before, for a full name with its age that opens this one."""
    head = scene.doc[draft.head]
    if draft.token_start != scene.start or draft.sort not in (PERSON, THING) or not _aged(scene, draft):
        return None
    if draft.token_end - draft.token_start < 2 or not head.dep_.startswith("nsubj"):
        return None
    for other in scene.memory.mentions:
        if other.sentence != scene.number - 1 or not other.code or other.plural or (other.name and other.role):
            continue
        noun = scene.doc[other.head]
        noun = noun.head if other.rule == "adjective" else noun
        if noun.dep_.startswith("nsubj") and _indefinite(noun):
            return other
    return None


def _indefinite(noun: Token) -> bool:
    return noun.tag_ == "NN" and any(c.lower_ in _INDEFINITE for c in noun.children if c.dep_ in ("det", "nummod"))


def _aged(scene: Scene, draft: Draft) -> bool:
    """A number between commas right behind the name."""
    i = draft.token_end
    if i + 2 >= scene.end or scene.doc[i].text != "," or scene.doc[i + 2].text != ",":
        return False
    text = scene.doc[i + 1].text
    return text.isdecimal() and _YOUNGEST <= int(text) <= _OLDEST


def of_learnt_person(scene: Scene, draft: Draft) -> bool:
    """Code a role phrase that belongs to somebody whom the article has introduced: "Quill's commanding officer".

    Args:
        scene: the sentence.
        draft: the phrase; filled in if its owner is known.

    Returns:
        Whether it has a code now.
    """
    assert draft.role is not None
    doc = scene.doc
    free = {i for i in range(draft.token_start, draft.head) if i not in scene.at}
    for start, end in runs(doc, draft.token_start, draft.head, free):
        if doc[end].text not in POSSESSIVES:
            continue
        known = scene.memory.recall(doc[start:end].text)
        if known is None or not known.code:
            return False
        country = scene.knowledge.split_code(known.code)[0]
        draft.code = compose(country or known.code, draft.role, scene.knowledge, former=draft.former)
        draft.rule, draft.antecedent = "role+country:poss", known.span
        return bool(draft.code)
    return False
