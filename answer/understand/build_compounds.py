"""Makes data/compounds.txt: words of asking with the neighbours beside which they are none.

"bị" asks nothing in "thiết bị", nor "giao" in "giao dịch": two syllables that stand side by side
far more often than chance would have it are one word. From the counts of syllables that ship:

    python -m answer.understand.build_compounds
"""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import numpy as np

from answer.understand.cues import load_cues
from corpus.language.counts import BITS, MASK, SPECIAL
from corpus.language.lexicon import shipped_lexicon
from corpus.text import match_key

_LEAST_LIFT = 20.0  # times as often as by chance
_LEAST_SHARE = 0.1  # of the times its neighbour is seen
_LEAST_SEEN = 25

# They ask, or join, whatever stands beside them: "trong thời hạn" is no word of its own.
_NEVER_PART = frozenset(
    "ai gì nào mấy đâu bao nhiêu trong trên dưới về từ đến theo bởi do vì với và hoặc của cho tại "
    "ở là có được các những khi mọi".split()
)

_HEAD = """# Words of asking, and neighbours beside which they are part of a word: "bị" in
# "thiết bị".
# Made by answer/understand/build_compounds.py from the counts of syllables; not edited by hand.
"""


def main(data: Path) -> None:
    """Writes the file into a folder, from the counts that ship."""
    counts = shipped_lexicon().counts
    asking = load_cues().asking_words
    words = [match_key(word) for word in counts.words]
    first, second = counts.pair_keys >> BITS, counts.pair_keys & MASK
    singles = counts.singles.astype(np.float64)
    lift = counts.pair_counts * singles.sum() / (singles[first] * singles[second])
    told = (lift >= _LEAST_LIFT) & (counts.pair_counts >= _LEAST_SEEN)
    columns = (first, second, counts.pair_counts)
    pairs: dict[str, set[str]] = defaultdict(set)
    for left, right, seen in zip(*(of[told] for of in columns), strict=True):
        a, b = words[left], words[right]
        if {a, b} & _NEVER_PART or min(left, right) < len(SPECIAL):
            continue
        neighbour = right if a in asking else left
        often = seen >= _LEAST_SHARE * singles[neighbour]
        if (a in asking) != (b in asking) and often:
            pairs[a].add(b)
    lines = [f"{left}: {' '.join(sorted(rights))}" for left, rights in sorted(pairs.items())]
    (data / "compounds.txt").write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(str(files("answer") / "data")))
