"""The proofs of the handshake and the checksum of parts, written from docs/PROTOCOL.md alone."""

import hashlib
import hmac
import struct

from comm_wire import frame


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


class Handshake:
    """What was said, and the proofs over it (section 5)."""

    def __init__(self, secret, hello, challenge, binding=b""):
        said = frame("HELLO", **hello) + frame("CHALLENGE", **challenge)
        self.said = hashlib.sha256(said + (struct.pack(">H", len(binding)) + binding if binding else b"")).digest()
        base = mac(b"comm 2", secret)
        self.node, self.master = mac(base, b"node\x01"), mac(base, b"master\x01")

    def node_proof(self):
        return mac(self.node, self.said)

    def master_proof(self, proof, answer):
        answered = frame("PROOF", proof=proof) + frame("MASTER_PROOF", **dict(answer, proof=b""))
        return mac(self.master, hashlib.sha256(self.said + answered).digest())


def crc_table():
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0x82F63B78 if value & 1 else 0)
        table.append(value)
    return table


CRC_TABLE = crc_table()


def crc32c(data):
    """CRC-32C as a signed number."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = CRC_TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return crc - (1 << 32) if crc >> 31 else crc
