package dev.comm.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The time that a scheduler still grants to this job. */
final class TimeLeft {
    private static final int OUTPUT_MAX = 4096;
    private static final long PATIENCE_SECONDS = 10;
    private static final Duration LEAST = Duration.ofSeconds(1);

    private TimeLeft() {}

    /** Returns the time left of a Slurm job. Rank 0 alone asks the controller, which else had to answer all tasks. */
    static Optional<Duration> ofSlurm(Variables variables, boolean isMaster) {
        Optional<Duration> known = variables
                .text("SLURM_JOB_END_TIME")
                .filter(text -> text.matches("\\d{1,12}"))
                .map(text -> Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(text))));
        if (known.isPresent() || !isMaster) {
            return known.flatMap(TimeLeft::bounded);
        }
        return ofSqueue(output("squeue", "-h", "-j", job(variables), "-o", "%L"));
    }

    /**
     * Returns the name of the job. A task of an array has its own name, because the number may mean the whole array.
     */
    private static String job(Variables variables) {
        Optional<String> array = variables.text("SLURM_ARRAY_JOB_ID");
        Optional<String> task = variables.text("SLURM_ARRAY_TASK_ID");
        return array.isPresent() && task.isPresent()
                ? array.get() + "_" + task.get()
                : variables.text("SLURM_JOB_ID").orElse("");
    }

    static Optional<Duration> ofSqueue(String output) {
        try {
            return SlurmTime.parse(firstLine(output)).flatMap(TimeLeft::bounded);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the time of a text with seconds. A job without a limit has a very large number or another text. */
    static Optional<Duration> ofFlux(String output) {
        String seconds = firstLine(output);
        return seconds.matches("\\d{1,9}(\\.\\d*)?")
                ? bounded(Duration.ofSeconds(Long.parseLong(seconds.replaceAll("\\..*", ""))))
                : Optional.empty();
    }

    private static Optional<Duration> bounded(Duration left) {
        Duration most = Duration.ofDays(365);
        Duration least = left.compareTo(LEAST) < 0 ? LEAST : left;
        return Optional.of(least.compareTo(most) > 0 ? most : least);
    }

    private static String firstLine(String output) {
        return output.lines().findFirst().orElse("").strip();
    }

    /** Returns the output of a command, or an empty text if it fails or does not end in time. */
    static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                return "";
            }
            try (InputStream in = process.getInputStream()) {
                return new String(in.readNBytes(OUTPUT_MAX), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
