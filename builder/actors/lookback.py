"""What was mentioned before: the last mention with a role noun, the last group, the last armed Islamists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from builder.actors.cues import cues
from builder.actors.drafts import BODY, PEOPLE, Draft
from builder.actors.scene import Scene
from builder.actors.syntax import children, is_plural

GROUP_ROLES = frozenset({"REB", "SEP", "UAF", "INS", "OPP", "PTY", "IGO", "NGO", "IMG", "HRI", "DEV", "CRM", "ENV"})
_ARMED = frozenset({"REB", "SEP", "UAF", "INS"})
_LAST_SENTENCES = 15
_PASSAGE = 4
_CALLED = 5


def before(scene: Scene, draft: Draft, drafts: list[Draft]) -> list[Draft]:
    """Drafts before this one, nearest first, not farther back than the window."""
    here = [d for d in drafts if d.token_start < draft.token_start]
    earlier = [m for m in scene.memory.mentions if scene.number - m.sentence <= _LAST_SENTENCES]
    return [*reversed(here), *reversed(earlier)]


def same_role(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft | None:
    assert draft.role is not None
    last = draft.role.name.split()[-1]
    whole = draft.role.name
    for other in before(scene, draft, drafts):
        if not (other.code or other.members) or (other.role is None and other.entry is None):
            continue
        if other.plural != draft.plural and draft.role.kind == "holder":
            continue
        if other.former != draft.former:
            continue
        names = [other.role.name] if other.role is not None else []
        if other.entry is not None:
            names += [other.entry.office] if other.entry.person else [other.entry.name.lower()]
        for name in names:
            if name == whole or (" " not in whole and name.split()[-1:] == [last] and draft.role.kind != "member"):
                return other
    return None


def told_apart(scene: Scene, draft: Draft) -> bool:
    """Whether a clause says which ones are meant, so that they are none spoken of before: "the factions that fled"."""
    head = scene.doc[draft.head]
    return draft.plural and any(
        c.i > head.i and scene.doc[c.left_edge.i - 1].text != "," for c in children(head, "acl:relcl")
    )


def called(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """Return the coded name in "these workers, known as the White Helmets"."""
    for other in drafts:
        between = [scene.doc[i].lower_ for i in range(draft.token_end, other.token_start)]
        if other.code and other.entry is not None and 1 < len(between) <= _CALLED:
            if ("known" in between and between[-1] in ("as", "the")) or between[-1] in ("called", "dubbed"):
                return other
    return None


def last_group(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft | None:
    found: Draft | None = None
    head = scene.doc[draft.head]
    islamist = any(c.lemma_.lower() in cues("jihadi") - {"terrorist"} for c in children(head, "amod", "compound"))
    for other in before(scene, draft, drafts):
        if islamist and other.code and not other.code.startswith("IMG"):
            continue
        if found is not None and other.sentence != found.sentence:
            break
        if other.sort in (BODY, PEOPLE) and other.code and other.entry is not None and not _members(other):
            if scene.knowledge.split_code(other.code)[1] in GROUP_ROLES:
                if other.subject:  # whom the sentence before was about, not whom it named last
                    return other
                found = found or other
    return found


def _members(draft: Draft) -> bool:
    """The people of a group, or a people, rather than a group by its name ("the White Helmets")."""
    return draft.plural and (draft.role is not None or draft.sort == PEOPLE or not draft.subject)


def refer_to_jihadists(scene: Scene, draft: Draft, drafts: list[Draft]) -> None:
    """ "The extremists" are the armed Islamists last named."""
    group = next((d for d in _passage(scene, draft, drafts) if d.code.startswith("IMG")), None)
    if group is not None:
        draft.refer(group, "definite:group")


def armed_group(scene: Scene, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """ "The militants" are the armed group last named."""
    for other in _passage(scene, draft, drafts):
        named = other.code and other.entry is not None and other.sort in (BODY, PEOPLE)
        if named and (other.code.startswith("IMG") or scene.knowledge.split_code(other.code)[1] in _ARMED):
            return other
    return None


def _passage(scene: Scene, draft: Draft, drafts: list[Draft]) -> Iterator[Draft]:
    """What was mentioned before in this sentence and the few before it, nearest first."""
    return takewhile(lambda d: scene.number - d.sentence <= _PASSAGE, before(scene, draft, drafts))


def is_predicate(scene: Scene, draft: Draft) -> bool:
    return bool(children(scene.doc[draft.head], "cop"))


def plural_of_kind(scene: Scene, draft: Draft, kind: str) -> bool:
    """Whether the phrase is one plural noun of a kind of cue: "jihadists"."""
    head = scene.doc[draft.head]
    return draft.token_end - draft.token_start <= 2 and is_plural(head) and head.lemma_.lower() in cues(kind)
