"""Runs of a Word document as they show: capitals by format, hidden text, legacy fonts."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from corpus.formats import legacy
from corpus.formats.word_styles import Look, Styles
from corpus.formats.word_xml import W, value


class RunText:
    """Shows runs, having decided once which legacy encodings the document really is in."""

    def __init__(self, styles: Styles, body: etree._Element) -> None:
        self._styles = styles
        self._looks: dict[tuple[str | None, bytes], Look] = {}
        samples: dict[str, list[str]] = {}
        for paragraph in body.iter(W + "p"):
            style = value(paragraph, "pPr/pStyle")
            for run in paragraph.iter(W + "r"):
                text = "".join(piece.text or "" for piece in run.iter(W + "t"))
                encoding = legacy.encoding_of_font(self._look(run, style).font or "")
                if encoding is not None and not text.isascii():
                    samples.setdefault(encoding, []).append(text)
        self._encodings = legacy.believed_encodings(samples)
        self._disbelieved = samples.keys() - self._encodings.keys()
        self._converted: Counter[str] = Counter()

    def shown(self, run: etree._Element | None, style: str | None, text: str) -> tuple[str, str]:
        """A run's text as it shows, and the legacy encoding it is still in, or an empty string."""
        if run is None:
            return text, ""
        look = self._look(run, style)
        if look.hidden:
            return "", ""
        told = legacy.encoding_of_font(look.font or "") or ""
        encoding = self._encodings.get(told, "")
        if not encoding:
            return (text.upper() if look.capitals else text).replace("\u00ad", ""), ""
        self._converted[told] += 1
        if look.capitals or legacy.draws_capitals(look.font or ""):
            return legacy.to_unicode(text, encoding).upper(), ""
        return text, encoding

    def unicode(self, text: str, encoding: str) -> str:
        """Text in a legacy encoding in Unicode; other text as it is."""
        return legacy.to_unicode(text, encoding) if encoding else text

    def label(self, text: str) -> str:
        """A list's label, which is in the legacy encoding of the document if it has one."""
        for encoding in self._encodings.values():
            if not text.isascii():
                return legacy.to_unicode(text, encoding)
        return text

    def remarks(self) -> tuple[str, ...]:
        """What the report says of legacy fonts."""
        converted = [f"Chuyển từ bảng mã {name}." for name in sorted(self._converted)]
        kept = [
            f"Phông chữ của {name} nhưng chữ là Unicode: giữ nguyên."
            for name in sorted(self._disbelieved)
        ]
        return (*converted, *kept)

    def _look(self, run: etree._Element, style: str | None) -> Look:
        properties = run.find(W + "rPr")
        key = (style, b"" if properties is None else etree.tostring(properties))
        if key not in self._looks:
            self._looks[key] = self._styles.look(run, style)
        return self._looks[key]
