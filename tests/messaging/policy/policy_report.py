#!/usr/bin/env python3
"""Runs `enclosure lint --cases FILE --json` and tells, by rule and language, what was judged right.

Usage: policy_report.py PROGRAM FILE [--refused PERCENT] [--false-alarms PERCENT] [--figures]

Right is a refusal that names the rule of the case, or no refusal where the case is to be allowed. Ends with 1 when
fewer refusals than PERCENT are right, or more of the allowed texts than PERCENT are refused. A FILE that is not there
is told in a line and passes. With --figures no sentence is shown, so a set that nobody here has read stays unread.
"""

import argparse
import collections
import json
import os
import subprocess
import sys


def judge(case, answer):
    """"right", "missed" or "false alarm"."""
    if case["verdict"] == "refuse":
        return "right" if answer["verdict"] == "refuse" and case["rule_id"] in answer["rules"] else "missed"
    return "right" if answer["verdict"] == "allow" else "false alarm"


def table(title, counts):
    """One line per key, with what is not right last."""
    print(f"{title:<8}{'right':>7}{'missed':>8}{'false alarms':>14}")
    for key in sorted(counts):
        row = counts[key]
        print(f"{key:<8}{row['right']:>7}{row['missed']:>8}{row['false alarm']:>14}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("file")
    parser.add_argument("--refused", type=float, default=0)
    parser.add_argument("--false-alarms", type=float, default=100)
    parser.add_argument("--figures", action="store_true")
    options = parser.parse_args()
    if not os.path.exists(options.file):
        print(f"skipped: {options.file} is not there")
        return 0
    with open(options.file, encoding="utf-8") as stream:
        cases = json.load(stream)["examples"]
    run = subprocess.run(
        [options.program, "lint", "--cases", options.file, "--json"], capture_output=True, check=False
    )
    if run.returncode not in (0, 1):
        print(run.stdout.decode() + run.stderr.decode())
        return 1
    answers = {answer["id"]: answer for answer in json.loads(run.stdout)}
    by_rule = collections.defaultdict(collections.Counter)
    by_locale = collections.defaultdict(collections.Counter)
    for case in cases:
        answer = answers[case["id"]]
        verdict = judge(case, answer)
        by_rule[case["rule_id"]][verdict] += 1
        by_locale[case["locale"]][verdict] += 1
        if verdict != "right" and not options.figures:
            print(f"{verdict}: {case['id']} got {answer['rules']}: {case['text'][:120]!r}")
    table("rule", by_rule)
    table("locale", by_locale)
    to_refuse = sum(case["verdict"] == "refuse" for case in cases)
    missed = sum(row["missed"] for row in by_rule.values())
    alarms = sum(row["false alarm"] for row in by_rule.values())
    refused = 100 * (to_refuse - missed) / max(1, to_refuse)
    false_alarms = 100 * alarms / max(1, len(cases) - to_refuse)
    print(f"refusals with the right rule {refused:.1f} %, false alarms {false_alarms:.1f} %")
    return 0 if refused >= options.refused and false_alarms <= options.false_alarms else 1


if __name__ == "__main__":
    sys.exit(main())
