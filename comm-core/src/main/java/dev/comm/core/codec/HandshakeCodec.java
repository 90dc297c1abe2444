package dev.comm.core.codec;

import dev.comm.api.Member;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.api.protocol.HandshakeCommand.Sequence;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import java.util.List;

/** The codecs of the commands of the handshake. */
final class HandshakeCodec {
    static final EnumCodes<Reason> REASONS = new EnumCodes<>(
            1,
            List.of(
                    Reason.VERSION,
                    Reason.AUTHENTICATION,
                    Reason.RUN,
                    Reason.RANK,
                    Reason.SERIALIZER,
                    Reason.POLICY,
                    Reason.FULL,
                    Reason.OVER));

    static final List<CommandCodec<?>> CODECS = List.of(
            new CommandCodec<>(Hello.class, HandshakeCodec::writeHello, HandshakeCodec::hello),
            new CommandCodec<>(Challenge.class, HandshakeCodec::writeChallenge, HandshakeCodec::challenge),
            new CommandCodec<>(Proof.class, (out, proof) -> out.bytes(proof.proof()), in -> new Proof(in.bytes())),
            new CommandCodec<>(Join.class, HandshakeCodec::writeJoin, HandshakeCodec::join),
            new CommandCodec<>(Accepted.class, HandshakeCodec::writeAccepted, HandshakeCodec::accepted),
            new CommandCodec<>(Rejected.class, HandshakeCodec::writeRejected, HandshakeCodec::rejected),
            new CommandCodec<>(Welcome.class, HandshakeCodec::writeWelcome, HandshakeCodec::welcome),
            new CommandCodec<>(MasterProof.class, HandshakeCodec::writeMasterProof, HandshakeCodec::masterProof));

    private HandshakeCodec() {}

    private static void writeHello(WireWriter out, Hello hello) {
        out.u8(hello.versionMin());
        out.u8(hello.versionMax());
        out.i64(hello.features());
        out.i64(hello.runHigh());
        out.i64(hello.runLow());
        out.rankOrNone(hello.rank());
        out.i64(hello.incarnation());
        out.bytes(hello.nonce());
        out.list(hello.serializers(), WireWriter::name);
    }

    private static Hello hello(WireReader in) {
        return new Hello(
                in.u8(),
                in.u8(),
                in.i64(),
                in.i64(),
                in.i64(),
                in.rankOrNone(),
                in.i64(),
                in.bytes(),
                in.list(WireReader::string));
    }

    private static void writeChallenge(WireWriter out, Challenge challenge) {
        out.u8(challenge.version());
        out.i64(challenge.features());
        out.bytes(challenge.nonce());
    }

    private static Challenge challenge(WireReader in) {
        return new Challenge(in.u8(), in.i64(), in.bytes());
    }

    private static void writeMasterProof(WireWriter out, MasterProof master) {
        out.i64(master.runHigh());
        out.i64(master.runLow());
        out.i64(master.term());
        out.name(master.serializer());
        out.bytes(master.proof());
    }

    private static MasterProof masterProof(WireReader in) {
        return new MasterProof(in.i64(), in.i64(), in.i64(), in.string(), in.bytes());
    }

    private static void writeJoin(WireWriter out, Join join) {
        out.i64(join.startMillis());
        out.nanosOrNone(join.liveNanos());
        out.nanos(join.heartbeatNanos());
        out.nanos(join.deadNanos());
        out.i32(join.slots());
        out.i32(join.size());
        out.text(join.host());
        out.i64(join.pid());
        out.list(join.labels(), WireWriter::name);
        out.i32(join.minSurvivors());
        out.flag(join.exclude());
        out.i32(join.window());
        out.bytes(join.fingerprint());
        out.list(join.types(), WireWriter::name);
    }

    private static Join join(WireReader in) {
        return new Join(
                in.i64(),
                in.nanosOrNone(),
                in.nanos(),
                in.nanos(),
                in.i32(),
                in.i32(),
                in.string(),
                in.i64(),
                in.list(WireReader::string),
                in.i32(),
                in.flag(),
                in.i32(),
                in.bytes(),
                in.list(WireReader::string));
    }

    private static void writeAccepted(WireWriter out, Accepted accepted) {
        out.nanos(accepted.heartbeatNanos());
        out.nanos(accepted.deadNanos());
    }

    private static Accepted accepted(WireReader in) {
        return new Accepted(in.nanos(), in.nanos());
    }

    private static void writeRejected(WireWriter out, Rejected rejected) {
        out.code(REASONS, rejected.reason());
        out.text(rejected.detail());
    }

    private static Rejected rejected(WireReader in) {
        return new Rejected(in.code(REASONS, "reason"), in.string());
    }

    private static void writeWelcome(WireWriter out, Welcome welcome) {
        writeBeginning(out, welcome);
        writeMembers(out, welcome.members());
        writeEnd(out, welcome);
    }

    static void writeBeginning(WireWriter out, Welcome welcome) {
        out.rank(welcome.rank());
        out.i32(welcome.size());
        out.i64(welcome.term());
        out.i64(welcome.epoch());
    }

    static void writeMembers(WireWriter out, List<Member> members) {
        SharedFields.writeMembers(out, members);
    }

    static void writeEnd(WireWriter out, Welcome welcome) {
        out.list(welcome.sequences(), HandshakeCodec::writeSequence);
        SharedFields.write(out, welcome.content());
    }

    private static Welcome welcome(WireReader in) {
        return new Welcome(
                in.rank(),
                in.i32(),
                in.i64(),
                in.i64(),
                SharedFields.members(in),
                in.list(HandshakeCodec::sequence),
                SharedFields.content(in));
    }

    private static void writeSequence(WireWriter out, Sequence sequence) {
        out.i32(sequence.communicator());
        out.i64(sequence.next());
    }

    private static Sequence sequence(WireReader in) {
        return new Sequence(in.i32(), in.i64());
    }
}
