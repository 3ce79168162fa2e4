"""Whether an act is told as done: asserted, negated, hypothetical or future."""

from __future__ import annotations

from spacy.tokens import Token

from builder.events.arguments import children, preposition
from builder.events.lexicon import Lexicon

_CLAUSE_WORDS = frozenset({"aux", "advmod", "mark", "det", "cc"})
_MODIFIERS = _CLAUSE_WORDS | {"amod", "compound", "case"}
_CONTENT = frozenset({"for", "of", "to", "against", "from", "on", "about", "out"})
# Modality of each construction that `_built` names.
_CONSTRUCTIONS = {
    "neither": "negated", "no longer": "negated", "yet to": "negated", "was to have": "hypothetical", "be to": "future", "ahead of": "future",
    "announce": "future",
}  # fmt: skip
# Announced, these are to come: "announced a withdrawal"; announced sanctions are imposed.
_ANNOUNCED = frozenset("withdrawal pullout pull-out visit trip talk meeting summit negotiation drawdown".split())
# Verbs that only say whether an act comes about.
_HAPPEN = frozenset("happen occur take hold go open begin start resume proceed materialise materialize fail follow cancel postpone schedule".split())
_RANK = {"asserted": 0, "future": 1, "hypothetical": 2, "negated": 3}


def modality(predicate: Token, lexicon: Lexicon, *, skip: frozenset[int] = frozenset()) -> tuple[str, str]:
    """Return the modality of a predicate and the cue that says so.

    Args:
        predicate: the verb, noun or adjective that names the act.
        lexicon: holds the cues of `seeds/lexicon/modality.csv`.
        skip: tokens that do not count as governors: the outer verb of a composed act ("agreed to
            send" is an asserted agreement).

    Returns:
        (modality, cue lemma); the strongest cue wins, the cue is "" when asserted.

    Example:
        >>> modality(attack, lexicon)  # "Iran did not attack"  # doctest: +SKIP
        ('negated', 'not')
    """
    found = ("asserted", "")
    node: Token = predicate
    joined = False  # came up from a coordinated verb: the first verb's own "not" and "will" stay with it
    for _ in range(6):
        for child in () if joined else node.children:
            if child.dep_ not in (_MODIFIERS if node is predicate else _CLAUSE_WORDS):
                continue
            cue = lexicon.cues.get((child.lower_, "child")) or lexicon.cues.get((child.lemma_.lower(), "child"))
            if cue is None or child.i in skip or not _applies(child, node, predicate):
                continue
            if _RANK[cue.modality] > _RANK[found[0]]:
                found = (cue.modality, cue.lemma)
        built = "" if joined else _built(node)
        if built and _RANK[_CONSTRUCTIONS[built]] > _RANK[found[0]]:
            found = (_CONSTRUCTIONS[built], built)
        head = node.head
        if head is node:
            break
        if _purpose(node) and found[0] == "asserted":
            found = ("hypothetical", "to")
        if not _governed(node, head):
            break
        # What is coordinated shares only the modality of its governors, not "will" or "not" of the first.
        joined = node.dep_ == "conj"
        if joined:
            alike = not children(node, "aux", "nsubj", "nsubj:pass")
            either = any(c.lower_ in ("or", "nor") for c in children(node, "cc"))
            for child in children(head, "aux", "advmod", "mark") if alike else ():
                cue = lexicon.cues.get((child.lower_, "child"))
                if cue and child.i < head.i and (cue.modality != "negated" or either):
                    if _RANK[cue.modality] > _RANK[found[0]]:
                        found = (cue.modality, cue.lemma)
        elif head.i not in skip:
            cue = lexicon.cues.get((head.lemma_.lower(), "governor"))
            if cue is not None and _RANK[cue.modality] > _RANK[found[0]] and not _asserts(node, head):
                found = (cue.modality, cue.lemma)
        if head.i in skip:
            break
        node = head
    return found


def _built(node: Token) -> str:
    """Name the construction that gives a modality without one word of its own, or "".

    "Negotiators are to meet", "who was to have flown", "neither Russia nor Japan has protested", "no longer backs", "ahead of talks".
    """
    if any(c.lower_ == "neither" for subject in children(node, "nsubj", "nsubj:pass") for c in subject.children):
        return "neither"
    if any(c.lower_ == "longer" and c.i and c.nbor(-1).lower_ == "no" for c in children(node, "advmod")):
        return "no longer"
    if any(c.lower_ == "yet" and c.i + 1 < len(c.doc) and c.nbor().lower_ == "to" for c in children(node, "advmod")):
        return "yet to"
    if any(c.lower_ == "of" and c.i and c.nbor(-1).lower_ == "ahead" for c in children(node, "case")):
        return "ahead of"
    if node.dep_ == "obj" and node.lemma_.lower() in _ANNOUNCED and node.head.lemma_ == "announce":
        return "announce"
    helpers = children(node, "aux")
    be = next((c for c in helpers if c.lemma_ == "be"), None)
    to = next((c for c in children(node, "mark") if c.lower_ == "to"), None)
    if be is None or to is None or not be.i < to.i < node.i:
        return ""
    return "was to have" if any(c.lemma_ == "have" for c in helpers) else "be to"


def _purpose(node: Token) -> bool:
    """ "Travelled to fight", "a free hand to attack", "stayed to mount attacks": what for, not a deed."""
    open_clause = node.dep_ in ("acl", "advcl") and node.tag_ == "VB"
    return bool(open_clause and any(c.lower_ == "to" for c in children(node, "mark")))


def _governed(node: Token, head: Token) -> bool:
    """Say whether the head's modality reaches down to the node."""
    if node.dep_ in ("xcomp", "ccomp", "conj", "csubj", "advcl:relcl"):
        return True
    if node.dep_ == "advcl":  # "kept him from striking", "suspected of helping", "ruled out sending"
        marks = children(node, "mark", "advmod")
        if node.tag_ != "VBG" or node.i < head.i:
            return False
        return any(c.lower_ in ("from", "of") for c in marks) or not (marks or any(t.text == "," for t in node.doc[head.i : node.i]))
    if node.dep_ == "acl":
        # "a plan to attack", "the demand that Germany repatriate": the noun decides; a relative clause stands alone.
        return node.tag_ in ("VB", "VBG") or any(c.lower_ == "that" for c in children(node, "mark"))
    if node.dep_ in ("nsubj", "nsubj:pass", "nsubj:outer") and head.lemma_.lower() in _HAPPEN:
        return bool(node.pos_ == "NOUN")  # "the talks will not take place": they are as real as the verb says
    if node.dep_ in ("obj", "nsubj:pass"):
        return node.pos_ in ("NOUN", "PROPN") and not _definite_fact(node)
    if node.dep_.startswith(("obl", "nmod")):  # "called for talks", "fear of an attack"; not "urged X during a call"
        return node.pos_ in ("NOUN", "PROPN") and preposition(node) in _CONTENT and not _definite_fact(node)
    return False


def _definite_fact(noun: Token) -> bool:
    """ "condemned Israel's strikes", "after the attack": the noun's act stands whatever the verb does."""
    return bool(children(noun, "nmod:poss")) or any(c.lower_ in ("the", "this", "these", "that") for c in noun.children)


def _asserts(node: Token, head: Token) -> bool:
    """Say whether the governor leaves its clause asserted: "warned that Iran had attacked"."""
    if node.dep_ != "ccomp":
        return False
    if head.lemma_.lower() in ("warn", "fear", "suggest", "insist", "discuss"):
        past = node.tag_ == "VBD" or any(c.lower_ in ("has", "have", "had", "was", "were") for c in children(node, "aux", "aux:pass"))
        return past
    return False


def _applies(child: Token, node: Token, predicate: Token) -> bool:
    """Say whether a cue word touches the predicate itself."""
    word = child.lower_
    if word == "no" and child.dep_ != "det":
        return False
    if word == "instead" and child.dep_ not in ("mark", "case"):
        return False  # "Instead, Iran attacked"
    if word in ("not", "n't", "n’t") and child.i + 1 < len(child.doc) and child.nbor().lower_ in ("only", "just", "least"):
        return False
    if word in ("should", "would") and children(node, "aux") and any(c.lower_ == "have" for c in children(node, "aux")):
        return True
    if node is not predicate and child.dep_ == "mark":
        return word in ("if", "unless", "whether")
    return True
