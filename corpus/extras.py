"""How to come by the packages of an extra, which most do without."""

from __future__ import annotations

import re
import sys
from importlib.metadata import requires
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[1]


def how_to_add(extra: str, checkout: Path = _CHECKOUT) -> str:
    """What to type, in Vietnamese: in a checkout the extra by its name, with the versions that were
    tested; beside a wheel, which is on no index that pip knows, its packages.
    """
    if (checkout / "pyproject.toml").exists():
        return (
            "Hãy chạy ở thư mục mã nguồn: .venv/bin/python -m pip install --constraint "
            f"constraints.txt --editable '.[{extra}]'"
        )
    # "pymilvus<4,>=2.6; extra == 'milvus'"
    of_extra = re.compile(rf"([^;]+?)\s*;\s*extra == ['\"]{re.escape(extra)}['\"]")
    found = [of_extra.fullmatch(line) for line in requires("trolyso") or ()]
    packages = " ".join(f"'{match.group(1)}'" for match in found if match)
    return f"Hãy cài thêm: {sys.executable} -m pip install {packages}"
