"""Reads every .eml of a folder as an ordinary mail program would and prints what it found as JSON.

The judge from outside: Python's own `email` package, policy `default` (RFC 5322, 2045-2047, 2231).
For display names there is a second reading by the older `email.header`: before 3.13 the default
policy keeps the blank between two encoded words of a name, which RFC 2047, 6.2 takes out.
"""

import email
import email.header
import email.policy
import email.utils
import hashlib
import json
import pathlib
import sys


def name_of(message, field):
    return message[field].addresses[0].display_name if message[field] else ""


def older_reading(raw, field):
    value = email.message_from_bytes(raw)[field]
    if value is None:
        return ""
    name = email.utils.parseaddr(value.replace("\r", "").replace("\n", ""))[0]
    return str(email.header.make_header(email.header.decode_header(name)))


def text_of(part):
    return part.get_content().replace("\r\n", "\n") if part else None


def defects_of(message):
    found = [type(d).__name__ for part in message.walk() for d in part.defects]
    for part in message.walk():
        for value in part.values():
            found += [type(d).__name__ for d in getattr(value, "defects", ())]
    return found


def read(path):
    raw = path.read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    return {
        "file": path.name,
        "fields": [name.lower() for name in message.keys()],
        "subject": message["Subject"],
        "from_name": name_of(message, "From"),
        "from_address": message["From"].addresses[0].addr_spec,
        "from_older": older_reading(raw, "From"),
        "to_name": name_of(message, "To"),
        "to_address": message["To"].addresses[0].addr_spec,
        "to_older": older_reading(raw, "To"),
        "date": message["Date"].datetime.isoformat(),
        "message_id": message["Message-ID"],
        "language": message["Content-Language"],
        "type": message.get_content_type(),
        "text": text_of(plain),
        "html": text_of(html),
        "files": [
            {
                "name": part.get_filename(),
                "type": part.get_content_type(),
                "sha256": hashlib.sha256(part.get_content()).hexdigest(),
                "size": len(part.get_content()),
            }
            for part in message.iter_attachments()
        ],
        "defects": defects_of(message),
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    print(json.dumps([read(p) for p in sorted(folder.glob("*.eml"))]))


main()
