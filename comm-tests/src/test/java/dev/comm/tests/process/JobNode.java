package dev.comm.tests.process;

import dev.comm.api.work.Handlers;
import dev.comm.node.ComputeNode;

/** A compute node for the job of {@link JobMaster}. */
public final class JobNode {
    private static final int PART_BYTES = 20_000;

    private JobNode() {}

    /** Connects with the settings of the environment, and serves until the shutdown. */
    public static void main(String[] args) {
        try (ComputeNode node =
                ComputeNode.connect(SpmdMember.TestConfig.fromEnvironment().build())) {
            node.handleRequests(Handlers.of("echo", String.class, String.class, (text, context) -> text)
                    .and("echo-bytes", byte[].class, byte[].class, (bytes, context) -> bytes)
                    .and("square", Integer.class, Long.class, (number, context) -> (long) number * number)
                    .and("give", Integer.class, Integer.class, (round, context) -> {
                        node.communicator().send(0, round);
                        node.communicator().collect(part(context.rank(), round));
                        return round;
                    }));
        }
    }

    /** Returns the part of a rank in a round. */
    static byte[] part(int rank, int round) {
        return SpmdCommands.bytes(PART_BYTES, rank * 1_000 + round);
    }
}
