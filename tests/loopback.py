"""An embeddings endpoint on 127.0.0.1 for the tests: it remembers what it was told, and can be made to misbehave."""

import contextlib
import http.server
import json
import threading
import time

from sentence_model import OTHER, WORDS


def vector(text):
    """The sum of the vectors of the words that the tests' model knows."""
    rows = [WORDS.get(word.strip(".,?!").lower(), OTHER) for word in text.split()] or [OTHER]
    return [sum(column) for column in zip(*rows, strict=True)]


def as_asked(request):
    """What a good endpoint answers, in another order than asked."""
    data = [{"object": "embedding", "index": n, "embedding": vector(text)} for n, text in enumerate(request["input"])]
    return {"object": "list", "data": data[::-1], "model": request["model"]}


class Server:
    def __init__(self, answer):
        self.answer, self.requests, self.paths, self.headers = answer, [], [], []

    @property
    def texts(self):
        return [text for request in self.requests for text in request["input"]]


@contextlib.contextmanager
def serving(answer=as_asked, status=200, drip=None, location=None, host="127.0.0.1"):
    """Serve ``answer`` (of the request, or bytes); ``drip`` seconds between bytes. Yields the server, with ``url``."""
    server = Server(answer)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append(request)
            server.paths.append(self.path)
            server.headers.append(dict(self.headers))
            body = answer if isinstance(answer, bytes) else json.dumps(answer(request)).encode()
            with contextlib.suppress(OSError):
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.end_headers()
                for at in range(0, len(body), 1 if drip else len(body) or 1):
                    self.wfile.write(body[at : at + 1] if drip else body)
                    self.wfile.flush()
                    time.sleep(drip or 0)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer((host, 0), Handler) as listener:
        listener.daemon_threads = True
        thread = threading.Thread(target=listener.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        server.url = f"http://{host}:{listener.server_port}"
        server.port = listener.server_port
        try:
            yield server
        finally:
            listener.shutdown()
            thread.join()
