"""All rules, chapter by chapter, as they stand in docs/rules.md."""

from tests.spec.rules import (
    chapter_cells,
    chapter_codes,
    chapter_duplicates,
    chapter_fates,
    chapter_files,
    chapter_lines,
    chapter_pairs,
    chapter_resubmission,
    chapter_review,
    chapter_totals,
)
from tests.spec.rules.rule import Chapter

CHAPTERS: tuple[Chapter, ...] = (
    chapter_files.CHAPTER,
    chapter_lines.CHAPTER,
    chapter_cells.CHAPTER,
    chapter_resubmission.CHAPTER,
    chapter_fates.CHAPTER,
    chapter_duplicates.CHAPTER,
    chapter_totals.CHAPTER,
    chapter_codes.CHAPTER,
    chapter_review.CHAPTER,
    chapter_pairs.CHAPTER,
)
