"""The worker's end of the socket: one thread a question, a bounded number of them, and nothing written down."""

import os
import socket
import socketserver
import sys
import threading
from pathlib import Path

from sofra.worker import messages
from sofra.worker.reader import Reader

AT_ONCE = 16
"""Questions in work; whoever comes on top is turned away and does without."""
PATIENCE = 5.0
"""Seconds in which a question has to arrive, and an answer to be fetched."""
TIDY_EVERY = 60.0


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Answers questions at the socket of a folder, which its owner alone can open."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, folder: Path, reader: Reader) -> None:
        self.reader, self._seats = reader, threading.BoundedSemaphore(AT_ONCE)
        self._place = folder / messages.SOCKET
        self._place.unlink(missing_ok=True)
        before = os.umask(0o177)
        try:
            with messages.address_in(folder) as address:
                super().__init__(address, _Line)
        finally:
            os.umask(before)

    def process_request(self, request: socket.socket, client_address: object) -> None:  # type: ignore[override]
        if not self._seats.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: socket.socket, client_address: object) -> None:  # type: ignore[override]
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._seats.release()

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002  as the library calls it
        """The kind of the fault and nothing of what was asked."""
        kind = sys.exc_info()[0]
        print(f"language worker: {kind.__name__ if kind else 'fault'}", file=sys.stderr, flush=True)

    def tidy(self) -> None:
        """Again and again, for as long as the worker lives."""
        pause = threading.Event()
        while not pause.wait(TIDY_EVERY):
            self.reader.shelves.forget_idle()

    def server_close(self) -> None:
        super().server_close()
        self._place.unlink(missing_ok=True)


class _Line(socketserver.BaseRequestHandler):
    request: socket.socket
    server: Server

    def handle(self) -> None:
        """One question, one answer. Whoever sends something else, or nothing, gets none."""
        self.request.settimeout(PATIENCE)
        try:
            question = messages.read_question(messages.receive(self.request))
            messages.send(self.request, self.server.reader.answer(question))
        except (OSError, messages.Unreadable):
            return
