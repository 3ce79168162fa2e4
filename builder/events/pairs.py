"""The relation model on the actors of one sentence: a judgement for every pair that could be a dyad."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from spacy.tokens import Span, Token

from builder.events.fillers import ActorIndex, Filler
from builder.events.relations import Judgement, Prepared, RelationModel
from builder.events.ties import (
    implausible,
    in_title,
    is_beside,
    is_between,
    is_owner,
    is_place,
    side_by_side,
    steps_between,
)
from builder.records import ActorMention

# More mentions than this in one sentence are a list; its far ends have nothing to do with one another.
MOST_MENTIONS = 9
# Two that lie further apart in the tree were told of in one of fifty of the judged rows that only the model saw.
FARTHEST = 5
# How many words may name the act, and how much of the best one's weight they need.
_CONSIDERED, _WORTH = 3, 0.1
_ACTS = frozenset({"VERB", "NOUN", "ADJ", "ADP", "AUX", "ADV", "PROPN"})


class SentencePairs:
    """Judges pairs of actor mentions of one parsed sentence, each once.

    Args:
        sent: the sentence.
        index: the article's actors.
        model: the relation model.
    """

    def __init__(self, sent: Span, index: ActorIndex, model: RelationModel) -> None:
        self._sent, self._model = sent, model
        self._words = [t for t in sent if not t.is_space]
        self._row = {t.i: row for row, t in enumerate(self._words)}
        self._prepared: Prepared | None = None
        self._known: dict[tuple[int, int, int, int], Judgement] = {}
        self.mentions = index.within(sent.start, sent.end)

    def judge(self, actor: ActorMention, target: ActorMention) -> Judgement | None:
        """Judge one pair; None where the two share words, so that neither stands apart."""
        a, t = (actor.token_start, actor.token_end), (target.token_start, target.token_end)
        if a[0] < t[1] and t[0] < a[1]:
            return None
        key = (*a, *t)
        if key not in self._known:
            if self._prepared is None:
                vectors = self._sent.doc.tensor[[t.i for t in self._words]]
                whole = self._sent.doc.user_data["sentence_vectors"][self._sent.start]
                heads = [self._row[t.head.i] for t in self._words]
                self._prepared = self._model.prepare(vectors, whole, heads, [t.dep_ for t in self._words])
            self._known[key] = self._model.judge(self._prepared, self._mask(actor), self._mask(target))
        return self._known[key]

    def pairs(self) -> Iterator[tuple[Filler, Filler, Judgement]]:
        """Yield every pair of coded mentions that could be a dyad, judged, in text order; not those that syntax bars."""
        mentions = self.mentions[:MOST_MENTIONS]
        for actor in mentions:
            for target in mentions:
                if actor is target or not self._worth_asking(actor, target):
                    continue
                judged: Judgement | None = None
                for a in actor.members or (actor.code,):
                    for t in target.members or (target.code,):
                        if implausible(a, t) or (judged := judged or self.judge(actor, target)) is None:
                            continue
                        yield Filler(actor, a, 0), Filler(target, t, 0), judged

    def predicates(self, judgement: Judgement, actor: ActorMention, target: ActorMention) -> list[Token]:
        """Return the words that may name the act: what the model looks at most, outside both actors, best first."""
        weights = judgement.attention.copy()
        for row, token in enumerate(self._words):
            inside = any(m.token_start <= token.i < m.token_end for m in (actor, target))
            if inside or token.pos_ not in _ACTS:
                weights[row] *= 0.01
            elif token.pos_ in ("ADP", "AUX", "ADV", "PROPN"):
                weights[row] *= 0.3
        order = np.argsort(-weights, kind="stable")[:_CONSIDERED]
        return [self._words[i] for i in order.tolist() if weights[i] >= _WORTH * weights.max()]

    def barred(self, actor: ActorMention, target: ActorMention) -> bool:
        """Say whether syntax bars the pair: side by side, between others, beside, in a title, a country that is a place."""
        a, t = self._sent.doc[actor.head], self._sent.doc[target.head]
        if in_title(a, t) or in_title(t, a) or is_beside(t):
            return True
        return side_by_side(a, t) or is_between(t) or (not target.role and len(target.code) == 3 and is_place(t))

    def _worth_asking(self, actor: ActorMention, target: ActorMention) -> bool:
        """Say whether the model could tell an act of a pair that no frame reads: half of all pairs are none of these."""
        a, t = self._sent.doc[actor.head], self._sent.doc[target.head]
        if self._of_a_party(a) or self._of_a_party(t) or any(m.rule == "pair" for m in (actor, target)):
            return False
        return not (self.barred(actor, target) or is_owner(t) or steps_between(a, t) > FARTHEST)

    def _of_a_party(self, token: Token) -> bool:
        """Say whether a name only says whose another party is: "Iraq's militias warned", "Afghan journalists"."""
        head = token.head
        return token.dep_ in ("nmod:poss", "amod", "compound") and any(m.head == head.i for m in self.mentions)

    def _mask(self, mention: ActorMention) -> np.ndarray:
        mask = np.zeros(len(self._words), dtype=np.float32)
        for i in range(mention.token_start, mention.token_end):
            if i in self._row:
                mask[self._row[i]] = 1.0
        return mask
