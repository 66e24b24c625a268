"""Building after the library has changed, which several commands do."""

from __future__ import annotations

from trolyso.settings import Settings
from trolyso.terminal import print_remark, progress_bars


def build_unless(no_build: bool, settings: Settings, *, quiet: bool) -> None:
    """Builds a new snapshot, unless the person wants to do that later; says so beside the answer,
    on standard error."""
    if no_build:
        print_remark("Chưa dựng lại chỉ mục; khi cần hãy chạy: trolyso build")
        return
    # Imported here: the index takes a second that --help need not wait for.
    from trolyso.wiring import build_index

    with progress_bars(quiet=quiet) as progress:
        folder = build_index(settings, progress)
    print_remark(f"Đã dựng chỉ mục: {folder}")
