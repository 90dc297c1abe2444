package dev.comm.testkit.live.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Communicator;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Scenario;
import dev.comm.testkit.Seeds;
import dev.comm.testkit.fault.FaultMix;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A seed gives the same run in another JVM, and on another JDK. */
class JvmComparisonTest {
    private static final int SEEDS = Boolean.getBoolean("comm.full") ? 40 : 10;
    private static final Logger LOG = LoggerFactory.getLogger(JvmComparisonTest.class);

    /** A scenario with all parts that depend on the seed: chaos, values, messages and drawn sizes. */
    static final class Stormy implements Scenario {
        @Override
        public void play(Cluster cluster) {
            cluster.chaos(FaultMix.usual(), Duration.ofSeconds(10));
            cluster.program(Stormy::rounds);
            cluster.run();
        }

        private static void rounds(Communicator comm) {
            for (int round = 0; round < 6; round++) {
                Cluster.pause(Duration.ofMillis(2L + comm.rank()));
                comm.allGather("value of " + comm.rank());
                comm.allReduce(1L << comm.rank(), Long::sum);
            }
        }
    }

    @Test
    void theSameSeedsAreTheSameRunsElsewhere() {
        List<Long> seeds = Seeds.from(Seeds.base("jvms"), SEEDS).boxed().toList();
        SortedMap<String, String> compared =
                JvmComparison.of(Stormy.class, seeds).nodes(1, 5).run();
        LOG.info("{}", compared);
        assertThat(compared).hasSizeGreaterThanOrEqualTo(2);
        assertThat(compared.values())
                .as("%s", compared)
                .allMatch(each -> each.equals(SEEDS + " seeds are the same") || each.startsWith("skipped: "))
                .contains(SEEDS + " seeds are the same");
    }

    @Test
    void aLeakThatShowsOnlyInAnotherJvmIsFoundWithItsFirstEvent() {
        assertThatThrownBy(() ->
                        JvmComparison.of(SpreadMeetings.class, List.of(1L, 2L)).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("0x1 differs in ", "here:  ", "there: ", "first difference at entry ");
    }
}
