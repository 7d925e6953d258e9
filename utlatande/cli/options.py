"""Options that several commands share, and what they become."""

from __future__ import annotations

import datetime as dt
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from utlatande.errors import CorpusError, OutputError
