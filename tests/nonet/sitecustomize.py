"""No test may open a network connection: imported by pytest's conftest and, through PYTHONPATH, by every child
process.
"""

import socket
import sys

_LOCAL = getattr(socket, "AF_UNIX", None)


class NetworkUsed(RuntimeError):
    """Something tried to reach the network."""


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        if getattr(arguments[0], "family", None) != _LOCAL:
            raise NetworkUsed(f"{event} {arguments[1:]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"):
        raise NetworkUsed(f"{event} {arguments}")


sys.addaudithook(_audit)
