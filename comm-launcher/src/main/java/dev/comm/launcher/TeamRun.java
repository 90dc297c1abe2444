package dev.comm.launcher;

import dev.comm.api.RunId;
import dev.comm.api.error.InterruptedCallException;
import dev.comm.core.driver.EndSignals;
import dev.comm.core.role.DepartureFile;
import dev.comm.launcher.RunOutcome.Halt;
import dev.comm.launcher.process.EndClock;
import dev.comm.launcher.process.RunProcesses;
import dev.comm.launcher.process.StartFailure;
import dev.comm.launcher.stream.Descriptors;
import dev.comm.launcher.stream.Inherited;
import dev.comm.launcher.stream.RankPipe;
import dev.comm.launcher.stream.RankStreams;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run. It starts the ranks, supervises them, stops them if necessary, and reports the outcome.
 *
 * <p>One thread does all work. It receives the ends of processes and the request to stop through a queue.
 */
final class TeamRun {
    private static final Logger LOG = LoggerFactory.getLogger(TeamRun.class);
    private static final int SIGPIPE = 13;

    private final RunPlan plan;
    private final RunId id;
    private final PrintStream out;
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final List<RankProcess> ranks = new ArrayList<>();
    private final long startedNanos = System.nanoTime();
    private final EndClock clock;
    private final RunProcesses processes;
    private final RankStreams streams;
    private Halt halt;

    TeamRun(RunPlan plan, RunId id, PrintStream out, PrintStream err) {
        this.plan = plan;
        this.id = id;
        this.out = out;
        this.clock = new EndClock(plan.grace());
        this.processes = new RunProcesses(id);
        this.streams = new RankStreams(out, err, lost -> events.add(() -> outputLost(lost)));
    }

    /** Runs to the end and returns the exit code. */
    int run() {
        ShutdownRequest request =
                ShutdownRequest.install(plan.grace(), () -> events.add(() -> stop(Halt.failure(Halt.ASKED))));
        try (EndSignals signals =
                        EndSignals.hear(Set.of("HUP", "INT", "TERM"), signal -> events.add(() -> asked(signal)));
                RunFolder folder = RunFolder.create(plan.encrypted());
                Guardian guardian = Guardian.watch(folder, plan.grace(), id);
                streams) {
            startAll(folder, guardian);
            supervise();
            endRest();
            return conclude(new DepartureFile(folder.departures()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("comm run was interrupted and ends the ranks", e);
        } finally {
            signal(ProcessHandle::destroyForcibly);
            request.finished();
        }
    }

    private void startAll(RunFolder folder, Guardian guardian) {
        boolean piped = plan.tagged() && makePipes(folder);
        for (int rank = 0; rank < plan.processes(); rank++) {
            RankProcess started = start(rank, folder, piped);
            ranks.add(started);
            if (rank > 0) {
                closeInput(started.process());
            }
            guardian.add(started.process());
            started.process().onExit().thenRun(() -> events.add(() -> ended(started, guardian)));
        }
    }

    private boolean makePipes(RunFolder folder) {
        List<Path> pipes = new ArrayList<>();
        for (int rank = 0; rank < plan.processes(); rank++) {
            pipes.add(folder.pipe(rank, "out"));
            pipes.add(folder.pipe(rank, "err"));
        }
        return RankPipe.make(pipes);
    }

    private RankProcess start(int rank, RunFolder folder, boolean piped) {
        try {
            if (piped) {
                return startPiped(rank, folder);
            }
            Redirect out = plan.tagged() ? Redirect.PIPE : Inherited.output(1);
            Redirect err = plan.tagged() ? Redirect.PIPE : Inherited.output(2);
            RankProcess started = new RankProcess(rank, rank >= plan.ranks(), start(rank, folder, out, err));
            if (plan.tagged()) {
                Process process = started.process();
                started.copiedBy(streams.copy(rank, process.getInputStream(), process.getErrorStream()));
            }
            return started;
        } catch (IOException e) {
            String program = plan.command().get(0);
            throw new LaunchException(StartFailure.code(e), StartFailure.sentence(program, rank, e), e);
        }
    }

    private RankProcess startPiped(int rank, RunFolder folder) throws IOException {
        try (RankPipe out = RankPipe.open(folder.pipe(rank, "out"));
                RankPipe err = RankPipe.open(folder.pipe(rank, "err"))) {
            RankProcess started =
                    new RankProcess(rank, rank >= plan.ranks(), start(rank, folder, out.redirect(), err.redirect()));
            started.copiedBy(streams.copy(rank, out.input(), err.input()));
            return started;
        }
    }

    private Process start(int rank, RunFolder folder, Redirect out, Redirect err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(plan.command());
        RankEnvironment.put(builder.environment(), rank, plan, id, folder);
        builder.redirectOutput(out).redirectError(err);
        if (rank == 0) {
            builder.redirectInput(Inherited.input());
        }
        return builder.start();
    }

    /** Closes the input of a rank. As under mpirun, only rank 0 reads the terminal. */
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
        long next = clock.next(System.nanoTime());
        return halt != null || plan.timeout() == null
                ? next
                : Math.min(next, startedNanos + plan.timeout().toNanos() - System.nanoTime());
    }

    private void deadline() {
        long now = System.nanoTime();
        switch (clock.due(now)) {
            case TERMINATE -> endOverdue();
            case KILL -> signal(ProcessHandle::destroyForcibly);
            case NOTHING -> {
                if (halt == null
                        && plan.timeout() != null
                        && now - startedNanos >= plan.timeout().toNanos()) {
                    stop(Halt.failure("the time of --timeout is over"));
                }
            }
        }
    }

    private void ended(RankProcess rank, Guardian guardian) {
        rank.ended();
        guardian.remove(rank.process());
        if (rank.rank() == 0) {
            clock.rankZeroEnded(System.nanoTime());
        }
        if (rank.end().failed() && plan.onFailure() == OnFailure.STOP) {
            stop(Halt.failed(rank.rank()));
        } else if (rank.end().failed() && ranks.stream().anyMatch(RankProcess::isAlive)) {
            tellFailed(rank.end());
        }
    }

    /**
     * Reports a failed rank. After the end of rank 0 this is not necessary, because the other ranks end soon and the
     * last line of output names those that fail.
     */
    private void tellFailed(RankEnd end) {
        if (end.rank() == 0) {
            streams.say(end.describe() + ", the other ranks end within " + seconds(plan.grace()));
        } else if (ranks.get(0).isAlive()) {
            streams.say(end.describe() + (end.failedToStart() ? "" : ", the other ranks continue"));
        }
    }

    private void stop(Halt reason) {
        if (halt == null) {
            halt = reason;
            clock.stopped(System.nanoTime());
            ranks.stream().filter(RankProcess::isAlive).forEach(RankProcess::stop);
            signal(ProcessHandle::destroy);
        }
    }

    /** Handles a signal that asks this process to end. The first signal ends the ranks, the second one kills them. */
    private void asked(int signal) {
        if (halt == null) {
            streams.say("ending the ranks, at most " + seconds(plan.grace()) + "; again to kill");
            stop(Halt.signalled(Halt.ASKED, signal));
        } else {
            halt = halt.killed();
            clock.killNow(System.nanoTime());
        }
    }

    /**
     * Handles an output stream that cannot be written any more. A pipe without a reader ends the run as SIGPIPE ends
     * other programs.
     */
    private void outputLost(PrintStream stream) {
        if (halt != null) {
            return;
        }
        int descriptor = stream == System.out ? 1 : stream == System.err ? 2 : -1;
        if (descriptor > 0 && Descriptors.isPipe(descriptor)) {
            stop(Halt.signalled("the output has no reader any more (broken pipe)", SIGPIPE));
        } else {
            stop(Halt.failure("the output could not be written"));
        }
    }

    /**
     * Ends the ranks that outlived rank 0. They count as failed if they end with an error, because no signal of the
     * user asked them to end.
     */
    private void endOverdue() {
        String late = ranks.stream()
                .filter(RankProcess::isAlive)
                .map(RankProcess::name)
                .collect(Collectors.joining(", "));
        String how = "ending " + late + ", which outlived rank 0 by " + seconds(clock.sinceRankZero(System.nanoTime()));
        streams.say(
                ranks.get(0).end().failed()
                        ? "see why rank 0 failed: " + how
                        : "raise --grace if the other ranks need more time after rank 0: " + how);
        signal(ProcessHandle::destroy);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, time.toMillis() % 1000 == 0 ? "%.0f s" : "%.1f s", time.toMillis() / 1000.0);
    }

    /**
     * Sends a signal to every process of the run. It uses handles, because {@code Process.destroy} also closes the
     * output.
     */
    private void signal(Consumer<ProcessHandle> signal) {
        alive().forEach(signal);
    }

    private Set<ProcessHandle> alive() {
        return processes.alive(ranks.stream()
                .filter(RankProcess::isAlive)
                .map(each -> each.process().toHandle())
                .toList());
    }

    /** Ends the processes that ranks left behind, and waits for the rest of the output. Both share one time limit. */
    private void endRest() throws InterruptedException {
        clock.ranksEnded(System.nanoTime());
        Set<ProcessHandle> left = alive();
        while (!left.isEmpty() || ranks.stream().anyMatch(RankProcess::hasOutput)) {
            EndClock.Step step = clock.due(System.nanoTime());
            if (step == EndClock.Step.TERMINATE) {
                tellLeft(left);
                left.forEach(ProcessHandle::destroy);
            } else if (step == EndClock.Step.KILL) {
                left.forEach(ProcessHandle::destroyForcibly);
            }
            if (clock.isOver(System.nanoTime())) {
                return;
            }
            Runnable event = events.poll(20, TimeUnit.MILLISECONDS);
            if (event != null) {
                event.run();
            }
            left = alive();
        }
    }

    private void tellLeft(Set<ProcessHandle> left) {
        ranks.stream()
                .filter(RankProcess::hasOutput)
                .forEach(rank -> streams.say("wait in the program for the processes that it starts: " + rank.name()
                        + " left a process behind that still holds its output; ending it"));
        if (!left.isEmpty() && ranks.stream().noneMatch(RankProcess::hasOutput)) {
            streams.say("wait in the program for the processes that it starts: the ranks left processes behind "
                    + left.stream().map(ProcessHandle::pid).sorted().toList() + "; ending them");
        }
    }

    private int conclude(DepartureFile departures) {
        streams.flush();
        for (Runnable last = events.poll(); last != null; last = events.poll()) {
            last.run();
        }
        Map<Integer, DepartureFile.Loss> lost = departures.losses();
        Set<Integer> left = departures.leavers();
        List<RankEnd> ends = ranks.stream()
                .map(RankProcess::end)
                .map(end -> left.contains(end.rank()) ? end.afterLeave() : end)
                .toList();
        RunOutcome outcome = RunOutcome.of(plan, ends, lost, halt);
        if (plan.report() != null) {
            RunReport.write(plan.report(), new RunReport(id, plan, ends, lost, outcome));
        }
        streams.say(outcome.sentence());
        return outcome.code();
    }
}
