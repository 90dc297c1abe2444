package dev.comm.testkit.live.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The threads of a process of a member are its own, also if another process started it. */
class MemberThreadsTest {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch made = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile MemberThreads restarted;

    @Test
    void aProcessThatAnotherProcessStartedIsNeitherInterruptedNorCountedWithIt() throws Exception {
        MemberThreads first = threads("first");
        first.start("restarts", () -> {
            restarted = threads("restarted");
            made.countDown();
        });
        assertThat(made.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        CountDownLatch interrupted = new CountDownLatch(1);
        restarted.start("program", () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        first.interrupt();
        assertThat(first.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)))
                .as("threads of the first process: %s", first.alive())
                .isTrue();
        end.countDown();
        assertThat(restarted.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)))
                .isTrue();
        assertThat(interrupted.getCount()).as("not interrupted").isEqualTo(1);
    }

    private static MemberThreads threads(String name) {
        return new MemberThreads(name, () -> {}, error -> {});
    }
}
