#!/usr/bin/env python
"""Django's command line. Starts the embedded engines for a command that needs them and has no others."""

import os
import sys

# Commands that never touch a database or a broker: nothing is started for them.
ENGINELESS = {"collectstatic", "check", "diffsettings", "help", "spectacular", "version"}


def needs_engines(arguments: list[str]) -> bool:
    """False for help, for the commands above, and for what promises to read nothing but files."""
    if not arguments or arguments[0] in ENGINELESS:
        return False
    if arguments[0] == "import_questions" and "--dry-run" in arguments:
        return False
    if arguments[0] == "find_duplicates" and not any(word.startswith("--org") for word in arguments):
        return False
    return not {"--help", "-h", "--version"}.intersection(arguments)


def main() -> None:
    """Runs one command, with engines about it where it needs them and the environment names none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    from django.core.management import execute_from_command_line

    named = os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")
    if named or not needs_engines(sys.argv[1:]):
        execute_from_command_line(sys.argv)
        return
    from deploy import engines

    with engines.running(engines.needed()):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
