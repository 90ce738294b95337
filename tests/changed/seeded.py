"""The command with random bytes that fall alike: ``python -m tests.changed.seeded SEED ARGUMENTS…``.

The secrets of a vault and the root of a keyring are drawn by lot. A test over a whole release repeats only when the lot
falls alike; nobody else may want that.
"""

from __future__ import annotations

import os
import random
import sys


def main() -> None:
    """Runs the command line with the arguments that follow the seed."""
    os.urandom = random.Random(sys.argv[1]).randbytes
    sys.argv = ["veilig", *sys.argv[2:]]
    from flows.cli import main as command

    command()


if __name__ == "__main__":
    main()
