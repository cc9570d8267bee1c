"""`hosopay`, and `python -m local.cli`: every command by its noun."""

from local.cli.root import app


def main() -> None:
    """The program."""
    app(prog_name="hosopay")


if __name__ == "__main__":
    main()
