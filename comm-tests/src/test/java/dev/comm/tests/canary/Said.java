package dev.comm.tests.canary;

import dev.comm.api.Cause;
import dev.comm.api.Member;
import dev.comm.api.RankSet;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.ValueForms;
import java.util.List;

/**
 * One command of every type, with a content where the type can have one.
 *
 * @param rank who it is about
 * @param incarnation that one's
 */
public record Said(int rank, long incarnation) {
    static final long WAIT = 60_000_000_000L;
    static final long BEAT = 1_000_000_000L;

    /** A value that some serializer wrote. */
    public static Content value(int length) {
        return new Content(Content.Kind.VALUE, ValueForms.SERIALIZED, length);
    }

    /** The switch has no default: a new type does not compile before it is here. */
    public Command of(FrameType type, Content content) {
        Member member = new Member(rank, incarnation, "h", null);
        return switch (type) {
            case HELLO -> hello(List.of("java", "kryo"));
            case CHALLENGE -> new HandshakeCommand.Challenge(FrameHeader.VERSION, 0, Bytes.of(new byte[32]));
            case MASTER_PROOF -> new HandshakeCommand.MasterProof(0, 0, 0, "", Bytes.EMPTY);
            case PROOF -> new HandshakeCommand.Proof(Bytes.EMPTY);
            case JOIN ->
                HandshakeCommand.Join.of(BEAT, WAIT, 16).toBuilder()
                        .host("h")
                        .pid(1)
                        .build();
            case ACCEPTED -> new HandshakeCommand.Accepted(WAIT, 2 * WAIT);
            case REJECTED -> new HandshakeCommand.Rejected(HandshakeCommand.Rejected.Reason.FULL, "full");
            case WELCOME ->
                new HandshakeCommand.Welcome(
                        1, 2, 1, 1, List.of(new Member(0, 9, "m", null), member), List.of(sequence()), content);
            case HEARTBEAT -> new MembershipCommand.Heartbeat(0, -1, 0, 0);
            case VIEW_CHANGE -> new MembershipCommand.ViewChange(1, 9, List.of(), List.of());
            case DRAINING -> new MembershipCommand.Draining(WAIT);
            case LEAVE -> new MembershipCommand.Leave(Cause.FAILED, "why", content);
            case FENCED -> new MembershipCommand.Fenced(Cause.REMOVED, 9, "why");
            case SHUTDOWN -> new MembershipCommand.Shutdown(WAIT, "why");
            case ARRIVE ->
                CollectiveCommand.Arrive.of(0, 0, CollectiveKind.COLLECT, WAIT, -1)
                        .withContent(content);
            case PART -> new CollectiveCommand.Part(0, 0, content);
            case HELD -> new CollectiveCommand.Held(0, 0, 0, 0);
            case DECISION -> decision(content);
            case DECISION_ACK -> new CollectiveCommand.DecisionAck(0, 0);
            case CALL_SITE_ASK -> new CollectiveCommand.CallSiteAsk(0, 0);
            case CALL_SITE -> new CollectiveCommand.CallSite(0, 0, "here");
            case CALL_PENDING -> new CollectiveCommand.CallPending(0, 0, CollectiveKind.COLLECT, "");
            case RELEASE -> new CollectiveCommand.Release(1);
            case MESSAGE -> new MessageCommand.Message(0, 0, rank, incarnation, 0, 9, content);
            case MESSAGE_END -> new MessageCommand.MessageEnd(rank, incarnation, Cause.CLOSED);
            case MESSAGE_ASK -> new MessageCommand.MessageAsk(2, 1, 100);
            case MESSAGE_CREDIT -> new MessageCommand.MessageCredit(2, 1, 100, false);
            case SERVING -> new WorkCommand.Serving(true, List.of("echo"));
            case REQUEST -> new WorkCommand.Request(1, 1, "echo", false, -1, content);
            case RESULT -> new WorkCommand.Result(1, 1, WorkCommand.Status.DONE, content);
            case RESULT_ACK -> new WorkCommand.ResultAck(1, 1);
            case CANCEL -> new WorkCommand.Cancel(1, 1);
            case PROGRESS -> new WorkCommand.Progress(1, 1, 0.5);
            case RESULT_ASK -> new WorkCommand.ResultAsk(1, 1);
            case DATA -> new StreamCommand.Data();
        };
    }

    HandshakeCommand.Hello hello(List<String> serializers) {
        return HandshakeCommand.Hello.of(-1, incarnation, Bytes.of(new byte[32]), serializers);
    }

    private static HandshakeCommand.Sequence sequence() {
        return new HandshakeCommand.Sequence(0, 0);
    }

    CollectiveCommand.Decision decision(Content slot) {
        return CollectiveCommand.Decision.returning(
                new CollectiveCommand.Decision.Stamp(0, 0, 1, 1),
                RankSet.of(0, rank),
                -1,
                slot.hasPayload() ? List.of(new CollectiveCommand.Slot(0, slot)) : List.of(),
                slot.hasPayload() ? new Content(Content.Kind.VALUE, ValueForms.BYTES, slot.length()) : Content.NONE);
    }
}
