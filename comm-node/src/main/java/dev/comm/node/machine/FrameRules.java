package dev.comm.node.machine;

import dev.comm.api.protocol.FrameType;
import dev.comm.node.machine.membership.SessionState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The frames that a node accepts from its master in each state. For any other frame the node closes the connection
 * (B10). The frames of large payloads never get here, because the link handles them.
 */
final class FrameRules {
    private static final Set<FrameType> NONE = EnumSet.noneOf(FrameType.class);

    private static final Map<SessionState, Set<FrameType>> MASTER = new EnumMap<>(Map.of(
            SessionState.IDLE,
            NONE,
            SessionState.PAUSING,
            NONE,
            SessionState.CONNECTING,
            NONE,
            SessionState.GREETED,
            EnumSet.of(FrameType.CHALLENGE, FrameType.REJECTED),
            SessionState.PROVING,
            EnumSet.of(FrameType.MASTER_PROOF, FrameType.REJECTED),
            SessionState.JOINING,
            EnumSet.of(FrameType.ACCEPTED, FrameType.REJECTED),
            SessionState.REGISTERED,
            EnumSet.of(FrameType.HEARTBEAT, FrameType.WELCOME, FrameType.REJECTED, FrameType.FENCED),
            SessionState.MEMBER,
            EnumSet.of(
                    FrameType.HEARTBEAT,
                    FrameType.VIEW_CHANGE,
                    FrameType.FENCED,
                    FrameType.SHUTDOWN,
                    FrameType.PART,
                    FrameType.DECISION,
                    FrameType.CALL_SITE_ASK,
                    FrameType.CALL_PENDING,
                    FrameType.MESSAGE,
                    FrameType.MESSAGE_END,
                    FrameType.MESSAGE_CREDIT,
                    FrameType.REQUEST,
                    FrameType.RESULT_ACK,
                    FrameType.CANCEL,
                    FrameType.RESULT_ASK),
            SessionState.ENDED,
            NONE));

    private FrameRules() {}

    static boolean allows(SessionState state, FrameType type) {
        return MASTER.get(state).contains(type);
    }
}
