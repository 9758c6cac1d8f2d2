"""From the Excel files of grassroots unions to one official report.

    inbox → guard → read → identify → extract → clean → validate + rules
          → link → merge → resolve → account → tally → compose → render → outbox

`flow.consolidate` is the whole of the middle, one pure function; `run` joins it to the edges;
docs/architecture.md is the plan of the house.
"""
