package dev.comm.testkit.live.jvm;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Scenario;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * A scenario with a leak that a second run in the same JVM does not show. The order of a set is different in each JVM.
 * The set is large, so that two JVMs do not have the same first element by chance.
 */
final class SpreadMeetings implements Scenario {
    private static final Set<Object> NAMES =
            Set.of(LongStream.range(0, 4096).mapToObj(i -> new UUID(i, i * i)).toArray());

    @Override
    public void play(Cluster cluster) {
        cluster.program(comm -> NAMES.stream().limit(12).forEach(name -> {
            Cluster.pause(Duration.ofMillis((name.hashCode() * 0x9E3779B9) >>> 24));
            comm.barrier();
        }));
        cluster.run();
    }
}
