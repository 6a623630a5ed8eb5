#!/usr/bin/env python3
"""Compares the verdicts of `enclosure check` with those of the official rules over folders of e-invoices.

Usage: compare_with_official.py PROGRAM JUDGE FOLDER…

JUDGE is `check-einvoice`: it takes XML files and prints a line "PASS FILE …" or "FAIL FILE …" for each. Of the folders
every XML whose root is an invoice of CII or UBL is judged by both, and every XML inside of a PDF (taken out with
poppler's pdfdetach). Files that hold the same XML count once; what is no e-invoice of EN 16931 does not count. Each
disagreement is printed with the rules that refuse; the last line counts. Ends with 1 below 98 % of agreement.

Collections to run it on: github.com/ZUGFeRD/corpus, github.com/itplr-kosit/xrechnung-testsuite,
github.com/ConnectingEurope/eInvoicing-EN16931.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = re.compile(rb"<(?:[\w.-]+:)?(CrossIndustryInvoice|Invoice|CreditNote|[\w.-]+)[\s>]")  # the first start tag
ROOTS = (b"CrossIndustryInvoice", b"Invoice", b"CreditNote")
NAMESPACES = (b"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", b"urn:oasis:names:specification:ubl:schema:xsd:")
WANTED = 0.98


def is_einvoice(xml):
    without_comments = re.sub(rb"<!--.*?-->", b"", xml[:50000], flags=re.DOTALL)
    root = ROOT.search(without_comments)
    return bool(root) and root[1] in ROOTS and any(name in without_comments for name in NAMESPACES)


def xml_inside(pdf, folder):
    """The XML files embedded in a PDF."""
    subprocess.run(["pdfdetach", "-saveall", "-o", folder, pdf], capture_output=True)
    for file in sorted(pathlib.Path(folder).iterdir()):
        if file.suffix.lower() == ".xml":
            yield file.read_bytes()
        file.unlink()


def invoices(folders):
    """Every e-invoice with where it was found; each once."""
    seen = set()
    for folder in folders:
        for file in sorted(pathlib.Path(folder).rglob("*")):
            kind = file.suffix.lower()
            if not file.is_file() or kind not in (".xml", ".pdf"):
                continue
            if kind == ".pdf":
                with tempfile.TemporaryDirectory() as inside:
                    found = list(xml_inside(file, inside))
            else:
                found = [file.read_bytes()]
            for xml in found:
                digest = hashlib.sha256(xml).digest()
                if is_einvoice(xml) and digest not in seen:
                    seen.add(digest)
                    yield file, xml


def official_verdicts(judge, files):
    """By file: refused, and its lines."""
    told = subprocess.run([judge, "-"], input="".join(file + "\n" for file in files), capture_output=True, text=True)
    if told.returncode > 1:
        sys.exit(told.stderr)
    verdicts = {}
    for line in told.stdout.splitlines():
        verdict = re.match(r"(PASS|FAIL) (.+?) \[", line)
        if verdict:
            current = verdicts[verdict[2]] = (verdict[1] == "FAIL", [])
        elif line.startswith(" "):
            current[1].append(line.strip())
    return verdicts


def our_verdicts(program, files):
    told = subprocess.run([program, "--json", "check", *files], capture_output=True, text=True)
    if told.returncode not in (0, 1):
        sys.exit(told.stderr)
    verdicts = {}
    for one in json.loads(told.stdout):
        errors = [finding for finding in one["findings"] if finding["weight"] == "error"] + one.get("faults", [])
        lines = [f"{error.get('rule', error.get('code'))} {error['path']}: {error['message']}" for error in errors]
        verdicts[one["file"]] = (one["refused"], lines)
    return verdicts


def main(program, judge, folders):
    with tempfile.TemporaryDirectory() as work:
        origin = {}
        for number, (where, xml) in enumerate(invoices(folders)):
            file = f"{work}/{number}.xml"
            pathlib.Path(file).write_bytes(xml)
            origin[file] = where
        if not origin:
            sys.exit("no e-invoice found")
        official = official_verdicts(judge, list(origin))
        ours = our_verdicts(program, list(origin))
    agreed = refused = 0
    for file, where in origin.items():
        refused += official[file][0]
        if official[file][0] == ours[file][0]:
            agreed += 1
            continue
        print(f"{where}: officially {'refused' if official[file][0] else 'accepted'}, here the contrary")
        for line in official[file][1] if official[file][0] else ours[file][1]:
            print(f"  {line}")
    share = agreed / len(origin)
    print(f"{len(origin)} e-invoices, {refused} officially refused; {agreed} verdicts agree: {100 * share:.1f} %")
    return 0 if share >= WANTED else 1


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
