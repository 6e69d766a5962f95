import threading
import time
from pathlib import Path

from textual.message import Message

from tui.jobs import Job, Lane
from tui.messages import JobFailed


class Told(Message):
    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()


def wait_for(condition) -> None:
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it never happened")


def test_a_job_that_was_overtaken_tells_nothing_and_those_between_never_start() -> None:
    told: list[Message] = []
    started: list[str] = []
    go, running = threading.Event(), threading.Event()
    lane = Lane("testing", told.append)

    def slow(job: Job) -> None:
        started.append("slow")
        running.set()
        go.wait(5)
        job.tell(Told("slow"))

    def quick(name: str):
        def work(job: Job) -> None:
            started.append(name)
            job.tell(Told(name))

        return work

    lane.submit(slow)
    running.wait(5)
    lane.submit(quick("second"))
    lane.submit(quick("third"))
    go.set()
    wait_for(lambda: told)
    assert started == ["slow", "third"]
    assert [message.text for message in told] == ["third"]


def test_a_cancelled_job_learns_of_it() -> None:
    seen: list[bool] = []
    running = threading.Event()
    lane = Lane("testing", seen.append)

    def work(job: Job) -> None:
        running.set()
        wait_for(job.cancelled)
        seen.append(True)

    lane.submit(work)
    running.wait(5)
    lane.cancel()
    wait_for(lambda: seen)


def test_an_error_nobody_foresaw_becomes_a_sentence_and_a_log_without_its_message(own_folders: Path) -> None:
    told: list[Message] = []
    lane = Lane("comparing", told.append)

    def work(_job: Job) -> None:
        secret = "text of an article"
        raise ValueError(secret)

    lane.submit(work)
    wait_for(lambda: told)
    (message,) = told
    assert isinstance(message, JobFailed)
    assert message.sentence.startswith("Comparing failed (ValueError)")
    log = own_folders / "state" / "atodds" / "errors.log"
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "test_lanes.py" in text
    assert "text of an article" not in text
    assert log.stat().st_mode & 0o077 == 0
    lane.submit(lambda job: job.tell(Told("alive")))
    wait_for(lambda: len(told) == 2)


def test_threads_never_keep_the_program_from_ending() -> None:
    lane = Lane("testing", lambda _message: None)
    lane.submit(lambda _job: None)
    wait_for(lambda: lane._thread is not None)
    assert lane._thread.daemon
