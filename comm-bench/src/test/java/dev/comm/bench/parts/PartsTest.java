package dev.comm.bench.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each benchmark of JMH carries out the operation of its name in every call. */
class PartsTest {
    @Test
    void everyBarrierOfTheMachineEnds() {
        BarrierStepBenchmark benchmark = new BarrierStepBenchmark();
        benchmark.members = 4;
        benchmark.start();
        long first = benchmark.barrier();
        assertThat(benchmark.barrier() - first).isEqualTo(3);
    }

    @Test
    void everyTaskOfTheMachineEnds() {
        TaskStepBenchmark benchmark = new TaskStepBenchmark();
        benchmark.start();
        assertThat(benchmark.tasks()).isEqualTo(1_000);
        assertThat(benchmark.tasks()).isEqualTo(1_000);
    }

    @Test
    void everyMessageOfTheMachineIsTaken() {
        MailboxBenchmark benchmark = new MailboxBenchmark();
        benchmark.join();
        assertThat(benchmark.message()).isNotNull();
        assertThat(benchmark.message()).isNotNull();
    }
}
