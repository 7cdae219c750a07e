"""Answers held against the OpenAPI document: what is documented is what is sent."""

import json
import re
from functools import lru_cache
from typing import Any

from django.test import Client
from jsonschema import Draft202012Validator
from tools.openapi import PATH


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The kept document, of which `test_openapi` says that it is the server's: making it takes seconds."""
    found: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return found


class Documented:
    """A client that checks every JSON answer of the status that is expected."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def get(self, path: str, **query: str) -> Any:
        return self._checked("get", path, self._client.get(path, query))

    def post(self, path: str, body: Any, status: int = 200) -> Any:
        return self._checked("post", path, self._client.post(path, body, content_type="application/json"), status)

    def put(self, path: str, body: Any) -> Any:
        return self._checked("put", path, self._client.put(path, body, content_type="application/json"))

    def patch(self, path: str, body: Any) -> Any:
        return self._checked("patch", path, self._client.patch(path, body, content_type="application/json"))

    def delete(self, path: str, **query: str) -> Any:
        return self._checked("delete", path, self._client.delete(path, query_params=query))

    def refused(self, status: int, method: str, path: str, body: Any = None) -> Any:
        """The problem document of a refusal with this status."""
        send = getattr(self._client, method)
        response = send(path) if body is None else send(path, body, content_type="application/json")
        assert response.status_code == status, response.content.decode()[:500]
        return response.json()

    def _checked(self, method: str, path: str, response: Any, status: int = 200) -> Any:
        assert response.status_code == status, response.content.decode()[:500]
        answer = response.json()
        schema = _schema(method, path, status) | {"components": document()["components"]}
        errors = sorted(Draft202012Validator(schema).iter_errors(answer), key=lambda error: error.json_path)
        assert not errors, [f"{error.json_path}: {error.message[:200]}" for error in errors[:5]]
        return answer


def _schema(method: str, path: str, status: int) -> dict[str, Any]:
    """The schema of the answer with that status of the most specific address that fits."""
    fitting = []
    for template, operations in document()["paths"].items():
        # the document does not tell which variables may hold slashes
        pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(template))
        if method in operations and re.fullmatch(pattern, path):
            fitting.append((len(re.sub(r"{\w+}", "", template)), template))
    template = max(fitting)[-1]
    content = document()["paths"][template][method]["responses"][str(status)]["content"]
    found: dict[str, Any] = content["application/json"]["schema"]
    return found
