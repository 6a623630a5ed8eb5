#!/usr/bin/env python3
"""Writes the reports of tests/messaging/bounce/mails: one for each way in which servers say that a mail came back.

They are written after the manners of the servers named, with made-up hosts and people (.example). `expected.json` says
what each one means. Run it after a change: make_mails.py DIR
"""
import base64, json, pathlib, quopri, sys

OUT = pathlib.Path(sys.argv[1])
N = 0
EXPECTED = []


def original(n, to, extra="", body=True):
    text = (f"Date: Tue, 01 Sep 2026 08:00:00 +0000\r\nFrom: Muster Shop <shop@seller.example>\r\nTo: {to}\r\n"
            f"Subject: Your invoice for order B-{n:02d}\r\nMessage-ID: <B-{n:02d}.documents@seller.example>\r\n{extra}"
            "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n")
    return text + ("\r\nHello, your invoice is attached. Reply if a part is missing; the mailbox full of questions is read daily.\r\n"
                   if body else "")


def dsn(name, cls, rule, *, sender, subject, human, per_message, recipients, kind="message/rfc822", to="jane.roe@buyer.example",
        human_type="text/plain; charset=us-ascii", extra="", with_original=True):
    global N
    N += 1
    b = f"=_report_{N}"
    blocks = "\r\n".join("".join(f"{k}: {v}\r\n" for k, v in one) for one in [per_message] + recipients)
    mail = (f"Return-Path: <>\r\nFrom: {sender}\r\nTo: shop@seller.example\r\nSubject: {subject}\r\n{extra}MIME-Version: 1.0\r\n"
            f"Date: Tue, 01 Sep 2026 08:01:00 +0000\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"{b}\"\r\n\r\n"
            f"This is a MIME-encapsulated message.\r\n\r\n--{b}\r\nContent-Type: {human_type}\r\n\r\n{human}\r\n"
            f"--{b}\r\nContent-Type: message/delivery-status\r\n\r\n{blocks}\r\n")
    if with_original:
        mail += f"--{b}\r\nContent-Type: {kind}\r\n\r\n{original(N, to, body=kind == 'message/rfc822')}\r\n"
    save(name, cls, rule, mail + f"--{b}--\r\n", to)


def plain(name, cls, rule, headers, text, to="jane.roe@buyer.example"):
    global N
    N += 1
    save(name, cls, rule, headers + "\r\n" + text.replace("{original}", original(N, to)).replace("{id}", f"B-{N:02d}.documents@seller.example")
         .replace("{order}", "305-1234567-12345%02d" % N), to)


def save(name, cls, rule, mail, to):
    mail = mail.replace("\r\n", "\n").replace("\n", "\r\n")
    (OUT / f"{N:02d}-{name}.eml").write_bytes(mail.encode())
    EXPECTED.append({"file": f"{N:02d}-{name}.eml", "class": cls, "rule": rule, "message_id": f"B-{N:02d}.documents@seller.example",
                     "recipient": to})


def rcpt(to="jane.roe@buyer.example", action="failed", status="5.1.1", code="", **more):
    rows = [("Final-Recipient", f"rfc822; {to}")]
    rows += [(k.replace("_", "-"), v) for k, v in more.items()]
    rows += [("Action", action), ("Status", status)]
    return rows + ([("Diagnostic-Code", f"smtp; {code}")] if code else [])


MTA = [("Reporting-MTA", "dns; mail.seller.example")]
POSTFIX = dict(sender="MAILER-DAEMON@mail.seller.example (Mail Delivery System)", subject="Undelivered Mail Returned to Sender",
               extra="Auto-Submitted: auto-replied\r\n", per_message=MTA + [("X-Postfix-Queue-ID", "4Xy1"), ("X-Postfix-Sender", "rfc822; shop@seller.example")])


def postfix_text(reason):
    return ("This is the mail system at host mail.seller.example.\r\n\r\nI'm sorry to have to inform you that your message could not\r\n"
            "be delivered to one or more recipients. It's attached below.\r\n\r\nFor further assistance, please send mail to postmaster.\r\n\r\n"
            "                   The mail system\r\n\r\n" + reason)


dsn("postfix-user-unknown", "hard", "5.1.1", **POSTFIX, human=postfix_text(
    "<jane.roe@buyer.example>: host mx.buyer.example[192.0.2.7] said: 550 5.1.1\r\n    <jane.roe@buyer.example>: Recipient address rejected: User unknown in\r\n    virtual mailbox table (in reply to RCPT TO command)"),
    recipients=[rcpt(Original_Recipient="rfc822;jane.roe@buyer.example", Remote_MTA="dns; mx.buyer.example",
                     code="550 5.1.1 <jane.roe@buyer.example>: Recipient address rejected: User unknown in virtual mailbox table")])
dsn("postfix-host-not-found", "hard", "5.4.4", **POSTFIX, human=postfix_text(
    "<jane.roe@nowhere.example>: Host or domain name not found. Name service error\r\n    for name=nowhere.example type=A: Host not found"), to="jane.roe@nowhere.example",
    recipients=[[("Final-Recipient", "rfc822; jane.roe@nowhere.example"), ("Action", "failed"), ("Status", "5.4.4"),
                 ("Diagnostic-Code", "X-Postfix; Host or domain name not found. Name service\r\n    error for name=nowhere.example type=A: Host not found")]])
dsn("postfix-delayed", "soft", "delayed", sender=POSTFIX["sender"], subject="Delayed Mail (still being retried)", extra="Auto-Submitted: auto-replied\r\n",
    per_message=POSTFIX["per_message"], kind="text/rfc822-headers", human=postfix_text(
    "# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\r\n\r\nYour message could not be delivered for more than 4 hour(s).\r\nIt will be retried until it is 5 day(s) old."),
    recipients=[rcpt(action="delayed", status="4.4.1", code="connect to mx.buyer.example[192.0.2.7]:25: Connection timed out", Will_Retry_Until="Sun, 06 Sep 2026 08:00:00 +0000")])
dsn("postfix-message-too-large", "too_large", "5.3.4", **POSTFIX, kind="text/rfc822-headers", human=postfix_text(
    "<jane.roe@buyer.example>: message size 12201934 exceeds size limit 10485760 of\r\n    server mx.buyer.example[192.0.2.7]"),
    recipients=[rcpt(status="5.3.4", code="message size 12201934 exceeds size limit 10485760 of server mx.buyer.example[192.0.2.7]")])
dsn("postfix-mailbox-full-after-days", "soft", "mailbox_full", **POSTFIX, human=postfix_text(
    "<jane.roe@buyer.example>: host mx.buyer.example[192.0.2.7] said: 452 4.2.2\r\n    Mailbox full (in reply to RCPT TO command)"),
    recipients=[rcpt(status="4.2.2", code="452 4.2.2 Mailbox full")])
dsn("postfix-expanded", "none", "relayed", sender=POSTFIX["sender"], subject="Successful Mail Delivery Report", extra="", per_message=POSTFIX["per_message"],
    human="This is the mail system at host mail.seller.example.\r\n\r\nYour message was successfully delivered to the destination(s)\r\nlisted below.",
    recipients=[rcpt(action="relayed", status="2.1.5", code="250 2.1.5 Ok")])

# Exim: plain text with the message behind a line, and the newer form as a report.
plain("exim-unrouteable", "hard", "no_such_host", "Return-path: <>\r\nX-Failed-Recipients: jane.roe@nowhere.example\r\nAuto-Submitted: auto-replied\r\n"
      "From: Mail Delivery System <Mailer-Daemon@mail.seller.example>\r\nTo: shop@seller.example\r\nSubject: Mail delivery failed: returning message to sender\r\n",
      "This message was created automatically by mail delivery software.\r\n\r\nA message that you sent could not be delivered to one or more of its\r\nrecipients. This is a permanent error. The following address(es) failed:\r\n\r\n"
      "  jane.roe@nowhere.example\r\n    all relevant MX records point to non-existent hosts\r\n\r\n------ This is a copy of the message, including all the headers. ------\r\n\r\n{original}", "jane.roe@nowhere.example")
plain("exim-user-unknown", "hard", "no_such_user", "Return-path: <>\r\nX-Failed-Recipients: jane.roe@buyer.example\r\nAuto-Submitted: auto-replied\r\n"
      "From: Mail Delivery System <Mailer-Daemon@mail.seller.example>\r\nTo: shop@seller.example\r\nSubject: Mail delivery failed: returning message to sender\r\n",
      "This message was created automatically by mail delivery software.\r\n\r\nA message that you sent could not be delivered to one or more of its\r\nrecipients. This is a permanent error. The following address(es) failed:\r\n\r\n"
      "  jane.roe@buyer.example\r\n    host mx.buyer.example [192.0.2.7]\r\n    SMTP error from remote mail server after RCPT TO:<jane.roe@buyer.example>:\r\n    550 No such user here\r\n\r\n------ This is a copy of your message, including all the headers. ------\r\n\r\n{original}")
dsn("exim-report-quota", "soft", "5.2.2", sender="Mail Delivery System <Mailer-Daemon@mx.buyer.example>", subject="Mail delivery failed: returning message to sender",
    extra="Auto-Submitted: auto-replied\r\nX-Failed-Recipients: jane.roe@buyer.example\r\n", per_message=[("Reporting-MTA", "dns; mx.buyer.example")],
    human="This message was created automatically by mail delivery software.\r\n\r\n  jane.roe@buyer.example\r\n    mailbox is full: retry timeout exceeded",
    recipients=[rcpt(status="5.2.2", code="552 5.2.2 mailbox is full")])
plain("exim-warning", "soft", "greylisted_or_busy", "Return-path: <>\r\nAuto-Submitted: auto-replied\r\nFrom: Mail Delivery System <Mailer-Daemon@mail.seller.example>\r\n"
      "To: shop@seller.example\r\nSubject: Warning: message 1abcDE-000000-00 delayed 24 hours\r\n",
      "This message was created automatically by mail delivery software.\r\nA message that you sent has not yet been delivered to one or more of its\r\nrecipients after more than 24 hours on the queue on mail.seller.example.\r\n\r\n"
      "The message identifier is:     1abcDE-000000-00\r\nThe address to which the message has not yet been delivered is:\r\n\r\n  jane.roe@buyer.example\r\n    host mx.buyer.example [192.0.2.7]\r\n    Delay reason: SMTP error: 451 4.7.1 Greylisting in action, please come back later\r\n\r\nDelivery attempts will continue for some time.\r\n\r\n------ This is a copy of your message's headers ------\r\n\r\n{original}")

# qmail (QSBMF) and Courier.
plain("qmail-no-mailbox", "hard", "5.1.1", "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.buyer.example\r\nTo: shop@seller.example\r\nSubject: failure notice\r\n",
      "Hi. This is the qmail-send program at mx.buyer.example.\r\nI'm afraid I wasn't able to deliver your message to the following addresses.\r\nThis is a permanent error; I've given up. Sorry it didn't work out.\r\n\r\n<jane.roe@buyer.example>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n{original}")
plain("qmail-queue-too-long", "soft", "greylisted_or_busy", "Return-Path: <>\r\nFrom: MAILER-DAEMON@mail.seller.example\r\nTo: shop@seller.example\r\nSubject: failure notice\r\n",
      "Hi. This is the qmail-send program at mail.seller.example.\r\nI'm afraid I wasn't able to deliver your message to the following addresses.\r\nThis is a permanent error; I've given up. Sorry it didn't work out.\r\n\r\n<jane.roe@buyer.example>:\r\nSorry, I wasn't able to establish an SMTP connection. (#4.4.1)\r\nI'm not going to try again; this message has been in the queue too long.\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n{original}")
dsn("courier-user-unknown", "hard", "5.1.1", sender='"Courier mail server at mx.buyer.example" <@>', subject="NOTICE: mail delivery status.",
    extra="", per_message=[("Reporting-MTA", "dns; mx.buyer.example"), ("Arrival-Date", "Tue, 01 Sep 2026 08:00:30 +0000")], kind="text/rfc822-headers; charset=us-ascii",
    human="This is a delivery status notification from mx.buyer.example,\r\nrunning the Courier mail server, version 1.0.\r\n\r\nThe original message was received on Tue, 01 Sep 2026 08:00:30 +0000\r\n\r\n                           UNDELIVERABLE MAIL\r\n\r\nYour message to the following recipients cannot be delivered:\r\n\r\n<jane.roe@buyer.example>:\r\n <<< 550 User unknown.",
    recipients=[rcpt(status="5.0.0", code="550 5.1.1 User unknown.")])

# Exchange and Microsoft 365.
dsn("m365-recipient-not-found", "hard", "5.1.10", sender="Microsoft Outlook <postmaster@seller.example>", subject="Undeliverable: Your invoice for order", extra="Auto-Submitted: auto-replied\r\n",
    per_message=[("Reporting-MTA", "dns;AM0PR01.prod.exchange.example"), ("Received-From-MTA", "dns;seller.example")], human_type="text/html; charset=us-ascii",
    human="<html><body><p>Your message to <b>jane.roe@buyer.example</b> couldn't be delivered.</p><p>jane.roe wasn't found at buyer.example.</p></body></html>",
    recipients=[rcpt(status="5.1.10", code="550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient jane.roe@buyer.example not found by SMTP address lookup")])
dsn("m365-quota", "soft", "5.2.2", sender="Microsoft Outlook <postmaster@buyer.example>", subject="Undeliverable: Your invoice", extra="Auto-Submitted: auto-replied\r\n",
    per_message=[("Reporting-MTA", "dns;DB8PR02.prod.exchange.example")], human="The recipient's mailbox is full and can't accept messages now.",
    recipients=[rcpt(status="5.2.2", code="554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded")])
dsn("exchange-access-denied", "hard", "5.4.1", sender="Mail Delivery Subsystem <postmaster@mail.seller.example>", subject="Undeliverable: Your invoice", extra="Auto-Submitted: auto-replied\r\n",
    per_message=[("Reporting-MTA", "dns;mail.seller.example")], human="Delivery has failed to these recipients or groups:",
    recipients=[rcpt(status="5.4.1", code="550 5.4.1 Recipient address rejected: Access denied. AS(201806281)")])
dsn("exchange-too-large", "too_large", "5.2.3", sender="Microsoft Outlook <MicrosoftExchange@buyer.example>", subject="Undeliverable: Your invoice", extra="Auto-Submitted: auto-replied\r\n",
    per_message=[("Reporting-MTA", "dns;ex1.buyer.example")], human="This message is too large. Either decrease the message size or split it up.",
    recipients=[rcpt(status="5.2.3", code="550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient")])
dsn("m365-policy", "unknown", "sender_refused", sender="Microsoft Outlook <postmaster@seller.example>", subject="Undeliverable: Your invoice", extra="Auto-Submitted: auto-replied\r\n",
    per_message=[("Reporting-MTA", "dns;AM0PR01.prod.exchange.example")], human="Your message wasn't delivered because the sending domain failed a check.",
    recipients=[rcpt(status="5.7.23", code="550 5.7.23 The message was rejected because of Sender Policy Framework violation")])

# Gmail, and relays.
dsn("gmail-no-account", "hard", "5.1.1", sender="Mail Delivery Subsystem <mailer-daemon@mail.gmail.example>", subject="Delivery Status Notification (Failure)",
    extra="X-Failed-Recipients: jane.roe@buyer.example\r\nAuto-Submitted: auto-replied\r\nIn-Reply-To: <B-19.documents@seller.example>\r\n", kind="message/rfc822",
    per_message=[("Reporting-MTA", "dns; mail.gmail.example"), ("Received-From-MTA", "dns; shop@seller.example"), ("X-Original-Message-ID", "<B-19.documents@seller.example>")],
    human="** Address not found **\r\n\r\nYour message wasn't delivered to jane.roe@buyer.example because the address couldn't be found, or is unable to receive mail.",
    recipients=[rcpt(code="550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos")])
dsn("gmail-out-of-space", "soft", "5.2.2", sender="Mail Delivery Subsystem <mailer-daemon@mail.gmail.example>", subject="Delivery Status Notification (Failure)", extra="Auto-Submitted: auto-replied\r\n",
    per_message=[("Reporting-MTA", "dns; mail.gmail.example")], human="** Recipient inbox full **",
    recipients=[rcpt(status="5.2.2", code="552-5.2.2 The recipient's inbox is out of storage space. Please direct the recipient to their provider.")])
dsn("gmail-spam", "unknown", "looks_like_spam", sender="Mail Delivery Subsystem <mailer-daemon@mail.gmail.example>", subject="Delivery Status Notification (Failure)", extra="Auto-Submitted: auto-replied\r\n",
    per_message=[("Reporting-MTA", "dns; mail.gmail.example")], human="** Message blocked **",
    recipients=[rcpt(status="5.7.1", code="550-5.7.1 [192.0.2.9] Our system has detected that this message is likely unsolicited mail.")])
dsn("sendmail-user-unknown", "hard", "5.1.1", sender="Mail Delivery Subsystem <MAILER-DAEMON@mx.buyer.example>", subject="Returned mail: see transcript for details",
    extra="Auto-Submitted: auto-generated (failure)\r\n", per_message=[("Reporting-MTA", "dns; mx.buyer.example"), ("Arrival-Date", "Tue, 1 Sep 2026 08:00:30 GMT")],
    human="The original message was received at Tue, 1 Sep 2026 08:00:30 GMT\r\nfrom mail.seller.example [192.0.2.9]\r\n\r\n   ----- The following addresses had permanent fatal errors -----\r\n<jane.roe@buyer.example>\r\n    (reason: 550 5.1.1 <jane.roe@buyer.example>... User unknown)",
    recipients=[rcpt(code="550 5.1.1 <jane.roe@buyer.example>... User unknown")])
dsn("sendmail-service-unavailable", "unknown", "5", sender="Mail Delivery Subsystem <MAILER-DAEMON@mx.buyer.example>", subject="Returned mail: see transcript for details",
    extra="Auto-Submitted: auto-generated (failure)\r\n", per_message=[("Reporting-MTA", "dns; mx.buyer.example")],
    human="   ----- The following addresses had permanent fatal errors -----\r\n<jane.roe@buyer.example>\r\n    (reason: 554 5.0.0 Service unavailable)",
    recipients=[rcpt(status="5.0.0", code="554 5.0.0 Service unavailable")])
dsn("ses-bounce", "hard", "no_such_user", sender="MAILER-DAEMON@relay.example", subject="Delivery Status Notification (Failure)", extra="", kind="text/rfc822-headers",
    per_message=[("Reporting-MTA", "dns; a1.smtp-out.relay.example")], human="An error occurred while trying to deliver the mail to the following recipients:\r\njane.roe@buyer.example",
    recipients=[rcpt(status="5.0.0", code="550 mailbox unavailable: no such user here")])
dsn("relay-suppressed-host", "hard", "5.1.2", sender="Mail Delivery System <mailer-daemon@relay.example>", subject="Undeliverable mail", extra="",
    per_message=[("Reporting-MTA", "dns; relay.example")], human="The following message could not be delivered.", to="jane.roe@nowhere.example",
    recipients=[rcpt(to="jane.roe@nowhere.example", status="5.1.2", code="550 5.1.2 Bad destination host 'DNS Hard Error looking up nowhere.example (MX): NXDomain'")])
dsn("alias-was-expanded", "hard", "5.2.1", sender="MAILER-DAEMON@mx.buyer.example (Mail Delivery System)", subject="Undelivered Mail Returned to Sender", extra="",
    per_message=[("Reporting-MTA", "dns; mx.buyer.example")], human="The mailbox is closed.",
    recipients=[rcpt(to="jr1970@inner.example", Original_Recipient="rfc822;jane.roe@buyer.example", status="5.2.1", code="550 5.2.1 The account is disabled")])
plain("german-provider", "hard", "no_such_user", "Return-Path: <>\r\nFrom: Mailer-Daemon <mailer-daemon@post.example>\r\nTo: shop@seller.example\r\nSubject: Mail konnte nicht zugestellt werden (deliver)\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n",
      quopri.encodestring("Die folgende Adresse konnte nicht erreicht werden:\n\n<jane.roe@buyer.example>:\nEmpfänger unbekannt\n\n".encode()).decode() + "--- The header of the original message is following. ---\r\n\r\n{original}")

# Amazon's own refusals: letters to the seller rather than reports.
AMAZON = "Return-Path: <bounces@amazon.example>\r\nFrom: Amazon Seller Notifications <donotreply@amazon.com>\r\nTo: shop@seller.example\r\n"
plain("amazon-opted-out", "opted_out", "amazon_opted_out", AMAZON + "Subject: Your message could not be delivered\r\nIn-Reply-To: <{id}>\r\n".replace("{id}", "B-28.documents@seller.example"),
      "Dear Seller,\r\n\r\nWe were unable to deliver the message you sent for order [{order}] because the buyer has chosen to\r\nopt out of receiving unsolicited messages from sellers.\r\n", "")
plain("amazon-not-registered", "not_registered", "amazon_sender_not_registered", AMAZON + "Subject: Message rejected\r\nIn-Reply-To: <B-29.documents@seller.example>\r\n",
      "Dear Seller,\r\n\r\nYour message was not delivered: it came from an email address that is\r\nnot registered with your seller account.\r\n", "")
plain("amazon-too-large", "too_large", "amazon_too_large", AMAZON + "Subject: Your message was not delivered\r\nIn-Reply-To: <B-30.documents@seller.example>\r\n",
      "Dear Seller,\r\n\r\nYour message for order {order} could not be delivered: the attachment size exceeds 10 MB.\r\n", "")
plain("amazon-unclear", "unknown", "amazon_refused", AMAZON + "Subject: Your message was not delivered\r\nIn-Reply-To: <B-31.documents@seller.example>\r\n",
      "Dear Seller,\r\n\r\nYour message was not delivered. See Seller Central for details.\r\n", "")

# No bounces at all.
plain("vacation-note", "none", "no_report", "Return-Path: <jane.roe@buyer.example>\r\nFrom: Jane Roe <jane.roe@buyer.example>\r\nTo: shop@seller.example\r\nSubject: Out of office\r\nAuto-Submitted: auto-replied\r\nIn-Reply-To: <B-32.documents@seller.example>\r\n",
      "I am away until Monday. My mailbox is full of user unknown things.\r\n", "")
plain("a-question", "none", "no_report", "Return-Path: <jane.roe@buyer.example>\r\nFrom: Jane Roe <jane.roe@buyer.example>\r\nTo: shop@seller.example\r\nSubject: Re: Your invoice\r\n",
      "The account that you tried to reach does not exist, says my bank. Which one is right?\r\n", "")
b = "=_fbl"
plain("complaint", "opted_out", "complaint", f"Return-Path: <>\r\nFrom: complaints@post.example\r\nTo: shop@seller.example\r\nSubject: complaint about message\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=\"{b}\"\r\n",
      f"--{b}\r\nContent-Type: text/plain\r\n\r\nThis is an email abuse report.\r\n--{b}\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n\r\n--{b}\r\nContent-Type: message/rfc822\r\n\r\n{{original}}\r\n--{b}--\r\n")
for entry in EXPECTED:
    if entry["class"] == "none" and entry["rule"] == "no_report":
        entry["message_id"] = "B-32.documents@seller.example" if "vacation" in entry["file"] else ""
(OUT / "expected.json").write_text(json.dumps(EXPECTED, indent=1) + "\n")
