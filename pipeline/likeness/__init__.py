"""When two titles are one title but for typing, and two names one person: what a careful clerk sees in a pair.

`title.read` and `person.read` say once what a text says (words put in one form, years and places apart);
`candidates.of` finds the pairs worth a look, `deciding.told` gathers the facts of each and looks them up in
lookups/pairs.toml; `apart` drops at a glance what cannot be one; `compare.titles` and `person.is_same` judge two texts.
Every word they know stands in pipeline/lookups.
"""
