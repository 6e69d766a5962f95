"""Work in daemon threads of our own, so that typing never waits and quitting waits for nobody."""

import threading
from collections.abc import Callable

from textual.message import Message

from tui.crash import record
from tui.messages import JobFailed


class Job:
    """A piece of work in its thread: how it learns that it is stale, and how it tells what it found."""

    def __init__(self, lane: "Lane", generation: int) -> None:
        """Belong to a lane; made by it."""
        self._lane = lane
        self.generation = generation

    def cancelled(self) -> bool:
        """Whether newer work has taken its place."""
        return self._lane.generation != self.generation

    def tell(self, message: Message) -> None:
        """Send a message to the screen, unless the job is stale."""
        if not self.cancelled():
            self._lane.post(message)


class Lane:
    """Runs the newest of the jobs it is given, one at a time; those that were overtaken never start."""

    def __init__(self, name: str, post: Callable[[Message], object]) -> None:
        """Name the lane for its thread and its errors; `post` must be safe to call from any thread."""
        self.name = name
        self.post = post
        self.generation = 0
        self._waiting: Callable[[Job], None] | None = None
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def submit(self, work: Callable[[Job], None]) -> int:
        """Let `work` be the next to run, and the running job be stale; return its generation."""
        with self._changed:
            self.generation += 1
            self._waiting = work
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=f"atodds-{self.name}", daemon=True)
                self._thread.start()
            self._changed.notify()
            return self.generation

    def cancel(self) -> None:
        """Let the running job be stale and no other follow."""
        with self._changed:
            self.generation += 1
            self._waiting = None

    def _run(self) -> None:
        while True:
            with self._changed:
                while self._waiting is None:
                    self._changed.wait()
                work, self._waiting = self._waiting, None
                job = Job(self, self.generation)
            try:
                work(job)
            except Exception as error:  # a thread that dies silently would leave the screen waiting
                log = record(error)
                sentence = f"{self.name.capitalize()} failed ({type(error).__name__}); see {log}."
                job.tell(JobFailed(job.generation, self.name, sentence))
