"""Where the files lie that come with the code: seeds/, schemas/."""

from __future__ import annotations

from pathlib import Path

from builder.errors import BuilderError

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The directory or file `name` that belongs to this installation.

    An installed wheel carries them inside the package (`builder/_data/`); in a checkout they lie
    beside the package.

    Args:
        name: path relative to the project's root, with forward slashes ("schemas", "seeds/ontology/cameo.csv").

    Returns:
        An existing path.

    Raises:
        BuilderError: nothing of that name came with this installation.

    Example:
        >>> resource("seeds/ontology/cameo.csv").name
        'cameo.csv'
    """
    for base in (_PACKAGE / "_data", _PACKAGE.parent):
        path = base.joinpath(*name.split("/"))
        if path.exists():
            return path
    raise BuilderError(f"{name}: not part of this installation of dyads; install the package again")
