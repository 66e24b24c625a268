"""From what was typed to what is asked: cues, named things, references, follow-ups."""
