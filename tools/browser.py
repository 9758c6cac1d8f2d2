"""Debian's Chromium, driven by Playwright, with the network cut off."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PHONE, DESKTOP, PROJECTOR = (390, 844), (1366, 900), (1920, 1080)
# Chromium as root, as in CI, starts only without its sandbox; the page is ours.
_ARGUMENTS = ["--no-sandbox"]


def find() -> str | None:
    """Where Chromium is on this machine; None where it is missing."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def opened(page: Path, size: tuple[int, int], executable: str, **options: Any) -> Iterator[tuple[Any, list[str]]]:
    """The page in a browser that has no network, and what it complained of or asked the network for."""
    from playwright.sync_api import sync_playwright

    told: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=_ARGUMENTS)
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
