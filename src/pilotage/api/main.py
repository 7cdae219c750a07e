"""The API put together. Each router is one capability in one module; add a new one to ``ROUTERS``."""

from functools import cached_property
from typing import Any

from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

import pilotage
from pilotage.api import (
    activities,
    activity_log,
    baselines,
    calendars,
    comments,
    contracts,
    crew,
    critical_chain,
    dependencies,
    edits,
    exports,
    imports,
    inbox,
    leveling,
    live,
    members,
    notifications,
    plan,
    portfolios,
    programs,
    progress,
    quality,
    reports,
    risks,
    roadmap,
    search,
    session,
    shortening,
    simulations,
    staffing,
    templates,
    tokens,
    uncertainty,
    views,
    warnings,
    why,
)
from pilotage.api.base.auth import Bearer, Session
from pilotage.api.base.errors import add_handlers
from pilotage.api.between import impact, team_map
from pilotage.api.flow import deployments, forecasts, limits, measures, milestones, states, track_record
from pilotage.api.ways import gates, sprints, streams
from pilotage.api.work import backlog, blockers, board, items

ROUTERS: tuple[Router, ...] = (
    session.router,
    tokens.router,
    members.router,
    programs.router,
    portfolios.router,
    templates.router,
    crew.router,
    calendars.router,
    progress.router,
    views.router,
    plan.router,
    activities.router,
    dependencies.router,
    edits.router,
    baselines.router,
    simulations.router,
    uncertainty.router,
    why.router,
    quality.router,
    leveling.router,
    staffing.router,
    shortening.router,
    critical_chain.router,
    risks.router,
    roadmap.router,
    contracts.router,
    gates.router,
    sprints.router,
    streams.router,
    team_map.router,
    impact.router,
    reports.router,
    warnings.router,
    imports.router,
    exports.router,
    activity_log.router,
    items.router,
    board.router,
    backlog.router,
    blockers.router,
    measures.router,
    states.router,
    limits.router,
    deployments.router,
    milestones.router,
    forecasts.router,
    track_record.router,
    search.router,
    live.router,
    comments.router,
    inbox.router,
    notifications.router,
)


class PilotageAPI(NinjaAPI):
    @cached_property
    def document(self) -> OpenAPISchema:
        """The OpenAPI document. Making it takes seconds, and it does not change while the server runs."""
        return super().get_openapi_schema(path_prefix="/api/")

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        del path_prefix, path_params  # there is one mount
        return self.document

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """``list_programs`` -> ``listPrograms``: what a generated client calls its function."""
        first, *rest = operation.view_func.__name__.split("_")
        return first + "".join(word.capitalize() for word in rest)


def build() -> NinjaAPI:
    """A fresh API with every router; made once, by ``config.urls``."""
    api = PilotageAPI(
        title="Pilotage",
        version=pilotage.__version__,
        description="When a program will land, how sure that is, why, and what to do. "
        "Log in with a session cookie (writes carry `X-CSRFToken`), or send `Authorization: Bearer <token>`. "
        "Refusals are RFC 9457 problem documents.",
        auth=[Bearer(), Session()],
        urls_namespace="api",
    )
    add_handlers(api)
    for router in ROUTERS:
        api.add_router("", router)
    return api
