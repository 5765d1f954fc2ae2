"""`python -m deploy.web`: pages and streams under uvicorn, with the settings that they want.

The parent holds the port and starts a worker anew that died. SIGTERM or Ctrl-C ends it: open streams are let
go at once, requests that have begun are answered.
"""

import argparse
import logging
import socket
import sys

import uvicorn
from uvicorn.supervisors import Multiprocess

FINISH_SECONDS = 10  # for requests that have begun, when the process shall end
IDLE_SECONDS = 75  # after which an unused connection is closed; longer than the usual proxy keeps it


def main(arguments: list[str] | None = None) -> int:
    """Serves until it is told to end."""
    parser = argparse.ArgumentParser(prog="python -m deploy.web", description=__doc__)
    parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port, such as 0.0.0.0:8000")
    parser.add_argument(
        "--descriptor", type=int, help="a listening socket that is open already, by its number"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO)
    listener = _opened(given.descriptor, given.bind)
    chosen = configuration(given.workers)
    if given.workers > 1:
        Multiprocess(chosen, sockets=[listener]).run()
    else:
        uvicorn.Server(chosen).run(sockets=[listener])
    return 0


def configuration(workers: int) -> uvicorn.Config:
    """How uvicorn runs here. What a proxy says of the address counts by TRUST_PROXY alone."""
    return uvicorn.Config(
        "deploy.asgi:application",
        workers=workers,
        lifespan="on",
        ws="none",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,  # Django's own
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=FINISH_SECONDS,
    )


def _opened(descriptor: int | None, bind: str) -> socket.socket:
    if descriptor is not None:
        listener = socket.socket(fileno=descriptor)
    else:
        host, _, port = bind.rpartition(":")
        listener = socket.create_server((host.strip("[]"), int(port)), backlog=2048)
    listener.set_inheritable(True)
    return listener


if __name__ == "__main__":
    sys.exit(main())
