"""`python manage.py score`: the same as the program, where Django runs already; manage.py itself needs no settings."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from tenants.assessment.scoring import program


class Command(BaseCommand):
    """Scores facts."""

    help = program.TOLD
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The program's."""
        program.arguments(parser)

    def handle(self, *args: object, **options: object) -> None:
        """Run the program with what was given."""
        given = [f"--{name}={options[name]}" for name in ("facts", "scheme", "lang") if options[name] is not None]
        sys.exit(program.main([*given, *(["--explain"] if options["explain"] else [])]) or None)
