"""The jobs that workers do. Each calls one operation; all of them may run twice."""

from django.utils import timezone
from django_tasks import task

from pilotage.areas.discussion import operations as discussion
from pilotage.areas.flow import operations as flow
from pilotage.areas.risks.operations.forecasting import run_simulation
from pilotage.areas.sync import operations as sync
from pilotage.jobs.sending import send


@task()
def simulate(run_id: int) -> None:
    run_simulation(run_id=run_id, now=timezone.now())


@task()
def read_import(code: str) -> None:
    sync.read_upload(code=code, now=timezone.now())


@task()
def apply_import(code: str) -> None:
    sync.carry_out(code=code, now=timezone.now())


@task()
def renew_flow(program_id: int) -> None:
    flow.renew(program_id=program_id, now=timezone.now())


@task()
def deliver() -> None:
    discussion.deliver(send=send, now=timezone.now())
