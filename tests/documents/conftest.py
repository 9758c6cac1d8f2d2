"""LibreOffice for the tests of documents: its own profile each time; missing, the tests are skipped by name."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Convert = Callable[[bytes, str, str], bytes]


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """(content, suffix, wanted suffix) → the content as LibreOffice converts it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("SANGKIEN_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail("LibreOffice is required here and was not found")
        pytest.skip("LibreOffice is not installed")

    def by_libreoffice(content: bytes, suffix: str, wanted: str) -> bytes:
        source, target = tmp_path / f"document.{suffix}", tmp_path / "converted"
        source.write_bytes(content)
        # Two calls on one profile: one fails.
        profile = (tmp_path / "profile").as_uri()
        subprocess.run(
            [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", wanted,
             "--outdir", str(target), str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return (target / f"document.{wanted}").read_bytes()

    return by_libreoffice
