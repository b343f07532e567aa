"""Start the command line."""

import sys


def main() -> None:
    """Run a command; Ctrl-C is no fault, not even while Python is still reading the program."""
    try:
        from dtia.cli.app import app

        app(prog_name="dtia")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
