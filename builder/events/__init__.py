"""Events: who did what to whom, found by lexicon frames and the relation model on parsed sentences."""

from builder.events.coder import Coder, find_events, load_coder
from builder.events.lexicon import Frame, Lexicon, load_lexicon

__all__ = ["Coder", "Frame", "Lexicon", "find_events", "load_coder", "load_lexicon"]
