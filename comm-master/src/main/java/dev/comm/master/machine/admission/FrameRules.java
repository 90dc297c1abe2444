package dev.comm.master.machine.admission;

import dev.comm.api.protocol.FrameType;
import dev.comm.master.machine.membership.Node;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The frames that the master accepts from a peer in each state. For any other frame the master closes the connection
 * (B10).
 */
public final class FrameRules {
    private static final Map<Handshake.State, Set<FrameType>> STRANGERS = new EnumMap<>(Map.of(
            Handshake.State.AWAIT_HELLO, EnumSet.of(FrameType.HELLO),
            Handshake.State.AWAIT_PROOF, EnumSet.of(FrameType.PROOF),
            Handshake.State.AWAIT_JOIN, EnumSet.of(FrameType.JOIN),
            Handshake.State.AWAIT_HEARTBEAT, EnumSet.of(FrameType.HEARTBEAT),
            // The node sends JOIN together with its proof. If the proof is wrong, the master ignores the JOIN.
            Handshake.State.FAILED, EnumSet.of(FrameType.JOIN),
            Handshake.State.ANSWERED, EnumSet.noneOf(FrameType.class),
            Handshake.State.DONE, EnumSet.noneOf(FrameType.class)));

    private static final Set<FrameType> IDLE = EnumSet.of(FrameType.HEARTBEAT, FrameType.DRAINING, FrameType.LEAVE);

    private static final Map<Node.State, Set<FrameType>> NODES = new EnumMap<>(Map.of(
            Node.State.REGISTERED,
            IDLE,
            Node.State.LOBBY,
            IDLE,
            Node.State.MEMBER,
            EnumSet.of(
                    FrameType.HEARTBEAT,
                    FrameType.DRAINING,
                    FrameType.LEAVE,
                    FrameType.ARRIVE,
                    FrameType.HELD,
                    FrameType.DECISION_ACK,
                    FrameType.CALL_SITE,
                    FrameType.RELEASE,
                    FrameType.MESSAGE,
                    FrameType.MESSAGE_ASK,
                    FrameType.SERVING,
                    FrameType.RESULT,
                    FrameType.PROGRESS),
            Node.State.DEPARTED,
            EnumSet.noneOf(FrameType.class)));

    private FrameRules() {}

    static boolean allows(Handshake.State state, FrameType type) {
        return STRANGERS.get(state).contains(type);
    }

    public static boolean allows(Node.State state, FrameType type) {
        return NODES.get(state).contains(type);
    }
}
