"""Statements: who issued the last one, and what "the statement" says later."""

from __future__ import annotations

from spacy.tokens import Token

from builder.actors.drafts import BODY, Draft
from builder.actors.scene import Scene
from builder.actors.syntax import children, is_subject, left_edge, preposition

_STATEMENTS = frozenset({"statement", "communique", "communiqué"})


def draft_statements(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Return drafts for "the statement said": an act of whoever issued the last one.

    Args:
        scene: the sentence; who issues a statement in it is kept in its memory.
        drafts: its drafts.
    """
    found = []
    for token in scene.doc[scene.start : scene.end]:
        if token.lemma_.lower() not in _STATEMENTS or token.pos_ not in ("NOUN", "PROPN"):
            continue
        issuer = _issuer(scene, token, drafts)
        if issuer is not None:
            scene.memory.statement = issuer
            continue
        source = scene.memory.statement
        if source is not None and any(c.lower_ in ("the", "this", "that") for c in token.children if c.dep_ == "det"):
            start = left_edge(token, range(token.i, token.i + 1))
            draft = Draft(start, token.i + 1, token.i, sort=BODY, subject=is_subject(token), sentence=scene.number)
            draft.refer(source, "statement")
            found.append(draft)
    return found


def _issuer(scene: Scene, token: Token, drafts: list[Draft]) -> Draft | None:
    by_token = {i: d for d in drafts for i in range(d.token_start, d.token_end)}
    owners = [*children(token, "nmod:poss", "compound", "amod")]
    owners += [c for c in children(token, "nmod", "acl") if preposition(c) in ("of", "from", "by")]
    for owner in owners:
        draft = by_token.get(owner.i)
        if draft is not None and draft.code:
            return draft
    if any(c.lower_ in ("the", "this", "that") for c in token.children if c.dep_ == "det"):
        return None
    if token.dep_.startswith("obl") and preposition(token) in ("in", "by"):  # "the ministry said in a statement"
        for subject in children(token.head, "nsubj"):
            draft = by_token.get(subject.i)
            if draft is not None:
                return draft
    return None
