"""An action backend in Python and its tests against `berth fake`, with nothing but the standard library.

Run: python3 examples/fake_port.py      (BERTH="npx berth" where that is installed)
"""

import json
import os
import shlex
import signal
import subprocess
import unittest
import urllib.error
import urllib.request
from datetime import datetime, timedelta

HERE = os.path.dirname(os.path.abspath(__file__))


def call(url, method="GET", body=None, token=""):
    """Sends JSON and answers with JSON; a refusal is raised as urllib's HTTPError."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method)) as answer:
        return json.load(answer)


# --- the backend under test ---


def create_microservice(env, run_id, name):
    """Writes the entity under the run, then ends the run with the line that says so."""
    api = env["PORT_BASE_URL"] + "/v1"
    credentials = {"clientId": env["PORT_CLIENT_ID"], "clientSecret": env["PORT_CLIENT_SECRET"]}
    token = call(f"{api}/auth/access_token", "POST", credentials)["accessToken"]
    call(f"{api}/blueprints/microservice/entities?run_id={run_id}", "POST", {"identifier": name}, token)
    end = {"message": f"Created {name}", "terminationStatus": "SUCCESS"}
    call(f"{api}/actions/runs/{run_id}/logs", "POST", end, token)


# --- its tests ---


class FakePort:
    """A fake Port in a process of its own, and the controls that a test has over it."""

    def __init__(self, seed):
        berth = shlex.split(os.environ.get("BERTH") or "npx -y pnpm@10 --silent berth")
        command = [*berth, "fake", "--port", "0", "--seed", seed]
        # A session of its own, so that it ends together with what npx starts.
        self.process = subprocess.Popen(
            command, cwd=HERE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        told = json.loads(self.process.stdout.readline())
        self.url = told["url"]
        self.env = {
            "PORT_BASE_URL": told["url"],
            "PORT_CLIENT_ID": told["clientId"],
            "PORT_CLIENT_SECRET": told["clientSecret"],
        }

    def execute(self, action, **properties):
        return call(f"{self.url}/_berth/execute", "POST", {"action": action, "properties": properties})

    def run(self, run_id):
        return call(f"{self.url}/_berth/runs/{run_id}")

    def advance(self, milliseconds):
        return call(f"{self.url}/_berth/clock/advance", "POST", {"by": milliseconds})["now"]

    def close(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()
        self.process.stdout.close()


class CreatesMicroservices(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.port = FakePort(os.path.join(HERE, "demo.seed.json"))
        cls.addClassCleanup(cls.port.close)

    def test_the_entity_is_tied_to_the_run_and_the_run_succeeds(self):
        run_id = self.port.execute("create_microservice", name="cart")["id"]
        create_microservice(self.port.env, run_id, "cart")
        run = self.port.run(run_id)
        self.assertEqual((run["status"], run["logs"][-1]["message"]), ("SUCCESS", "Created cart"))
        self.assertEqual([each["entity"] for each in run["affected"]], ["cart"])

    def test_a_name_that_is_taken_leaves_the_run_to_whoever_asked(self):
        run_id = self.port.execute("create_microservice", name="checkout")["id"]
        with self.assertRaisesRegex(urllib.error.HTTPError, "409"):
            create_microservice(self.port.env, run_id, "checkout")
        self.assertEqual(self.port.run(run_id)["status"], "IN_PROGRESS")

    def test_a_day_passes_at_once(self):
        before, after = (datetime.fromisoformat(self.port.advance(ms)[:-1]) for ms in (0, 86_400_000))
        self.assertEqual(after - before, timedelta(days=1))


if __name__ == "__main__":
    unittest.main()
