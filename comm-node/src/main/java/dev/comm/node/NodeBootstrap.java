package dev.comm.node;

import dev.comm.api.CommConfig;
import dev.comm.api.Timing;
import dev.comm.api.spi.Bytes;
import dev.comm.api.spi.Transport;
import dev.comm.core.communicator.LocalMembership;
import dev.comm.core.communicator.MembershipSession;
import dev.comm.core.driver.Environment;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.driver.RankClaim;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.value.ValueCodec;
import dev.comm.node.machine.NodeMachine;
import dev.comm.node.machine.membership.NodeIdentity;
import java.time.Duration;

/** The start of a node, which waits for its membership. */
final class NodeBootstrap {
    /** The bound of a spare, which waits until the run needs it or ends. */
    private static final Duration UNBOUNDED = Duration.ofDays(100_000);

    private NodeBootstrap() {}

    /**
     * Starts a machine over a transport and waits until the node is a member.
     *
     * @throws dev.comm.api.error.CommException if the node does not become a member. Transport and machine are closed
     *     in this case
     */
    static MembershipSession join(CommConfig config, Environment environment) {
        RankClaim.take(config);
        ValueCodec codec = ValueCodec.withSerializer(config);
        LocalMembership membership = new LocalMembership();
        NodeMachine machine = new NodeMachine(config, self(codec, environment), environment.entropy());
        Transport transport = environment.openTransport(config);
        MachineDriver driver = environment.driver(name(config), machine, transport, config, membership::onNotice);
        MembershipSession session = new MembershipSession(driver, codec, membership, config, environment.callbacks());
        boolean joined = false;
        try {
            membership.onJoined(session.call(new JoinCall(), bound(config)));
            joined = true;
            return session;
        } finally {
            if (!joined) {
                driver.close();
            }
        }
    }

    private static NodeIdentity self(ValueCodec codec, Environment environment) {
        return new NodeIdentity(
                environment.wallClockMillis(),
                environment.hostName(),
                environment.processId(),
                Bytes.of(codec.fingerprint()));
    }

    private static String name(CommConfig config) {
        return config.rank() < 0 ? "comm-node" : "comm-node-" + config.rank();
    }

    /**
     * Returns the time limit of the call. It is longer than the limits of the machine, because the machine gives a
     * better reason.
     */
    private static Duration bound(CommConfig config) {
        Timing timing = config.timing();
        return config.isSpare()
                ? UNBOUNDED
                : timing.startup()
                        .multipliedBy(2)
                        .plus(timing.collective())
                        .plus(timing.dead().multipliedBy(2))
                        .plusSeconds(5);
    }
}
