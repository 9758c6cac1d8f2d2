"""What the clerk writes into the report by hand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ClerkWords:
    """The paragraphs of noi-dung.txt, each a whole sentence or more, and the initiatives named there as notable.

    notable_codes: replace the choice by criteria, in this order.
    """

    difficulties: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    notable_codes: tuple[str, ...] = ()


NO_WORDS = ClerkWords()
