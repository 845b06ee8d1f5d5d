"""Work that takes time: a way to ask it to stop, and what it tells how far it is."""

from collections.abc import Callable
from threading import Lock

from palmyra_desktop.domain.errors import Cancelled

Progress = Callable[[int, int | None], None]
"""Called with how much is done and of how much; None: nobody knows."""


class Cancellation:
    """Handed to work that takes time; safe to use from any thread."""

    def __init__(self) -> None:
        """Begin not cancelled."""
        self._lock = Lock()
        self._cancelled = False
        self._wakers: list[Callable[[], None]] = []

    def cancel(self) -> None:
        """Ask the work to stop; a second call does nothing."""
        with self._lock:
            if self._cancelled:
                return
            self._cancelled = True
            wakers = tuple(self._wakers)
        for wake in wakers:
            wake()

    def check(self) -> None:
        """Give the work a place to stop at.

        Raises:
            Cancelled: if it should.
        """
        if self._cancelled:
            raise Cancelled

    def attach(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Call `wake` on cancelling (to interrupt a query); returns a function that detaches it again."""
        with self._lock:
            self._wakers.append(wake)
            late = self._cancelled
        if late:
            wake()

        def detach() -> None:
            with self._lock:
                if wake in self._wakers:
                    self._wakers.remove(wake)

        return detach
