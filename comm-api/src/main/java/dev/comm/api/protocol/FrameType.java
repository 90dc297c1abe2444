package dev.comm.api.protocol;

import java.util.HashMap;
import java.util.Map;
import org.apiguardian.api.API;

/** The types of frames; the codes are part of the protocol and never reused. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FrameType {
    /** {@link HandshakeCommand.Hello}. */
    HELLO(1, HandshakeCommand.Hello.class),
    /** {@link HandshakeCommand.Challenge}. */
    CHALLENGE(2, HandshakeCommand.Challenge.class),
    /** {@link HandshakeCommand.Proof}. */
    PROOF(3, HandshakeCommand.Proof.class),
    /** {@link HandshakeCommand.Join}. */
    JOIN(4, HandshakeCommand.Join.class),
    /** {@link HandshakeCommand.Accepted}. */
    ACCEPTED(5, HandshakeCommand.Accepted.class),
    /** {@link HandshakeCommand.Rejected}. */
    REJECTED(6, HandshakeCommand.Rejected.class),
    /** {@link HandshakeCommand.Welcome}. */
    WELCOME(7, HandshakeCommand.Welcome.class),
    /** {@link HandshakeCommand.MasterProof}. */
    MASTER_PROOF(8, HandshakeCommand.MasterProof.class),
    /** {@link MembershipCommand.Heartbeat}. */
    HEARTBEAT(16, MembershipCommand.Heartbeat.class),
    /** {@link MembershipCommand.ViewChange}. */
    VIEW_CHANGE(17, MembershipCommand.ViewChange.class),
    /** {@link MembershipCommand.Draining}. */
    DRAINING(18, MembershipCommand.Draining.class),
    /** {@link MembershipCommand.Leave}. */
    LEAVE(19, MembershipCommand.Leave.class),
    /** {@link MembershipCommand.Fenced}. */
    FENCED(20, MembershipCommand.Fenced.class),
    /** {@link MembershipCommand.Shutdown}. */
    SHUTDOWN(21, MembershipCommand.Shutdown.class),
    /** {@link CollectiveCommand.Arrive}. */
    ARRIVE(32, CollectiveCommand.Arrive.class),
    /** {@link CollectiveCommand.Part}. */
    PART(33, CollectiveCommand.Part.class),
    /** {@link CollectiveCommand.Held}. */
    HELD(34, CollectiveCommand.Held.class),
    /** {@link CollectiveCommand.Decision}. */
    DECISION(35, CollectiveCommand.Decision.class),
    /** {@link CollectiveCommand.DecisionAck}. */
    DECISION_ACK(36, CollectiveCommand.DecisionAck.class),
    /** {@link CollectiveCommand.CallSiteAsk}. */
    CALL_SITE_ASK(37, CollectiveCommand.CallSiteAsk.class),
    /** {@link CollectiveCommand.CallSite}. */
    CALL_SITE(38, CollectiveCommand.CallSite.class),
    /** {@link CollectiveCommand.CallPending}. */
    CALL_PENDING(39, CollectiveCommand.CallPending.class),
    /** {@link CollectiveCommand.Release}. */
    RELEASE(44, CollectiveCommand.Release.class),
    /** {@link MessageCommand.Message}. */
    MESSAGE(48, MessageCommand.Message.class),
    /** {@link MessageCommand.MessageEnd}. */
    MESSAGE_END(49, MessageCommand.MessageEnd.class),
    /** {@link MessageCommand.MessageAsk}. */
    MESSAGE_ASK(50, MessageCommand.MessageAsk.class),
    /** {@link MessageCommand.MessageCredit}. */
    MESSAGE_CREDIT(51, MessageCommand.MessageCredit.class),
    /** {@link WorkCommand.Serving}. */
    SERVING(64, WorkCommand.Serving.class),
    /** {@link WorkCommand.Request}. */
    REQUEST(65, WorkCommand.Request.class),
    /** {@link WorkCommand.Result}. */
    RESULT(66, WorkCommand.Result.class),
    /** {@link WorkCommand.ResultAck}. */
    RESULT_ACK(67, WorkCommand.ResultAck.class),
    /** {@link WorkCommand.Cancel}. */
    CANCEL(68, WorkCommand.Cancel.class),
    /** {@link WorkCommand.Progress}. */
    PROGRESS(69, WorkCommand.Progress.class),
    /** {@link WorkCommand.ResultAsk}. */
    RESULT_ASK(72, WorkCommand.ResultAsk.class),
    /** {@link StreamCommand.Data}. */
    DATA(80, StreamCommand.Data.class);

    private static final FrameType[] BY_CODE = new FrameType[128];
    private static final Map<Class<? extends Command>, FrameType> BY_COMMAND = new HashMap<>();

    static {
        for (FrameType type : values()) {
            BY_CODE[type.code] = type;
            BY_COMMAND.put(type.command, type);
        }
    }

    private final int code;
    private final Class<? extends Command> command;

    FrameType(int code, Class<? extends Command> command) {
        this.code = code;
        this.command = command;
    }

    /** Returns the code in the frame header. */
    public int code() {
        return code;
    }

    /** Returns the type of a code, or null if this version does not know it. */
    public static FrameType ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** Returns the type that carries a command. */
    public static FrameType of(Command command) {
        return BY_COMMAND.get(command.getClass());
    }

    /** Returns the command that this type carries. */
    public Class<? extends Command> command() {
        return command;
    }
}
