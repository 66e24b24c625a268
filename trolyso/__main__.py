"""``python -m trolyso`` is the command ``trolyso``."""

from trolyso.cli import main

main()
