"""dyads: news articles in, a dataset of geopolitical events out.

    >>> import builder
    >>> builder.code("Iran fired missiles at Israel on Friday.", published="2025-06-14")  # doctest: +SKIP
    [EventMention(actor='IRN', target='ISR', action_code='195', ...)]
    >>> builder.build(["news/"], out="output/news")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from builder.api import build, code
    from builder.pipeline import Pipeline, Settings

__all__ = ["Pipeline", "Settings", "build", "code"]


def __getattr__(name: str) -> Any:
    """Load the heavy parts when they are first asked for, so that `import builder` stays quick."""
    if name in ("build", "code"):
        from builder import api

        return getattr(api, name)
    if name in ("Pipeline", "Settings"):
        from builder import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'builder' has no attribute {name!r}")
