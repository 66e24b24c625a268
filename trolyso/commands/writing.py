"""Results of a command written to a file that its user names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpus.durable import write_text
from corpus.errors import SettingsError, reason_of
from trolyso.terminal import print_remark


def write_json(file: Path, value: Any) -> None:
    """Writes a value as JSON and says where. Raises SettingsError where that cannot be."""
    write_file(file, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def write_file(file: Path, text: str) -> None:
    """Writes a text and says where. Raises SettingsError where that cannot be."""
    try:
        write_text(file, text)
    except OSError as error:
        raise SettingsError(
            f"Không ghi được {file}: {reason_of(error)}.",
            english=f"{file} cannot be written: {error.strerror}.",
            hint="Hãy chọn một đường dẫn khác.",
        ) from error
    print_remark(f"Đã ghi {file}")
