package dev.comm.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A test continues only when the process that it stops has stopped. */
class SignalsTest {
    private static final int PROCESSES = 8;

    /** Starts more busy processes than processors. A signal waits until its process gets a processor. */
    @Test
    void aStoppedProcessStandsWhenTheCallReturns() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "this system has no /proc");
        List<Process> busy = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                busy.add(new ProcessBuilder("/bin/sh", "-c", "while :; do :; done").start());
            }
            for (Process each : busy) {
                Signals.stop(each.pid());
                assertThat(state(each)).isEqualTo('T');
            }
        } finally {
            busy.forEach(Process::destroyForcibly);
        }
    }

    private static char state(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }
}
