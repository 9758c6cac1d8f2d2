"""The hidden sheet by which a template is known again: version, campaign and unit, as key and value."""

SHEET = "_sangkien"
TEMPLATE_VERSION = 1

KEYS = ("version", "campaign", "code_prefix", "unit_code")

# Sheets for people and dropdowns, never read.
HELP_SHEET = "Hướng dẫn"
LISTS_SHEET = "Danh mục"

# Sheets of a workbook sent back to be mended: what is asked for, and what found no place in the template.
MEND_SHEET = "Cần sửa"
OUTSIDE_SHEET = "Ngoài mẫu"

_SHA256_DIGITS = 16


def of_row(sha256: str, row: int) -> str:
    """What tells a row of a returned workbook again: the file it came from and its row there."""
    return f"{sha256[:_SHA256_DIGITS]}#{row}"
