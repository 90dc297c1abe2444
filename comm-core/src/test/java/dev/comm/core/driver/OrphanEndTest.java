package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.core.machine.Notice;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Comm ends a process that continues after its membership, when lease and grace are over. */
class OrphanEndTest {
    private static final long PATIENCE = Duration.ofSeconds(60 + 25).toNanos();

    private final AtomicLong clock = new AtomicLong(1_000);

    private OrphanEnd orphan(boolean ends) {
        return orphan(ends, true);
    }

    private OrphanEnd orphan(boolean ends, boolean ownsProcess) {
        return new OrphanEnd(CommConfig.builder().rank(3).endOrphan(ends).build(), ownsProcess, clock::get);
    }

    @Test
    void aProcessThatOnlyConnectedIsNeverEnded() {
        OrphanEnd connected = orphan(true, false);
        connected.accept(new Notice.MasterSuspected(true));
        clock.addAndGet(PATIENCE);

        assertThat(connected.isDue()).isFalse();
    }

    @Test
    void itIsDueAfterTheLeaseAndTheGrace() {
        OrphanEnd orphan = orphan(true);
        orphan.accept(new Notice.MasterSuspected(true));

        clock.addAndGet(PATIENCE - 1);
        assertThat(orphan.isDue()).isFalse();
        clock.addAndGet(1);
        assertThat(orphan.isDue()).isTrue();
        assertThat(orphan.sentence())
                .startsWith("start it again, or set end.orphan=false")
                .endsWith("rank 3, goes on 85 s after the master is gone; Comm ends it with code 5");
    }

    @Test
    void aProgramThatOutlivesTheRunIsEndedToo() {
        OrphanEnd orphan = orphan(true);
        orphan.accept(new Notice.LeftWithoutProgram());
        clock.addAndGet(PATIENCE);

        assertThat(orphan.isDue()).isTrue();
        assertThat(orphan.sentence()).endsWith("the master ended the run; Comm ends it with code 5");
    }

    @Test
    void theFirstReasonCounts() {
        OrphanEnd orphan = orphan(true);
        orphan.accept(new Notice.Fenced());
        clock.addAndGet(PATIENCE);
        orphan.accept(new Notice.MasterSuspected(true));

        assertThat(orphan.isDue()).isTrue();
        assertThat(orphan.sentence()).endsWith("the master declared it gone; Comm ends it with code 6");
    }

    @Test
    void aSuspectMasterOrTheSettingEndNobody() {
        OrphanEnd suspicious = orphan(true);
        suspicious.accept(new Notice.MasterSuspected(false));
        OrphanEnd embedded = orphan(false);
        embedded.accept(new Notice.MasterSuspected(true));
        clock.addAndGet(PATIENCE);

        assertThat(suspicious.isDue()).isFalse();
        assertThat(embedded.isDue()).isFalse();
    }
}
