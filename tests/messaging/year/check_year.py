#!/usr/bin/env python3
"""Judges a year of messages by the rules for messages to buyers.

    check_year.py VIRTUAL_YEAR [ORDERS [SEED]]

Runs the program, reads its facts and decisions, and looks for a message that should not have been
sent, for a stop without a fact behind it, and for a decision that was not logged. It is written from
the rules (P01 to P08, the stages and what suppresses them), not from the program: it has its own
time zones (Python's zoneinfo), its own windows, its own idea of what was known when.

Then it checks itself: into copies of the same year it plants one breach of every rule, and each of
them must be found. Exit code 1: a breach was found, or a planted one was missed.
"""
import collections
import datetime as dt
import json
import re
import subprocess
import sys
from zoneinfo import ZoneInfo

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)

ZONES = {"DE": "Europe/Berlin", "AT": "Europe/Vienna", "FR": "Europe/Paris", "ES": "Europe/Madrid",
         "PT": "Europe/Lisbon", "FI": "Europe/Helsinki", "GR": "Europe/Athens", "IE": "Europe/Dublin",
         "GB": "Europe/London", "PL": "Europe/Warsaw", "SE": "Europe/Stockholm",
         "IS": "Atlantic/Reykjavik", "TR": "Europe/Istanbul"}
US_STATES = {"NY": "America/New_York", "CA": "America/Los_Angeles"}


def zone_of(order):
    country, postcode = order["country"], order["postcode"].replace(" ", "")
    if country == "US":
        return ZoneInfo(US_STATES[order["region"]])
    if country == "FR" and postcode[:3] in ("972", "974"):
        return ZoneInfo({"972": "America/Martinique", "974": "Indian/Reunion"}[postcode[:3]])
    if country == "ES" and postcode[:2] in ("35", "38"):
        return ZoneInfo("Atlantic/Canary")
    if country == "PT" and postcode[:2] >= "95":
        return ZoneInfo("Atlantic/Azores")
    return ZoneInfo(ZONES[country])


def instant(text):
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))


class Order:
    def __init__(self, line):
        self.line = line
        self.id = line["order"]
        self.amazon = line["channel"] == "amazon"
        self.zone = zone_of(line)
        self.promised = instant(line["promised"]) if line["promised"] else None
        self.facts = []      # in the order in which they became known
        self.sent = []
        self.log = []
        self.ends = {}
        self.addresses = [(dt.datetime.min.replace(tzinfo=dt.timezone.utc), line["address"])]

    def address_at(self, at):
        return [address for since, address in self.addresses if since <= at][-1]

    def known(self, at, *whats):
        return [fact for fact in self.facts if fact["what"] in whats and fact["known"] <= at]


class Year:
    def __init__(self, lines):
        self.orders, self.settings, self.pauses, self.blocks = {}, [], [], []
        self.to_address = collections.defaultdict(list)  # facts that concern an address
        self.sent = []
        for line in lines:
            getattr(self, "take_" + line["t"])(line)
        self.sent.sort(key=lambda line: line["at"])

    def take_settings(self, line):
        self.settings.append({**line, "from": instant(line["from"])})

    def take_pause(self, line):
        self.pauses.append((line["channel"], instant(line["from"]), instant(line["until"])))

    def take_block(self, line):
        self.blocks.append({**line, "at": instant(line["at"])})

    def take_order(self, line):
        self.orders[line["order"]] = Order(line)

    def take_fact(self, line):
        fact = {**line, "at": instant(line["at"]), "known": instant(line["known"])}
        order = self.orders[line["order"]]
        if fact["what"] == "address":
            order.addresses.append((fact["known"], fact["address"]))
        if fact["what"] in ("opted_out", "bounced") and fact.get("address"):
            self.to_address[fact["address"]].append(fact)
        if not fact.get("address_alone"):
            order.facts.append(fact)

    def take_log(self, line):
        self.orders[line["order"]].log.append({**line, "at": instant(line["at"])})

    def take_sent(self, line):
        sent = {**line, "at": instant(line["at"])}
        self.orders[line["order"]].sent.append(sent)
        self.sent.append(sent)

    def take_end(self, line):
        self.orders[line["order"]].ends[line["stage"]] = line

    def settings_at(self, at):
        return [one for one in self.settings if one["from"] <= at][-1]

    def blocks_of(self, order, at):
        for block in self.blocks:
            if block["at"] > at:
                continue
            value, address = block["value"], order.address_at(at)
            if (block["kind"] == "order" and value == order.id
                    or block["kind"] == "address" and value == address
                    or block["kind"] == "sku" and value == order.line["sku"]):
                yield block


# ---------------------------------------------------------------- what was known of the delivery

def shipped(order, at):
    times = [fact["at"] for fact in order.known(at, "shipped")]
    return min(times) if times else None


def delivered(order, at):
    """The known delivery."""
    times = [fact["at"] for fact in order.known(at, "delivered")]
    return min(times) if times else None


def arrival(year, order, at):
    """(earliest, latest) delivery on which anybody may act, or None."""
    seen = delivered(order, at)
    if seen:
        return seen, seen
    settings, left = year.settings_at(at), shipped(order, at)
    if not settings["accept_estimated"] or not left:
        return None
    latest, earliest = [], left
    for route in settings["transit"]:
        if route["to"] == order.line["country"]:
            earliest = left + route["least"] * DAY
            latest.append(left + route["most"] * DAY)
    if order.promised:
        latest.append(order.promised)
    return (earliest, max(latest)) if latest else None


# ---------------------------------------------------------------- what stops a message

def stops(year, order, stage, at):
    """The facts known at that moment that forbid the message, by name of the reason."""
    asking = stage in (2, 3)
    found = set()
    if order.known(at, "cancelled"):
        found.add("cancelled")
    address = order.address_at(at)
    if not address:
        found.add("no_address")
    about_address = [f for f in year.to_address[address] if f["known"] <= at] if address else []
    if any(f["what"] == "bounced" and f["class"] == "hard" for f in about_address):
        found.add("bounced")
    blocks = list(year.blocks_of(order, at))
    if any(block["all"] for block in blocks):
        found.add("blocked")
    if not asking:
        return found
    for what, name in (("refunded", "refunded"), ("returned", "returned"),
                       ("charged_back", "charged_back"), ("opted_out", "opted_out"),
                       ("bounced", "bounced"), ("review_received", "review_known"),
                       ("feedback_received", "feedback_known")):
        if order.known(at, what):
            found.add(name)
    if any(f["what"] == "opted_out" or f.get("class") == "opted_out" for f in about_address):
        found.add("opted_out")
    if blocks:
        found.add("blocked")
    if order.line["do_not_ask"]:
        found.add("do_not_ask")
    cases = order.known(at, "case_opened", "case_closed")
    if cases and cases[-1]["what"] == "case_opened":
        found.add("open_case")
    seen = delivered(order, at)
    if seen and order.promised and seen > order.promised:
        found.add("delivered_late")
    return found


# ---------------------------------------------------------------- the rules

def check_window(year, order, sent, tell):
    stage, at = sent["stage"], sent["at"]
    left = shipped(order, at)
    if not left or at < left:
        tell("P02", "before shipping")
    if stage == 1:
        seen = delivered(order, at)
        if seen and at.astimezone(order.zone).date() > seen.astimezone(order.zone).date():
            tell("P02", "documents after the day of delivery")
        return
    span = arrival(year, order, at)
    if not span:
        return tell("P02", "asked without a known delivery")
    earliest, latest = span
    if at < latest:
        return tell("P02", "asked before the delivery")
    if order.amazon:
        if at < latest + 5 * DAY:
            tell("P02", "before day 5")
        if at > earliest + 30 * DAY:
            tell("P02", "after day 30")
    elif stage == 2 and not latest + DAY <= at <= earliest + 30 * DAY:
        tell("P02", "the shop's request stands a day or more after delivery")
    elif stage == 3 and not latest + 14 * DAY <= at < earliest + 29 * DAY:
        tell("P02", "the check-up stands 14 to 28 days after delivery")


def check_sent(year, order, sent, tell):
    at, stage = sent["at"], sent["stage"]
    check_window(year, order, sent, tell)
    for stop in sorted(stops(year, order, stage, at)):
        tell("S", "sent although " + stop)
    if stage == 1 and order.amazon and order.line["marketplace_invoice"]:
        tell("R22", "documents although the marketplace issues the invoice")
    if stage == 1 and sent["asks"]:
        tell("R16", "stage 1 asks for a review")
    local = at.astimezone(order.zone)
    if local.hour >= 21 or local.hour < 8:
        tell("P05", "at " + local.isoformat())
    channel = order.line["channel"]
    if any(one in (channel, "all") and since <= at < until for one, since, until in year.pauses):
        tell("S", "sent while paused")
    if not any(row["decision"] == "sent" and row["stage"] == stage and row["at"] == at
               for row in order.log):
        tell("P07", "sent without a row in the log")


def check_order(year, order, tell):
    stages = [sent["stage"] for sent in order.sent]
    if len(stages) > 3:
        tell("P01", "more than three messages")
    if len(set(stages)) != len(stages):
        tell("P03", "a stage was sent twice")
    if sum(sent["asks"] for sent in order.sent) > 1:
        tell("R16", "a second review request")
    if order.amazon and len(set(stages) & {2, 3}) > 1:
        tell("R16", "stages 2 and 3 on Amazon")
    for sent in order.sent:
        check_sent(year, order, sent, tell)
        if order.amazon and sent["stage"] != 1 and not sent["asks"]:
            tell("R12", "a message on Amazon that only offers help")


def check_log(year, order, tell):
    """P07: each message has its rows, each row its rule, each stop its fact."""
    for stage, end in order.ends.items():
        rows = [row for row in order.log if row["stage"] == stage]
        if not rows or rows[0]["decision"] not in ("planned", "suppressed"):
            return tell("P07", f"stage {stage} was never planned")
        last = rows[-1]
        expected = {"cancelled": "suppressed", "sent": "sent", "failed": "failed"}.get(end["state"])
        if expected and last["decision"] != expected:
            tell("P07", f"stage {stage} is {end['state']}, the last row says {last['decision']}")
        for row in rows:
            # A message that got its time because its fact came needs no rule; a later time does.
            if row["decision"] in ("suppressed", "failed", "retry") \
                    and not re.match(r"^[A-Z]\d*:[a-z0-9_]+$", row["reason"]):
                tell("P07", f"stage {stage} {row['decision']} without a rule: {row['reason']!r}")
            if row["decision"] == "suppressed" and row["reason"].startswith("S:"):
                name = row["reason"][2:]
                if name not in ("stage_off", "credit_note") and name not in stops(year, order, stage, row["at"]):
                    tell("S", f"stage {stage} suppressed as {name} without that fact")


def check_days(year, tell):
    """P04: one a day for each address, by the buyer's own calendar."""
    last = {}
    for sent in year.sent:
        order = year.orders[sent["order"]]
        day = sent["at"].astimezone(order.zone).date()
        before = last.get(sent["address"])
        if before and before.astimezone(order.zone).date() == day:
            tell(order, "P04", f"two messages to one address on {day}")
        last[sent["address"]] = sent["at"]


def check_reach(year, tell):
    """A planner that sends nothing would break no rule: what nothing stopped must have been sent."""
    end = max(sent["at"] for sent in year.sent)
    for order in year.orders.values():
        ever = stops(year, order, 2, end)
        seen = delivered(order, end)
        known = [f["known"] for f in order.known(end, "delivered")]
        if ever or not seen or not order.ends or known[0] > seen + 4 * DAY or seen + 40 * DAY > end:
            continue
        lost = {row["reason"] for row in order.log if row["stage"] in (2, 3)}
        if lost & {"T:550", "T:451", "P04:one_mail_per_day", "S:stage_off"}:
            continue
        if not any(sent["asks"] for sent in order.sent) \
                and not any("P02:window_closed" == one for one in lost):
            tell(order, "reach", f"nobody was asked, and nothing stopped it: {sorted(lost)}")


def judge(lines):
    year = Year(lines)
    breaches = []
    for order in year.orders.values():
        def tell(rule, what, order=order):
            breaches.append((rule, order.id, what))
        check_order(year, order, tell)
        check_log(year, order, tell)

    def tell_of(order, rule, what):
        breaches.append((rule, order.id, what))
    check_days(year, tell_of)
    check_reach(year, tell_of)
    return year, breaches


# ---------------------------------------------------------------- planted breaches

def plant(lines):
    """(name, rule, lines) for a breach of every rule, each in a copy of the year."""
    year = Year(lines)
    text = lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def sent_where(holds):
        return next(i for i, line in enumerate(lines)
                    if line["t"] == "sent" and holds(year.orders[line["order"]], line))

    def moved(i, at):
        """The message and its row at another moment."""
        sent, out = lines[i], list(lines)
        for k, line in enumerate(out):
            same = line.get("order") == sent["order"] and line.get("stage") == sent["stage"]
            if same and (line["t"] == "sent" or line.get("decision") == "sent"):
                out[k] = {**line, "at": text(at)}
        return out

    def with_fact(i, what, **more):
        fact = {"t": "fact", "order": lines[i]["order"], "what": what, "at": lines[i]["at"],
                "known": lines[i]["at"], **more}
        return lines[:i] + [fact] + lines[i:]

    shop2 = sent_where(lambda o, s: not o.amazon and s["stage"] == 2)
    amazon = sent_where(lambda o, s: o.amazon and s["stage"] == 2)
    first = sent_where(lambda o, s: s["stage"] == 1 and any(
        f["what"] == "delivered" and f["known"] == f["at"] for f in o.facts))
    third = sent_where(lambda o, s: not o.amazon and s["stage"] == 3)
    at = lambda i: instant(lines[i]["at"])
    order = lambda i: year.orders[lines[i]["order"]]
    arrived = lambda i: delivered(order(i), instant("2027-12-01T00:00:00Z"))
    noon = lambda i, day: (day.astimezone(order(i).zone).replace(hour=12)).astimezone(dt.timezone.utc)
    yield "three more messages", "P01", lines + [lines[shop2]] * 3
    yield "the same stage again", "P03", lines + [{**lines[first]}]
    yield "a review on day 4", "P02", moved(amazon, noon(amazon, arrived(amazon) + 3 * DAY))
    yield "a review on day 32", "P02", moved(amazon, noon(amazon, arrived(amazon) + 32 * DAY))
    yield "documents after delivery", "P02", moved(first, noon(first, arrived(first) + 2 * DAY))
    yield "a check-up on day 9", "P02", moved(third, noon(third, arrived(third) + 9 * DAY))
    yield "at half past two at night", "P05", moved(shop2, at(shop2).astimezone(
        order(shop2).zone).replace(hour=2, minute=30).astimezone(dt.timezone.utc))
    yield "a second request", "R16", lines + [{**lines[amazon], "stage": 3}]
    yield "a request in stage 1", "R16", [
        {**line, "asks": True} if i == first else line for i, line in enumerate(lines)]
    yield "help alone on Amazon", "R12", [
        {**line, "asks": False} if i == amazon else line for i, line in enumerate(lines)]
    for what in ("cancelled", "refunded", "returned", "charged_back", "opted_out", "review_received",
                 "feedback_received", "case_opened"):
        yield what + " before the request", "S", with_fact(shop2, what)
    yield "a dead address", "S", with_fact(
        first, "bounced", **{"class": "hard", "address": lines[first]["address"]})
    yield "an opt-out of the address", "S", with_fact(
        shop2, "opted_out", address=lines[shop2]["address"], address_alone=True)
    yield "a blocked order", "S", lines[:shop2] + [
        {"t": "block", "at": lines[shop2]["at"], "kind": "order", "value": lines[shop2]["order"],
         "all": True}] + lines[shop2:]
    yield "sent while paused", "S", [{"t": "pause", "channel": "all", "from": lines[shop2]["at"],
                                      "until": text(at(shop2) + HOUR)}] + lines
    yield "two on one day", "P04", lines + [{**lines[third], "at": text(at(third) + HOUR)}]
    yield "a row is missing", "P07", [
        line for line in lines if not (line["t"] == "log" and line["decision"] == "sent"
                                       and line["order"] == lines[first]["order"])]
    yield "no first row", "P07", [
        line for line in lines if not (line["t"] == "log" and line["order"] == lines[first]["order"])]
    yield "a stop without a fact", "S", [
        {**line, "reason": "S:charged_back"} if line is next(
            one for one in lines if one.get("decision") == "suppressed" and one["reason"] == "S:refunded")
        else line for line in lines]
    yield "nobody is asked", "reach", [line for line in lines
                                       if not (line["t"] == "sent" and line["asks"])]


def walk(program, orders, seed):
    out = subprocess.run([program, orders, seed], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def main():
    program = sys.argv[1]
    orders, seed = (sys.argv[2:4] + ["2000", "1"][len(sys.argv) - 2:])[:2]
    whole = walk(program, orders, seed)
    year, breaches = judge(whole)
    decisions = collections.Counter(row["decision"] for o in year.orders.values() for row in o.log)
    reasons = collections.Counter(row["reason"] for o in year.orders.values() for row in o.log
                                  if row["decision"] in ("suppressed", "moved"))
    by_stage = collections.Counter(sent["stage"] for sent in year.sent)
    print(f"{len(year.orders)} orders, {len(year.sent)} messages sent {dict(sorted(by_stage.items()))}")
    print("decisions:", dict(decisions.most_common()))
    print("reasons:", dict(reasons.most_common()))
    for rule, order, what in breaches[:40]:
        print(f"BREACH {rule} {order}: {what}")
    small = str(min(int(orders), 400))  # a small year is enough to plant in
    lines = whole if small == orders else walk(program, small, seed)
    clean = judge(lines)[1]
    missed, planted = [], 0
    for name, rule, changed in plant(lines) if not clean else ():
        planted += 1
        if not any(found == rule for found, _, _ in judge(changed)[1]):
            missed.append(name)
            print(f"MISSED {rule}: {name}")
    print(f"{len(breaches)} breaches; {planted} planted in a small year, {len(missed)} missed")
    return 1 if breaches or missed or not planted else 0


if __name__ == "__main__":
    sys.exit(main())
