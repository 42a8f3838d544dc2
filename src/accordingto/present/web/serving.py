"""Opens the reading room on an address of this machine, and tells the address that lets the first person in.

What always holds: without a password only this machine can reach it; the address is told once the room really listens; what a
proxy says of whom it speaks for is not believed.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from contextlib import closing

import uvicorn

from accordingto.errors import UnsafeAddress
from accordingto.present.web.app import app
from accordingto.present.web.guard import HEADERS_MOST
from accordingto.present.web.room import Room

KEEP_ALIVE = 5  # seconds an idle connection is kept
AT_ONCE = 64  # requests answered at once; more are told to come again


def serve(
    room: Room,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    names: Iterable[str] = (),
    announce: Callable[[str, str], None],
) -> None:
    """Serve until interrupted. `announce` is told the one-time address, and the token for programs, once it listens.

    Raises UnsafeAddress where others could reach a room that has no password, or where the address cannot be had. Port 0 takes
    any that is free. `names` are further host names that browsers may ask for.
    """
    if room.keys.password is None and not is_loopback(host):
        raise UnsafeAddress(
            f"{host or 'every address'} can be reached from other machines, and this room has no password; set one with "
            "--password-file FILE, or stay on this machine: --host 127.0.0.1"
        )
    with closing(_listening(host, port)) as listening:
        at, bound = (str(listening.getsockname()[0]), int(listening.getsockname()[1]))
        if room.keys.password is None and not is_loopback(at):  # a name may lead anywhere, localhost too
            raise UnsafeAddress(f"{host} is {at}, which other machines can reach, and this room has no password; say 127.0.0.1")
        shown = f"[{host}]" if ":" in host else host
        hosts = [*names, *([shown] if not _is_any(host) else [])]
        made = app(room, port=bound, hosts=hosts)
        config = uvicorn.Config(
            made, log_level="error", access_log=False, server_header=False, date_header=False, proxy_headers=False,
            timeout_keep_alive=KEEP_ALIVE, limit_concurrency=AT_ONCE, h11_max_incomplete_event_size=HEADERS_MOST, ws="none",
            timeout_graceful_shutdown=3,
        )  # fmt: skip
        address = f"http://{shown if not _is_any(host) else '127.0.0.1'}:{bound}"
        announce(f"{address}/login?token={room.keys.invite()}", room.keys.program)
        uvicorn.Server(config).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host; a name other than localhost may be anything."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_any(host: str) -> bool:
    if not host:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return False


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
    except (OSError, ValueError, TypeError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or error
        raise UnsafeAddress(
            f"{host}:{port} cannot be had ({reason}); give another with --host and --port, or --port 0 for any"
        ) from None
    listening.listen(128)
    return listening
