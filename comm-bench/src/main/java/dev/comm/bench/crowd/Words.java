package dev.comm.bench.crowd;

import dev.comm.api.CommConfig;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.value.ValueCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The frames that the nodes of a Comm crowd send. Frames that are equal for all nodes are encoded once. */
final class Words {
    private static final int NONCE_BYTES = 32;
    private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final CommConfig config = CommConfig.builder().build();
    private final ByteBuffer beat = direct(new Heartbeat(0, -1, 1, 0));
    private final ByteBuffer registration = direct(new Proof(Bytes.EMPTY), join());
    private ByteBuffer arrival;
    private long arrivalSequence = -1;

    static ByteBuffer hello(int rank) {
        return direct(Hello.of(
                rank,
                rank,
                Bytes.of(new byte[NONCE_BYTES]),
                List.of(CommConfig.builder().build().serializer())));
    }

    ByteBuffer registration() {
        return registration.duplicate();
    }

    ByteBuffer beat() {
        return beat.duplicate();
    }

    /** Returns an arrival at a barrier, which also acknowledges the decision before. */
    ByteBuffer arrival(long sequence) {
        if (sequence != arrivalSequence) {
            arrivalSequence = sequence;
            arrival = direct(Arrive.of(0, sequence, CollectiveKind.BARRIER, TIMEOUT_NANOS, sequence - 1));
        }
        return arrival.duplicate();
    }

    private Join join() {
        return Join.of(
                        config.timing().heartbeat().toNanos(),
                        config.timing().dead().toNanos(),
                        config.limits().openCollectives())
                .toBuilder()
                .host("here")
                .pid(1)
                .minSurvivors(config.minSurvivors())
                .fingerprint(Bytes.of(new ValueCodec(config).fingerprint()))
                .build();
    }

    /** Returns the interval of heartbeats of a node. */
    long beatNanos() {
        return config.timing().heartbeat().toNanos();
    }

    static ByteBuffer direct(Command... commands) {
        ByteBuffer all = ByteBuffer.allocateDirect(4 << 10);
        for (Command command : commands) {
            all.put(FrameEncoder.encode(command, 0, false, 0));
        }
        return all.flip();
    }
}
