"""What the Python nodes of the tests do; the other ranks run the same calls in Java."""

import sys

from comm_proof import crc32c


def say(*words):
    print(*words, flush=True)


def fail(value, node):
    raise ValueError("no luck with %s" % value)


def slow_square(value, node):
    """Takes a while, says how far it is, and ends when it is cancelled."""
    for step in range(5):
        node.report(step / 5)
    return value * value


def endless(value, node):
    say("endless")
    while True:
        node.report(0.5)


HANDLERS = {
    "echo": lambda value, node: value,
    "square": lambda value, node: value * value,
    "fail": fail,
    "length": lambda value, node: len(value),
    "slow": slow_square,
    "endless": endless,
}


def spmd(node):
    """See PythonNodeTest."""
    word = node.distribute()
    node.collect("%d says %s" % (node.rank, word))
    node.barrier()
    say("gathered", sorted(node.all_gather(node.rank * 10).items()))
    block = node.distribute()
    node.collect(block[::-1])
    node.send(0, node.receive(0, tag=7) + 1, tag=8)
    node.barrier()


def every_collective(node):
    """See PythonCollectivesTest."""
    node.barrier()
    node.collect("collected")
    node.collect_each("each")
    say("distributed", node.distribute())
    say("scattered", node.scatter())
    say("gathered", sorted(node.all_gather(node.rank).items()))
    node.reduce(10)
    say("reduced", node.all_reduce(10))
    copy = node.dup()
    node.barrier(copy)
    node.send(0, "in the duplicate", communicator=copy)
    node.send(0, "in the whole")
    say("received", node.receive(0), node.receive(0, communicator=copy))
    node.release(copy)
    say("admitted", *node.admit())
    for _ in range(20):
        node.send(0, bytes(40000), tag=1)
    say("bytes", sum(len(node.receive(0, tag=1)) for _ in range(20)))
    node.barrier()


def newcomer(node):
    """See PythonCollectivesTest."""
    say("state", node.state)
    node.barrier()


CAUSES = "CLOSED RESET SILENT STALLED HUNG EXPIRED LEFT FAILED REPLACED PROTOCOL UNAUTHENTICATED REMOVED LOCAL".split()


def verdict(decision):
    """As dev.comm.tests.process.SpmdCommands prints it."""
    gone = ["%d=%s" % (each["rank"], CAUSES[each["cause"] - 1]) for each in decision.departures]
    return "epoch=%d sequence=%d survivors=%s departed={%s}" % (
        decision.epoch, decision.sequence, decision.survivors, ", ".join(gone))


def bytes_of(size, seed):
    return bytes((i * 31 + seed) & 0xFF for i in range(size))


def checksum(data):
    return "%d:%x" % (len(data), crc32c(data) & 0xFFFFFFFF)


def gather(node, communicator):
    decision = node.call("ALL_GATHER", node.rank * 10, communicator)[1]
    values = {rank: CAUSES[cause - 1] for rank, cause in node.gone.items()}
    values.update(node.returned(decision))
    return "%s values={%s}" % (verdict(decision), ", ".join("%d=%s" % each for each in sorted(values.items())))


def all_reduce(node, communicator):
    decision = node.call("ALL_REDUCE", 1 << node.rank, communicator)[1]
    return "%s value=%d" % (verdict(decision), node.returned(decision)[0])


def fold(node, communicator):
    """Sums that show the order of the additions."""
    values = [1e16 if node.rank == 0 else -1e16 if node.rank == 2 else 1.0, node.rank + 0.5]
    decision = node.call("ALL_REDUCE", values, communicator, "sum")[1]
    return "%s value=%s" % (verdict(decision), node.returned(decision)[0])


def all_to_all(node, communicator):
    """Each list ends before the last rank, which gets null from everybody."""
    decision = node.all_to_all(["%d to %d" % (node.rank, rank) for rank in range(node.size - 1)], communicator)
    values = node.returned(decision)
    is_last = node.rank == node.size - 1
    right = all(value == (None if is_last else "%d to %d" % (rank, node.rank)) for rank, value in values.items())
    return "%s %s %s" % (verdict(decision), "right" if right else "WRONG", sorted(values))


def distribute(node, communicator):
    key, decision = node.call("DISTRIBUTE", communicator=communicator)
    return "%s crc=%s" % (verdict(decision), checksum(node.part(key)))


def scatter(node, communicator):
    key, decision = node.call("SCATTER", communicator=communicator)
    return "%s %s" % (verdict(decision), "right" if node.part(key) == node.rank * node.rank else "WRONG")


def obey(node):
    """Does what the standard input says, and prints what dev.comm.tests.process.SpmdMember prints."""
    say("JOINED rank=%d size=%d members=%s" % (node.rank, node.size, sorted(node.members)))
    communicator = 0
    for line in sys.stdin:
        command, *arguments = line.split()
        if command == "exit":
            return
        say("BEGIN", command)
        if command == "dup":
            communicator, said = node.dup(), "ok"
        elif command == "barrier":
            said = verdict(node.barrier(communicator))
        elif command == "collect":
            said = verdict(node.call("COLLECT", bytes_of(int(arguments[0]), node.rank), communicator)[1])
        elif command == "collect-each":
            said = verdict(node.call("COLLECT_EACH", bytes_of(int(arguments[0]), node.rank), communicator)[1])
        elif command == "reduce":
            said = verdict(node.call("REDUCE", 1 << node.rank, communicator)[1])
        elif command == "send":
            node.send(int(arguments[0]), arguments[1], communicator=communicator)
            said = "sent"
        elif command == "receive":
            said = "value=" + node.receive(int(arguments[0]), communicator=communicator)
        else:
            said = COMMANDS[command](node, communicator)
        say("DONE", command, said)


COMMANDS = {"gather": gather, "all-reduce": all_reduce, "all-to-all": all_to_all, "fold": fold, "distribute": distribute, "scatter": scatter}
