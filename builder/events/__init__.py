"""Events: who did what to whom, found by lexicon frames and the relation model on parsed sentences."""

from builder.events.coder import Coder, Trace, find_events, load_coder, trace_events
from builder.events.lexicon import Frame, Lexicon, load_lexicon

__all__ = ["Coder", "Frame", "Lexicon", "Trace", "find_events", "load_coder", "load_lexicon", "trace_events"]
