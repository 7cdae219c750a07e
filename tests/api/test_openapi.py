"""The OpenAPI document: complete, unambiguous, and the same as the routes."""

import json
from collections import defaultdict
from enum import Enum
from typing import Any, get_args

import pytest
from django.test import Client
from pydantic import BaseModel
from tools.openapi import PATH

from pilotage.api.main import ROUTERS

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def document(db: None, client: Client) -> dict[str, Any]:
    answer = client.get("/api/openapi.json")
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    return body


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]


def test_every_operation_has_a_name_of_its_own(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _route, operation in operations(document)]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() and "_" not in name for name in names)


def models_by_name() -> dict[str, set[type]]:
    """Every model and enumeration of an answer or a body; names that the framework gives to parameters aside."""
    found: dict[str, set[type]] = defaultdict(set)

    def walk(kind: Any) -> None:
        if isinstance(kind, type) and issubclass(kind, Enum):
            found[kind.__name__].add(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if kind in found[kind.__name__]:
                return
            found[kind.__name__].add(kind)
            for field in kind.model_fields.values():
                walk(field.annotation)
        for part in get_args(kind):
            walk(part)

    for router in ROUTERS:
        for view in router.path_operations.values():
            for operation in view.operations:
                for model in operation.response_models.values():
                    walk(model)
                for parameters in operation.models:
                    for field in parameters.model_fields.values():
                        walk(field.annotation)
    return {name: kinds for name, kinds in found.items() if name != "NinjaResponseSchema"}


def test_no_two_models_share_a_name() -> None:
    """One would describe the other in the document."""
    assert [name for name, kinds in models_by_name().items() if len(kinds) > 1] == []


def test_every_operation_describes_what_it_answers(document: dict[str, Any]) -> None:
    undescribed = [
        route
        for route, operation in operations(document)
        if not any(
            code == "204" or answer.get("content")
            for code, answer in operation["responses"].items()
            if str(code).startswith("2")
        )
    ]
    assert undescribed == []


def test_every_write_says_how_it_may_be_refused(document: dict[str, Any]) -> None:
    silent = [
        route
        for route, operation in operations(document)
        if not route.startswith("GET")
        and not route.endswith("/preview")
        and not {str(code) for code in operation["responses"]} & {"403", "409"}
    ]
    assert silent == []


def test_the_docs_page_needs_no_network_and_no_inline_script(db: None, client: Client) -> None:
    answer = client.get("/api/docs")
    page = answer.content.decode()
    assert "http://" not in page
    assert "https://" not in page
    scripts = [piece.partition(">")[0] for piece in page.split("<script")[1:]]
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    served = client.get("/static/ninja/swagger-ui-bundle.js")
    assert served.status_code == 200
    served.close()


def test_an_unknown_endpoint_is_a_problem_document(db: None, client: Client) -> None:
    answer = client.get("/api/nothing/here")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["id"]


def test_the_web_ui_is_typed_by_this_document(document: dict[str, Any]) -> None:
    kept = json.loads(PATH.read_text(encoding="utf-8"))
    assert kept == document, "run: python -m tools.openapi && python tools/build_ui.py run types"
