"""The browser for the tests of the dashboard; missing, they are skipped by name."""

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from tools import browser
from tools.browser import DESKTOP, PHONE, PROJECTOR

__all__ = ["DESKTOP", "PHONE", "PROJECTOR", "chromium", "opened"]


def chromium() -> str:
    """Where Chromium is; where it is missing the test is skipped by name, or fails where it must not be missing."""
    found = browser.find()
    if found is None:
        if os.environ.get("SANGKIEN_REQUIRE_BROWSER") == "1":
            pytest.fail("Chromium is required here and was not found")
        pytest.skip("Chromium is not installed")
    return found


def opened(page: Path, size: tuple[int, int], **options: Any) -> AbstractContextManager[tuple[Any, list[str]]]:
    """The page in a browser that has no network, and what it complained of or asked the network for."""
    return browser.opened(page, size, chromium(), **options)
