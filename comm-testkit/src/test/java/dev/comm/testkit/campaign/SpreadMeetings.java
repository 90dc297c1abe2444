package dev.comm.testkit.campaign;

import dev.comm.testkit.Cluster;
import java.time.Duration;
import java.util.Set;

/** A scenario with a leak that no second run in the same JVM shows: the order of a set is another in each JVM. */
final class SpreadMeetings implements Scenario {
    private static final Set<String> WORDS =
            Set.of("ash", "beech", "birch", "elm", "fir", "larch", "lime", "maple", "oak", "pine", "spruce", "yew");

    @Override
    public void play(Cluster cluster) {
        cluster.program(comm -> {
            for (String word : WORDS) {
                Cluster.pause(Duration.ofMillis(word.hashCode() & 15));
                comm.barrier();
            }
        });
        cluster.run();
    }
}
