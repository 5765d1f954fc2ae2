"""Finds a port of this machine's own to serve on, and takes it at once."""

import errno
import socket

HOST = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TRIED = 100


class PortTaken(Exception):
    """The port cannot be served on; the message says why and what to do."""


def listen(wanted: str | None) -> socket.socket:
    """A listening socket on the wanted port, or without a wish on the first free one from 8000 on.

    Refuses a wish that is no port, that another program has, or that needs more rights.
    """
    if wanted:
        return _open(_number(wanted))
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        try:
            return _open(port)
        except PortTaken:
            continue
    raise PortTaken(
        f"The ports {FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1} are all taken; name one with PORT=."
    )


def _number(wanted: str) -> int:
    if not wanted.isascii() or not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise PortTaken(f"PORT={wanted} is no port; it must be a number from 1 to 65535.")
    return int(wanted)


def _open(port: int) -> socket.socket:
    listener = socket.socket()
    # Connections of an earlier run may linger for a minute; they are no reason to move.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        why = (
            "is taken by another program"
            if error.errno == errno.EADDRINUSE
            else f"cannot be used: {error.strerror}"
        )
        raise PortTaken(f"Port {port} {why}. Choose another with PORT=, or leave PORT unset.") from error
    return listener
