"""Lines of a page that are layout, not reporting: captions, credits, by-lines, invitations to click.

Such lines stay in `Article.text` (offsets and hashes count them); they are only left out of
`Article.paragraphs`, so that no sentence is made of them. The patterns speak of whole lines and
err on the side of keeping: a sentence lost is an event lost, a caption kept is one odd sentence.
"""

from __future__ import annotations

import re
import unicodedata

_LONGEST_CREDIT = 300
_LONGEST_FURNITURE = 160
_LONGEST_BYLINE = 110

_PICTURE = r"(?:photo(?:s|graph|graphs|graphy)?|image|images|picture|pic|video|illustration|graphic|screengrab)"
_STOCK = "file|archive|archival|stock|representative|representational|representation|handout|AP|AFP|Reuters|EPA|PTI|ANI"
_CREDITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "(File photo)", "(Representative image)", "(Photo: Reuters)", "[AP Photo/Jane Doe, File]"
        rf"[(\[](?:(?:{_STOCK}) ){{1,2}}{_PICTURE}\b[^()\[\]]{{0,120}}[)\]]\W*$",
        rf"[(\[]{_PICTURE}(?:(?: (?:credits?|courtesy|source|by|via)\b|\s*[:/|])[^()\[\]]{{0,120}})?[)\]]\W*$",
        # "[File: Jane Doe/Reuters]", "(Jane Doe/AFP)", "[Reuters]"
        r"[(\[](?:file|handout|courtesy|credit|source)\s*:[^()\[\]]{1,120}[)\]]\W*$",
        # two names at least before the slash: "(Reuters/AP)" ends a report, not a caption
        r"[(\[](?:[\w.'’-]+ [^()\[\]/]{1,60}/|[^()\[\]]{1,60} via )(?:AFP|AP|EPA|Reuters|Getty|Anadolu|PA)\b"
        r"[^()\[\]]{0,60}[)\]]\W*$",
        # "Photograph: Jane Doe/Getty Images", "Image credit: AFP", "File photo of ..."
        rf"^(?:file |archive |representative |representational )?{_PICTURE}"
        r"(?: (?:credits?|courtesy|source|caption|by))?(?:\s*[:|]|\s+[–—-]\s)",
        rf"^(?:file|archive|representative|representational) {_PICTURE}\b",
        rf"\|\s*{_PICTURE}(?: (?:credit|courtesy))?\s*:",
        r"(?:/|^|\s)(?:Getty Images|AFP via Getty|Shutterstock|Alamy)\W*$",
    )
)
_FURNITURE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:also read|read also|read more|read next|read|must read|related|related (?:stories|articles|topics|news)"
        r"|more (?:on this story|stories|news)|see also|watch|watch live|listen|don't miss|top stories|tags?|topics?"
        r"|filed under|keywords|share|first published|last updated|location|reading time)\s*[:|»>]",
        r"^(?:advertisement|advert|sponsored(?: content)?|story continues below(?: (?:this )?ad(?:vertisement)?)?"
        r"|continue reading|article continues below|read more|also read|read also|related (?:stories|articles|topics)"
        r"|more stories|more news|share this(?: article| story)?|share|tweet|comments?|print|email|ends|loading"
        r"|recommended|most read|trending|newsletter|skip (?:to main content|past newsletter promotion))\W*$",
        r"^(?:subscribe to|follow us|click here|tap here|download (?:the|our) app|listen to this article"
        r"|join our (?:newsletter|channel)|get (?:the|our) latest)\b",
        r"^(?:subscribe|sign up|sign in|log in|register)(?: (?:now|here|today|free|for|to)\b.*)?\W*$",
        r"^(?:copyright\b|©|\(c\) ?\d{4}|all rights reserved)",
        r"\ball rights reserved\W*$",
        r"^\(?(?:additional )?(?:reporting|writing|editing|compiled|translated|written|edited) by [A-Z][^.!?]*"
        r"(?:;[^.!?]*)?[.)]*$",
        r"^\(?this (?:story|article|report|copy|news) (?:has|was|is) (?:not been|been|auto|first|originally|published"
        r"|generated)\b",
        r"^\(?with (?:agency |additional )?inputs? from\b",
        r"^our standards\s*:",
    )
)
_BYLINE_START = re.compile(r"^By (?=[A-Z])")
_BYLINE_SMALL = frozenset(
    ("and", "in", "of", "de", "da", "di", "van", "von", "der", "den", "the", "al", "bin", "ibn", "el", "la", "le", "du")
    + ("at", "for", "with", "y")
)
_DIGIT = re.compile(r"\d")


def debris_kind(line: str) -> str | None:
    """Say what sort of page debris a line is, if it is any.

    Args:
        line: one block of text on one line, stripped.

    Returns:
        "foreign_script", "credit", "furniture", "byline", "no_words", or None for a line to keep.

    Example:
        >>> debris_kind("Protesters in Lima on Friday. (File photo)")
        'credit'
    """
    if not any(char.isalpha() for char in line):
        return "no_words"
    if is_foreign_script(line):
        return "foreign_script"
    if len(line) <= _LONGEST_CREDIT and any(pattern.search(line) for pattern in _CREDITS):
        return "credit"
    if len(line) <= _LONGEST_FURNITURE and any(pattern.search(line) for pattern in _FURNITURE):
        return "furniture"
    if _is_byline(line):
        return "byline"
    return None


def is_foreign_script(text: str) -> bool:
    """Whether most letters at its beginning (with their vowel signs) are of another script than the Latin one."""
    text = text[:_LONGEST_CREDIT]
    if text.isascii():
        return False
    latin = other = 0
    for char in text:
        if char.isascii():
            latin += char.isalpha()
        elif unicodedata.category(char)[0] in "LM":
            if unicodedata.name(char, "").startswith(("LATIN", "COMBINING", "MODIFIER", "FULLWIDTH LATIN")):
                latin += 1
            else:
                other += 1
    return other > latin


def _is_byline(line: str) -> bool:
    """ "By Jane Doe in Moscow and John Roe": nothing but names and the words that join them."""
    if len(line) > _LONGEST_BYLINE or not _BYLINE_START.match(line) or line[-1] in ".!?…" or _DIGIT.search(line):
        return False
    words = line[3:].replace(",", " ").split()
    return 1 <= len(words) <= 14 and all(word[0].isupper() or word in _BYLINE_SMALL for word in words)
