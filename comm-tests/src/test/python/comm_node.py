"""A Comm node in Python, written from docs/PROTOCOL.md alone: it shows that the document is enough.

    comm_node.py --master HOST:PORT [--secret-file FILE] [--run-id HEX] [--rank N]
                 [--trust FILE [--certificate FILE --key FILE]] [--live SECONDS] MODE

A node that `comm run` started finds all of this in its environment (section 14). MODE is serve (answers requests until
the master asks to shut down, its live time ends or SIGTERM comes) or the name of a program in comm_programs.py.
"""

import argparse
import hmac
import os
import random
import secrets
import signal
import socket
import ssl
import sys
import threading
import time
from collections import deque

from comm_proof import Handshake, crc32c
from comm_wire import FRAME_MAX, NOTHING, NULL, VALUE, Connection, ProtocolError, decode, encode, frame

SECOND = 1_000_000_000
UNASKED = 16 << 10
EXPIRED, LEFT, FAILED = 6, 7, 8
SUCCESS = 1
MARGIN = 1
DONE, ERROR_STATUS, RETURNED, CANCELLED, UNKNOWN = 1, 2, 3, 4, 5
KINDS = {name: code + 1 for code, name in enumerate(
    "BARRIER COLLECT COLLECT_EACH DISTRIBUTE SCATTER ALL_GATHER REDUCE ALL_REDUCE DUP ADMIT SERVING ALL_TO_ALL".split())}


class Cancelled(Exception):
    """The master does not want the result of the running handler any more."""


class Fenced(Exception):
    """This incarnation departed, as the master sees it."""


class Node:
    """One membership, from the connection to the last frame."""

    def __init__(self, address, secret=b"", run=bytes(16), rank=-1, tls=None, size=0, live=None):
        self.address, self.secret, self.run, self.wanted, self.tls = address, secret, run, rank, tls
        self.expected_size, self.end_of_life = size, live and time.monotonic() + live
        self.incarnation = random.SystemRandom().randrange(-1 << 63, 1 << 63)
        self.connection = None
        self.members, self.gone, self.epoch = {}, {}, 0
        self.next, self.acked = {}, {}
        self.open, self.parts = {}, {}
        self.requests, self.known, self.pending = deque(), set(), {}
        self.delivered = self.answered = self.progress = 0
        self.messages, self.credit, self.asked = {}, {}, set()
        self.running, self.cancelled, self.released = None, set(), set()
        self.shutdown = self.terminated = self.draining = False
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
        join = dict(startMillis=int(time.time() * 1000), liveNanos=self.remaining(), heartbeatNanos=SECOND,
                    deadNanos=15 * SECOND, slots=1, size=self.expected_size, host=socket.gethostname(), pid=os.getpid(), labels=["python"], minSurvivors=1,
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
        self.state = decode(command.content, command.payload)
        self.heard = time.monotonic()

    def remaining(self):
        """Nanoseconds to the end of the live time, or -1 without one."""
        return -1 if self.end_of_life is None else max(0, int((self.end_of_life - time.monotonic()) * SECOND))

    def beat(self):
        while not self.ended.wait(self.heartbeat * random.uniform(0.9, 1.1)):
            try:
                self.heartbeats()
            except OSError:
                return

    def heartbeats(self):
        self.connection.send("HEARTBEAT", progress=self.progress, remainingNanos=self.remaining(), epoch=self.epoch,
                             intervalNanos=int(self.heartbeat * SECOND))

    # Commands of the master

    def step(self, timeout=0.2):
        """Waits a while for one command and does what it says."""
        command = self.connection.receive(timeout)
        if command:
            self.heard = time.monotonic()
            getattr(self, "on_" + command.type.lower())(command)
        elif time.monotonic() - self.heard > self.dead:
            raise ProtocolError("nothing was heard of the master for %.0f s" % self.dead)
        if self.end_of_life and not self.draining and self.end_of_life - time.monotonic() < MARGIN:
            self.draining = True
            self.connection.send("DRAINING", remainingNanos=self.remaining())

    def on_heartbeat(self, command):
        self.heartbeat = max(self.agreed, min(command.intervalNanos / SECOND, self.dead / 3))

    def on_view_change(self, command):
        if (command.term, command.epoch) <= (self.term, self.epoch):
            return
        self.epoch = command.epoch
        for departure in command.departed:
            self.members.pop(departure["rank"], None)
            self.gone[departure["rank"]] = departure["cause"]
        self.members.update({member["rank"]: member for member in command.joined})

    def on_fenced(self, command):
        raise Fenced(command.detail)

    def on_shutdown(self, command):
        self.shutdown = True

    def on_part(self, command):
        if command.communicator in self.released:
            return
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
        if command.sequence >= self.next.get(command.communicator, command.sequence + 1):
            self.pending[command.communicator, command.sequence] = command, self.delivered

    def on_message(self, command):
        if (command.to, command.toIncarnation) == (self.rank, self.incarnation):
            self.messages.setdefault((command.communicator, getattr(command, "from"), command.tag), deque()).append(command)

    def on_message_end(self, command):
        pass

    def on_message_credit(self, command):
        receiver = command.to, command.toIncarnation
        self.credit[receiver] = self.credit.get(receiver, UNASKED) + command.bytes
        if command.answer:
            self.asked.discard(receiver)

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
        if self.running == (command.id, command.attempt):
            self.cancelled.add(self.running)

    def on_result_ack(self, command):
        self.known.discard((command.id, command.attempt))

    def on_result_ask(self, command):
        here = {(request.id, request.attempt) for request in self.requests} | {self.running}
        if (command.id, command.attempt) not in here:
            self.known.discard((command.id, command.attempt))
            self.connection.send("RESULT", id=command.id, attempt=command.attempt, status=RETURNED, content=NOTHING)

    # Collectives

    def arrive(self, kind, name="", content=NOTHING, payload=b"", communicator=0, timeout=60, operator="", parts=()):
        sequence = self.next[communicator]
        self.next[communicator] = sequence + 1
        self.open[communicator, sequence] = None
        self.progress += 1
        self.connection.send("ARRIVE", payload, communicator=communicator, sequence=sequence, kind=KINDS[kind], name=name,
                             root=0, operator=operator, timeoutNanos=timeout * SECOND, acked=self.acked[communicator],
                             content=content, parts=parts)
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

    def call(self, kind, value=NOTHING, communicator=0, operator=""):
        """The instance, and its decision."""
        content, payload = (NOTHING, b"") if value is NOTHING else encode(value)
        key = self.arrive(kind, content=content, payload=payload, communicator=communicator, operator=operator)
        return key, self.decided(key)

    def barrier(self, communicator=0):
        return self.call("BARRIER", communicator=communicator)[1]

    def collect(self, value):
        return self.call("COLLECT", value)[1]

    def collect_each(self, value):
        return self.call("COLLECT_EACH", value)[1]

    def reduce(self, value):
        return self.call("REDUCE", value)[1]

    def all_reduce(self, value, operator=""):
        """The combination of all values, by the operator of rank 0 or by one that the protocol knows."""
        return self.returned(self.call("ALL_REDUCE", value, operator=operator)[1])[0]

    def all_gather(self, value):
        """The values of all survivors by rank."""
        return self.returned(self.call("ALL_GATHER", value)[1])

    def all_to_all(self, values, communicator=0):
        """The decision whose slots are the values for this rank, of which each rank gives one to each."""
        parts, payloads = zip(*map(encode, values)) if values else ((), ())
        payload = b"".join(payloads)
        has_bytes = any(part["kind"] != NULL for part in parts)
        content = dict(NOTHING, kind=VALUE, length=len(payload)) if has_bytes else NOTHING
        return self.decided(self.arrive("ALL_TO_ALL", "", content, payload, communicator, parts=parts))

    def distribute(self):
        """The value that rank 0 gives, once all members hold it."""
        return self.part(self.call("DISTRIBUTE")[0])

    def scatter(self):
        """The value that rank 0 gives to this rank."""
        return self.part(self.call("SCATTER")[0])

    def admit(self):
        """Lets the processes in the lobby enter: the state that they get, and their ranks."""
        key, decision = self.call("ADMIT")
        return self.part(key), [member["rank"] for member in decision.joined]

    def dup(self):
        """The id of a communicator of the same members."""
        created = self.call("DUP")[1].created
        self.next[created], self.acked[created] = 0, -1
        return created

    def release(self, communicator):
        """Closes a duplicate; all its calls have ended."""
        del self.next[communicator]
        self.released.add(communicator)
        self.connection.send("RELEASE", communicator=communicator)

    def part(self, key):
        part = self.parts.pop(key)
        return decode(part.content, part.payload)

    def returned(self, decision):
        values, start = {}, 0
        for slot in decision.slots:
            end = start + slot["content"]["length"]
            values[slot["rank"]] = decode(slot["content"], decision.payload[start:end])
            start = end
        return values

    # Messages

    def send(self, rank, value, tag=0, communicator=0):
        content, payload = encode(value)
        receiver = rank, self.members[rank]["incarnation"]
        self.await_credit(receiver, 64 + len(payload))
        self.connection.send("MESSAGE", payload, communicator=communicator, tag=tag, content=content, to=rank, fromIncarnation=self.incarnation,
                             toIncarnation=receiver[1], **{"from": self.rank})

    def await_credit(self, receiver, cost):
        self.credit.setdefault(receiver, UNASKED)
        # One message to rank 0 may exceed what is left.
        while self.credit[receiver] < (1 if receiver[0] == 0 else cost):
            if self.members.get(receiver[0], {}).get("incarnation") != receiver[1]:
                raise RuntimeError("rank %d departed before it had room for this message" % receiver[0])
            if receiver not in self.asked:
                self.asked.add(receiver)
                overdrawn = max(0, -self.credit[receiver]) if receiver[0] == 0 else 0
                self.connection.send("MESSAGE_ASK", to=receiver[0], toIncarnation=receiver[1], bytes=cost + overdrawn)
            self.step()
        self.credit[receiver] -= cost

    def receive(self, rank, tag=0, communicator=0):
        while not self.messages.get((communicator, rank, tag)):
            self.step()
        message = self.messages[communicator, rank, tag].popleft()
        return decode(message.content, message.payload)

    # Requests

    def serve(self, handlers):
        """Answers requests until the master asks to shut down, the live time ends or SIGTERM comes."""
        self.connection.send("SERVING", on=True, handlers=sorted(handlers))
        while not self.is_ending() or self.requests:
            if self.requests:
                self.handle(self.requests.popleft(), handlers)
            elif not self.follow():
                self.step()

    def is_ending(self):
        return self.shutdown or self.terminated or self.draining

    def handle(self, request, handlers):
        if self.is_ending():
            self.answer(request, RETURNED, NOTHING, b"")
        elif request.handler not in handlers:
            self.answer(request, UNKNOWN, NOTHING, b"")
        else:
            self.running = request.id, request.attempt
            status = DONE
            try:
                content, payload = encode(handlers[request.handler](decode(request.content, request.payload), self))
            except Cancelled:
                status, content, payload = CANCELLED, NOTHING, b""
            except Exception as error:
                status = ERROR_STATUS
                content, payload = encode(error)
            self.cancelled.discard(self.running)
            self.running = None
            self.answer(request, status, content, payload)
        self.follow()

    def report(self, fraction):
        """Says how far the running handler is; ends it if the master has cancelled it."""
        self.connection.send("PROGRESS", id=self.running[0], attempt=self.running[1], fraction=fraction)
        self.progress += 1
        self.step(0.02)
        if self.running in self.cancelled:
            raise Cancelled()

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
        cause = EXPIRED if self.draining and not self.shutdown else LEFT
        self.connection.send("LEAVE", cause=cause, detail="", content=NOTHING)
        try:
            while True:
                self.connection.receive(self.dead)
        except (ProtocolError, OSError):
            self.connection.close()


def tls(options):
    """The settings of TLS, or None."""
    if not options.trust:
        return None
    context = ssl.create_default_context(cafile=options.trust)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    if options.certificate:
        context.load_cert_chain(options.certificate, options.key)
    return context


def address(options):
    """Of the master: as the arguments say it, or from the file that the master writes."""
    deadline = time.monotonic() + 60
    while not options.master:
        try:
            with open(os.environ["COMM_RENDEZVOUS"], encoding="ascii") as file:
                options.master = file.read().strip()
        except FileNotFoundError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.25)
    host, port = options.master.rsplit(":", 1)
    return host.strip("[]"), int(port)


def options_of(arguments):
    environment = os.environ.get
    parser = argparse.ArgumentParser(description="A Comm node in Python")
    parser.add_argument("--master")
    parser.add_argument("--secret-file", default=environment("COMM_SECRET_FILE"))
    parser.add_argument("--run-id", default=environment("COMM_RUN_ID", "0" * 32))
    parser.add_argument("--rank", type=int, default=int(environment("COMM_RANK", "-1")))
    parser.add_argument("--size", type=int, default=int(environment("COMM_SIZE", "0")))
    parser.add_argument("--trust", default=environment("COMM_TLS_TRUST"), help="PEM file of the authority: speak TLS")
    parser.add_argument("--certificate", default=environment("COMM_TLS_CERTIFICATE"), help="PEM file of this node")
    parser.add_argument("--key", default=environment("COMM_TLS_KEY"), help="PEM file with its key")
    parser.add_argument("--live", type=float, help="seconds for which this node works")
    parser.add_argument("mode")
    return parser.parse_args(arguments)


def main():
    import comm_programs

    options = options_of(sys.argv[1:])
    secret = b""
    if options.secret_file:
        with open(options.secret_file, "rb") as file:
            secret = file.read().strip()
    node = Node(address(options), secret, bytes.fromhex(options.run_id), options.rank, tls(options), options.size,
                options.live)
    signal.signal(signal.SIGTERM, lambda *_: setattr(node, "terminated", True))
    node.join()
    print("rank", node.rank, "of", node.size, flush=True)
    if options.mode == "serve":
        node.serve(comm_programs.HANDLERS)
    else:
        getattr(comm_programs, options.mode)(node)
    node.leave()
    print("left after", node.answered, "answers", flush=True)


if __name__ == "__main__":
    try:
        main()
    except Fenced as problem:
        print("comm_node.py: fenced: %s" % problem, flush=True)
        sys.exit(6)
    except (ProtocolError, OSError) as problem:
        sys.exit("comm_node.py: %s" % problem)
