"""A Comm node in Python, written from docs/PROTOCOL.md alone: it shows that the document is enough.

    comm_node.py --master HOST:PORT [--secret-file FILE] [--run-id HEX] [--rank N]
                 [--trust FILE [--certificate FILE --key FILE]] serve | spmd

serve   answers requests by name: echo, square, fail, length; follows barriers; leaves on shutdown
spmd    runs the program at the end of this file together with the other ranks
"""

import argparse
import hashlib
import hmac
import os
import random
import secrets
import socket
import ssl
import struct
import sys
import threading
import time
from collections import deque

from comm_wire import FRAME_MAX, NOTHING, Connection, ProtocolError, decode, encode, frame

SECOND = 1_000_000_000
UNASKED = 16 << 10
LEFT = 7
SUCCESS = 1
DONE, ERROR_STATUS, RETURNED, CANCELLED, UNKNOWN = 1, 2, 3, 4, 5
KINDS = {name: code + 1 for code, name in enumerate(
    "BARRIER COLLECT COLLECT_EACH DISTRIBUTE SCATTER ALL_GATHER REDUCE ALL_REDUCE DUP ADMIT SERVING".split())}


class Fenced(Exception):
    """This incarnation departed, as the master sees it."""


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


class Node:
    """One membership, from the connection to the last frame."""

    def __init__(self, address, secret=b"", run=bytes(16), rank=-1, tls=None):
        self.address, self.secret, self.run, self.wanted, self.tls = address, secret, run, rank, tls
        self.incarnation = random.SystemRandom().randrange(-1 << 63, 1 << 63)
        self.connection = None
        self.members, self.epoch = {}, 0
        self.next, self.acked = {}, {}
        self.open, self.parts = {}, {}
        self.requests, self.known, self.pending = deque(), set(), {}
        self.delivered = self.answered = self.progress = 0
        self.messages, self.credit = {}, {}
        self.shutdown = False
        self.ended = threading.Event()

    # Joining

    def join(self, timeout=30):
        self.connection = Connection(self.address, timeout, self.tls)
        high, low = (int.from_bytes(half, "big", signed=True) for half in (self.run[:8], self.run[8:]))
        hello = dict(versionMin=2, versionMax=2, features=0, runHigh=high, runLow=low, rank=self.wanted,
                     incarnation=self.incarnation, nonce=secrets.token_bytes(32),
                     serializers=[])
        self.connection.write(frame("HELLO", **hello))
        handshake = self.check(hello, self.expect("CHALLENGE", timeout))
        proof = handshake.node_proof() if self.secret else b""
        self.connection.write(frame("PROOF", proof=proof))
        self.check_master(handshake, hello, proof, self.expect("MASTER_PROOF", timeout))
        join = dict(startMillis=int(time.time() * 1000), liveNanos=-1, heartbeatNanos=SECOND, deadNanos=15 * SECOND,
                    slots=1, size=0, host=socket.gethostname(), pid=os.getpid(), labels=["python"], minSurvivors=1,
                    exclude=False, window=16, fingerprint=b"", types=[])
        self.connection.write(frame("JOIN", **join))
        self.connection.frame_max = FRAME_MAX
        accepted = self.expect("ACCEPTED", timeout)
        if not SECOND <= accepted.heartbeatNanos < accepted.deadNanos:
            raise ProtocolError("the master agreed to times that cannot work")
        self.agreed, self.dead = accepted.heartbeatNanos / SECOND, accepted.deadNanos / SECOND
        self.heartbeat = self.agreed
        self.heartbeats()
        threading.Thread(target=self.beat, daemon=True).start()
        self.welcome(self.expect("WELCOME", 10 * timeout))

    def expect(self, name, timeout):
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            command = self.connection.receive(deadline - time.monotonic())
            if command and command.type == name:
                return command
            if command and command.type != "HEARTBEAT":
                raise ProtocolError("%s in the place of %s: %s" % (command.type, name, getattr(command, "detail", "")))
        raise ProtocolError("no %s within %d s" % (name, timeout))

    def check(self, hello, challenge):
        """Checks what a master says that has not proved itself."""
        if challenge.version != 2 or challenge.features or len(challenge.nonce) != 32:
            raise ProtocolError("the master chose what was not offered")
        said = {name: getattr(challenge, name) for name in ("version", "features", "nonce")}
        return Handshake(self.secret, hello, said, self.connection.binding)

    def check_master(self, handshake, hello, proof, command):
        """Checks the proof of the master, then what it says of itself."""
        answer = {name: getattr(command, name) for name in ("runHigh", "runLow", "term", "serializer")}
        expected = handshake.master_proof(proof, answer) if self.secret else b""
        if not hmac.compare_digest(expected, command.proof):
            raise ProtocolError("the master does not know the secret")
        if any(self.run) and (command.runHigh, command.runLow) != (hello["runHigh"], hello["runLow"]):
            raise ProtocolError("the master there belongs to another run")
        if command.serializer:
            raise ProtocolError("the master chose what was not offered")

    def welcome(self, command):
        members = {member["rank"]: member["incarnation"] for member in command.members}
        if not 0 < command.rank < command.size or 0 not in members or members.get(command.rank) != self.incarnation:
            raise ProtocolError("the master's welcome cannot be")
        self.rank, self.size, self.term, self.epoch = command.rank, command.size, command.term, command.epoch
        self.members = {member["rank"]: member for member in command.members}
        self.next = {sequence["communicator"]: sequence["next"] for sequence in command.sequences}
        self.acked = {communicator: number - 1 for communicator, number in self.next.items()}

    def beat(self):
        while not self.ended.wait(self.heartbeat * random.uniform(0.9, 1.1)):
            try:
                self.heartbeats()
            except OSError:
                return

    def heartbeats(self):
        self.connection.send("HEARTBEAT", progress=self.progress, remainingNanos=-1, epoch=self.epoch,
                             intervalNanos=int(self.heartbeat * SECOND))

    # Commands of the master

    def step(self):
        """Waits for one command and does what it says."""
        command = self.connection.receive(self.dead)
        if command is None:
            raise ProtocolError("nothing was heard of the master for %.0f s" % self.dead)
        getattr(self, "on_" + command.type.lower())(command)

    def on_heartbeat(self, command):
        self.heartbeat = max(self.agreed, min(command.intervalNanos / SECOND, self.dead / 3))

    def on_view_change(self, command):
        if (command.term, command.epoch) <= (self.term, self.epoch):
            return
        self.epoch = command.epoch
        for departure in command.departed:
            self.members.pop(departure["rank"], None)
        self.members.update({member["rank"]: member for member in command.joined})

    def on_fenced(self, command):
        raise Fenced(command.detail)

    def on_shutdown(self, command):
        self.shutdown = True

    def on_part(self, command):
        self.parts[command.communicator, command.sequence] = command
        self.connection.send("HELD", communicator=command.communicator, sequence=command.sequence,
                             length=len(command.payload), crc32c=crc32c(command.payload))

    def on_decision(self, command):
        key = command.communicator, command.sequence
        if key in self.open:
            self.open[key] = command
            self.acked[command.communicator] = max(self.acked[command.communicator], command.sequence)
            self.connection.send("DECISION_ACK", communicator=command.communicator, sequence=command.sequence)

    def on_call_site_ask(self, command):
        self.connection.send("CALL_SITE", communicator=command.communicator, sequence=command.sequence,
                             place="comm_node.py")

    def on_call_pending(self, command):
        if command.sequence >= self.next[command.communicator]:
            self.pending[command.communicator, command.sequence] = command, self.delivered

    def on_message(self, command):
        if (command.to, command.toIncarnation) == (self.rank, self.incarnation):
            self.messages.setdefault((command.communicator, getattr(command, "from"), command.tag), deque()).append(command)

    def on_message_end(self, command):
        pass

    def on_message_credit(self, command):
        receiver = command.to, command.toIncarnation
        self.credit[receiver] = self.credit.get(receiver, UNASKED) + command.bytes

    def on_request(self, command):
        if (command.id, command.attempt) not in self.known:
            self.known.add((command.id, command.attempt))
            self.delivered += 1
            self.requests.append(command)

    def on_cancel(self, command):
        for request in list(self.requests):
            if (request.id, request.attempt) == (command.id, command.attempt):
                self.requests.remove(request)
                self.answer(request, CANCELLED, NOTHING, b"")

    def on_result_ack(self, command):
        self.known.discard((command.id, command.attempt))

    def on_result_ask(self, command):
        if (command.id, command.attempt) not in {(request.id, request.attempt) for request in self.requests}:
            self.known.discard((command.id, command.attempt))
            self.connection.send("RESULT", id=command.id, attempt=command.attempt, status=RETURNED, content=NOTHING)

    # Collectives

    def arrive(self, kind, name="", content=NOTHING, payload=b"", communicator=0, timeout=60):
        sequence = self.next[communicator]
        self.next[communicator] = sequence + 1
        self.open[communicator, sequence] = None
        self.progress += 1
        self.connection.send("ARRIVE", payload, communicator=communicator, sequence=sequence, kind=KINDS[kind], name=name,
                             root=0, operator="", timeoutNanos=timeout * SECOND, acked=self.acked[communicator],
                             content=content)
        return communicator, sequence

    def decided(self, key, timeout=60):
        deadline = time.monotonic() + timeout + self.dead
        while self.open[key] is None:
            if time.monotonic() > deadline:
                self.connection.close()
                raise ProtocolError("no decision came: the master is lost")
            self.step()
        decision = self.open.pop(key)
        if decision.outcome != SUCCESS:
            raise ProtocolError("instance %d ended with outcome %d: %s" % (key[1], decision.outcome, decision.detail))
        return decision

    def barrier(self):
        return self.decided(self.arrive("BARRIER"))

    def collect(self, value):
        content, payload = encode(value)
        return self.decided(self.arrive("COLLECT", content=content, payload=payload))

    def distribute(self):
        """The value that rank 0 gives, once all members hold it."""
        key = self.arrive("DISTRIBUTE")
        self.decided(key)
        part = self.parts.pop(key)
        return decode(part.content, part.payload)

    def all_gather(self, value):
        """The values of all survivors by rank."""
        content, payload = encode(value)
        decision = self.decided(self.arrive("ALL_GATHER", content=content, payload=payload))
        values, start = {}, 0
        for slot in decision.slots:
            end = start + slot["content"]["length"]
            values[slot["rank"]] = decode(slot["content"], decision.payload[start:end])
            start = end
        return values

    # Messages

    def send(self, rank, value, tag=0):
        content, payload = encode(value)
        receiver = rank, self.members[rank]["incarnation"]
        self.await_credit(receiver, 64 + len(payload))
        self.connection.send("MESSAGE", payload, tag=tag, content=content, to=rank, fromIncarnation=self.incarnation,
                             toIncarnation=receiver[1], **{"from": self.rank})

    def await_credit(self, receiver, cost):
        if self.credit.setdefault(receiver, UNASKED) < cost:
            self.connection.send("MESSAGE_ASK", to=receiver[0], toIncarnation=receiver[1], bytes=cost)
        while self.credit[receiver] < cost:
            if self.members.get(receiver[0], {}).get("incarnation") != receiver[1]:
                raise RuntimeError("rank %d departed before it had room for this message" % receiver[0])
            self.step()
        self.credit[receiver] -= cost

    def receive(self, rank, tag=0):
        while not self.messages.get((0, rank, tag)):
            self.step()
        message = self.messages[0, rank, tag].popleft()
        return decode(message.content, message.payload)

    # Requests

    def serve(self, handlers):
        """Answers requests until the master asks to shut down."""
        self.connection.send("SERVING", on=True, handlers=sorted(handlers))
        while not self.shutdown or self.requests:
            if self.requests:
                self.handle(self.requests.popleft(), handlers)
            elif not self.follow():
                self.step()

    def handle(self, request, handlers):
        if self.shutdown:
            self.answer(request, RETURNED, NOTHING, b"")
        elif request.handler not in handlers:
            self.answer(request, UNKNOWN, NOTHING, b"")
        else:
            status = DONE
            try:
                content, payload = encode(handlers[request.handler](decode(request.content, request.payload)))
            except Exception as error:
                status = ERROR_STATUS
                content, payload = encode(error)
            self.answer(request, status, content, payload)
        self.follow()

    def answer(self, request, status, content, payload):
        self.answered += 1
        self.progress += 1
        self.connection.send("RESULT", payload, id=request.id, attempt=request.attempt, status=status, content=content)
        if not request.task:
            self.known.discard((request.id, request.attempt))

    def follow(self):
        """Arrives where the others wait for this node; says whether it did."""
        for (communicator, sequence), (pending, delivered) in list(self.pending.items()):
            barrier = pending.kind == KINDS["BARRIER"]
            if sequence == self.next[communicator] and (self.answered >= delivered if barrier else not self.requests):
                del self.pending[communicator, sequence]
                self.arrive("BARRIER" if barrier else "SERVING", pending.name, communicator=communicator)
                return True
        return False

    # The end

    def leave(self):
        self.ended.set()
        self.connection.send("LEAVE", cause=LEFT, detail="", content=NOTHING)
        try:
            while True:
                self.connection.receive(self.dead)
        except (ProtocolError, OSError):
            self.connection.close()


def fail(value):
    raise ValueError("no luck with %s" % value)


HANDLERS = {"echo": lambda value: value, "square": lambda value: value * value, "fail": fail, "length": len}


def program(node):
    """What the other ranks run as well: see PythonNodeTest."""
    word = node.distribute()
    node.collect("%d says %s" % (node.rank, word))
    node.barrier()
    print("gathered", sorted(node.all_gather(node.rank * 10).items()), flush=True)
    block = node.distribute()
    node.collect(block[::-1])
    node.send(0, node.receive(0, tag=7) + 1, tag=8)
    node.barrier()


def tls(options):
    """The settings of TLS, or None."""
    if not options.trust:
        return None
    context = ssl.create_default_context(cafile=options.trust)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    if options.certificate:
        context.load_cert_chain(options.certificate, options.key)
    return context


def main():
    parser = argparse.ArgumentParser(description="A Comm node in Python")
    parser.add_argument("--master", required=True)
    parser.add_argument("--secret-file")
    parser.add_argument("--run-id", default="0" * 32)
    parser.add_argument("--rank", type=int, default=-1)
    parser.add_argument("--trust", help="PEM file of the authority: speak TLS")
    parser.add_argument("--certificate", help="PEM file with this node's certificate")
    parser.add_argument("--key", help="PEM file with its key")
    parser.add_argument("mode", choices=["serve", "spmd"])
    options = parser.parse_args()
    host, port = options.master.rsplit(":", 1)
    secret = b""
    if options.secret_file:
        with open(options.secret_file, "rb") as file:
            secret = file.read().strip()
    node = Node((host, int(port)), secret, bytes.fromhex(options.run_id), options.rank, tls(options))
    node.join()
    print("rank", node.rank, "of", node.size, flush=True)
    if options.mode == "serve":
        node.serve(HANDLERS)
    else:
        program(node)
    node.leave()
    print("left after", node.answered, "answers", flush=True)


if __name__ == "__main__":
    try:
        main()
    except (ProtocolError, Fenced, OSError) as problem:
        sys.exit("comm_node.py: %s" % problem)
