package dev.comm.tests.contract;

import dev.comm.core.testing.Extent;
import dev.comm.testkit.contract.TransportContract;
import dev.comm.testkit.contract.TransportStage;
import dev.comm.testkit.sim.network.Conditions;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulated network keeps the promises of a transport, for all its windows, delays and splits. */
@ParameterizedClass
@MethodSource("seeds")
record SimTransportContractTest(long seed) implements TransportContract {
    static LongStream seeds() {
        return LongStream.range(0, Extent.of(3, 8));
    }

    @Override
    public TransportStage stage() {
        return new SimStage(seed, seed == 0 ? Conditions.QUIET : Conditions.drawn(new SplittableRandom(seed)));
    }
}
