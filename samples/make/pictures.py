#!/usr/bin/env python3
"""Draws the pictures of the sample products: pictures.py FOLDER. Needs nothing but Python."""

import struct
import sys
import zlib
from pathlib import Path

WIDTH, HEIGHT, SAMPLES = 400, 320, 3  # each pixel is the mean of SAMPLES x SAMPLES points


PAPER = (248, 248, 250)


def lamp(x, y):
    """A desk lamp: a round foot, a stem that leans, a cone that throws light."""
    along = (x - 170) * 0.8 + (y - 62) * 0.6  # down the axis of the cone
    across = -(x - 170) * 0.6 + (y - 62) * 0.8
    if 0 < along < 92 and abs(across) < 16 + along * 0.52:
        glow = 1 - (across / (16 + along * 0.52)) ** 2
        return 196 + 40 * glow, 96 + 46 * glow, 40 + 16 * glow
    if 92 <= along < 98 and abs(across) < 62:
        return 255, 226, 150
    stem = 150 + (276 - y) * 0.28
    if 92 < y < 270 and abs(x - stem) < 4.5:
        return (120, 128, 140) if x < stem else (92, 100, 112)
    if ((x - 150) / 78) ** 2 + ((y - 272) / 16) ** 2 < 1:
        return 84, 94, 108
    if ((x - 150) / 78) ** 2 + ((y - 280) / 16) ** 2 < 1:
        return 58, 66, 78
    if ((x - 152) / 92) ** 2 + ((y - 284) / 20) ** 2 < 1:
        return 224, 226, 231  # shadow
    return PAPER


def pixel(shape, x, y):
    total = [0.0, 0.0, 0.0]
    for i in range(SAMPLES):
        for j in range(SAMPLES):
            colour = shape(x + (i + 0.5) / SAMPLES, y + (j + 0.5) / SAMPLES)
            total = [t + c for t, c in zip(total, colour)]
    # Steps of four: no eye sees them, and the file is a third as large.
    return bytes(min(255, int(t / SAMPLES**2 / 4 + 0.5) * 4) for t in total)


def png(shape):
    rows = b"".join(
        b"\0" + b"".join(pixel(shape, x, y) for x in range(WIDTH)) for y in range(HEIGHT)
    )

    def chunk(kind, content):
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "desk-lamp.png").write_bytes(png(lamp))
