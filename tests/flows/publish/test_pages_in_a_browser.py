from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from flows.publish.publication import publish
from tests.flows.publish.small_release import figures, marketing

if TYPE_CHECKING:
    from pathlib import Path

    from flows.publish.release_content import ReleaseContent

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
@pytest.mark.parametrize("audience", ["academic", "marketing"])
def test_a_report_renders(release: ReleaseContent, tmp_path: Path, audience: str) -> None:
    content = release if audience == "academic" else marketing(tmp_path, figures())
    page = publish(content, tmp_path / "d", tmp_path / "w", None).path / "report.html"
    picture = tmp_path / "page.png"
    subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
         "--window-size=1100,1600", f"--screenshot={picture}", page.as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    assert picture.stat().st_size > 10_000
