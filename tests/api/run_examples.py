#!/usr/bin/env python3
"""Runs every curl example of docs/api.md against a served sample workspace.

usage: run_examples.py ENCLOSURE SOURCE_DIR

An example is a ```sh block that begins with curl; a ```json block right behind it is the answer, with its
status in the info string where it is not 200. Compared are the status and the shape: the same members with
the same types, unless "…" says that there are more.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

NOW = "2026-09-10T08:00:00Z"
BLOCK = re.compile(r"^```(\w*) ?(\d*)\n(.*?)^```$", re.M | re.S)


def examples(text):
    """(command, status, answer or None) of each example."""
    blocks = [(m.group(1), m.group(2), m.group(3), m.start(), m.end()) for m in BLOCK.finditer(text)]
    for at, (language, _, body, _, end) in enumerate(blocks):
        if language != "sh" or not body.startswith("curl "):
            continue
        behind = blocks[at + 1] if at + 1 < len(blocks) else None
        adjacent = behind and behind[0] == "json" and text[end:behind[3]].strip() == ""
        yield (body, int(behind[1] or 200), json.loads(behind[2])) if adjacent else (body, 200, None)


def kind(value):
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__


def differences(told, got, path=""):
    """Where the shape of `got` is another one than `told`."""
    if told is None or got is None:
        return
    if kind(told) != kind(got):
        yield f"{path}: {kind(told)} is told, {kind(got)} came"
    elif isinstance(told, dict):
        more = "…" in told
        for name in told.keys() - {"…"}:
            if name not in got:
                yield f"{path}/{name}: is told and did not come"
            else:
                yield from differences(told[name], got[name], f"{path}/{name}")
        if not more:
            yield from (f"{path}/{name}: came and is not told" for name in got.keys() - told.keys())
    elif isinstance(told, list) and told and got:
        yield from differences(told[0], got[0], f"{path}/0")
    elif isinstance(told, list) and told and not got:
        yield f"{path}: a list with something in it is told, an empty one came"


def serve(enclosure, folder):
    """The server and its address."""
    server = subprocess.Popen(
        [enclosure, "--workspace", folder, "--now", NOW, "--json", "serve", "--no-dispatch", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    told = ""
    while not told.rstrip().endswith("}"):
        line = server.stdout.readline()
        if not line:
            sys.exit("the server did not start")
        told += line
    return server, f"http://127.0.0.1:{json.loads(told)['port']}"


def prepare(enclosure, source, folder):
    """A workspace of the samples with its invoices issued; gives a key for all of it."""
    run = lambda *arguments: subprocess.run([enclosure, *arguments], capture_output=True, text=True)
    run("--now", "2026-09-01T08:00:00Z", "init", folder, "--sample")
    run("--workspace", folder, "--now", NOW, "issue")
    scopes = ["orders:write", "orders:read", "documents:read", "documents:write", "links:write", "messages:read",
              "messages:write", "products:read", "health:read", "webhooks"]
    made = run("--workspace", folder, "--now", NOW, "keys", "add", "--name", "examples",
               *[word for scope in scopes for word in ("--scope", scope)])
    if made.returncode != 0:
        sys.exit(made.stderr)
    shutil.copy(os.path.join(source, "samples/orders/woocommerce-single.json"), os.path.join(folder, "orders.json"))
    return made.stdout.strip()


def main():
    enclosure, source = sys.argv[1:3]
    if shutil.which("curl") is None:
        print("curl is not there: the examples were not run")
        return 0
    with open(os.path.join(source, "docs/api.md"), encoding="utf-8") as page:
        all_examples = list(examples(page.read()))
    failures = 0
    with tempfile.TemporaryDirectory() as top:
        folder = os.path.join(top, "shop")
        key = prepare(enclosure, source, folder)
        server, url = serve(enclosure, folder)
        try:
            for command, status, told in all_examples:
                script = command.replace("curl ", "curl -w '\\n%{http_code}' ", 1)
                done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, timeout=60,
                                      env={**os.environ, "ENCLOSURE_URL": url, "ENCLOSURE_KEY": key, "no_proxy": "*"})
                body, _, code = done.stdout.rpartition("\n")
                wrong = [] if code == str(status) else [f"status {status} is told, {code} came: {body[:500]}"]
                if told is not None and not wrong:
                    wrong = list(differences(told, json.loads(body)))
                if wrong:
                    failures += 1
                    print(command.strip(), *[f"  {one}" for one in wrong], sep="\n")
        finally:
            server.terminate()
            server.wait()
    print(f"{len(all_examples)} examples, {failures} of them not as told")
    return 1 if failures or len(all_examples) < 20 else 0


if __name__ == "__main__":
    sys.exit(main())
