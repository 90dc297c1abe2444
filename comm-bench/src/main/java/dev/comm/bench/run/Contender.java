package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.nio.file.Path;
import java.util.List;

/** A library that is measured, as the harness sees it: processes that leave samples in a file. */
interface Contender {
    /** For people. */
    String title();

    /** Whether it offers this work. */
    boolean can(Job job);

    /** Why it cannot run on this machine and what to do, or null if it can. */
    String missing();

    /**
     * The command lines of all processes of a trial; rank 0 is the first.
     *
     * @param port the first of as many free ports as there are members
     * @param samples where rank 0 leaves its samples
     */
    List<List<String>> commands(Job job, int port, Path samples);
}
