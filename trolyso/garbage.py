"""The collector of garbage, around what a door that stays open loads before it answers.

To look for garbage among what is being loaded, over and over while it becomes more, takes a tenth
of the time of loading; to look through all that was loaded, later, keeps a question waiting.
"""

from __future__ import annotations

import gc


def let_lie() -> None:
    """Collects nothing until ``settle``."""
    gc.disable()


def settle() -> None:
    """What is there now stays: from here on garbage is looked for among newer things alone."""
    gc.freeze()
    gc.enable()


def settle_anew() -> None:
    """The same after something has taken the place of what was there, which goes."""
    gc.unfreeze()
    gc.collect()
    settle()
