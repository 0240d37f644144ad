"""Reads and writes small grey PNG files with nothing but the standard library and numpy."""
import struct
import zlib

import numpy as np

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def read_grey(path):
    """An 8-bit grey, unfiltered, non-interlaced PNG (what the generator writes) as an array (y, x)."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:8] != SIGNATURE:
        raise ValueError(f"{path}: not a PNG file")
    position, pixels = 8, b""
    while position < len(data):
        length, kind = struct.unpack(">I4s", data[position:position + 8])
        body = data[position + 8:position + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", body)
            if (depth, colour, interlace) != (8, 0, 0):
                raise ValueError(f"{path}: only 8-bit grey PNGs without interlace are read here")
        elif kind == b"IDAT":
            pixels += body
        position += 12 + length
    rows = np.frombuffer(zlib.decompress(pixels), np.uint8).reshape(height, width + 1)
    if rows[:, 0].any():
        raise ValueError(f"{path}: filtered rows are not read here")
    return rows[:, 1:]


def write_grey(path, grey):
    """Writes an array of uint8 (y, x) as an 8-bit grey PNG."""
    _write(path, grey.shape, 8, np.ascontiguousarray(grey, np.uint8))


def write_mask(path, mask):
    """Writes an array of bool (y, x) as a 1-bit PNG."""
    _write(path, mask.shape, 1, np.packbits(mask, axis=1))


def _write(path, shape, depth, rows):
    height, width = shape
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    with open(path, "wb") as file:
        file.write(SIGNATURE)
        for kind, body in ((b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b"")):
            file.write(struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
