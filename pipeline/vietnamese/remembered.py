"""What a function says of a word, asked once: a look into a dict takes a fifth of a call."""

from collections.abc import Callable
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
