"""A stranger at the API: signs in over HTTP, reads what he or she may do, and does it. Nothing else."""

import json
from collections.abc import Callable
from typing import Any

from tests.cast import DEMO_PASSWORD


class Stranger:
    """One signed-in account of one government."""

    def __init__(self, client: Any, username: str) -> None:
        self.client = client
        answer = self._send("post", "tokens", {"username": username, "password": DEMO_PASSWORD}, token=None)
        assert answer.status_code == 201, answer.content
        self.token: str = answer.json()["token"]

    def _send(self, method: str, path: str, body: Any, *, token: str | None, **headers: str) -> Any:
        sent = {"Authorization": f"Token {token}", **headers} if token else headers
        content = json.dumps(body) if body is not None else ""
        return getattr(self.client, method)(
            f"/api/v1/{path}", data=content, content_type="application/json", headers=sent
        )

    def get(self, path: str) -> Any:
        """Return what is at `path`; anything but 200 is a failure."""
        answer = self.client.get(f"/api/v1/{path}", headers={"Authorization": f"Token {self.token}"})
        assert answer.status_code == 200, (path, answer.content)
        return answer.json()

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """Do something and return the object; a refusal is a failure."""
        answer = self.tries(path, body, **headers)
        assert answer.status_code in {200, 201}, (path, answer.status_code, answer.content.decode())
        return answer.json()

    def tries(self, path: str, body: Any = None, **headers: str) -> Any:
        """Do something that may be refused and return the whole answer."""
        return self._send("post", path, body if body is not None else {}, token=self.token, **headers)

    def may(self, path: str) -> list[str]:
        """Return the names of the actions the object offers."""
        return [action["name"] for action in self.get(path)["actions"]]


Arrive = Callable[[str], Stranger]
