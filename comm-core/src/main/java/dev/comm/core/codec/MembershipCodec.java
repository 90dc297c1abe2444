package dev.comm.core.codec;

import dev.comm.api.protocol.MembershipCommand.Draining;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import java.util.List;

/** The codecs of heartbeats and of the commands of membership. */
final class MembershipCodec {
    static final List<CommandCodec<?>> CODECS = List.of(
            new CommandCodec<>(Heartbeat.class, MembershipCodec::writeHeartbeat, MembershipCodec::heartbeat),
            new CommandCodec<>(ViewChange.class, MembershipCodec::writeViewChange, MembershipCodec::viewChange),
            new CommandCodec<>(
                    Draining.class,
                    (out, draining) -> out.nanos(draining.remainingNanos()),
                    in -> new Draining(in.nanos())),
            new CommandCodec<>(Leave.class, MembershipCodec::writeLeave, MembershipCodec::leave),
            new CommandCodec<>(Fenced.class, MembershipCodec::writeFenced, MembershipCodec::fenced),
            new CommandCodec<>(Shutdown.class, MembershipCodec::writeShutdown, MembershipCodec::shutdown));

    private MembershipCodec() {}

    private static void writeHeartbeat(WireWriter out, Heartbeat heartbeat) {
        out.i64(heartbeat.progress());
        out.nanosOrNone(heartbeat.remainingNanos());
        out.i64(heartbeat.epoch());
        out.nanos(heartbeat.intervalNanos());
    }

    private static Heartbeat heartbeat(WireReader in) {
        return new Heartbeat(in.i64(), in.nanosOrNone(), in.i64(), in.nanos());
    }

    private static void writeViewChange(WireWriter out, ViewChange change) {
        out.i64(change.term());
        out.i64(change.epoch());
        SharedFields.writeMembers(out, change.joined());
        SharedFields.writeDepartures(out, change.departed());
    }

    private static ViewChange viewChange(WireReader in) {
        return new ViewChange(in.i64(), in.i64(), SharedFields.members(in), SharedFields.departures(in));
    }

    private static void writeLeave(WireWriter out, Leave leave) {
        SharedFields.write(out, leave.cause());
        out.text(leave.detail());
        SharedFields.write(out, leave.content());
    }

    private static Leave leave(WireReader in) {
        return new Leave(SharedFields.cause(in), in.string(), SharedFields.content(in));
    }

    private static void writeFenced(WireWriter out, Fenced fenced) {
        SharedFields.write(out, fenced.cause());
        out.i64(fenced.epoch());
        out.text(fenced.detail());
    }

    private static Fenced fenced(WireReader in) {
        return new Fenced(SharedFields.cause(in), in.i64(), in.string());
    }

    private static void writeShutdown(WireWriter out, Shutdown shutdown) {
        out.nanos(shutdown.timeoutNanos());
        out.text(shutdown.reason());
    }

    private static Shutdown shutdown(WireReader in) {
        return new Shutdown(in.nanos(), in.string());
    }
}
