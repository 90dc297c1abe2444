package dev.comm.master.machine;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.Payload;
import dev.comm.api.RankSet;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.spi.Bytes;
import java.util.List;

/** One or more examples of every command, most of them with meaningless content. */
public final class SomeCommands {
    private static final Content VALUE = new Content(Content.Kind.VALUE, 9, 5);

    private SomeCommands() {}

    public static Payload payloadOf(Command command) {
        return command.content().hasPayload() ? Script.value("bytes").payload() : null;
    }

    public static List<Command> all() {
        Member member = new Member(1, 1, "h", null);
        return List.of(
                HandshakeCommand.Hello.of(1, 1, Bytes.of(new byte[32]), List.of("java")),
                HandshakeCommand.Hello.of(-9, 1, Bytes.EMPTY, List.of()),
                new HandshakeCommand.Challenge(FrameHeader.VERSION, 0, Bytes.EMPTY),
                new HandshakeCommand.MasterProof(0, 0, 0, "", Bytes.EMPTY),
                new HandshakeCommand.Proof(Bytes.EMPTY),
                HandshakeCommand.Join.of(0, 0, 0).toBuilder()
                        .liveNanos(-7)
                        .slots(0)
                        .minSurvivors(0)
                        .build(),
                new HandshakeCommand.Accepted(1, 1),
                new HandshakeCommand.Rejected(HandshakeCommand.Rejected.Reason.FULL, ""),
                new HandshakeCommand.Welcome(1, 2, 0, 0, List.of(member), List.of(), Content.NONE),
                new MembershipCommand.Heartbeat(0, Long.MIN_VALUE, -1, Long.MIN_VALUE),
                new MembershipCommand.Heartbeat(0, Long.MAX_VALUE, -1, Long.MAX_VALUE),
                new MembershipCommand.ViewChange(9, 9, List.of(member), List.of()),
                new MembershipCommand.Draining(Long.MIN_VALUE),
                new MembershipCommand.Leave(Cause.REPLACED, "", Content.NONE),
                new MembershipCommand.Leave(Cause.FAILED, "why", VALUE),
                new MembershipCommand.Fenced(Cause.CLOSED, 9, ""),
                new MembershipCommand.Shutdown(0, ""),
                arrive(0, Long.MAX_VALUE, 0),
                arrive(0, Long.MIN_VALUE, 0),
                arrive(0, -1, 0),
                arrive(0, 0, -1),
                arrive(9, 0, 1),
                new CollectiveCommand.Arrive(
                        0, 0, CollectiveKind.SERVING, "", 7, "", 5, Long.MAX_VALUE, Content.NONE, List.of()),
                CollectiveCommand.Arrive.of(0, 0, CollectiveKind.COLLECT, 5, Long.MIN_VALUE)
                        .withContent(VALUE),
                new CollectiveCommand.Part(0, 0, VALUE),
                new CollectiveCommand.Held(0, 0, -1, 5),
                CollectiveCommand.Decision.of(
                                new CollectiveCommand.Decision.Stamp(0, 0, 0, 0),
                                CollectiveCommand.Outcome.SUCCESS,
                                RankSet.NONE,
                                0)
                        .toBuilder()
                        .departures(List.of(new Departure(1, 1, Cause.CLOSED, "")))
                        .build(),
                new CollectiveCommand.DecisionAck(0, Long.MAX_VALUE),
                new CollectiveCommand.DecisionAck(77, Long.MIN_VALUE),
                new CollectiveCommand.CallSiteAsk(0, 0),
                new CollectiveCommand.CallSite(0, 0, "x".repeat(5_000)),
                new CollectiveCommand.CallPending(0, 0, CollectiveKind.BARRIER, ""),
                new MessageCommand.Message(0, 0, 2, 0, 1, 0, VALUE),
                new MessageCommand.Message(5, 0, 1, 0, -5, 0, VALUE),
                new MessageCommand.MessageEnd(1, 0, Cause.CLOSED),
                new MessageCommand.MessageAsk(2, 0, Long.MAX_VALUE),
                new MessageCommand.MessageAsk(0, 0, 1),
                new MessageCommand.MessageCredit(2, 0, Long.MAX_VALUE, true),
                new WorkCommand.Serving(true, List.of("a")),
                new WorkCommand.Serving(false, List.of("a")),
                new WorkCommand.Request(0, 0, "", false, 0, VALUE),
                new WorkCommand.Result(Long.MIN_VALUE, -1, WorkCommand.Status.DONE, VALUE),
                new WorkCommand.Result(1, 1, WorkCommand.Status.RETURNED, Content.NONE),
                new WorkCommand.ResultAck(0, 0),
                new WorkCommand.Cancel(0, 0),
                new WorkCommand.ResultAsk(0, 0),
                new WorkCommand.Progress(0, 0, Double.NaN),
                new StreamCommand.Data());
    }

    private static Command arrive(int communicator, long sequence, long timeoutNanos) {
        return CollectiveCommand.Arrive.of(communicator, sequence, CollectiveKind.BARRIER, timeoutNanos, 0);
    }
}
