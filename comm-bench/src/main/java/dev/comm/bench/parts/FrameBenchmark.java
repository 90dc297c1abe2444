package dev.comm.bench.parts;

import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Command;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.codec.FrameEncoder;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A benchmark of encoding and decoding frames, which each small message pays for. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {
    private static final int FRAME_MAX = 1 << 20;
    private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Command arrival = Arrive.of(0, 7, CollectiveKind.BARRIER, TIMEOUT_NANOS, -1);
    private final ByteBuffer bytes = FrameEncoder.encode(arrival, 0, false, 0);
    private final FrameDecoder decoder = new FrameDecoder(FRAME_MAX);

    /** Encodes an arrival at a barrier. */
    @Benchmark
    public ByteBuffer encode() {
        return FrameEncoder.encode(arrival, 0, false, 0);
    }

    /** Decodes the same bytes. */
    @Benchmark
    public void decode(Blackhole sink) {
        decoder.decode(bytes.duplicate(), (header, command, payload) -> sink.consume(command));
    }
}
