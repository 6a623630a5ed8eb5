#!/usr/bin/env python3
"""Several processes on one workspace: two_processes.py PROGRAM SECONDS

`serve` and `run` dispatch, orders come over HTTP and from files, buyers read, `issue`, `correct`,
`credit` and `verify` run beside them, and a dispatcher or an `issue` is killed (-9) now and then.
Mails go to a server here that counts. For so many SECONDS; then everything is settled and audited:

  - no answer 5xx, no exit code 70 or 75, no word of a locked database reaches anybody;
  - every order that was taken is there once and has one invoice per shipment, no number is missing;
  - no mail came twice; what is told to be sent came. A kill leaves one mail in doubt at most.

All times are the real clock's. Exit code 1, with what is wrong, otherwise a table of what was done.
"""

import collections
import datetime
import json
import os
import random
import re
import shutil
import signal
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

KEY = "a-test-key-that-is-long-enough"
PROGRAM = os.path.abspath(sys.argv[1])
SECONDS = float(sys.argv[2])
PATIENCE = 1800  # for what must come to an end by itself


class Mails(socketserver.ThreadingTCPServer):
    """Takes every mail and counts Message-IDs."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), MailSession)
        self.lock = threading.Lock()
        self.counts = collections.Counter()
        threading.Thread(target=self.serve_forever, daemon=True).start()


class MailSession(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.say("220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"EHLO":
                self.say("250 sink")
            elif word == b"QUIT":
                return self.say("221 bye")
            elif word == b"DATA":
                self.say("354 go on")
                self.take()
                self.say("250 taken")
            else:
                self.say("250 ok")

    def take(self):
        name = None
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            if name is None and line.lower().startswith(b"message-id:"):
                name = line.split(b":", 1)[1].strip(b" \t\r\n<>").decode()
        with self.server.lock:
            self.server.counts[name] += 1


class Figures:
    """What was asked for, how long it took, and what went wrong."""

    def __init__(self):
        self.lock = threading.Lock()
        self.times = collections.defaultdict(list)
        self.wrong = []

    def add(self, kind, seconds, wrong=None):
        with self.lock:
            self.times[kind].append(seconds)
            if wrong:
                self.wrong.append(f"{kind}: {wrong}")

    def table(self):
        lines = [f"{'':24}{'count':>8}{'median ms':>11}{'p99 ms':>9}{'longest ms':>12}"]
        for kind, times in sorted(self.times.items()):
            times = sorted(times)
            at = lambda share: 1000 * times[min(len(times) - 1, int(share * len(times)))]
            lines.append(f"{kind:24}{len(times):8}{at(0.5):11.1f}{at(0.99):9.1f}{at(1):12.1f}")
        return "\n".join(lines)


class World:
    def __init__(self, folder):
        self.shop = os.path.join(folder, "shop")
        self.folder = folder
        self.mails = Mails()
        self.figures = Figures()
        self.lock = threading.Lock()
        self.next = 0
        self.orders = []
        self.links = []
        self.kills = 0
        self.stop = threading.Event()
        self.port = 0

    # -- the program

    def cli(self, *arguments, allowed=(0,), kind=None):
        """A command to its end."""
        begun = time.monotonic()
        command = [PROGRAM, "--workspace", self.shop, "--json", "--quiet", *arguments]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            done = subprocess.CompletedProcess(command, 1, "", f"no end in {PATIENCE} seconds")
        wrong = None
        said = done.stdout + done.stderr
        if done.returncode not in allowed or re.search(r"\blocked\b|Sanitizer", said):
            wrong = f"{' '.join(arguments)} ended with {done.returncode}: {said[-600:]}"
        self.figures.add("cli " + (kind or arguments[0]), time.monotonic() - begun, wrong)
        return done

    def start(self, *arguments):
        log = open(os.path.join(self.folder, arguments[0] + ".log"), "ab")
        out = open(os.path.join(self.folder, arguments[0] + ".out"), "wb")
        return subprocess.Popen(
            [PROGRAM, "--workspace", self.shop, "--json", "--quiet", *arguments],
            stdout=out, stderr=log)

    def start_serving(self):
        serving = self.start("serve", "--port", "0")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and serving.poll() is None:
            text = open(os.path.join(self.folder, "serve.out")).read()
            if "port" in text and text.rstrip().endswith("}"):
                self.port = json.loads(text)["port"]
                return serving
            time.sleep(0.05)
        sys.exit("serve does not listen: " + open(os.path.join(self.folder, "serve.log")).read())

    def http(self, kind, path, body=None, method=None, allowed=(200, 201)):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body,
                                         method=method or ("POST" if body else "GET"))
        request.add_header("Authorization", "Bearer " + KEY)
        if body:
            request.add_header("Content-Type", "application/json")
        begun = time.monotonic()
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                status, said = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, said = error.code, error.read()
        wrong = None if status in allowed else f"{path}: {status} {said[:300]!r}"
        self.figures.add("http " + kind, time.monotonic() - begun, wrong)
        return status, said

    # -- what comes in

    def new_orders(self, count):
        with self.lock:
            first = self.next
            self.next += count
        yesterday = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)
        orders = []
        for i in range(first, first + count):
            address = {"name": "Erika Mustermann", "lines": ["Beispielweg 1"],
                       "postcode": "10115", "city": "Berlin", "country": "DE"}
            orders.append({
                "id": f"P-{100000 + i}", "channel": "shop", "fulfilment": "shop",
                "currency": "EUR", "prices": "gross",
                "supply_date": yesterday.strftime("%Y-%m-%d"),
                "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
                "deliver_to": address,
                "buyer": {"type": "consumer", "name": "Erika Mustermann",
                          "email": f"erika{i}@buyer.example", "language": "de"},
                "shipments": [{"id": "S1",
                               "shipped_at": yesterday.strftime("%Y-%m-%dT%H:%M:%SZ")}],
                "lines": [{"id": "1", "description": "Becher", "quantity": "3",
                           "unit_price_gross": "9.99", "rate_class": "standard"}]})
        return orders

    def taken(self, orders):
        with self.lock:
            self.orders += [order["id"] for order in orders]

    def some_order(self):
        with self.lock:
            return random.choice(self.orders) if self.orders else None

    # -- what goes on at once; each until it is told to stop

    def post(self):
        while not self.stop.is_set():
            orders = self.new_orders(5)
            status, _ = self.http("orders in", "/api/v1/orders", json.dumps(orders).encode())
            if status in (200, 201):
                self.taken(orders)
            self.stop.wait(0.2)

    def read(self):
        while not self.stop.is_set():
            order = self.some_order()
            if order:
                self.http("order", "/api/v1/orders/" + order)
                status, said = self.http("link", f"/api/v1/orders/{order}/invoice-link",
                                         method="POST", allowed=(200, 201, 409))
                if status in (200, 201):
                    with self.lock:
                        self.links.append(re.search(r"/i/[^\"]+", said.decode()).group())
            for _ in range(10):
                with self.lock:
                    link = random.choice(self.links) if self.links else None
                if link and not self.stop.is_set():
                    self.http("page", link)
                    self.http("invoice.pdf", link + "/invoice.pdf")
            self.http("readyz", "/readyz")
            self.stop.wait(0.01)

    def import_files(self):
        file = os.path.join(self.folder, "in.json")
        while not self.stop.is_set():
            orders = self.new_orders(25)
            with open(file, "w") as out:
                json.dump(orders, out)
            if self.cli("import", file).returncode == 0:
                self.taken(orders)
            if random.random() < 0.3:  # a sudden death in the midst of it
                dying = self.start("issue")
                self.stop.wait(random.uniform(0, 1))
                dying.kill()
                dying.wait()
            self.cli("issue")
            self.cli("status")

    def correct(self):
        while not self.stop.is_set():
            order = self.some_order()
            if not order:
                self.stop.wait(0.1)
                continue
            _, said = self.http("order", "/api/v1/orders/" + order)
            standing = [one["number"] for one in json.loads(said).get("invoices", [])
                        if one["kind"] != "credit_note" and not one["cancelled"]]
            # 65: somebody else was faster, or nothing is left of it
            if standing and random.random() < 0.7:
                self.cli("correct", standing[0], "--name", f"Erika {random.random()}",
                         allowed=(0, 65))
            elif standing:
                self.cli("credit", order, "--line", "1=1", allowed=(0, 65))
            self.cli("messages", "list", kind="messages list")
            self.stop.wait(0.05)

    def audit(self):
        while not self.stop.is_set():
            self.stop.wait(max(3.0, SECONDS / 20))
            self.cli("verify")

    def dispatch_and_kill(self):
        """`run` goes on beside `serve`, and dies a sudden death now and then."""
        while not self.stop.is_set():
            running = self.start("run")
            self.stop.wait(random.uniform(0.5, 1.0) * max(2.0, SECONDS / 20))
            if self.stop.is_set():
                running.send_signal(signal.SIGTERM)
                # it may not yet have said that it wants to hear of signals
                if running.wait(PATIENCE) not in (0, -signal.SIGTERM):
                    self.figures.wrong.append(f"run ended with {running.returncode}")
            else:
                running.kill()
                running.wait()
                self.kills += 1


def settle(world):
    config_file = os.path.join(world.shop, "enclosure.json")
    with open(config_file) as file:
        config = json.load(file)
    seller = config["seller"]
    seller.update(name="Muster & Beispiel GmbH", established="DE", vat_ids={"DE": "DE136695976"})
    seller["address"] = {"lines": ["Musterstraße 1"], "postcode": "10115", "city": "Berlin",
                         "country": ""}
    config["mail"]["from"]["address"] = "service@muster.example"
    config["mail"]["smtp"] = {"host": "127.0.0.1", "port": world.mails.server_address[1],
                              "security": "none"}
    quiet = (time.gmtime().tm_hour + 12) % 24  # far from the hour of the test, wherever it runs
    config["messages"] = {"quiet_hours": {"from": quiet, "until": (quiet + 1) % 24}}
    config["vies"] = {"ask": False}
    config["api_key"] = KEY
    # One address asks for few links, and often: that is what the limits are for.
    config["http"] = {"requests_per_link": 0, "wrong_links_per_minute": 0}
    with open(config_file, "w") as file:
        json.dump(config, file)


def defects(world):
    """What is wrong in the end."""
    wrong = list(world.figures.wrong)
    verified = json.loads(world.cli("verify").stdout)
    wrong += [f"verify: {defect}" for defect in verified["defects"]]
    if verified["orders"] != len(set(world.orders)):
        wrong.append(f"{verified['orders']} orders instead of {len(set(world.orders))}")
    messages = json.loads(world.cli("messages", "list", kind="messages list").stdout)["messages"]
    sent = {one["message_id"] for one in messages if one["state"] == "sent"}
    in_doubt = {one["message_id"] for one in messages if one["state"] == "sending"}
    counts = world.mails.counts
    wrong += [f"{name} came {count} times" for name, count in counts.items() if count > 1]
    wrong += [f"{name} is told to be sent and never came" for name in sent - set(counts)]
    wrong += [f"{name} came and nobody knows" for name in set(counts) - sent - in_doubt]
    if len(in_doubt) > world.kills:
        wrong.append(f"{len(in_doubt)} mails in doubt after {world.kills} kills")
    first = [one for one in messages if one["stage"] == 1 and one["state"] not in ("sent", "sending")]
    wrong += [f"{one['order']} has got no invoice: {one['state']} {one['reason']}" for one in first]
    for name in ("serve.log", "run.log"):
        with open(os.path.join(world.folder, name), errors="replace") as log:
            text = log.read()
        if re.search(r"\blocked\b|busy|Sanitizer|BUG-70|that should not", text):
            wrong.append(f"{name}: {text[-2000:]}")
    print(f"{verified['orders']} orders, {verified['invoices']} documents, {len(sent)} mails sent, "
          f"{len(in_doubt)} in doubt after {world.kills} kills")
    return wrong


def main():
    folder = tempfile.mkdtemp(prefix="two-processes-")
    try:
        world = World(folder)
        subprocess.run([PROGRAM, "init", world.shop], check=True, stdout=subprocess.DEVNULL)
        settle(world)
        serving = world.start_serving()
        work = [world.post, world.read, world.read, world.read, world.import_files, world.correct,
                world.audit, world.dispatch_and_kill]
        threads = [threading.Thread(target=one, daemon=True) for one in work]
        for thread in threads:
            thread.start()
        time.sleep(SECONDS)
        world.stop.set()
        for thread in threads:
            thread.join(PATIENCE)
        serving.send_signal(signal.SIGTERM)
        if serving.wait(PATIENCE) != 0:
            world.figures.wrong.append(f"serve ended with {serving.returncode}")
        world.cli("issue")
        world.cli("run", "--once", kind="run --once")
        wrong = defects(world)
        print(world.figures.table())
        for one in wrong[:40]:
            print("WRONG", one)
        return 1 if wrong else 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


sys.exit(main())
