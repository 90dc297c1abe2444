package dev.comm.core.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.error.ClosedException;
import dev.comm.api.error.FencedException;
import dev.comm.api.error.MasterLostException;
import dev.comm.core.communicator.FailureExceptions;
import dev.comm.core.machine.Failure;
import org.junit.jupiter.api.Test;

class FailureLineTest {
    @Test
    void aVictimPrintsOneLineAndOnlyTheCulpritAStack() {
        assertThat(FailureLine.beganHere(FailureExceptions.toException(new Failure(Failure.Kind.TIMEOUT, "late"))))
                .isFalse();
        assertThat(FailureLine.beganHere(new MasterLostException("gone"))).isFalse();
        assertThat(FailureLine.beganHere(new ClosedException("closed"))).isFalse();
        assertThat(FailureLine.beganHere(new FencedException("fenced"))).isTrue();
        assertThat(FailureLine.beganHere(new IllegalStateException("mine"))).isTrue();
        assertThat(FailureLine.beganHere(new StackOverflowError())).isTrue();
    }

    @Test
    void theLineNamesThePlaceInTheProgram() {
        RuntimeException error = FailureExceptions.toException(new Failure(Failure.Kind.TIMEOUT, "barrier 3 is late"));
        error.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("dev.comm.core.communicator.DriverCommunicator", "barrier", "X.java", 1),
            new StackTraceElement("org.example.Stuck", "main", "Stuck.java", 8)
        });
        assertThat(FailureLine.of(error))
                .isEqualTo("barrier 3 is late; the program was at Stuck.java:8 (org.example.Stuck.main)");
    }
}
