"""Doc -> Findings: what one article states, found without looking at any other.

Mentions come first, for everything else names its people; statements next, for events and figures stand in them.
"""

from __future__ import annotations
