package dev.comm.core.codec;

import dev.comm.api.RankSet;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.CallPending;
import dev.comm.api.protocol.CollectiveCommand.CallSite;
import dev.comm.api.protocol.CollectiveCommand.CallSiteAsk;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.DecisionAck;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.CollectiveCommand.Release;
import dev.comm.api.protocol.CollectiveCommand.Slot;
import dev.comm.api.protocol.CollectiveKind;
import java.util.List;

/** The codecs of the commands of collectives. The frame header contains the communicator. */
final class CollectiveCodec {
    static final EnumCodes<Outcome> OUTCOMES = new EnumCodes<>(
            1, List.of(Outcome.SUCCESS, Outcome.TIMEOUT, Outcome.MISMATCH, Outcome.QUORUM_LOST, Outcome.FAILED));

    static final List<CommandCodec<?>> CODECS = List.of(
            new CommandCodec<>(Arrive.class, CollectiveCodec::writeArrive, CollectiveCodec::arrive),
            new CommandCodec<>(Part.class, CollectiveCodec::writePart, CollectiveCodec::part),
            new CommandCodec<>(Held.class, CollectiveCodec::writeHeld, CollectiveCodec::held),
            new CommandCodec<>(Decision.class, CollectiveCodec::writeDecision, CollectiveCodec::decision),
            new CommandCodec<>(
                    DecisionAck.class,
                    (out, ack) -> out.i64(ack.sequence()),
                    in -> new DecisionAck(in.header().communicator(), in.i64())),
            new CommandCodec<>(
                    CallSiteAsk.class,
                    (out, where) -> out.i64(where.sequence()),
                    in -> new CallSiteAsk(in.header().communicator(), in.i64())),
            new CommandCodec<>(CallSite.class, CollectiveCodec::writeStanding, CollectiveCodec::standing),
            new CommandCodec<>(CallPending.class, CollectiveCodec::writeCalled, CollectiveCodec::called),
            new CommandCodec<>(
                    Release.class,
                    (out, release) -> {},
                    in -> new Release(in.header().communicator())));

    private CollectiveCodec() {}

    private static void writeArrive(WireWriter out, Arrive arrive) {
        out.i64(arrive.sequence());
        out.u8(arrive.kind().code());
        out.name(arrive.name());
        out.rank(arrive.root());
        out.name(arrive.operator());
        out.nanos(arrive.timeoutNanos());
        out.i64(arrive.acked());
        SharedFields.write(out, arrive.content());
        out.list(arrive.parts(), SharedFields::write);
    }

    private static Arrive arrive(WireReader in) {
        return new Arrive(
                in.header().communicator(),
                in.i64(),
                kind(in),
                in.string(),
                in.rank(),
                in.string(),
                in.nanos(),
                in.i64(),
                SharedFields.content(in),
                in.list(SharedFields::content));
    }

    private static CollectiveKind kind(WireReader in) {
        int code = in.u8();
        return in.known(CollectiveKind.ofCode(code), "collective", code);
    }

    private static void writePart(WireWriter out, Part part) {
        out.i64(part.sequence());
        SharedFields.write(out, part.content());
    }

    private static Part part(WireReader in) {
        return new Part(in.header().communicator(), in.i64(), SharedFields.content(in));
    }

    private static void writeHeld(WireWriter out, Held held) {
        out.i64(held.sequence());
        out.i64(held.length());
        out.i32(held.crc32c());
    }

    private static Held held(WireReader in) {
        return new Held(in.header().communicator(), in.i64(), in.size(), in.i32());
    }

    private static void writeDecision(WireWriter out, Decision decision) {
        out.i64(decision.sequence());
        out.i64(decision.term());
        out.i64(decision.epoch());
        out.code(OUTCOMES, decision.outcome());
        out.ranks(RankSet.copyOf(decision.survivors()));
        SharedFields.writeDepartures(out, decision.departures());
        out.ranks(RankSet.copyOf(decision.missing()));
        SharedFields.writeMembers(out, decision.joined());
        out.rankOrNone(decision.slowest());
        out.text(decision.detail());
        out.list(decision.slots(), CollectiveCodec::writeSlot);
        out.i32(decision.created());
        SharedFields.write(out, decision.content());
    }

    private static Decision decision(WireReader in) {
        return new Decision(
                in.header().communicator(),
                in.i64(),
                in.i64(),
                in.i64(),
                in.code(OUTCOMES, "outcome"),
                in.ranks(),
                SharedFields.departures(in),
                in.ranks(),
                SharedFields.members(in),
                in.rankOrNone(),
                in.string(),
                in.list(CollectiveCodec::slot),
                in.i32(),
                SharedFields.content(in));
    }

    private static void writeSlot(WireWriter out, Slot slot) {
        out.rank(slot.rank());
        SharedFields.write(out, slot.content());
    }

    private static Slot slot(WireReader in) {
        return new Slot(in.rank(), SharedFields.content(in));
    }

    private static void writeStanding(WireWriter out, CallSite standing) {
        out.i64(standing.sequence());
        out.text(standing.place());
    }

    private static CallSite standing(WireReader in) {
        return new CallSite(in.header().communicator(), in.i64(), in.string());
    }

    private static void writeCalled(WireWriter out, CallPending called) {
        out.i64(called.sequence());
        out.u8(called.kind().code());
        out.name(called.name());
    }

    private static CallPending called(WireReader in) {
        return new CallPending(in.header().communicator(), in.i64(), kind(in), in.string());
    }
}
