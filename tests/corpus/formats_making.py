"""Small files of several formats, made by hand for the tests of corpus/formats."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / ".." / "shared" / "samples"
"""Made files of every format with their true texts, beside the checkout where there is one."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def zip_of(path: Path, members: Mapping[str, str]) -> Path:
    """A zip of texts at ``path``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in members.items():
            zipped.writestr(name, text)
    return path


def relations(kinds: Mapping[str, str]) -> str:
    """A .rels part: targets by the last word of their kind."""
    each = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(kinds.items(), start=1)
    )
    return f"<Relationships {_PACKAGE}>{each}</Relationships>"


def docx(path: Path, body: str, **parts: str) -> Path:
    """A Word file whose body is the XML ``body``; ``parts`` are its other parts (``numbering``,
    ``styles``, ``footnotes``), each the XML inside the part's root."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes"}
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in parts}),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    for kind, xml in parts.items():
        members[f"word/{kind}.xml"] = f"<w:{roots[kind]} {W}>{xml}</w:{roots[kind]}>"
    return zip_of(path, members)


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run; ``properties`` and ``run`` are XML inside pPr and rPr."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>"
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def listed(list_id: int, level: int = 0) -> str:
    """The paragraph properties that put it in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def numbering(levels: Sequence[tuple[str, str]], extra: str = "") -> str:
    """An abstract list with (form, text) for each level, as list 1; ``extra`` are other lists."""
    each = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    one = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{each}</w:abstractNum>{one}{extra}'


def cell(text: str, properties: str = "") -> str:
    """A table's cell; ``properties`` is XML inside tcPr."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    """A Word table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def pdf(lines: Sequence[str], *, trailer: str = "") -> bytes:
    """A PDF of one page with ASCII lines in Helvetica; ``trailer`` goes into its trailer."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    stream = f"BT /F1 14 Tf 70 770 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table_at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = f"/Size {len(objects) + 1} /Root 1 0 R"
    out += f"trailer\n<< {size} {trailer} >>\nstartxref\n{table_at}\n%%EOF\n"
    return out.encode("latin-1")
