"""Document in, Skrivelse out: what a letter asks, in whose name, and what it claims."""

from utlatande.skrivelse.enclosed import parse

__all__ = ["parse"]
