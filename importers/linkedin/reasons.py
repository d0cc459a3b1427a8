"""Why a row is left out or waits: stable phrases, translated only where they are shown."""

from __future__ import annotations

from scrm.base.i18n import N_

ADDRESS_UNCONFIRMED = N_("address not confirmed")
DRAFT = N_("draft")
NO_ADDRESS = N_("no address")
NO_DATE = N_("no readable date")
NO_DIRECTION = N_("direction unknown")
NO_NAME = N_("no name")
NO_SKILL = N_("no skill")
SPAM = N_("spam")
SPONSORED = N_("sponsored")
WITHDRAWN = N_("withdrawn")

WHO_ARE_YOU = N_("who are you? --me")
