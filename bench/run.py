"""All figures that are promised, each beside the baseline of the same run: `make bench`.

python -m bench.run [quick]     quick: smaller networks, a minute instead of ten
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

PARTS = (
    ("startup", (), ()),
    ("today", (), ("3000", "20000")),
    ("find", (), ("3000", "20000")),
    ("imports", (), ("6000",)),
    ("screens", (), ("10000", "20000")),
)
"""module, arguments, arguments of a quick run"""


def main(quick: bool = False) -> int:
    """Run the parts one after the other; gives how many failed."""
    # Without compiled modules every start would be measured with its compilation.
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
    failed = 0
    for module, whole, short in PARTS:
        start = time.monotonic()
        print(f"-- {module}", flush=True)
        command = [sys.executable, "-m", f"bench.{module}", *(short if quick else whole)]
        failed += subprocess.run(command, env=env, check=False).returncode != 0
        print(f"   {time.monotonic() - start:.0f} s", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] == ["quick"]))
