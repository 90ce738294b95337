"""Every treatment by the name that policies use. To add one: a file, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyarrow as pa

from transforms.treatments.column import CellContext, TreatedColumn
from transforms.treatments.drop import drop
from transforms.treatments.generalise import generalise
from transforms.treatments.keep import keep
from transforms.treatments.pseudonym import pseudonym
from transforms.treatments.redact import redact
from transforms.treatments.shift import shift
from transforms.treatments.withhold import withhold

Treatment = Callable[[pa.Array, CellContext], TreatedColumn]

TREATMENTS: Mapping[str, Treatment] = {
    "keep": keep,
    "drop": drop,
    "pseudonym": pseudonym,
    "shift": shift,
    "generalise": generalise,
    "redact": redact,
    "withhold": withhold,
}
