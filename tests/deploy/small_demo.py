"""The demonstration with small stand-ins for its children, run as a script; all else is the real thing.

SMALL_DEMO names what to do differently: `slow` set-up, a `failing` set-up, a `dying` worker.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from deploy import demo

BEHAVIOUR = os.environ.get("SMALL_DEMO", "")
SET_UP = {
    "": "print('seeded')",
    "slow": "import time; print('seeding', flush=True); time.sleep(600)",
    "failing": "print('no such table'); raise SystemExit(3)",
}
WEB = """
import http.server, socket, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(204)
        self.end_headers()
server = http.server.HTTPServer(("127.0.0.1", 0), Answer, bind_and_activate=False)
server.socket = socket.socket(fileno=int(sys.argv[1]))
server.serve_forever()
"""
# A worker with a child of its own, in a process that does not pass the wish to stop on.
WORKER = """
import subprocess, sys
subprocess.run([sys.executable, "-c", "import time; time.sleep(600)", sys.argv[1]])
"""
DYING = "import time; time.sleep(1); print('out of memory'); raise SystemExit(9)"


def _manage(*arguments: str) -> list[str]:
    script = SET_UP.get(BEHAVIOUR, SET_UP[""]) if arguments == ("seed_demo",) else "print('ada@example.org')"
    return [sys.executable, "-c", script, *arguments, str(demo.engines.data_folder())]


def _web_command(descriptor: int) -> list[str]:
    return [sys.executable, "-c", WEB, str(descriptor), str(demo.engines.data_folder())]


def _queue_commands(data: Path) -> dict[str, list[str]]:
    return {"Worker": [sys.executable, "-c", DYING if BEHAVIOUR == "dying" else WORKER, str(data)]}


if __name__ == "__main__":
    demo.manage, demo.web_command, demo.queue_commands = _manage, _web_command, _queue_commands
    sys.exit(demo.main())
