package dev.comm.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The time that a scheduler still grants to this job. */
final class TimeLeft {
    private static final int OUTPUT_MAX = 4096;
    private static final long PATIENCE_SECONDS = 10;
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private TimeLeft() {}

    /** Returns the questions for the time left of a Slurm job. Newer versions answer the first one by a variable. */
    static TimeQuestions ofSlurm(Variables variables) {
        return ofSlurm(variables, () -> output("squeue", "-h", "-j", job(variables), "-o", "%L"));
    }

    /** Returns the questions for the time left of a Slurm job, with the output of squeue. */
    static TimeQuestions ofSlurm(Variables variables, Supplier<String> squeue) {
        return new TimeQuestions(
                () -> byVariable(variables).or(() -> ofSqueue(squeue.get())), () -> changedOf(squeue.get()));
    }

    private static Optional<Duration> byVariable(Variables variables) {
        return variables
                .text("SLURM_JOB_END_TIME")
                .filter(text -> text.matches("\\d{1,12}"))
                .map(text -> Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(text))))
                .flatMap(TimeLeft::bounded);
    }

    /** Returns the answer to a later question. A limit that was taken away is a very long time. */
    private static Optional<Duration> changedOf(String output) {
        return firstLine(output).equals("UNLIMITED") ? Optional.of(LONGEST) : ofSqueue(output);
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
        Duration least = left.compareTo(LEAST) < 0 ? LEAST : left;
        return Optional.of(least.compareTo(LONGEST) > 0 ? LONGEST : least);
    }

    private static String firstLine(String output) {
        return output.lines().findFirst().orElse("").strip();
    }

    /** Returns the output of a command, or an empty text if it fails or does not end in time. */
    static String output(String... command) {
        Process process = null;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
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
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
