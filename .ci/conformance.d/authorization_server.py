"""An OAuth 2.0 authorization server for the authorization code grant with PKCE (RFC 6749, RFC 7636)."""

import base64
import hashlib
import json
import secrets
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit


class AuthorizationServer:
    """Grants every authorization, and issues a token only for the code and the verifier that belong together."""

    def __init__(self, client_id: str):
        self.client_id = client_id
        self.token = secrets.token_urlsafe()
        self.rejected: list[str] = []
        self._pending: dict[str, dict] = {}
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                location = server.authorize(_fields(urlsplit(self.path).query))
                self._reply(302, {"Location": location})

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                status, reply = server.exchange(_fields(body))
                headers = {"Content-Type": "application/json", "Access-Control-Allow-Origin": "*"}
                self._reply(status, headers, json.dumps(reply).encode())

            def _reply(self, status, headers, body=b""):
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever)

    def authorize(self, fields: dict) -> str:
        """Returns the URL to redirect to, with a code."""
        code = secrets.token_urlsafe()
        self._pending[code] = fields
        return f"{fields['redirect_uri']}?{urlencode({'code': code, 'state': fields['state']})}"

    def exchange(self, fields: dict) -> tuple[int, dict]:
        """Returns the status and the members of the response to a token request."""
        asked = self._pending.pop(fields.get("code"), {})
        digest = hashlib.sha256(fields.get("code_verifier", "").encode()).digest()
        expected = {
            "grant type": (fields.get("grant_type"), "authorization_code"),
            "response type": (asked.get("response_type"), "code"),
            "client": (fields.get("client_id"), self.client_id),
            "authorized client": (asked.get("client_id"), self.client_id),
            "redirect URL": (fields.get("redirect_uri"), asked.get("redirect_uri")),
            "method": (asked.get("code_challenge_method"), "S256"),
            "verifier": (base64.urlsafe_b64encode(digest).decode().rstrip("="), asked.get("code_challenge")),
        }
        wrong = [name for name, (actual, wanted) in expected.items() if actual != wanted]
        self.rejected += wrong
        if wrong:
            return 400, {"error": "invalid_grant", "error_description": f"wrong: {', '.join(wrong)}"}
        return 200, {"access_token": self.token, "token_type": "Bearer"}

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _fields(query: str) -> dict:
    return {name: values[0] for name, values in parse_qs(query).items()}
