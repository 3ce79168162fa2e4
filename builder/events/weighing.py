"""How lexicon and relation model are weighed into one verdict on each pair.

The figures below were set by hand on sentences of the project's own corpus in which everything is labelled
(`python -m training.weighing_report training/sentences/s8.jsonl`) and on judged rows of news
(`benchmarks/judged/README.md` says which); no gold set chose them, but their cost on one was looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.events.candidates import ANSWER, Candidate
from builder.events.lexicon import Lexicon
from builder.events.pairs import SentencePairs
from builder.events.relations import Judgement, RelationModel


@dataclass(frozen=True, slots=True)
class Bars:
    """What must be reached for a pair to stand; all are probabilities.

    Args:
        accept: that something passes, where only the model sees it.
        sure_of_code: of the code, given that.
        least: the two multiplied.
        least_unknown: the same where the act's word was never seen to name such an act.
        untrusted: roots that are not told on the model's word alone.
        refuse: a pair that the lexicon reads falls if the model is this sure that nothing passes.
        refuse_barred: the same where syntax bars the pair ("the assault in Iraq").
        least_both: confidence where frame and model share the root: below it 5 of 11 rows of one judged draw were right.
        least_lexicon: confidence of a frame whose root the model does not share.
        least_bare: the same of a frame without conditions.
        untrusted_frames: roots of frames that fall where the model reads another root: that somebody spoke is what is left
            where nothing stronger is seen (right in one of eight such sentences).
    """

    accept: float = 0.5
    sure_of_code: float = 0.5
    least: float = 0.6
    least_unknown: float = 0.83
    untrusted: frozenset[str] = frozenset({"01", "10", "14", "15", "17"})
    refuse: float = 0.78
    refuse_barred: float = 0.5
    least_both: float = 0.45
    least_lexicon: float = 0.3
    least_bare: float = 0.33
    untrusted_frames: frozenset[str] = frozenset({"01"})


# Few false events; and more of the true ones for more false ones.
PRECISE = Bars()
WIDE = Bars(
    accept=0.35, sure_of_code=0.3, least=0.17, least_unknown=0.47, untrusted=frozenset({"15"}), refuse=0.94,
    least_both=0.0, least_lexicon=0.0, least_bare=0.0, untrusted_frames=frozenset(),
)  # fmt: skip
# Where the two disagree on the root, the lexicon's code stands unless the model gives it less than this, and a frame
# that sets conditions unless the model is that sure of its own.
OVERRULE, OVERRULE_CONDITIONS = 0.15, 0.8
_BASE, _PER_REQUIREMENT, _PER_STEP, _INDIRECT = 0.62, 0.06, 0.05, 0.08
# Below this the model sees nothing at all, and nothing is told of the pair, not even a rejection.
WORTH_TELLING = 0.3


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its verdict; `why` is "" for those that stand."""

    candidate: Candidate
    coder: str
    confidence: float
    second: str = ""
    second_probability: float = 0.0
    judgement: Judgement | None = None
    why: str = ""


def weigh(
    candidates: Sequence[Candidate], pairs: SentencePairs, model: RelationModel, lexicon: Lexicon, bars: Bars = PRECISE
) -> list[Weighed]:
    """Weigh the lexicon's candidates of a sentence against the model, and add what only the model sees.

    Args:
        candidates: the lexicon's.
        pairs: the model's judgements.
        model: for sums over codes.
        lexicon: knows which words name which acts.
        bars: how sure one must be.

    Returns:
        One Weighed for each candidate, rejected ones included, in text order.
    """
    written = {(c.actor.code, c.target.code, c.code[:2]) for c in candidates if not c.learned}
    candidates = [
        c for c in candidates
        if not c.learned or ((c.actor.code, c.target.code, c.code[:2]) not in written and _agrees(c, pairs))
    ]  # fmt: skip
    found = [_weigh_one(c, pairs, model, candidates, bars) for c in candidates]
    read = {(c.actor.code, c.target.code) for c in candidates}
    for actor, target, judged in pairs.pairs():
        some = 1.0 - judged.none
        if (actor.code, target.code) in read or some < WORTH_TELLING:
            continue
        words = pairs.predicates(judged, actor.mention, target.mention)
        known = [w for w in words if judged.code[:2] in lexicon.act_words.get(w.lemma_.lower(), ())]
        candidate = Candidate((known or words)[0], actor, target, judged.code, "model")
        why = _why_not(judged, bool(known), bars)
        found.append(
            Weighed(candidate, "model", some * judged.probability, judged.second, judged.second_probability, judged, why)
        )
    return sorted(
        found,
        key=lambda w: (w.candidate.predicate.i, w.candidate.actor.mention.token_start, w.candidate.target.mention.token_start, w.candidate.code),
    )


def _agrees(candidate: Candidate, pairs: SentencePairs) -> bool:
    """Say whether the model reads the root that a learned frame reads; alone neither would be believed."""
    judged = pairs.judge(candidate.actor.mention, candidate.target.mention)
    return judged is not None and judged.code[:2] == candidate.code[:2]


def _why_not(judged: Judgement, known: bool, bars: Bars) -> str:
    """Why a pair that only the model sees does not stand, or ""."""
    some = 1.0 - judged.none
    confidence = some * judged.probability
    sure = some >= bars.accept and judged.probability >= bars.sure_of_code and confidence >= bars.least
    if not sure or judged.code[:2] in bars.untrusted:
        return "model_unsure"
    return "" if known or confidence >= bars.least_unknown else "no_licence"


def _weigh_one(
    candidate: Candidate, pairs: SentencePairs, model: RelationModel, candidates: Sequence[Candidate], bars: Bars
) -> Weighed:
    own = lexicon_confidence(candidate)
    judged = pairs.judge(candidate.actor.mention, candidate.target.mention)
    if judged is None:
        return Weighed(candidate, "lexicon", own)
    some = 1.0 - judged.none
    if any(_backwards(candidate, c) for c in candidates):  # what holds both ways is refused only if both ways are
        back = pairs.judge(candidate.target.mention, candidate.actor.mention)
        some = max(some, 1.0 - back.none) if back is not None else some
    share = model.share(judged, candidate.code[:2])
    confidence = (own + some * share) / 2
    second, second_probability = judged.second, judged.second_probability
    same_root = judged.code[:2] == candidate.code[:2]
    if not same_root:
        second, second_probability = judged.code, judged.probability
    # Who answers whom is read off another act ("missiles in retaliation for Israel's attacks"): beyond the model.
    answers = candidate.rule.endswith(ANSWER)
    if not answers and 1.0 - some > (bars.refuse_barred if pairs.barred(candidate.actor.mention, candidate.target.mention) else bars.refuse):
        coder = "both" if same_root else "lexicon"
        return Weighed(candidate, coder, confidence, second, second_probability, judged, "model_refuses")
    if same_root:
        code = _finer(candidate.code, judged)
        why = "" if answers or confidence >= bars.least_both else "model_unsure"
        return Weighed(replace(candidate, code=code), "both", confidence, second, second_probability, judged, why)
    enough = bars.least if candidate.weight == 0 else max(bars.least, OVERRULE_CONDITIONS)
    if share < OVERRULE and some * judged.probability >= enough and _may_overrule(candidate, judged, pairs, candidates):
        overruled = replace(candidate, code=judged.code, rule="model")
        return Weighed(overruled, "model", some * judged.probability, candidate.code, share, judged)
    least = bars.least_lexicon if candidate.weight else bars.least_bare
    why = "" if answers or (confidence >= least and candidate.code[:2] not in bars.untrusted_frames) else "model_differs"
    return Weighed(candidate, "lexicon", confidence, second, second_probability, judged, why)


def _backwards(one: Candidate, other: Candidate) -> bool:
    return one.predicate.i == other.predicate.i and (one.actor.code, one.target.code) == (other.target.code, other.actor.code)


def _may_overrule(
    candidate: Candidate, judged: Judgement, pairs: SentencePairs, candidates: Sequence[Candidate]
) -> bool:
    """Say whether the model speaks of the very act that the frame reads.

    Its code must not be what a frame reads at another word between the same two, and it must look at the frame's
    own word, or one that hangs on it.
    """
    pair = (candidate.actor.code, candidate.target.code)
    others = [c for c in candidates if c.predicate.i != candidate.predicate.i and (c.actor.code, c.target.code) == pair]
    if any(c.code[:2] == judged.code[:2] for c in others):
        return False
    seen = pairs.predicates(judged, candidate.actor.mention, candidate.target.mention)[0]
    own = candidate.predicate
    return bool(seen == own or seen.head == own or own.head == seen)


def lexicon_confidence(candidate: Candidate) -> float:
    """How far a frame's reading is trusted: an order, not a probability.

    A frame with more requirements is trusted more; an actor reached through what he owns, or by
    reference, less.
    """
    value = _BASE + _PER_REQUIREMENT * min(candidate.weight, 3)
    value -= _PER_STEP * (candidate.actor.steps + candidate.target.steps)
    for filler in (candidate.actor, candidate.target):
        if filler.mention.antecedent is not None or filler.mention.members:
            value -= _INDIRECT
    return round(max(0.05, min(value, 0.99)), 3)


def _finer(code: str, judged: Judgement) -> str:
    """Of two codes with one root: the lexicon's, unless it is general and the model's is specific."""
    general = code.endswith("0") and len(code) == 3
    return judged.code if general and judged.code != code and judged.probability > 0.8 else code
