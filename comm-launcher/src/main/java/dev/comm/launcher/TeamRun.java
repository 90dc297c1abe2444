package dev.comm.launcher;

import dev.comm.api.RunId;
import dev.comm.api.error.InterruptedCallException;
import dev.comm.core.role.DepartureFile;
import dev.comm.core.role.ExitCode;
import dev.comm.launcher.RunOutcome.Halt;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: starts the ranks, supervises them, stops them if necessary, and reports the outcome.
 *
 * <p>One thread does all work; a queue passes it the ends of processes and the request to stop.
 */
final class TeamRun {
    private static final Logger LOG = LoggerFactory.getLogger(TeamRun.class);
    private static final Duration OUTPUT_REST = Duration.ofSeconds(2);

    private final RunPlan plan;
    private final RunId id;
    private final PrintStream out;
    private final PrintStream err;
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final List<RankProcess> ranks = new ArrayList<>();
    private final long startedNanos = System.nanoTime();
    private Halt halt;
    private long killNanos;

    TeamRun(RunPlan plan, RunId id, PrintStream out, PrintStream err) {
        this.plan = plan;
        this.id = id;
        this.out = out;
        this.err = err;
    }

    /** Runs to the end and returns the exit code. */
    int run() {
        ShutdownRequest request = ShutdownRequest.install(
                plan.grace(), () -> events.add(() -> stop(new Halt("comm run was asked to end", -1))));
        try (RunFolder folder = RunFolder.create(plan.encrypted());
                Guardian guardian = Guardian.watch(folder, plan.grace())) {
            startAll(folder, guardian);
            supervise();
            return conclude(new DepartureFile(folder.departures()).losses());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("comm run was interrupted and ends the ranks", e);
        } finally {
            ranks.stream().filter(RankProcess::isAlive).forEach(RankProcess::kill);
            request.finished();
        }
    }

    private void startAll(RunFolder folder, Guardian guardian) {
        for (int rank = 0; rank < plan.ranks(); rank++) {
            RankProcess started = new RankProcess(rank, start(rank, folder));
            ranks.add(started);
            if (rank > 0) {
                closeInput(started.process());
            }
            guardian.add(started.process());
            if (plan.tagged()) {
                started.tag(out, err);
            }
            started.process().onExit().thenRun(() -> events.add(() -> ended(started, guardian)));
        }
    }

    private Process start(int rank, RunFolder folder) {
        ProcessBuilder builder = new ProcessBuilder(plan.command());
        RankEnvironment.put(builder.environment(), rank, plan, id, folder);
        Redirect output = plan.tagged() ? Redirect.PIPE : Redirect.INHERIT;
        builder.redirectOutput(output).redirectError(output);
        if (rank == 0) {
            builder.redirectInput(Redirect.INHERIT);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            String sentence = "check that '" + plan.command().get(0)
                    + "' is on the PATH and executable: cannot start it: " + e.getMessage();
            throw new LaunchException(ExitCode.USAGE, sentence, e);
        }
    }

    /** Closes the input of a rank: as under mpirun, only rank 0 reads the terminal. */
    private static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the input of process {} is already closed", process.pid(), e);
        }
    }

    private void supervise() throws InterruptedException {
        while (ranks.stream().anyMatch(RankProcess::isAlive)) {
            Runnable event = events.poll(nanosToDeadline(), TimeUnit.NANOSECONDS);
            if (event == null) {
                deadline();
            } else {
                event.run();
            }
        }
    }

    private long nanosToDeadline() {
        if (halt != null) {
            return killNanos - System.nanoTime();
        }
        return plan.timeout() == null
                ? Long.MAX_VALUE
                : startedNanos + plan.timeout().toNanos() - System.nanoTime();
    }

    private void deadline() {
        if (halt == null) {
            stop(new Halt("the time of --timeout is over", -1));
        } else {
            ranks.stream().filter(RankProcess::isAlive).forEach(RankProcess::kill);
            killNanos = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        }
    }

    private void ended(RankProcess rank, Guardian guardian) {
        rank.ended();
        guardian.remove(rank.process());
        if (rank.end().failed() && plan.onFailure() == OnFailure.STOP) {
            stop(new Halt("rank " + rank.rank() + " failed", rank.rank()));
        } else if (rank.end().failed() && ranks.stream().anyMatch(RankProcess::isAlive)) {
            err.println("comm run: " + rank.end().describe() + ", the other ranks continue");
        }
    }

    private void stop(Halt reason) {
        if (halt == null) {
            halt = reason;
            killNanos = System.nanoTime() + plan.grace().toNanos();
            ranks.stream().filter(RankProcess::isAlive).forEach(RankProcess::terminate);
        }
    }

    private int conclude(Map<Integer, DepartureFile.Loss> lost) throws InterruptedException {
        for (RankProcess each : ranks) {
            each.finishOutput(OUTPUT_REST);
        }
        List<RankEnd> ends = ranks.stream().map(RankProcess::end).toList();
        RunOutcome outcome = RunOutcome.of(plan, ends, lost, halt);
        if (plan.report() != null) {
            RunReport.write(plan.report(), new RunReport(id, plan, ends, lost, outcome));
        }
        out.flush();
        err.println("comm run: " + outcome.sentence());
        return outcome.code().code();
    }
}
