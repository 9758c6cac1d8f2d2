"""When two titles are one title but for typing, and two names one person: what a careful clerk sees in a pair.

`title.read` and `person.read` say once what a text says (words put in one form, years and places apart), `compare.titles`
and `person.is_same` judge two of them. Every word they know stands in pipeline/lookups; nothing here looks at other rows.
"""
