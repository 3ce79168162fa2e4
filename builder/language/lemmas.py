"""Lemmas: verbs and plural nouns from LemmInflect's dictionary and rules, all else by edit scripts.

The tagger predicts for each word how its form becomes its lemma. That is right for function words
and whatever the treebanks show often, but guesses at rare verbs ("sided" -> "sid"); those are the
words that name events, so they go to a dictionary instead.

A script is `<n>|<suffix>`: cut n characters from the end of the lower-cased form, append the suffix
("tries" -> "3|y"), or `=<lemma>` where form and lemma share no beginning ("was" -> "=be").
Learning scripts instead of shipping a dictionary handles unseen words and adds no dependency
(the idea is that of UDPipe's lemma rules, Straka 2018).
"""

from __future__ import annotations

from functools import lru_cache

from lemminflect import getLemma


@lru_cache(maxsize=50_000)
def dictionary_lemma(form: str, upos: str) -> str:
    """Return the dictionary's lemma of a verb or plural noun.

    Args:
        form: the word as written.
        upos: VERB or NOUN.

    Returns:
        The first lemma that LemmInflect gives, by rule for words it does not know.

    Example:
        >>> dictionary_lemma("sided", "VERB"), dictionary_lemma("bombings", "NOUN")
        ('side', 'bombing')
    """
    found = getLemma(form.lower(), upos)
    return str(found[0]) if found else form.lower()


def lemma_of(form: str, script: str, upos: str, xpos: str) -> str:
    """Return the lemma of a tagged word.

    Args:
        form: the word as written.
        script: the edit script that the tagger chose.
        upos, xpos: its universal and Penn tags.

    Example:
        >>> lemma_of("threw", "2|", "VERB", "VBD"), lemma_of("Was", "=be", "AUX", "VBD")
        ('throw', 'be')
    """
    if upos == "VERB" and form.isalpha():
        return dictionary_lemma(form, "VERB")
    if upos == "NOUN" and xpos == "NNS" and form.isalpha():
        return dictionary_lemma(form, "NOUN")
    if upos == "NOUN" and xpos == "NN":
        return form.lower()
    return apply_script(form, script, keep_case=upos == "PROPN")


def lemma_script(form: str, lemma: str) -> str:
    """Return the edit script from a form to its lemma.

    Args:
        form: the word as written.
        lemma: its lemma.

    Returns:
        The script, for example "1|" for "talks" -> "talk".

    Example:
        >>> lemma_script("Tries", "try"), lemma_script("was", "be")
        ('3|y', '=be')
    """
    form, lemma = form.lower(), lemma.lower()
    shared = 0
    for a, b in zip(form, lemma, strict=False):
        if a != b:
            break
        shared += 1
    if shared == 0 and lemma:
        return "=" + lemma
    return f"{len(form) - shared}|{lemma[shared:]}"


def apply_script(form: str, script: str, *, keep_case: bool = False) -> str:
    """Apply an edit script to a form.

    Args:
        form: the word as written.
        script: from `lemma_script`.
        keep_case: for proper nouns: the lemma keeps the capitals of the form.

    Returns:
        The lemma; the form itself if the script cuts more than there is.

    Example:
        >>> apply_script("strikes", "1|"), apply_script("Was", "=be")
        ('strike', 'be')
    """
    if script.startswith("="):
        return form if keep_case else script[1:]
    base = form if keep_case else form.lower()
    cut, _, suffix = script.partition("|")
    n = int(cut)
    if n >= len(base) and n > 0:
        return base
    return base[: len(base) - n] + suffix
