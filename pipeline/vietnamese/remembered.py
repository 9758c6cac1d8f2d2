"""What a function says of a word, asked once: a look into a dict takes a fifth of a call."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Generic, TypeVar

V = TypeVar("V")

_MOST_WORDS = 1 << 16
_LONGEST = 64  # letters; a cell may hold one “word” of thousands, and many such would fill the memory


class Remembered(dict[str, V], Generic[V]):
    """word → of(word). Use it as `remembered[word]`."""

    def __init__(self, of: Callable[[str], V]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, word: str) -> V:
        found = self._of(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = found
        return found

    def each(self, words: Sequence[str], of_all: Callable[[list[str]], Iterable[V]]) -> list[V]:
        """What is said of each of many words. of_all: tells it of those that were never asked before, all at once."""
        new = [word for word in words if word not in self]
        told = dict(zip(new, of_all(new), strict=True))
        found = [told[word] if word in told else self[word] for word in words]
        if len(self) + len(told) > _MOST_WORDS:
            self.clear()
        short = ((word, said) for word, said in told.items() if len(word) <= _LONGEST)
        self.update(islice(short, _MOST_WORDS - len(self)))
        return found
