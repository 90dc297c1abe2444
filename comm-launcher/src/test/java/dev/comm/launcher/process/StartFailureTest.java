package dev.comm.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The error of a rank that cannot be started names the true reason. */
class StartFailureTest {
    @ParameterizedTest
    @CsvSource({
        "'error=24, Too many open files', 1, 'raise the limit of open files (ulimit -n)'",
        "'error=23, Too many open files in system', 1, 'raise the limit of open files'",
        "'error=11, Resource temporarily unavailable', 1, 'raise the limit of processes (ulimit -u)'",
        "'error=12, Cannot allocate memory', 1, 'free memory'",
        "'error=2, No such file or directory', 2, 'check that ''sh'' is on the PATH'",
        "'error=13, Permission denied', 2, 'check that ''sh'' is on the PATH'",
        "'Bad file descriptor, error: 24 (Too many open files) ', 1, 'raise the limit of open files (ulimit -n)'",
        "'posix_spawn failed, error: 2 (No such file or directory) ', 2, 'check that ''sh'' is on the PATH'",
        "'Failed to exec spawn helper: pid: 7, exit code: 127, error: 0 (none) ', 1, 'raise the limit of open files'",
        "'error=0, Failed to exec spawn helper', 1, 'raise the limit of open files (ulimit -n)'",
        "'', 2, 'check that ''sh'' is on the PATH'",
    })
    void theCureFitsTheReason(String reason, int code, String cure) {
        IOException error = new IOException("Cannot run program \"sh\": " + reason);

        assertThat(StartFailure.code(error).code()).isEqualTo(code);
        assertThat(StartFailure.sentence("sh", 7, error)).startsWith(cure).contains(reason.strip());
    }

    @Test
    void theGuessesOfTheJdkAreLeftOut() {
        IOException error = new IOException("Cannot run program \"sh\": Bad file descriptor, error: 24 (Too many)\n"
                + "Possible reasons:\n  - Spawn helper ran into JDK version mismatch\n");

        assertThat(StartFailure.sentence("sh", 7, error))
                .hasLineCount(1)
                .contains("error: 24")
                .doesNotContain("JDK");
    }
}
