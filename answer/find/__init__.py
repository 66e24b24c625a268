"""From what is asked to the sentence that answers: scope, units, ranking, judging."""
