"""A language worker in a thread of the test's own process."""

import threading
from contextlib import contextmanager

from sofra.worker.reader import Reader
from sofra.worker.server import Server


@contextmanager
def a_language_worker(folder, choose):
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(folder, Reader(choose))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
