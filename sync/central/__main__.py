# SPDX-License-Identifier: Apache-2.0
"""`./keepwell central VERB --folder DIR`: runs a centre and looks after it. Never prints words unasked.

Verbs:
    run       serve laptops until told to stop; prints one JSON line {"url": …} once it listens
    enrol     print a one-time code with which one laptop may join as one named person
    revoke    let a laptop in no more
    restored  say, once, that the database came back from a backup
    show      print as JSON what the centre holds; with --words also what was written
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from locales import _
from sync.central.errors import OperatorError
from sync.central.readout import read_out
from sync.central.service import Central

if TYPE_CHECKING:
    import uvicorn

_EXAMPLE = "postgresql://user@host/database?passfile=FILE"


def main(words: list[str]) -> int:
    """Do what the verb says; 0 when done, 2 when it cannot be done as given."""
    options = _parser().parse_args(words)
    try:
        with closing(Central(options.folder, options.organisation, options.database)) as central:
            options.act(central, options)
    except OperatorError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="keepwell central", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for name, act in (
        ("run", _run),
        ("enrol", _enrol),
        ("revoke", _revoke),
        ("restored", _restored),
        ("show", _show),
    ):
        verb = verbs.add_parser(name)
        verb.set_defaults(act=act)
        verb.add_argument("--folder", type=Path, required=True)
        verb.add_argument("--organisation", default="Keepwell", help=_("its name, when first made"))
        verb.add_argument("--database", help=_("another database: {example}").format(example=_EXAMPLE))
        if name == "run":
            verb.add_argument("--host", default="127.0.0.1")
            verb.add_argument("--port", type=int, default=0, help=_("0 takes a free one"))
            verb.add_argument("--until-stdin-closes", action="store_true")
        elif name == "enrol":
            verb.add_argument("--name", required=True)
            verb.add_argument("--role", choices=("peer", "registered"), required=True)
        elif name == "revoke":
            verb.add_argument("--device", required=True)
        elif name == "show":
            verb.add_argument("--words", action="store_true")
    return parser


def _run(central: Central, options: argparse.Namespace) -> None:
    import uvicorn

    from sync.central.app import listen, make_app

    config = uvicorn.Config(
        make_app(central, trouble=_tell),
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    server = uvicorn.Server(config)
    # For a signal before uvicorn listens to them itself, and for those it raises again once it has stopped.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: _stop(server))
    with listen(options.host, options.port) as listening:
        if options.until_stdin_closes:
            threading.Thread(target=_stop_when_stdin_closes, args=(server,), daemon=True).start()
        port = listening.getsockname()[1]
        print(json.dumps({"url": f"http://{options.host}:{port}"}), flush=True)
        server.run(sockets=[listening])


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _stop_when_stdin_closes(server: uvicorn.Server) -> None:
    while sys.stdin.buffer.read(1):
        pass
    _stop(server)


def _stop(server: uvicorn.Server) -> None:
    server.should_exit = True


def _enrol(central: Central, options: argparse.Namespace) -> None:
    print(central.people.issue_code(options.name, options.role))


def _revoke(central: Central, options: argparse.Namespace) -> None:
    central.people.revoke(options.device)


def _restored(central: Central, _options: argparse.Namespace) -> None:
    central.begin_again()


def _show(central: Central, options: argparse.Namespace) -> None:
    print(json.dumps(read_out(central, words=options.words), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
