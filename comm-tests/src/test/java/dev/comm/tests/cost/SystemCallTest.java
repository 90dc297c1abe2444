package dev.comm.tests.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.comm.api.Communicator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The numbers of writes, reads and wake-ups of operations are bounded. Reads without bytes do not count, because their
 * number depends on the load of the machine.
 */
@Timeout(300)
class SystemCallTest {
    /**
     * The tolerance for a member that was not scheduled for a while, which costs a few more calls. Most batches have
     * none.
     */
    private static final double SLACK = 1.1;

    @BeforeEach
    void systemCallsCanBeCounted() {
        assumeTrue(Crew.canCountSystemCalls(), "the system counts its calls in /proc/self/io, which is not here");
    }

    private static void isAtMost(double bound, String what, double measured) {
        System.out.printf("%s: %.2f, at most %.2f%n", what, measured, bound);
        assertThat(measured).as(what).isLessThanOrEqualTo(bound);
    }

    @Test
    void aBarrierIsOneWriteAndOneReadForEachNodeAndDirection() throws Exception {
        Costs costs = Crew.of(4, 200).counting().team(Communicator::barrier);
        isAtMost(6 * SLACK, "writes of a barrier of 4", costs.writes());
        isAtMost(6 * SLACK, "reads of a barrier of 4", costs.reads());
        isAtMost(0.1, "wake-ups of a barrier of 4", costs.wakeups());
    }

    @Test
    void aRequestIsOneWriteAndOneReadOnEachSide() throws Exception {
        Costs costs = Crew.of(2, 200).counting().service(Scenes.ECHOING, Scenes.request(64));
        isAtMost(2 * SLACK, "writes of a request", costs.writes());
        isAtMost(2 * SLACK, "reads of a request", costs.reads());
        isAtMost(0.1, "wake-ups of a request", costs.wakeups());
    }

    @Test
    void tasksTravelTogether() throws Exception {
        Costs costs = Crew.of(3, 4).counting().service(Scenes.ECHOING, Scenes.tasks(250, 64));
        isAtMost(0.6, "writes of a task", costs.writes() / 250);
        isAtMost(0.6, "reads of a task", costs.reads() / 250);
    }

    @Test
    void aMessageIsOneWrite() throws Exception {
        Costs costs = Crew.of(2, 4).counting().team(Scenes.messages(100, 64));
        isAtMost(1.2, "writes of a message", costs.writes() / 100);
        isAtMost(1.2, "reads of a message", costs.reads() / 100);
    }

    @Test
    void whatIsDistributedTakesFewWrites() throws Exception {
        byte[] bytes = new byte[Scenes.MIB];
        Costs costs = Crew.of(4, 5).counting().team(comm -> comm.distribute(() -> bytes));
        isAtMost(11, "writes for each node of a mebibyte distributed", costs.writes() / 3);
    }

    @Test
    void aLargeRequestAndItsReplyTakeFewWrites() throws Exception {
        Costs costs = Crew.of(2, 5).counting().service(Scenes.ECHOING, Scenes.request(Scenes.MIB));
        isAtMost(13, "writes of a mebibyte and back", costs.writes());
    }
}
