package dev.comm.core.driver;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * SIGTERM of this process. The first signal begins the drain of all members. The process ends after the thread that ran
 * the last one, or at the end of the longest grace. Later signals end it at once. Slurm sends two signals within the
 * same second at a time limit, so the first two seconds count as one signal.
 *
 * <p>The handler is installed while there are members. After the drain, the process ends with code 143, and its
 * shutdown hooks run. If the program has a handler of its own for SIGTERM, that handler gets the signal instead.
 */
final class ProcessDrain implements DrainSignal {
    static final ProcessDrain INSTANCE = new ProcessDrain();

    private static final int TERM = 15;
    private static final int SIGNALLED = 128;
    private static final long SAME_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** The time after the grace in which the members announce their departure and the programs end. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private final Set<Drain> members = new LinkedHashSet<>();
    private EndSignals handler;
    /** The thread that ended the last member; it may still write results, or end the process by itself. */
    private Thread last;

    private boolean hasBegun;
    private long firstNanos;

    private ProcessDrain() {}

    @Override
    public synchronized void add(Drain member) {
        if (members.isEmpty() && !hasBegun) {
            handler = EndSignals.hear(Set.of("TERM"), this::signalled);
        }
        members.add(member);
        if (hasBegun) {
            member.begin();
        }
    }

    @Override
    public synchronized void remove(Drain member) {
        if (members.remove(member)) {
            last = Thread.currentThread();
        }
        notifyAll();
        if (members.isEmpty() && !hasBegun) {
            handler.close();
        }
    }

    private synchronized void signalled(int number) {
        if (hasBegun) {
            if (System.nanoTime() - firstNanos >= SAME_NANOS) {
                Runtime.getRuntime().halt(SIGNALLED + number);
            }
            return;
        }
        hasBegun = true;
        firstNanos = System.nanoTime();
        EndSignals.hear(Set.of("INT"), this::signalled);
        List<Drain> all = List.copyOf(members);
        Thread thread = new Thread(() -> drain(all), "comm-drain");
        // A program that returns now must not end the process with another code.
        thread.setDaemon(false);
        thread.start();
    }

    private void drain(List<Drain> all) {
        all.forEach(Drain::begin);
        Duration grace =
                all.stream().map(Drain::grace).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        long deadline = System.nanoTime() + grace.plus(MARGIN).toNanos();
        Thread program = awaitEnds(deadline);
        unfinished().forEach(Drain::giveUp);
        awaitEnd(program, deadline);
        handler.close();
        if (handler.isOfOthers()) {
            EndSignals.raise("TERM");
            // The other handler ends the process. If it does not, the process is left to it.
            LockSupport.parkNanos(this, SAME_NANOS);
        } else {
            System.exit(SIGNALLED + TERM);
        }
    }

    private synchronized List<Drain> unfinished() {
        return List.copyOf(members);
    }

    /** Waits for the end of all members, and returns the thread that ended the last one. */
    private synchronized Thread awaitEnds(long deadline) {
        while (!members.isEmpty() && System.nanoTime() < deadline) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
            } catch (InterruptedException e) {
                return last; // nothing interrupts this thread but a program that ends all threads
            }
        }
        return last;
    }

    /** Waits until a program has ended, so that it can write its results, or end the process with its own code. */
    private static void awaitEnd(Thread program, long deadline) {
        if (program == null) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.timedJoin(program, Math.max(1, deadline - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
