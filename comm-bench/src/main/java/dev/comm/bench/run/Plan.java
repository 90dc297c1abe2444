package dev.comm.bench.run;

import static dev.comm.bench.Work.ALL_REDUCE;
import static dev.comm.bench.Work.BARRIER;
import static dev.comm.bench.Work.COLLECT;
import static dev.comm.bench.Work.DISTRIBUTE;
import static dev.comm.bench.Work.ECHO;
import static dev.comm.bench.Work.ONE_WAY;
import static dev.comm.bench.Work.TASKS;

import dev.comm.bench.Job;
import dev.comm.bench.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured, and how often.
 *
 * @param rounds how often all contenders take their turn at a job
 */
record Plan(List<Job> jobs, int rounds) {
    private static final int[] SIZES = {64, 1 << 10, 64 << 10, 1 << 20};
    private static final int[] TEAMS = {2, 4, 8, 16};
    private static final int BIG = 64 << 10;

    /** Everything; about an hour. */
    static Plan full() {
        List<Job> jobs = new ArrayList<>();
        for (int size : SIZES) {
            jobs.add(new Job(ECHO, 2, size, size < BIG ? 20_000 : 2_000));
        }
        for (int members : TEAMS) {
            jobs.add(new Job(BARRIER, members, 0, 20_000 / members));
            jobs.add(new Job(ALL_REDUCE, members, 0, 10_000 / members));
            for (Work work : List.of(COLLECT, DISTRIBUTE)) {
                jobs.add(new Job(work, members, 1 << 10, 8_000 / members));
                jobs.add(new Job(work, members, 1 << 20, 800 / members));
            }
        }
        jobs.add(new Job(TASKS, 5, 64, 400_000));
        jobs.add(new Job(ONE_WAY, 2, 64, 400_000));
        jobs.add(new Job(ONE_WAY, 2, 1 << 20, 2_000));
        return new Plan(jobs, 5);
    }

    /** The goals of the design only; some minutes. */
    static Plan quick() {
        return new Plan(
                List.of(
                        new Job(ECHO, 2, 64, 10_000),
                        new Job(ECHO, 2, 1 << 20, 500),
                        new Job(BARRIER, 4, 0, 3_000),
                        new Job(COLLECT, 4, 1 << 20, 150),
                        new Job(DISTRIBUTE, 4, 1 << 20, 150),
                        new Job(TASKS, 5, 64, 100_000)),
                3);
    }

    /** The smallest that shows that all parts work. */
    static Plan smoke() {
        return new Plan(List.of(new Job(ECHO, 2, 64, 50), new Job(BARRIER, 3, 0, 50)), 1);
    }
}
