package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.team.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A library that is measured, as the harness sees it: processes that leave samples in a file. */
interface Contender {
    /** Comm itself. */
    String COMM = "Comm";

    /** For people. */
    String title();

    /** Whether it offers this work. */
    boolean can(Job job);

    /** The reason why it cannot run on this machine, with the cure, or null if it can. */
    String missing();

    /**
     * The command lines of all processes of a trial; rank 0 is the first.
     *
     * @param port the first of as many free ports as there are members
     * @param samples where rank 0 leaves its samples
     */
    List<List<String>> commands(Job job, int port, Path samples);

    /**
     * All that are known; Comm is the first.
     *
     * @param work folder for code that has to be compiled
     */
    static List<Contender> all(Path work) {
        List<Contender> all = new ArrayList<>();
        for (Library library : Library.values()) {
            all.add(new JavaContender(library));
        }
        all.add(new PcjContender());
        all.add(new MpjContender());
        all.add(new MpiContender(work, true));
        all.add(new MpiContender(work, false));
        return all;
    }
}
