"""Older and other word processors' files (.doc, .rtf, .odt, Word 2003 XML), through LibreOffice.

LibreOffice makes a .docx of them, which keeps numbering and tables exactly; its plain text does not
(it even keeps deleted words). Each time it has a profile of its own, for two that share one get in
each other's way.

It would also fetch what a document links to (images, sections), from wherever a stranger wrote into
it. Its profile sends all of that to a proxy that is not there, and turns macros off.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from corpus.errors import ReadError
from corpus.formats.archive import open_archive
from corpus.formats.docx import read_docx
from corpus.formats.raw import LimitExceeded, Limits, MissingTool, RawText

_PROGRAMS = ("soffice", "libreoffice")
# Reads any of these as a text document, whatever the file is called.
_TARGET = "docx:MS Word 2007 XML"

# Port 9 (discard) of this machine: nobody answers there, and root alone could listen.
_SETTINGS = {
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
        "ooInetFTPProxyName": "127.0.0.1",
        "ooInetFTPProxyPort": "9",
        "ooInetNoProxy": "",
    },
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
}


def read_office(path: Path, name: str, limits: Limits, form: str) -> RawText:
    """The text of a file that LibreOffice Writer opens; ``form`` is what it is.

    Raises MissingTool without LibreOffice, ReadError for a file it does not open.
    """
    program = _program(name)
    if form == "odt":
        with open_archive(path, name, limits):
            pass  # Checked against the limits: LibreOffice unpacks without asking.
    with tempfile.TemporaryDirectory(prefix="trolyso-office-", dir=path.parent) as folder:
        made = _converted(program, path, Path(folder), name, limits.seconds)
        read = read_docx(made, name, limits)
    return replace(read, format=form, method=f"LibreOffice + {read.method}")


def _converted(program: str, path: Path, folder: Path, name: str, seconds: float) -> Path:
    _settle(folder / "profile")
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", _TARGET,
        "--outdir", str(folder),
        str(path),
    ]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command and a path of our own
            command, capture_output=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(
            f"LibreOffice đọc tệp “{name}” quá {seconds:g} giây.",
            english=f"LibreOffice took more than {seconds:g} s for {name!r}.",
            hint="Hãy mở tệp bằng Word và lưu thành .docx rồi nạp lại.",
        ) from error
    made = folder / f"{path.stem}.docx"
    if not made.exists():
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()[-1:]
        raise ReadError(
            f"LibreOffice không mở được tệp “{name}”.",
            english=f"LibreOffice does not open {name!r}: {' '.join(said) or 'no reason given'}",
            hint="Hãy mở tệp bằng Word và lưu thành .docx rồi nạp lại.",
        )
    return made


def _settle(profile: Path) -> None:
    """Writes the settings of a new profile."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _program(name: str) -> str:
    for program in _PROGRAMS:
        if (found := shutil.which(program)) is not None:
            return found
    raise MissingTool(
        f"Tệp “{name}” cần LibreOffice để đọc; máy này chưa có.",
        english=f"{name!r} needs LibreOffice, which is not installed.",
        hint="Hãy cài gói: sudo apt install libreoffice-writer-nogui (hoặc lưu tệp thành .docx).",
    )
