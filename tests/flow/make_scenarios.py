"""Makes inbox/ and expected/ of every story: `python -m tests.flow.make_scenarios [NAME …]`.

summary.json and fates.csv are counted from the claims of the story alone. findings.csv needs the sentences of the catalogue and so is
written by the program, by the test itself: SANGKIEN_REWRITE_EXPECTED=1; the codes and rows it holds are claims of the story again.
"""

import json
import shutil
import sys

from tests.flow import claims, story_workbooks
from tests.flow.story import Story, stories


def make(story: Story) -> None:
    shutil.rmtree(story.inbox, ignore_errors=True)
    story.inbox.mkdir()
    for path, data in story_workbooks.inbox_bytes(story).items():
        target = story.inbox / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    if not story.files:
        (story.inbox / ".gitkeep").touch()
    story.expected("").mkdir(exist_ok=True)
    text = json.dumps(claims.summary(story), ensure_ascii=False, indent=1)
    story.expected("summary.json").write_text(text + "\n", "utf-8", newline="\n")
    story.expected("fates.csv").write_text(claims.fates_csv(story), "utf-8-sig", newline="")


if __name__ == "__main__":
    for told in stories():
        if not sys.argv[1:] or told.name in sys.argv[1:]:
            make(told)
