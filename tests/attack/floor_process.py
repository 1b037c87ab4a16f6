"""The floor as a process of its own that can be killed, and people who talk to it over HTTP."""

import os
import re
import subprocess
import sys

import httpx

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WORDING = re.compile(r'name="wording" value="([0-9a-f]{32})"')
QUESTION = re.compile(r'name="question" value="([0-9a-f]{32})"')
LEFT = re.compile(r'name="left" value="(\d+)"')
PAGE = re.compile(r'name="page" value="(\w+)"')

MORE_CARDS = """
import sys
from sofra.project import side
side.set_up("floor")
from sofra.floor.room.actions import make_more_cards
from sofra.floor.room.models import Dialogue
print(*make_more_cards(Dialogue.objects.get(), int(sys.argv[1]), address="").participants)
"""


class FloorProcess:
    def __init__(self, data, port, **environment):
        self.data, self.port = data, port
        self.address = f"http://127.0.0.1:{port}/"
        self.log = data / "floor.log"
        self.environment = os.environ | {"SOFRA_DATA": str(data), "SOFRA_FLOOR_ADDRESS": self.address} | environment

    def sofra(self, *arguments):
        return self._done(sys.executable, "-m", "sofra", *arguments)

    def more_cards(self, number):
        return self._done(sys.executable, "-c", MORE_CARDS, str(number)).split()

    def _done(self, *command):
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self):
        command = [sys.executable, "-m", "sofra", "serve", "floor", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self.process.stdout.readline() == "ready floor\n", self.log.read_text()

    def kill(self):
        """As when the power of the process is pulled: no goodbye."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)


def break_off_at_a_fault(answer):
    """When its database is gone the floor says so: that is no acknowledgement."""
    if answer.is_server_error:
        raise httpx.RemoteProtocolError(f"{answer.status_code}")


class Phone:
    """One participant, who notes what the floor has acknowledged, and what it may have kept without saying so."""

    def __init__(self, floor, code):
        self.floor, self.code = floor, code
        self.acknowledged, self.unanswered, self.answers = {}, {}, 0
        self._client = httpx.Client(
            base_url=floor.address,
            headers={"Origin": floor.address.rstrip("/")},
            timeout=30,
            event_hooks={"response": [break_off_at_a_fault]},
        )

    def send(self, path, **fields):
        token = TOKEN.search(self._client.get(path).text)
        return self._client.post(path, data=fields | {"csrfmiddlewaretoken": token.group(1)})

    def sit_down(self):
        self.send("/", code=self.code)
        self.send("/rule/")
        self.key = self._client.cookies["voice"].split(":")[0]

    def press(self, page, path, **fields):
        """A button that stands on one page and leads to another."""
        token = TOKEN.search(self._client.get(page).text).group(1)
        return self._client.post(path, data=fields | {"csrfmiddlewaretoken": token})

    def vote(self, answer, chance):
        """On the next statement; when all are answered, once more on one of them."""
        page = self._client.get("/vote/", follow_redirects=True).text
        found = WORDING.search(page)
        wording = found.group(1) if found else chance.choice(list(self.acknowledged))
        fields = {"wording": wording, "answer": answer, "csrfmiddlewaretoken": TOKEN.search(page).group(1)}
        self.unanswered.setdefault(wording, set()).add(answer)
        if self._client.post("/vote/", data=fields).status_code == httpx.codes.FOUND:
            self.acknowledged[wording] = answer
            del self.unanswered[wording]
            self.answers += 1

    def kept_well(self, wording, answer):
        """What the floor holds is the last acknowledged answer, or a newer one whose acknowledgement was cut off."""
        return answer in {self.acknowledged[wording], *self.unanswered.get(wording, ())}

    def say(self, words):
        """With a code to take it back, by which the statement is known again. False when this voice has said enough."""
        page = self._client.get("/say/").text
        code = PAGE.search(page)
        if code is None:
            return False
        fields = {"words": words, "language": "en", "take_back": "on", "page": code.group(1)}
        fields |= {"left": LEFT.search(page).group(1), "question": QUESTION.search(page).group(1)}
        self.unanswered[code.group(1)] = words
        answer = self._client.post("/say/", data=fields | {"csrfmiddlewaretoken": TOKEN.search(page).group(1)})
        if answer.status_code == httpx.codes.OK:
            self.acknowledged[code.group(1)] = self.unanswered.pop(code.group(1))
            self.answers += 1
        return True
