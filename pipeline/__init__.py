"""From the Excel files of grassroots unions to one official report.

    inbox → archive + register → guard → read → identify → extract → clean → validate + rules
          → codes → link → merge → resolve → account → changes → tally → compose → render → outbox

`intake.read` is what each file says by itself, `flow.consolidate` what all say together, both pure; `run` joins them to
the edges; docs/architecture.md is the plan of the house.
"""
