"""How a command fails: a sentence, and an exit code."""

FAULTY_INPUT = 2


class CommandError(Exception):
    """A command that cannot do what was asked; ``code`` is 2 where the input is at fault, else 1."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
