"""A file that takes too long costs itself alone."""

from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path

from pebble import ProcessFuture

from pipeline.edges import reading
from pipeline.edges.inbox import Arrival
from pipeline.workbook import Workbook


def test_a_file_that_is_read_too_long_is_refused_with_the_limit():
    future: ProcessFuture[Workbook] = ProcessFuture()
    future.set_exception(FutureTimeoutError())
    book = reading._result(Arrival("a.xlsx", Path("a.xlsx"), "0" * 64, 1), future)
    assert (book.refusal, book.detail) == ("file_reader_slow", str(reading.TIME_LIMIT_SECONDS))
