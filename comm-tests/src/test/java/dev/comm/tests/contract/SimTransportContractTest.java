package dev.comm.tests.contract;

import dev.comm.testkit.contract.TransportContract;
import dev.comm.testkit.contract.TransportStage;
import dev.comm.testkit.sim.network.Conditions;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated network keeps the promises of a transport, for all its windows, delays and splits. */
@ParameterizedClass
@ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
record SimTransportContractTest(long seed) implements TransportContract {
    @Override
    public TransportStage stage() {
        return new SimStage(seed, seed == 0 ? Conditions.QUIET : Conditions.drawn(new SplittableRandom(seed)));
    }
}
