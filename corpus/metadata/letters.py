"""Capital and small Vietnamese letters as the insides of regular-expression classes: in Unicode
they alternate, so that a range such as ``À-Ỹ`` holds both."""

from __future__ import annotations

_MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"

LOWER = "a-z" + _MARKED
UPPER = "A-Z" + _MARKED.upper()
