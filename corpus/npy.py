"""NumPy reads the header of a file with Python's parser, and two threads in it at once confuse
CPython 3.11: "SystemError: AST constructor recursion depth mismatch"."""

from __future__ import annotations

from threading import Lock

ONE_AT_A_TIME = Lock()
"""To be held by whoever reads arrays while others may."""
