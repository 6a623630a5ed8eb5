#!/usr/bin/env python3
"""Compares the answers of `enclosure tax --cases FILE --json` with what the cases expect.

Usage: compare_tax_cases.py PROGRAM FILE

FILE holds an array of scenarios, or an object with `scenarios` or `cases`; each one that has an `example` (or is one
itself) tells its `treatment` and `expect`. Every difference is a line: case, member, expected, got. Ends with 1 when
there is any.
"""

import json
import subprocess
import sys

MISSING = "(not there)"


def examples(document):
    """The worked cases with their ids."""
    cases = document
    if isinstance(document, dict):
        cases = document.get("scenarios", document.get("cases", []))
    for case in cases:
        example = case.get("example", case)
        if "order" in example:
            yield case["id"], example


def differences(wanted, got, path=""):
    """Every leaf in which two JSON values differ."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        for name in sorted(wanted.keys() | got.keys()):
            yield from differences(
                wanted.get(name, MISSING), got.get(name, MISSING), f"{path}.{name}" if path else name
            )
    elif isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        for index, pair in enumerate(zip(wanted, got)):
            yield from differences(*pair, f"{path}[{index}]")
    elif wanted != got:
        yield path, wanted, got


def main(program, file):
    with open(file, encoding="utf-8") as stream:
        wanted = dict(examples(json.load(stream)))
    run = subprocess.run([program, "tax", "--cases", file, "--json"], capture_output=True, check=False)
    answers = {answer["id"]: answer for answer in json.loads(run.stdout)}
    count = 0
    for name, case in wanted.items():
        expected = {"id": name, "treatment": case["treatment"], "lines": [], "groups": [], "totals": {}, "faults": []}
        expected.update(case["expect"])
        for path, want, got in differences(expected, answers.get(name, {})):
            print(f"{name}: {path}: expected {json.dumps(want)}, got {json.dumps(got)}")
            count += 1
    print(f"{len(wanted)} cases, {count} differences")
    return 1 if count or not wanted else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]) if len(sys.argv) == 3 else __doc__)
