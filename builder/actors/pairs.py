"""Descriptions of two: "both sides", "the two countries", "both leaders"."""

from __future__ import annotations

from spacy.tokens import Token

from builder.actors.compose import compose
from builder.actors.drafts import PEOPLE, PERSON, Draft
from builder.actors.pronouns import coordinated
from builder.actors.scene import Scene
from builder.actors.syntax import is_subject, left_edge

_COUNTRIES = frozenset(
    "country nation state neighbour neighbor power ally rival foe adversary superpower republic".split()
)
_SIDES = frozenset(["side", "party"])
_RECENT = 3
_STATE_ROLES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})


def resolve_pairs(scene: Scene, drafts: list[Draft]) -> None:
    """Give descriptions of two the codes of the two (`members`).

    "Both" or "two" before a noun of sides or countries takes two countries: coordinated ones in the
    sentence or the three before, else those that the article names together most often, without
    the speaker's own for "sides". "Both leaders" takes the last two people of different countries
    in the sentences before, without those whom this sentence names.

    Args:
        scene: the sentence.
        drafts: its drafts; new ones are added, uncoded role phrases filled in.
    """
    by_head = {d.head: d for d in drafts}
    for token in scene.doc[scene.start : scene.end]:
        if token.tag_ not in ("NNS", "NNPS") or not _two(token):
            continue
        noun = token.lemma_.lower()
        held = by_head.get(token.i)
        if held is not None and held.role is not None and not held.code and not held.members:
            members = _people(scene, drafts, held) if held.sort == PERSON else _bodies(scene, drafts, held)
            if members:
                held.members, held.rule = members, "pair"
        elif held is None and (noun in _COUNTRIES or noun in _SIDES):
            members = _countries(scene, drafts, token, sides=noun in _SIDES)
            if members:
                start = left_edge(token, range(token.i, token.i + 1))
                drafts.append(
                    Draft(start, token.i + 1, token.i, rule="pair", members=members, sort=PEOPLE, plural=True,
                          subject=is_subject(token), sentence=scene.number)
                )  # fmt: skip
    drafts.sort(key=lambda d: (d.token_start, d.token_end))


def _two(token: Token) -> bool:
    words = {c.lower_ for c in token.children if c.dep_ in ("det", "det:predet", "nummod", "amod", "nmod:poss")}
    return "both" in words or (
        "two" in words and bool(words & {"the", "these", "those", "their"}) and "other" not in words
    )


def _people(scene: Scene, drafts: list[Draft], held: Draft) -> tuple[str, ...]:
    here = {
        scene.knowledge.split_code(d.code)[0]
        for d in drafts
        if d is not held and d.code and d.token_start < held.token_start
    }
    found: dict[str, str] = {}
    for other in reversed(scene.memory.mentions):
        if scene.number - other.sentence > _RECENT:
            break
        country = scene.knowledge.split_code(other.code)[0]
        if other.sort == PERSON and country and country not in here:
            found.setdefault(country, other.code)
        if len(found) == 2:
            return tuple(reversed(found.values()))
    pair = _countries(scene, drafts, scene.doc[held.head], sides=False)
    return _with_role(scene, pair, held)


def _bodies(scene: Scene, drafts: list[Draft], held: Draft) -> tuple[str, ...]:
    return _with_role(scene, _countries(scene, drafts, scene.doc[held.head], sides=False), held)


def _with_role(scene: Scene, pair: tuple[str, ...], held: Draft) -> tuple[str, ...]:
    if held.role is None or held.role.role not in _STATE_ROLES:
        return ()
    return tuple(code for code in (compose(c, held.role, scene.knowledge) for c in pair) if code)


def _countries(scene: Scene, drafts: list[Draft], token: Token, *, sides: bool) -> tuple[str, ...]:
    split = scene.knowledge.split_code
    before = [d for d in drafts if d.token_end <= token.i]
    speakers = {split(d.code)[0] for d in before if d.subject and d.code} if sides else set()
    for back in range(_RECENT + 1):
        group = before if not back else [d for d in scene.memory.mentions if d.sentence == scene.number - back]
        pair = coordinated(scene, group) or _joined(scene, group)
        codes = tuple(dict.fromkeys(split(d.code)[0] for d in pair))
        if len(codes) == 2 and "" not in codes and not speakers & set(codes):
            return codes
    ranked = [
        (count, pair) for pair, count in sorted(scene.memory.pairs.items(), key=lambda item: (-item[1], item[0]))
        if not speakers & set(pair)
    ]  # fmt: skip
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return ()
    return ranked[0][1]


def _joined(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Two actors joined by "and" that are no subjects: "between Israel and Iran"."""
    by_head = {d.head: d for d in drafts if d.code}
    for draft in reversed(drafts):
        first = scene.doc[draft.head]
        if draft.code and first.dep_ == "conj" and first.head.i in by_head:
            return [by_head[first.head.i], draft]
    return []
