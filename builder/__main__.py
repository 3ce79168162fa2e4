"""`python -m builder` is `dyads`."""

from builder.cli import main

if __name__ == "__main__":
    main(prog_name="dyads")
