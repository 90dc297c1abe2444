package dev.comm.tests.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.ProgramFailure;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import dev.comm.testkit.sim.SimCluster;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A simulated cluster uses the serializer and the types of its settings, like a real one. */
class UndeclaredTypesTest {
    /** A type that no member declares. */
    record Spot(int x, int y) implements Serializable {}

    private static String refusal(Cluster cluster, String serializer) {
        cluster.configure(config -> config.serializer(serializer));
        cluster.program(comm -> comm.collect(new Spot(comm.rank(), 1)));
        ProgramFailure failure = assertThrows(ProgramFailure.class, cluster::run);
        assertThat(failure.getCause()).hasMessageContaining("types(");
        return failure.getCause().getMessage().replaceAll("rank \\d+", "a rank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "kryo"})
    void anUndeclaredRecordIsRefusedInTheSameWords(String serializer) {
        assertThat(refusal(new SimCluster(2, 61), serializer))
                .isEqualTo(refusal(new LoopbackCluster(2, 61), serializer))
                .contains("Spot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "kryo"})
    void aDeclaredRecordArrives(String serializer) {
        List<Spot> seen = new CopyOnWriteArrayList<>();
        Cluster cluster = new SimCluster(2, 61);
        cluster.configure(config -> config.serializer(serializer).types(Spot.class));
        cluster.program(
                comm -> seen.addAll(comm.collect(new Spot(comm.rank(), 1)).present()));
        cluster.run();
        assertThat(seen).contains(new Spot(1, 1), new Spot(2, 1));
    }

    @Test
    void aSerializerThatIsNotThereIsNamedWhenItIsNeeded() {
        Cluster cluster = new SimCluster(1, 61);
        cluster.configure(config -> config.serializer("pigeon"));
        cluster.program(comm -> comm.collect(new Spot(comm.rank(), 1)));
        assertThatThrownBy(cluster::run)
                .isInstanceOf(ProgramFailure.class)
                .hasMessageContaining("put a jar with a provider named 'pigeon'");
    }
}
