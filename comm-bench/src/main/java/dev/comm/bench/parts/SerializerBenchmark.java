package dev.comm.bench.parts;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.serialization.java.JavaSerializerProvider;
import dev.comm.serialization.kryo.KryoSerializerProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A benchmark that writes and reads a small record with a list. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SerializerBenchmark {
    private static final int BYTES_MAX = 1 << 20;

    /** The name of the serializer. */
    @Param({"java", "kryo"})
    public String name;

    private final Fit fit = new Fit("north", 3, List.of(1.5, -2.25, 1e-9));
    private Serializer serializer;
    private byte[] written;

    /** The type of the value that is written and read. */
    public record Fit(String region, int steps, List<Double> parameters) implements Serializable {}

    /** Creates the serializer. */
    @Setup
    public void open() throws IOException {
        SerializerContext context = SerializerContext.builder(List.of(Fit.class), Fit.class.getClassLoader())
                .payloadBytesMax(BYTES_MAX)
                .build();
        serializer = name.equals("java")
                ? new JavaSerializerProvider().create(context)
                : new KryoSerializerProvider().create(context);
        written = write();
    }

    /** Writes the record as bytes. */
    @Benchmark
    public byte[] write() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serializer.write(fit, out);
        return out.toByteArray();
    }

    /** Reads the record from the bytes. */
    @Benchmark
    public Fit read() throws IOException {
        return serializer.read(ByteBuffer.wrap(written), Fit.class);
    }
}
