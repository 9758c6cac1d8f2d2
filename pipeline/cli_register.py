"""The verbs that ask the register or add a word to it."""

import click

VERBS: tuple[click.Command, ...] = ()  # in the order in which help lists them
