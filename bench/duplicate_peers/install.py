"""`python -m bench.duplicate_peers.install LOCK`: into this Python, what has a wheel for it; names the rest."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

_PIP = (
    sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", "--no-deps",
    "--require-hashes", "--only-binary", ":all:", "-r",
)  # fmt: skip
# A requirement begins a line; its hashes and reasons are indented.
_REQUIREMENT = re.compile(r"^\S.*\n(?:[ ].*\n)*", re.MULTILINE)


def main(lock: Path) -> None:
    if _is_installed(lock):
        return
    with tempfile.TemporaryDirectory() as scratch:
        for requirement in _REQUIREMENT.findall(lock.read_text(encoding="ascii")):
            one = Path(scratch) / "one.txt"
            one.write_text(requirement, encoding="ascii")
            if not _is_installed(one):
                print(f"not installed: {requirement.split()[0]}", file=sys.stderr)


def _is_installed(requirements: Path) -> bool:
    return subprocess.run([*_PIP, str(requirements)], stderr=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    main(Path(sys.argv[1]))
