"""Makes one archive from which a machine without a network installs and serves.

::

    trolyso-0.1.0-linux-x86_64-cp311/
      install.sh          checks SHA256SUMS, makes .venv out of wheels/, lays out the data directory
      wheels/             trolyso and what serves: neither torch nor sentence-transformers
      requirements.lock   their versions and hashes
      home/               prepared model, library, current snapshot
      deploy/ docs/ README.md LICENSE trolyso.cdx.json (software bill of materials, where made)
      SHA256SUMS          of all of it

``python deploy/bundle.py [FOLDER]`` writes it to FOLDER (dist). The documents are those of
TROLYSO_HOME; questions, keys and settings are not in it: ``trolyso backup`` moves those.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

from corpus.durable import sha256_of
from index.building import building
from index.snapshot import CURRENT, current_snapshot
from trolyso.encoding import ready_model
from trolyso.library import open_library
from trolyso.settings import Settings, load_settings
from trolyso.terminal import progress_bars
from trolyso.wiring import open_index

ROOT = Path(__file__).resolve().parents[1]
SUMS = "SHA256SUMS"

_BESIDE = ("README.md", "CHANGELOG.md", "LICENSE", "docs", "deploy")


def main(target: Path) -> int:
    """Makes the archive, and says where it is."""
    name = f"trolyso-{version('trolyso')}-{_platform()}"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / name
        bundle.mkdir()
        _lay_wheels(bundle)
        _lay_home(bundle / "home", load_settings())
        for part in _BESIDE:
            _copy(ROOT / part, bundle / part)
        for bill in sorted(target.glob("*.cdx.json")):
            shutil.copy(bill, bundle)
        shutil.copy(ROOT / "deploy" / "install.sh", bundle)
        _write_sums(bundle)
        archive = target / f"{name}.tar.gz"
        with tarfile.open(archive, "w:gz") as tar:
            tar.add(bundle, name)
    print(f"{archive}  {archive.stat().st_size / 1_000_000:.0f} MB")
    return 0


def _platform() -> str:
    return f"linux-{platform.machine()}-cp{sys.version_info.major}{sys.version_info.minor}"


def _lay_wheels(bundle: Path) -> None:
    """Fetches the wheels that the lock names, by their hashes, and makes the project's own."""
    lock = shutil.copy(ROOT / "requirements.lock", bundle)
    wheels = str(bundle / "wheels")
    _pip("download", "--no-deps", "--require-hashes", "--dest", wheels, "--requirement", str(lock))
    _pip("wheel", "--no-deps", "--wheel-dir", wheels, str(ROOT))


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)  # noqa: S603 - this interpreter's pip, arguments of ours


def _lay_home(home: Path, settings: Settings) -> None:
    """Copies what a server needs in order to answer at once, made first where it is absent."""
    with progress_bars() as progress:
        model = Path(ready_model(settings, progress))
        open_index(settings, progress)
        shutil.copytree(model, home / "model" / model.name)
        library = open_library(settings)
        snapshots = settings.snapshots_folder
        with library.writing(), building(snapshots, progress):
            _copy(library.folder, home / "library")
            if (current := current_snapshot(snapshots)) is not None:
                shutil.copytree(current, home / "snapshots" / current.name)
                shutil.copy(snapshots / CURRENT, home / "snapshots")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        unwanted = shutil.ignore_patterns(".*", "__pycache__", "*.py")
        shutil.copytree(source, target, ignore=unwanted)
    else:
        shutil.copy(source, target)


def _write_sums(bundle: Path) -> None:
    """The digests of all files, in sha256sum's form."""
    files = sorted(path for path in bundle.rglob("*") if path.is_file())
    lines = [f"{sha256_of(path)}  {path.relative_to(bundle).as_posix()}\n" for path in files]
    (bundle / SUMS).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist"))
