"""Quality may not fall: every measured quality against its floor in floors.json.

``floors.json`` has a key for each quality, named as the module beside this file whose ``measure()`` returns the same
nesting of numbers. Lowering a floor is a written act: change the file, and say why in the commit. Run alone, it prints
what was measured beside each floor.
"""

import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
SHARED = HERE.parent.parent.parent / "shared"


def floors():
    return json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


def leaves(tree, path=()):
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


def check(quality):
    """Measure one quality; return (path, floor, measured) for each of its floors."""
    if str(HERE) not in sys.path:
        sys.path.insert(0, str(HERE))
    measured = dict(leaves(importlib.import_module(quality).measure()))
    return [(path, floor, measured.get(path)) for path, floor in leaves(floors()[quality])]


def fallen(rows):
    return [f"{'/'.join(path)}: {got} is below {floor}" for path, floor, got in rows if got is None or got < floor]


def main():
    if not SHARED.is_dir():
        print("../shared is not here: nothing to measure.")
        return 0
    worse = []
    for quality in floors():
        rows = check(quality)
        for path, floor, got in rows:
            print(f"{quality:10} {'/'.join(path):40} floor {floor:<6} measured {got}")
        worse += fallen(rows)
    print(*worse, sep="\n")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
