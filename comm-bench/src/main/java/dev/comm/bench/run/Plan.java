package dev.comm.bench.run;

import static dev.comm.bench.Work.ALL_REDUCE;
import static dev.comm.bench.Work.BARRIER;
import static dev.comm.bench.Work.COLLECT;
import static dev.comm.bench.Work.CROWD_BARRIER;
import static dev.comm.bench.Work.DISTRIBUTE;
import static dev.comm.bench.Work.ECHO;
import static dev.comm.bench.Work.EXCHANGE;
import static dev.comm.bench.Work.IDLE_HEAP;
import static dev.comm.bench.Work.IDLE_LOAD;
import static dev.comm.bench.Work.ONE_WAY;
import static dev.comm.bench.Work.RELEASE;
import static dev.comm.bench.Work.START;
import static dev.comm.bench.Work.TASKS;
import static dev.comm.bench.Work.TASKS_ONE;

import dev.comm.bench.Job;
import dev.comm.bench.Work;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is measured, and how often.
 *
 * @param peers who takes part besides Comm; empty for all
 */
record Plan(List<Step> steps, Set<String> peers) {
    /** Jobs that goals of the design are about, so that the short plan and the long one agree on them. */
    static final Job ECHO_SMALL = new Job(ECHO, 2, 64, 10_000);

    static final Job ECHO_LARGE = new Job(ECHO, 2, 1 << 20, 800);
    static final Job EXCHANGE_SMALL = new Job(EXCHANGE, 2, 64, 10_000);
    static final Job BARRIER_4 = new Job(BARRIER, 4, 0, 4_000);
    static final Job COLLECT_4 = new Job(COLLECT, 4, 1 << 20, 300);
    static final Job DISTRIBUTE_4 = new Job(DISTRIBUTE, 4, 1 << 20, 300);
    static final Job TASKS_4 = new Job(TASKS, 5, 64, 200_000);
    static final Job TASKS_ONE_4 = new Job(TASKS_ONE, 5, 64, 20_000);
    static final Job RELEASE_4 = new Job(RELEASE, 4, 0, 15);
    static final Job CROWD_8192 = new Job(CROWD_BARRIER, 8_193, 0, 12);
    static final Job IDLE_HEAP_8192 = new Job(IDLE_HEAP, 8_193, 0, 1);
    static final Job IDLE_LOAD_8192 = new Job(IDLE_LOAD, 8_193, 0, 20);
    static final Job START_256 = new Job(START, 257, 0, 20);

    private static final int[] CROWDS = {64, 256, 1_024, 4_096};
    private static final int MIB = 1 << 20;

    /**
     * A job and how often.
     *
     * @param rounds how often all contenders take their turn at it
     */
    record Step(Job job, int rounds) {}

    /** Everything. */
    static Plan full() {
        List<Step> steps = new ArrayList<>();
        goals(2).forEach(steps::add);
        for (int size : new int[] {1 << 10, 16 << 10, 64 << 10, 16 * MIB}) {
            steps.add(new Step(new Job(ECHO, 2, size, size < 64 << 10 ? 5_000 : size < MIB ? 2_000 : 40), 1));
        }
        for (int members : new int[] {2, 8, 16}) {
            steps.add(new Step(new Job(BARRIER, members, 0, 20_000 / members), 1));
        }
        for (int members : new int[] {2, 4, 8, 16}) {
            steps.add(new Step(new Job(ALL_REDUCE, members, 0, 10_000 / members), 1));
        }
        for (Work work : List.of(COLLECT, DISTRIBUTE)) {
            steps.add(new Step(new Job(work, 4, 1 << 10, 3_000), 1));
            for (int members : new int[] {2, 8, 16}) {
                steps.add(new Step(new Job(work, members, MIB, 800 / members), 1));
            }
        }
        steps.add(new Step(new Job(ONE_WAY, 2, 64, 200_000), 1));
        steps.add(new Step(new Job(ONE_WAY, 2, MIB, 500), 1));
        for (int nodes : CROWDS) {
            steps.add(new Step(new Job(CROWD_BARRIER, nodes + 1, 0, Math.max(50, 100_000 / nodes)), 1));
        }
        steps.add(new Step(new Job(IDLE_HEAP, 1_025, 0, 1), 1));
        return new Plan(steps, Set.of());
    }

    /** The goals of the design only, and the peers that they name. */
    static Plan quick() {
        return new Plan(
                goals(2), Set.of("Comm (no yield)", "raw NIO", "raw NIO (yielding)", "Netty", "Open MPI (yielding)"));
    }

    private static List<Step> goals(int rounds) {
        List<Step> steps = new ArrayList<>();
        for (Job job : List.of(
                ECHO_SMALL, EXCHANGE_SMALL, ECHO_LARGE, BARRIER_4, COLLECT_4, DISTRIBUTE_4, TASKS_ONE_4, TASKS_4)) {
            steps.add(new Step(job, rounds));
        }
        steps.add(new Step(CROWD_8192, 1));
        for (Job job : List.of(IDLE_HEAP_8192, IDLE_LOAD_8192, RELEASE_4, START_256)) {
            steps.add(new Step(job, 1));
        }
        return steps;
    }

    /** The smallest that shows that all parts work. */
    static Plan smoke() {
        return new Plan(
                List.of(
                        new Step(new Job(ECHO, 2, 64, 50), 1),
                        new Step(new Job(BARRIER, 3, 0, 50), 1),
                        new Step(new Job(CROWD_BARRIER, 33, 0, 10), 1),
                        new Step(new Job(RELEASE, 3, 0, 1), 1),
                        new Step(new Job(START, 17, 0, 2), 1)),
                Set.of("raw NIO"));
    }

    /** The steps with these works, or all if none is named. */
    Plan only(Set<Work> works) {
        return works.isEmpty()
                ? this
                : new Plan(
                        steps.stream()
                                .filter(each -> works.contains(each.job().work()))
                                .toList(),
                        peers);
    }

    /** With these peers, or its own if none is named. */
    Plan with(Set<String> named) {
        return named.isEmpty() ? this : new Plan(steps, named);
    }

    /** The same with fewer rounds. */
    Plan atMost(int rounds) {
        return new Plan(
                steps.stream()
                        .map(each -> new Step(each.job(), Math.min(each.rounds(), rounds)))
                        .toList(),
                peers);
    }

    /** Without what needs more open files than a process may have here; a line for each. */
    Plan bounded(PrintStream out) {
        List<Step> possible = new ArrayList<>();
        for (Step step : steps) {
            if (!step.job().work().isCrowd() || Surroundings.holds(step.job().members())) {
                possible.add(step);
            } else {
                out.println("left out: " + step.job().title() + " needs more open files than a process may have;"
                        + " raise the limit (ulimit -n) above " + (step.job().members() + 200));
            }
        }
        return new Plan(possible, peers);
    }

    /** Whether a contender takes part. */
    boolean wants(String contender) {
        return peers.isEmpty() || contender.equals(Contender.COMM) || peers.contains(contender);
    }
}
