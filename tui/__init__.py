"""The screens: what people see and touch, over the workspace and nothing below it."""

import os

SCRM_PACKAGE = "scrm"
"""Tells our package from another distribution's of the same name; `scrm doctor` looks for it."""

# Textual paints at most 60 times a second unless told otherwise before it is imported. A key that asks for rows
# paints twice, the field and then the answer: that alone took 33 ms, and takes 4 ms now. At rest nothing is painted.
os.environ.setdefault("TEXTUAL_FPS", "500")
