"""Frames of the Comm protocol, version 2, written from docs/PROTOCOL.md alone. Standard library only."""

import contextlib
import hashlib
import select
import socket
import ssl
import struct
import sys
import threading
import time
from types import SimpleNamespace

HEADER = struct.Struct(">HBBBBHIIIi")
MAGIC, VERSION, MORE = 0x434D, 2, 1
CHUNK = 256 * 1024
FRAME_MAX = 1 << 20
RANKS_MAX = 65535

NUMBERS = {
    "u8": "B", "code": "B", "flag": "?", "u16": "H", "i32": "i", "rank": "i", "rank?": "i",
    "i64": "q", "nanos": "q", "nanos?": "q", "f64": "d",
}

PARTS = {
    "content": "kind:code form:u16 length:i64",
    "member": "rank:rank incarnation:i64 host:string remainingLiveTime:nanos?",
    "departure": "rank:rank incarnation:i64 cause:code detail:string",
    "slot": "rank:rank content:content",
    "sequence": "communicator:i32 next:i64",
}

COMMANDS = {
    "HELLO": (1, "versionMin:u8 versionMax:u8 features:i64 runHigh:i64 runLow:i64 rank:rank? incarnation:i64"
                 " nonce:bytes serializers:list<string>"),
    "CHALLENGE": (2, "version:u8 features:i64 nonce:bytes"),
    "PROOF": (3, "proof:bytes"),
    "JOIN": (4, "startMillis:i64 liveNanos:nanos? heartbeatNanos:nanos deadNanos:nanos slots:i32 size:i32 host:string pid:i64"
                " labels:list<string> minSurvivors:i32 exclude:flag window:i32 fingerprint:bytes types:list<string>"),
    "ACCEPTED": (5, "heartbeatNanos:nanos deadNanos:nanos"),
    "REJECTED": (6, "reason:code detail:string"),
    "WELCOME": (7, "rank:rank size:i32 term:i64 epoch:i64 members:list<member> sequences:list<sequence> content:content"),
    "MASTER_PROOF": (8, "runHigh:i64 runLow:i64 term:i64 serializer:string proof:bytes"),
    "HEARTBEAT": (16, "progress:i64 remainingNanos:nanos? epoch:i64 intervalNanos:nanos"),
    "VIEW_CHANGE": (17, "term:i64 epoch:i64 joined:list<member> departed:list<departure>"),
    "DRAINING": (18, "remainingNanos:nanos"),
    "LEAVE": (19, "cause:code detail:string content:content"),
    "FENCED": (20, "cause:code epoch:i64 detail:string"),
    "SHUTDOWN": (21, "timeoutNanos:nanos reason:string"),
    "ARRIVE": (32, "sequence:i64 kind:code name:string root:rank operator:string timeoutNanos:nanos acked:i64"
                   " content:content parts:list<content>"),
    "PART": (33, "sequence:i64 content:content"),
    "HELD": (34, "sequence:i64 length:i64 crc32c:i32"),
    "DECISION": (35, "sequence:i64 term:i64 epoch:i64 outcome:code survivors:ranks departures:list<departure>"
                     " missing:ranks joined:list<member> slowest:rank? detail:string slots:list<slot> created:i32"
                     " content:content"),
    "DECISION_ACK": (36, "sequence:i64"),
    "CALL_SITE_ASK": (37, "sequence:i64"),
    "CALL_SITE": (38, "sequence:i64 place:string"),
    "CALL_PENDING": (39, "sequence:i64 kind:code name:string"),
    "RELEASE": (44, ""),
    "MESSAGE": (48, "from:rank fromIncarnation:i64 to:rank toIncarnation:i64 content:content"),
    "MESSAGE_END": (49, "from:rank fromIncarnation:i64 cause:code"),
    "MESSAGE_ASK": (50, "to:rank toIncarnation:i64 bytes:i64"),
    "MESSAGE_CREDIT": (51, "to:rank toIncarnation:i64 bytes:i64 answer:flag"),
    "SERVING": (64, "on:flag handlers:list<string>"),
    "REQUEST": (65, "id:i64 attempt:i32 handler:string task:flag timeoutNanos:nanos? content:content"),
    "RESULT": (66, "id:i64 attempt:i32 status:code content:content"),
    "RESULT_ACK": (67, "id:i64 attempt:i32"),
    "CANCEL": (68, "id:i64 attempt:i32"),
    "PROGRESS": (69, "id:i64 attempt:i32 fraction:f64"),
    "RESULT_ASK": (72, "id:i64 attempt:i32"),
    "DATA": (80, ""),
}
TYPES = {code: name for name, (code, _) in COMMANDS.items()}

NONE, NULL, VALUE, FAILED = range(4)
BYTES, SERIALIZED, STRING, INT, LONG, DOUBLE, BOOLEAN, INTS, LONGS, DOUBLES, FLOATS, ERROR, BUFFER = range(13)


class ProtocolError(Exception):
    """The peer broke the protocol, or ended the connection."""


class RemoteError(Exception):
    """An error that stands in the place of a value."""


def fields(text):
    return [field.split(":") for field in text.split()]


def write(form, value):
    """The bytes of one field."""
    if form in NUMBERS:
        return struct.pack(">" + NUMBERS[form], value)
    if form == "string":
        return write("bytes", value.encode("utf-8"))
    if form == "bytes":
        return struct.pack(">H", len(value)) + value
    if form == "ranks":
        return write_ranks(value)
    if form.startswith("list<"):
        return struct.pack(">H", len(value)) + b"".join(write(form[5:-1], element) for element in value)
    return b"".join(write(kind, value[name]) for name, kind in fields(PARTS[form]))


def write_ranks(ranks):
    """Ascending ranks as runs of neighbours."""
    runs = []
    for rank in ranks:
        if runs and runs[-1][1] == rank - 1:
            runs[-1][1] = rank
        else:
            runs.append([rank, rank])
    return struct.pack(">H", len(runs)) + b"".join(struct.pack(">ii", *run) for run in runs)


class Reader:
    """Reads fields from the body of a frame."""

    def __init__(self, body):
        self.body, self.position = body, 0

    def take(self, count):
        end = self.position + count
        if end > len(self.body):
            raise ProtocolError("a frame ends before its fields")
        taken, self.position = self.body[self.position:end], end
        return taken

    def read(self, form):
        if form in NUMBERS:
            layout = ">" + NUMBERS[form]
            return struct.unpack(layout, self.take(struct.calcsize(layout)))[0]
        if form == "string":
            return self.read("bytes").decode("utf-8")
        if form == "bytes":
            return bytes(self.take(self.read("u16")))
        if form == "ranks":
            return self.ranks()
        if form.startswith("list<"):
            return [self.read(form[5:-1]) for _ in range(self.read("u16"))]
        return {name: self.read(kind) for name, kind in fields(PARTS[form])}

    def ranks(self):
        """Ascending ranks, from runs that nothing but their one form fits."""
        ranks = []
        for _ in range(self.read("u16")):
            first, last = self.read("rank"), self.read("rank")
            if first < (ranks[-1] + 2 if ranks else 0) or last < first:
                raise ProtocolError("ranks %d to %d are out of order" % (first, last))
            if len(ranks) + last - first >= RANKS_MAX:
                raise ProtocolError("there are more than %d ranks" % RANKS_MAX)
            ranks.extend(range(first, last + 1))
        return ranks

    def skip_extensions(self):
        section = Reader(self.take(self.read("u16")))
        while section.position < len(section.body):
            kind = section.read("u16")
            section.take(section.read("u16"))
            if kind % 2:
                raise ProtocolError("extension %d is needed and not known" % kind)


def frame(name, payload=b"", /, stream=0, more=False, communicator=0, tag=0, **values):
    """A whole frame."""
    code, layout = COMMANDS[name]
    body = b"".join(write(form, values[field]) for field, form in fields(layout)) + b"\0\0" + payload
    form = values["content"]["form"] if "content" in values else 0
    return HEADER.pack(MAGIC, VERSION, code, MORE if more else 0, 0, form, len(body), communicator, stream, tag) + body


NOTHING = {"kind": NONE, "form": 0, "length": 0}


def encode(value):
    """Content and payload of a value."""
    if value is None:
        return dict(NOTHING, kind=NULL), b""
    form, payload = built_in(value)
    kind = FAILED if form == ERROR else VALUE
    return {"kind": kind, "form": form, "length": len(payload)}, payload


def built_in(value):
    if isinstance(value, BaseException):
        texts = [type(value).__name__, str(value), ""]
        utf8 = [text.encode("utf-8") for text in texts]
        return ERROR, b"".join(struct.pack(">I", len(text)) + text for text in utf8) + struct.pack(">i", -1)
    if isinstance(value, bool):
        return BOOLEAN, bytes([value])
    if isinstance(value, int):
        return LONG, struct.pack(">q", value)
    if isinstance(value, float):
        return DOUBLE, struct.pack(">d", value)
    if isinstance(value, str):
        return STRING, value.encode("utf-8")
    if isinstance(value, list):
        return DOUBLES, struct.pack(">%dd" % len(value), *value)
    return BYTES, bytes(value)


ARRAYS = {INTS: "i", LONGS: "q", DOUBLES: "d", FLOATS: "f"}
SINGLES = {INT: ">i", LONG: ">q", DOUBLE: ">d", BOOLEAN: ">?"}


def decode(content, payload):
    """The value that a content and its payload stand for; raises a RemoteError in the place of an error."""
    form = content["form"]
    if content["kind"] in (NONE, NULL):
        return None
    if form == ERROR:
        reader, texts = Reader(payload), []
        for _ in range(3):
            texts.append(reader.take(struct.unpack(">I", reader.take(4))[0]).decode("utf-8"))
        raise RemoteError("%s: %s" % (texts[0], texts[1]))
    if form in (BYTES, BUFFER):
        return payload
    if form == STRING:
        return payload.decode("utf-8")
    if form in SINGLES:
        return struct.unpack(SINGLES[form], payload)[0]
    if form in ARRAYS:
        return list(struct.unpack(">%d%s" % (len(payload) // struct.calcsize(ARRAYS[form]), ARRAYS[form]), payload))
    raise RemoteError("this node only reads built-in forms, not form %d" % form)


SIGNATURES = {  # of certificates, by their object identifier
    b"\x2a\x86\x48\xce\x3d\x04\x03\x03": hashlib.sha384,  # ecdsa-with-SHA384
    b"\x2a\x86\x48\xce\x3d\x04\x03\x04": hashlib.sha512,  # ecdsa-with-SHA512
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c": hashlib.sha384,  # sha384WithRSAEncryption
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d": hashlib.sha512,  # sha512WithRSAEncryption
}


def der(data, start):
    """Where the content of the DER value at a position begins and ends."""
    length, content = data[start + 1], start + 2
    if length & 0x80:
        size = length & 0x7F
        length, content = int.from_bytes(data[content:content + size], "big"), content + size
    return content, content + length


def server_end_point(certificate):
    """The channel binding: a hash of the certificate by the function of its signature, else by SHA-256."""
    inside, _ = der(certificate, 0)
    _, algorithm = der(certificate, inside)  # it follows the part that is signed
    name, _ = der(certificate, algorithm)
    return SIGNATURES.get(bytes(certificate[slice(*der(certificate, name))]), hashlib.sha256)(certificate).digest()


class Connection:
    """Commands in and out. Any thread may send, one receives."""

    def __init__(self, address, timeout, tls=None):
        self.socket = socket.create_connection(address, timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.tls, self.binding = tls, b""
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_hostname=address[0])
            self.binding = server_end_point(self.socket.getpeercert(binary_form=True))
        self.frame_max = 4096
        self.buffer = bytearray()
        self.partial = {}
        self.next_stream = 1
        self.lock = threading.Lock()

    def write(self, data):
        with self.lock:
            self.socket.settimeout(30)
            self.socket.sendall(data)

    def send(self, name, payload=b"", /, **values):
        """Sends a command; a large payload goes in several frames."""
        if len(payload) <= CHUNK:
            self.write(frame(name, payload, **values))
            return
        with self.lock:
            stream, self.next_stream = self.next_stream, self.next_stream + 1
        self.write(frame(name, payload[:CHUNK], stream=stream, more=True, **values))
        for start in range(CHUNK, len(payload), CHUNK):
            self.write(frame("DATA", payload[start:start + CHUNK], stream=stream, more=start + CHUNK < len(payload)))

    def receive(self, timeout):
        """The next command whose payload is complete, or None after the timeout."""
        deadline = time.monotonic() + timeout
        while True:
            command = self.take()
            if command:
                return command
            data = self.read(max(0.001, deadline - time.monotonic()))
            if data == b"":
                raise ProtocolError("the master closed the connection")
            if data:
                self.buffer += data
            elif time.monotonic() >= deadline:
                return None

    def read(self, timeout):
        """The bytes that came, none at the end, or None after the timeout. Only one thread calls this."""
        waiting = self.tls and self.socket.pending()
        if not waiting and not select.select([self.socket], [], [], timeout)[0]:
            return None
        try:
            # A TLS connection is not for two threads at once.
            with self.lock if self.tls else contextlib.nullcontext():
                self.socket.settimeout(0.01 if self.tls else timeout)
                return self.socket.recv(1 << 16)
        except (socket.timeout, BlockingIOError, ssl.SSLWantReadError):
            return None

    def take(self):
        """A command from what was received, or None if its end is still to come."""
        while len(self.buffer) >= HEADER.size:
            magic, version, code, flags, _, form, length, communicator, stream, tag = HEADER.unpack_from(self.buffer)
            if magic != MAGIC or version != VERSION or flags & ~MORE or code not in TYPES:
                raise ProtocolError("this is not a frame: " + self.buffer[:24].hex())
            if length > self.frame_max - HEADER.size:
                raise ProtocolError("a frame of %d bytes is too large" % length)
            end = HEADER.size + length
            if len(self.buffer) < end:
                return None
            body = bytes(self.buffer[HEADER.size:end])
            del self.buffer[:end]
            command = self.command(TYPES[code], body, SimpleNamespace(
                more=bool(flags & MORE), form=form, communicator=communicator, stream=stream, tag=tag))
            if command:
                return command
        return None

    def command(self, name, body, header):
        reader = Reader(body)
        values = {field: reader.read(form) for field, form in fields(COMMANDS[name][1])}
        reader.skip_extensions()
        payload = body[reader.position:]
        if name == "DATA":
            command = self.partial[header.stream]
            command.payload += payload
        else:
            command = SimpleNamespace(
                type=name, communicator=header.communicator, tag=header.tag, payload=payload, **values)
        if header.more:
            self.partial[header.stream] = command
            return None
        self.partial.pop(header.stream, None)
        expected = values["content"]["length"] if name != "DATA" and "content" in values else None
        if name == "DATA":
            expected = command.content["length"]
        if len(command.payload) != (expected or 0):
            raise ProtocolError("%s has %d payload bytes" % (command.type, len(command.payload)))
        return command

    def close(self):
        self.socket.close()


def check_golden(path):
    """Decodes the frame in a golden file and encodes it back."""
    with open(path, encoding="utf-8") as file:
        lines = [line.split("#")[0].strip() for line in file if not line.startswith("=")]
    data = bytes.fromhex("".join(lines))
    _, _, code, flags, _, _, _, communicator, stream, tag = HEADER.unpack_from(data)
    reader = Reader(data[HEADER.size:])
    values = {field: reader.read(form) for field, form in fields(COMMANDS[TYPES[code]][1])}
    reader.skip_extensions()
    payload = reader.body[reader.position:]
    again = frame(TYPES[code], payload, stream=stream, more=bool(flags & MORE), communicator=communicator, tag=tag, **values)
    if again != data:
        raise ProtocolError("%s is encoded as %s" % (path, again.hex()))


if __name__ == "__main__":
    for golden in sys.argv[1:]:
        check_golden(golden)
    print("%d frames" % len(sys.argv[1:]))
