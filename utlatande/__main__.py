"""``python -m utlatande`` is the command line."""

from utlatande.cli import main

main()
