"""What the protections cost: the same load on each variant of the floor, one after the other, over real HTTP.

`python -m benchmarks.safety.measure` in the folder of Sofra prints the table of README.md. A few minutes.
"""

import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.safety.variants import POSTGRESQL, VARIANTS
from tests.attack.postgres import PostgresServer
from tests.running import free_ports

THINK, ROOM, RUSH = 12.0, 16.0, 4.0
"""Seconds: between two votes of a person on average; of people at their own pace; of people without a pause."""
RUSHING = 8
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|wording|left|page|question)" value="([^"]+)"')


@dataclass
class Person:
    port: int
    cookie: str
    chance: random.Random
    took: dict = field(default_factory=lambda: {"vote": [], "say": []})

    def get(self, path):
        return self._ask("GET", path, None)

    def act(self, kind, path, **fields):
        """Fill in the form on a page and send it; how long until it is acknowledged is kept."""
        given = dict(HIDDEN.findall(self.get(path))) | fields
        begun = time.perf_counter()
        self._ask("POST", path, urlencode(given))
        self.took[kind].append(time.perf_counter() - begun)

    def vote(self):
        self.act("vote", "/vote/", answer=self.chance.choice(["agree", "disagree", "pass"]))

    def say(self):
        self.act("say", "/say/", words="One sentence about what hinders us, and nothing else.", language="en")

    def _ask(self, method, path, body):
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        answer = self._answer(method, path, body, headers)
        text = answer.read().decode()
        if answer.status >= http.client.BAD_REQUEST:
            raise AssertionError(f"{method} {path}: {answer.status} {text[:300]}")
        for set_cookie in answer.headers.get_all("Set-Cookie") or ():
            if set_cookie.startswith("floor_csrf"):
                self.cookie = f"{self.cookie.split('; floor_csrf')[0]}; {set_cookie.split(';')[0]}"
        return text

    def _answer(self, method, path, body, headers):
        """On the line that is open; on a new one, as browsers do, when the floor has closed it in the meantime."""
        if not hasattr(self, "_line"):
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            self._line.request(method, path, body, headers)
            return self._line.getresponse()
        except http.client.RemoteDisconnected:
            self._line.close()
            self._line.request(method, path, body, headers)
            return self._line.getresponse()


def at_their_own_pace(people, seconds, act):
    end = time.monotonic() + seconds

    def live(person):
        while True:
            time.sleep(person.chance.expovariate(1 / THINK))
            if time.monotonic() > end:
                return
            act(person)

    together(people, live)


def without_a_pause(people, seconds, act):
    """How many acts a second the floor acknowledges."""
    end, done = time.monotonic() + seconds, []

    def live(person):
        while time.monotonic() < end:
            act(person)
            done.append(1)

    together(people, live)
    return len(done) / seconds


def together(people, live):
    threads = [threading.Thread(target=live, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Floor:
    """One variant as a process."""

    def __init__(self, name, data, **environment):
        self.port, self.scrubs = free_ports()[0], []
        given = os.environ | {"VARIANT": name, "SOFRA_DATA": data} | environment
        command = [sys.executable, "-m", "benchmarks.safety.serve", str(self.port)]
        self.process = subprocess.Popen(
            command, env=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        told = json.loads(self._next_line("{"))
        self.people = [Person(self.port, cookie, random.Random(n)) for n, cookie in enumerate(told["people"])]
        self.facilitator = Person(self.port, told["facilitator"], random.Random(0))
        self._next_line("ready")
        threading.Thread(target=self._listen, daemon=True).start()
        time.sleep(1)

    def _next_line(self, beginning):
        return next(line for line in self.process.stdout if line.startswith(beginning))

    def _listen(self):
        for line in self.process.stdout:
            if line.startswith("scrub"):
                self.scrubs.append(float(line.split()[1]))

    def cpu_seconds(self):
        """What the process has worked so far, however many others it shares the machine with."""
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=60)


def figures_of(floor):
    at_their_own_pace(floor.people, ROOM / 2, Person.say)
    token = dict(HIDDEN.findall(floor.facilitator.get("/console/")))["csrfmiddlewaretoken"]
    floor.facilitator._ask("POST", "/console/move/", urlencode({"csrfmiddlewaretoken": token, "phase": "vote"}))
    floor.scrubs.clear()
    at_their_own_pace(floor.people, ROOM, Person.vote)
    paced = [seconds for person in floor.people for seconds in person.took["vote"]]
    before = floor.cpu_seconds()
    rate = without_a_pause(floor.people[:RUSHING], RUSH, Person.vote)
    return {
        "votes": len(paced),
        **{f"vote p{share}": percentile(paced, share) for share in (50, 95, 99)},
        "say p50": percentile([seconds for person in floor.people for seconds in person.took["say"]], 50),
        "say p95": percentile([seconds for person in floor.people for seconds in person.took["say"]], 95),
        "rate": rate,
        "cpu": (floor.cpu_seconds() - before) / (rate * RUSH),
        "scrub": max(floor.scrubs, default=0.0),
    }


def percentile(values, share):
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def row(name, found, first):
    def cell(what):
        return f"{found[what] * 1000:.1f} ms ({found[what] / first[what]:.2f})"

    cells = [cell(what) for what in ("vote p50", "vote p95", "vote p99", "say p50", "say p95", "cpu")]
    rate = f"{found['rate']:.0f}/s ({found['rate'] / first['rate']:.2f})"
    return f"| {name} | {found['votes']} | {' | '.join(cells)} | {rate} | {found['scrub'] * 1000:.0f} ms |"


def measured(name, variant):
    with tempfile.TemporaryDirectory() as data:
        if variant.engine != POSTGRESQL:
            return figures_with(Floor(name, data))
        server = PostgresServer()
        server.start()
        server.make_role_and_databases("floor")
        try:
            return figures_with(Floor(name, data, SOFRA_FLOOR_DATABASE=server.address("floor")))
        finally:
            server.stop()
            server.remove()


def figures_with(floor):
    try:
        return figures_of(floor)
    finally:
        floor.end()


def main(wanted):
    print("| Variant | Votes | p50 | p95 | p99 | Statement p50 | p95 | Processor a vote | Rush | Longest scrub |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    first = None
    for name, variant in VARIANTS.items():
        if not wanted or name in wanted:
            begun = os.getloadavg()[0]
            found = measured(name, variant)
            first = first or found
            print(row(name, found, first), f"<!-- load before {begun:.1f} -->", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
