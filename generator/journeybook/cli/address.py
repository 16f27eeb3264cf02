"""Where the browser finds the site while it is edited: checked before anything is built."""

from __future__ import annotations

import errno
import ipaddress
import socket

import click

from journeybook.cli.call import Call
from journeybook.words import phrase

PORTS = range(1, 1 << 16)


def checked(context: click.Context, param: click.Parameter, value: str) -> str:
    """An address of a machine with a port; what is none is told in the reader's language."""
    try:
        parted(value)
    except ValueError:
        call = context.find_object(Call)
        wrong = phrase("“{typed}” is no address with a port. Write one like {example}.", typed=value, example=_beside())
        raise click.BadParameter(wrong.say(call.language if call else "en"), context, param) from None
    return value


def parted(address: str) -> tuple[str, int]:
    """The machine and the port. Raises ValueError where there is no such address."""
    host, _, port = address.rpartition(":")
    if host != "localhost":
        host = str(ipaddress.ip_address(host.removeprefix("[").removesuffix("]")))
    if not (port.isascii() and port.isdecimal() and int(port[:6]) in PORTS):
        raise ValueError(port)
    return host, int(port)


def need_free(call: Call, address: str) -> None:
    """Ends the command where nothing can be shown at an address, before a site is built for it."""
    host, port = parted(address)
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
            trial.bind((host, port))
            trial.listen()
    except OSError as error:
        other = _beside(port)
        call.stop(
            phrase("Port {port} is taken. Stop what uses it, or add: --address {other}", port=str(port), other=other)
            if error.errno == errno.EADDRINUSE
            else phrase(
                "Nothing can be shown at {address}: {why}. Add for example: --address {other}",
                address=address, why=error.strerror, other=other,
            ),
            1,
        )  # fmt: skip


def _beside(port: int = 8000) -> str:
    """An address of this machine next to another port."""
    return f"127.0.0.1:{port + 1 if 1024 <= port < PORTS[-1] else 8001}"
