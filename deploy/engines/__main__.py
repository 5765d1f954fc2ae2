"""`python -m deploy.engines start|stop|status`: the engines by hand."""

import argparse
import sys

from . import ENGINES, EngineError, data_folder, database_url, is_running, needed, start, stop


def main() -> int:
    """Does what was asked; the status is 0, or 1 when an engine could not be started or does not run."""
    parser = argparse.ArgumentParser(prog="python -m deploy.engines", description="The embedded PostgreSQL and Valkey.")
    parser.add_argument("command", choices=("start", "stop", "status"))
    command = parser.parse_args().command
    try:
        if command == "start":
            start(needed())
        elif command == "stop":
            stop()
    except EngineError as error:
        print(error, file=sys.stderr)
        return 1
    for engine in ENGINES:
        print(f"{engine:10}{'running' if is_running([engine]) else 'stopped'}")
    print(f"{'data':10}{data_folder()}\n{'psql':10}{database_url()}")
    return 0 if command != "status" or is_running(needed()) else 1


if __name__ == "__main__":
    sys.exit(main())
