"""An embeddings endpoint of the OpenAI interface, on this very machine and nowhere else.

No proxy, no redirect, no key; every address is checked to be a loopback one before anything is said to it.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import json
import socket
import threading
from collections.abc import Sequence
from urllib.parse import urlsplit

from utlatande.errors import EmbedderError, SettingsError

TIMEOUT = 60.0  # seconds that one request may take in all
_CONNECT = 5.0  # seconds for a connection
_BATCH = 32  # texts a request
_LONGEST = 8_000  # characters of a text: what models read at most, with room
_LARGEST = 64_000_000  # bytes of an answer: 32 vectors of 8,192 numbers are a tenth of it
_CHUNK = 65_536
_PATH = "/v1/embeddings"
_LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))


class Endpoint:
    """``Endpoint("http://127.0.0.1:8080")(texts)`` gives a vector for each text; ``model`` is the model's name there.

    ``private`` is False: what answers is another program, so texts of internal documents are never sent to it.
    SettingsError when the address is not on this machine; EmbedderError when it does not answer as it should.
    """

    private = False

    def __init__(self, url: str, model: str = "", *, timeout: float = TIMEOUT) -> None:
        self.url = url
        self.model = model
        self._host, self._port, self._path = _address(url)
        self._timeout = timeout
        self.name = f"{model or 'modellen'} på {self._host}:{self._port}{self._path}"

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        """Return a vector for each text."""
        vectors: list[list[float]] = []
        for at in range(0, len(texts), _BATCH):
            vectors += self._asked([text[:_LONGEST] for text in texts[at : at + _BATCH]])
        return vectors

    def _asked(self, texts: list[str]) -> list[list[float]]:
        body = json.dumps({"model": self.model or "default", "input": texts, "encoding_format": "float"}).encode()
        try:
            return _vectors(json.loads(self._posted(body)), len(texts))
        except (OSError, http.client.HTTPException) as error:
            raise EmbedderError(f"Språkmodellen på {self.url} svarar inte: {_why(error)}.", path=self.url) from error
        except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
            raise EmbedderError(
                f"Språkmodellen på {self.url} svarade inte med vektorer, en för varje text.", path=self.url
            ) from error

    def _posted(self, body: bytes) -> bytes:
        connection = self._connection()
        # A time limit a read does not end an answer that comes a byte at a time: this does.
        late = threading.Timer(self._timeout, _cut, [connection.sock])
        late.daemon = True
        late.start()
        try:
            connection.request("POST", self._path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            if answer.status != http.client.OK:
                raise EmbedderError(f"Språkmodellen på {self.url} svarade {_status(answer.status)}.", path=self.url)
            pieces, size = [], 0
            while piece := answer.read1(_CHUNK):
                size += len(piece)
                if size > _LARGEST:
                    raise EmbedderError(f"Språkmodellen på {self.url} svarade med för mycket.", path=self.url)
                pieces.append(piece)
            return b"".join(pieces)
        finally:
            late.cancel()
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        """Connect to an address that was checked: the name is not looked up a second time."""
        failed: OSError | None = None
        for address in _resolved(self._host, self._port, self.url):
            connection = http.client.HTTPConnection(address, self._port, timeout=_CONNECT)
            try:
                connection.connect()
                connection.sock.settimeout(self._timeout)
                if _is_loopback(connection.sock.getpeername()[0]):
                    return connection
                connection.close()
                raise _elsewhere(self.url)
            except OSError as error:
                connection.close()
                failed = error
        raise failed or OSError("ingen adress")


def _cut(connected: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _why(error: Exception) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "inget program lyssnar där"
    return "det tog för lång tid" if isinstance(error, TimeoutError) else "förbindelsen bröts"


def _status(status: int) -> str:
    if http.client.MULTIPLE_CHOICES <= status < http.client.BAD_REQUEST:
        return f"med en omdirigering ({status}), som inte följs"
    return f"med fel {status}"


def _address(url: str) -> tuple[str, int, str]:
    """The host, port and path of an address on this machine; SettingsError for any other."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or http.client.HTTP_PORT
    except ValueError:
        raise _elsewhere(url) from None
    plain = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme != "http" or "@" in parts.netloc or not plain or not (host == "localhost" or _is_loopback(host)):
        raise _elsewhere(url)
    path = parts.path.rstrip("/")
    if not path:
        path = _PATH
    elif not path.endswith("/embeddings"):
        path += "/embeddings"
    return host, port, path


def _resolved(host: str, port: int, url: str) -> list[str]:
    if host != "localhost":
        return [host]
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(map(_is_loopback, found)):
        raise _elsewhere(url)
    return list(dict.fromkeys(found))


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return "%" not in host and any(address in network for network in _LOOPBACK)


def _elsewhere(url: str) -> SettingsError:
    return SettingsError(
        f"Adressen {url} ligger inte på den här datorn, och ingen text skickas härifrån. "
        "Skriv till exempel http://127.0.0.1:8080 (http, och 127.0.0.1, [::1] eller localhost).",
        path=url,
    )


def _vectors(answer: object, count: int) -> list[list[float]]:
    """The vectors of an answer in the order of the texts; ValueError and the like when it is something else."""
    if not isinstance(answer, dict) or not isinstance(answer["data"], list):
        raise TypeError("no object with data")
    by_place = {int(one["index"]): one["embedding"] for one in answer["data"]}
    if len(answer["data"]) != count or by_place.keys() != set(range(count)):
        raise ValueError("not a vector for each text")
    return [[float(number) for number in by_place[place]] for place in range(count)]
