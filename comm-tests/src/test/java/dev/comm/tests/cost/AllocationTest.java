package dev.comm.tests.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Communicator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The memory that operations allocate is bounded. The bounds are a fifth above the values measured on JDK 17 without
 * its optimizing compiler. Half a kilobyte more for each frame, or one more copy of a payload, exceeds them.
 */
@Timeout(300)
class AllocationTest {
    private static void isBelow(double bound, String what, double measured) {
        System.out.printf("%s: %.2f, at most %.2f%n", what, measured, bound);
        assertThat(measured).as(what).isPositive().isLessThan(bound);
    }

    @Test
    void aBarrierAllocatesLittle() throws Exception {
        Costs costs = Crew.of(4, 200).team(Communicator::barrier);
        isBelow(4_300, "bytes of the master for a barrier of 4", costs.masterBytes());
        isBelow(1_600, "bytes of a node for a barrier of 4", costs.nodeBytes() / 3);
    }

    @Test
    void aRequestAllocatesLittle() throws Exception {
        Costs costs = Crew.of(2, 200).service(Scenes.ECHOING, Scenes.request(64));
        isBelow(2_400, "bytes of the master for a request", costs.masterBytes());
        isBelow(2_400, "bytes of the node for a request", costs.nodeBytes());
    }

    @Test
    void aTaskAllocatesLittle() throws Exception {
        Costs costs = Crew.of(3, 4).service(Scenes.ECHOING, Scenes.tasks(250, 64));
        isBelow(2_550, "bytes of the master for a task", costs.masterBytes() / 250);
        isBelow(2_900, "bytes of the nodes for a task", costs.nodeBytes() / 250);
    }

    @Test
    void aMessageAllocatesLittle() throws Exception {
        Costs costs = Crew.of(2, 4).team(Scenes.messages(100, 64));
        isBelow(1_150, "bytes of the sender for a message", costs.masterBytes() / 100);
        isBelow(1_600, "bytes of the receiver for a message", costs.nodeBytes() / 100);
    }

    @Test
    void aLargeRequestAndItsReplyAreCopiedAsOftenAsTheyHaveToBe() throws Exception {
        Costs costs = Crew.of(2, 5).service(Scenes.ECHOING, Scenes.request(Scenes.MIB));
        isBelow(1.7, "bytes of the master for each byte of a large reply", costs.masterBytes() / Scenes.MIB);
        isBelow(1.7, "bytes of the node for each byte of a large request", costs.nodeBytes() / Scenes.MIB);
    }

    @Test
    void whatIsCollectedIsCopiedAsOftenAsItHasToBe() throws Exception {
        byte[] bytes = new byte[Scenes.MIB];
        Costs costs = Crew.of(4, 5).team(comm -> comm.collect(bytes));
        isBelow(1.9, "bytes of the master for each byte collected", costs.masterBytes() / (3 * Scenes.MIB));
        isBelow(0.05, "bytes of the nodes for each byte collected", costs.nodeBytes() / (3 * Scenes.MIB));
    }

    @Test
    void whatIsDistributedIsCopiedAsOftenAsItHasToBe() throws Exception {
        byte[] bytes = new byte[Scenes.MIB];
        Costs costs = Crew.of(4, 5).team(comm -> comm.distribute(() -> bytes));
        isBelow(0.15, "bytes of the master for each byte distributed", costs.masterBytes() / Scenes.MIB);
        isBelow(1.8, "bytes of a node for each byte distributed", costs.nodeBytes() / (3 * Scenes.MIB));
    }
}
