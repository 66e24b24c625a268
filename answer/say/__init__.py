"""From the sentence to the words of an answer: picking, composing, refusing, notes."""
