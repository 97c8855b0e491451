"""The command line: `inducult`, one word for each thing an operator does."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Final

from inducult.common.environment import BadSetting

# What `inducult --help` lists, in the order in which a new installation needs it.
COMMANDS: Final = {
    "demo": "set up a database with the demonstration data and serve it",
    "serve": "serve the product to browsers (--host, --port)",
    "worker": "do the work that pages have left behind (serve starts one)",
    "import": "load curated places from files, after showing what would change",
    "harvest": "hold a source against the register and suggest what it would change",
    "sources": "list the sources that can be harvested, with licence and state",
    "publish": "build an edition of what is published and switch to it",
    "pull": "fetch from the object store what other nodes have published (serve does)",
    "backup": "put database, pictures and editions into one file",
    "restore": "bring back what `backup` has kept",
    "withdraw": "leave a place out of every edition, also the old ones",
    "partnership": "load the regions and partners of the network",
    "taxonomy": "load the themes and types of places",
    "templates": "load the templates of workshop sessions",
    "steward": "invite a steward of the network; prints the link that leads in",
    "migrate": "bring the tables of the database up to date",
}

# For whoever changes the program; not listed.
FOR_DEVELOPERS: Final = ("makemigrations",)


def main() -> None:
    """Run one command; what goes wrong in a foreseen way is said in a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        sys.stdout.write(usage())
        return
    if arguments[0] not in (*COMMANDS, *FOR_DEVELOPERS):
        sys.exit(f"inducult: there is no command {arguments[0]!r}.\n\n{usage()}")
    try:
        _run(arguments)
    except BadSetting as error:
        sys.exit(f"inducult: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def usage() -> str:
    lines = [f"  {name:<12} {says}" for name, says in COMMANDS.items()]
    return "\n".join(
        [
            "usage: inducult COMMAND [options]",
            "",
            "Living industrial culture: map, register and open data.",
            "",
            *lines,
            "",
            "inducult COMMAND --help says more. INDUCULT_DATA names the data folder,",
            "DATABASE_URL a PostgreSQL database (without it: SQLite in the data folder).",
            "",
        ]
    )


def _run(arguments: list[str]) -> None:
    if arguments[0] not in ("restore", "backup"):
        _end_interrupted_restore()
    from django.core.management import (  # noqa: PLC0415 -- Django reads the settings when imported
        ManagementUtility,
    )

    utility: Callable[[list[str]], ManagementUtility] = ManagementUtility
    utility(["inducult", *arguments]).execute()


def _end_interrupted_restore() -> None:
    """What a killed `restore` has left is brought to its end before anything else is done."""
    from django.conf import settings  # noqa: PLC0415 -- reads the settings

    if not (settings.DATA / "restoring").exists():
        return
    import django  # noqa: PLC0415 -- only where there is something to end

    django.setup()
    from inducult.config.backup.restoring import (  # noqa: PLC0415 -- after the set-up
        Restoring,
        alone,
        finish,
    )

    try:
        with alone(settings.DATA):
            finish(settings.DATA)
    except Restoring as error:
        sys.exit(f"inducult: {error}")


if __name__ == "__main__":  # the server starts its worker as a module
    main()
