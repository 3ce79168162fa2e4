"""Countries spoken of together: "these countries", "the five nations" after a list of them; "the west"."""

from __future__ import annotations

from spacy.tokens import Token

from builder.actors.drafts import COUNTRY, PEOPLE, Draft
from builder.actors.scene import Scene
from builder.actors.syntax import children, governing_preposition, is_subject, left_edge

_NOUNS = frozenset({"country", "nation", "state", "power", "government"})
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_FEWEST = 3
_BACK = 15
_WEST = "WST"
# The west as a direction or place: "in the west", "the west of the country".
_WAYS = frozenset({"in", "to", "from", "towards", "toward", "into", "of", "across", "at", "near", "on"})


def resolve_several(scene: Scene, drafts: list[Draft]) -> None:
    """Add drafts for countries named together before, and for "the west" as an actor.

    Args:
        scene: the sentence.
        drafts: its drafts; new ones are added.

    Example:
        >>> resolve_several(scene, drafts)  # "The US, Jordan and France ... these countries"  # doctest: +SKIP
    """
    taken = {d.head for d in drafts if d.code or d.members}
    for token in scene.doc[scene.start : scene.end]:
        if token.i in taken or token.i in scene.at:
            continue
        if token.tag_ in ("NNS", "NNPS") and token.lemma_.lower() in _NOUNS:
            members = _listed(scene, token)
            if members:
                drafts.append(_draft(scene, token, "several", members=members, sort=PEOPLE, plural=True))
        elif token.lower_ == "west" and _acts(token):
            drafts.append(_draft(scene, token, "name", code=_WEST, name="the West", sort=COUNTRY))
    drafts.sort(key=lambda d: (d.token_start, d.token_end))


def _draft(
    scene: Scene, token: Token, rule: str, *, sort: str, code: str = "", name: str = "",
    members: tuple[str, ...] = (), plural: bool = False,
) -> Draft:  # fmt: skip
    return Draft(
        left_edge(token, range(token.i, token.i + 1)), token.i + 1, token.i, code, name, rule=rule, members=members,
        sort=sort, plural=plural, subject=is_subject(token), sentence=scene.number,
    )  # fmt: skip


def _listed(scene: Scene, token: Token) -> tuple[str, ...]:
    """The last list of as many countries as "the five" says, or of three or more for "these"."""
    words = [c.lower_ for c in token.children if c.dep_ in ("det", "nummod", "amod")]
    number = next((_NUMBERS[word] for word in words if word in _NUMBERS), 0)
    if not {"these", "those"} & set(words) and not (number and "the" in words):
        return ()
    by_sentence: dict[int, list[Draft]] = {}
    for draft in scene.memory.mentions:
        if scene.number - draft.sentence <= _BACK and draft.code and len(draft.code) == 3 and draft.sort == COUNTRY:
            by_sentence.setdefault(draft.sentence, []).append(draft)
    for sentence in sorted(by_sentence, reverse=True):
        codes = _coordinated(scene, by_sentence[sentence])
        if len(codes) >= _FEWEST and (not number or len(codes) == number):
            return codes
    return ()


def _coordinated(scene: Scene, drafts: list[Draft]) -> tuple[str, ...]:
    lists: dict[int, dict[str, None]] = {}
    for draft in drafts:
        token = scene.doc[draft.head]
        first = token.head.i if token.dep_ in ("conj", "appos", "list") else token.i
        lists.setdefault(first, {})[draft.code] = None
    longest = max(lists.values(), key=len) if lists else {}
    return tuple(longest)


def _acts(token: Token) -> bool:
    """ "The west" where it stands for the states: an actor, an owner, somebody's friend or foe."""
    if not any(c.dep_ == "det" and c.lower_ == "the" for c in token.children) or children(token, "nmod"):
        return False
    if token.dep_ == "nmod:poss" or is_subject(token):
        return True
    case = governing_preposition(token)
    if token.head.pos_ == "ADJ" and case == "to":  # "subservient to the west"
        return True
    return (
        token.dep_.startswith(("obj", "obl", "nmod", "conj"))
        and bool(case or token.dep_ == "obj")
        and (case not in _WAYS)
    )
