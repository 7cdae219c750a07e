"""``pilotage user``: accounts of the workspace."""

from typing import Annotated

import typer

from pilotage.cli.failures import CommandError
from pilotage.cli.server import machine, now
from pilotage.cli.workspace import opened
from pilotage.plan.language.messages import _

app = typer.Typer(no_args_is_help=True, help="Accounts of the workspace.")

Email = Annotated[str, typer.Argument(help="E-mail address.", show_default=False)]


@app.command()
def add(
    context: typer.Context,
    email: Email,
    name: Annotated[str, typer.Option(help="Name; default: what stands before the @.")] = "",
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="At least ten characters.")
    ] = "",
) -> None:
    """Add an account.

    Example: [bold]pilotage user add ada@example.com --name "Ada Byron"[/]
    """
    opened(context)
    from pilotage.areas.errors import AreaError
    from pilotage.areas.people.operations import create_user

    try:
        user = create_user(actor=machine(), email=email, name=name, password=password, now=now())
    except AreaError as error:
        raise CommandError(str(error)) from error
    typer.echo(_("{name} ({email}) can log in.").format(name=user.name, email=user.email))


@app.command()
def password(
    context: typer.Context,
    email: Email,
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)] = "",
) -> None:
    """Set a new password; other sessions of the account end."""
    opened(context)
    from pilotage.areas.errors import AreaError
    from pilotage.areas.people.operations import set_password

    try:
        set_password(actor=machine(), email=email, password=password, now=now())
    except AreaError as error:
        raise CommandError(str(error)) from error
    typer.echo(_("The password of {email} is set.").format(email=email))
