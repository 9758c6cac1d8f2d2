"""The hidden sheet by which a template is known again: version, campaign and unit, as key and value."""

SHEET = "_sangkien"
TEMPLATE_VERSION = 1

KEYS = ("version", "campaign", "code_prefix", "unit_code")

# Sheets for people and dropdowns, never read.
HELP_SHEET = "Hướng dẫn"
LISTS_SHEET = "Danh mục"
