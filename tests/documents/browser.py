"""A browser for the tests of the dashboard, with the network cut off; missing, they are skipped by name."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PICTURES = Path(__file__).parents[2] / "build" / "pictures"
PHONE, DESKTOP, PROJECTOR = (390, 844), (1366, 900), (1920, 1080)
# Chromium as root, as in CI, starts only without its sandbox; the page is ours.
ARGUMENTS = ["--no-sandbox"]


def chromium() -> str:
    """Where Chromium is; where it is missing the test is skipped by name, or fails where it must not be missing."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("SANGKIEN_REQUIRE_BROWSER") == "1":
            pytest.fail("Chromium is required here and was not found")
        pytest.skip("Chromium is not installed")
    return found


@contextmanager
def opened(page: Path, size: tuple[int, int], **options: Any) -> Iterator[tuple[Any, list[str]]]:
    """The page in a browser that has no network, and what it complained of or asked the network for."""
    from playwright.sync_api import sync_playwright

    executable = chromium()
    told: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, offline=True, reduced_motion="reduce", **options
        )
        tab = context.new_page()
        tab.on("console", lambda message: told.append(message.text))
        tab.on("pageerror", lambda error: told.append(str(error)))
        tab.on("request", lambda request: told.append(request.url) if request.url != page.as_uri() else None)
        tab.goto(page.as_uri())
        yield tab, told
        browser.close()
