"""`python -m deploy.engines start|stop|status`: the engines by hand."""

import argparse
import sys

from . import ENGINES, EngineError, data_folder, database_url, is_running, needed, start, stop


def main() -> int:
    """Does what was asked; the status is 0, or 1 when an engine could not be started or does not run."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.engines", description="The embedded PostgreSQL and Valkey."
    )
    parser.add_argument("command", choices=("start", "stop", "status"))
    command = parser.parse_args().command
    try:
        if command == "start":
            start(needed())
        elif command == "stop":
            stop()
    except EngineError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    lines = {engine: "running" if is_running([engine]) else "stopped" for engine in ENGINES}
    lines |= {"data": str(data_folder()), "psql": database_url()}
    sys.stdout.writelines(f"{name:10}{value}\n" for name, value in lines.items())
    return 0 if command != "status" or is_running(needed()) else 1


if __name__ == "__main__":
    sys.exit(main())
