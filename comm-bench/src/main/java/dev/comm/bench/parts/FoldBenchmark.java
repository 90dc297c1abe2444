package dev.comm.bench.parts;

import dev.comm.api.CommConfig;
import dev.comm.api.Elementwise;
import dev.comm.api.Payload;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ElementwiseFold;
import dev.comm.core.value.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A benchmark of the work of rank 0 that adds four arrays of 1 MiB: with an operator that Comm knows, and a lambda. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FoldBenchmark {
    private static final int RANKS = 4;
    private static final int LENGTH = 131_072;

    private final ValueCodec codec = new ValueCodec(CommConfig.builder().build());
    private final List<Contribution> given = new ArrayList<>();

    /** Makes the received bytes. */
    @Setup
    public void open() {
        for (int rank = 0; rank < RANKS; rank++) {
            Value written =
                    codec.encode(new SplittableRandom(rank).doubles(LENGTH).toArray());
            given.add(new Contribution(
                    rank,
                    new Value(written.content(), Payload.of(written.payload().bytes()))));
        }
    }

    /** Adds the arrays from their bytes. */
    @Benchmark
    public Object known() {
        return ElementwiseFold.fold(Elementwise.SUM, given);
    }

    /** Reads the arrays, adds them by a lambda, writes the result, and reads it at rank 0. */
    @Benchmark
    public Object lambda() {
        double[] sum = null;
        for (Contribution each : given) {
            double[] next = codec.decode(each.value(), double[].class);
            sum = sum == null ? next : add(sum, next);
        }
        return codec.decode(codec.encode(sum), double[].class);
    }

    private static double[] add(double[] left, double[] right) {
        double[] sum = left.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += right[i];
        }
        return sum;
    }
}
