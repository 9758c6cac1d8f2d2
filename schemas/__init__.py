"""What every table looks like, once: headings, help, lists, examples and checks (imports nothing of pipeline)."""
