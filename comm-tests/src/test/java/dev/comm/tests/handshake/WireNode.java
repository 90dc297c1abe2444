package dev.comm.tests.handshake;

import dev.comm.api.CommConfig;
import dev.comm.api.Profile;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.JoinCall;
import dev.comm.node.machine.NodeMachine;
import dev.comm.node.machine.membership.NodeIdentity;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A node that wants to join, at its first attempt; its endpoint is 1. */
final class WireNode extends WirePeer {
    static final int ENDPOINT = 1;
    final JoinCall join = new JoinCall();

    WireNode(long seed, UnaryOperator<CommConfig.Builder> settings) {
        CommConfig config = settings.apply(
                        CommConfig.builder().profile(Profile.FAST).rank(3).master("10.0.0.1:9021"))
                .build();
        SplittableRandom random = new SplittableRandom(seed);
        start(new NodeMachine(config, new NodeIdentity(1, "node", 7, WireMaster.FINGERPRINT), random::nextLong));
        step(new Event.Submitted(join));
    }

    /** The connection stands. */
    void open(Bytes binding) {
        opened(ENDPOINT, binding);
    }

    boolean isMember() {
        return join.completion().isDone() && join.completion().failure() == null;
    }

    /** Whether it has given up for good. */
    boolean hasGivenUp() {
        return join.completion().isDone() && join.completion().failure() != null;
    }
}
