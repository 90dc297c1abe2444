package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.team.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A measured library as the harness sees it, which consists of processes that leave samples in a file. */
interface Contender {
    /** The title of Comm itself. */
    String COMM = "Comm";

    /** Returns the title for people. */
    String title();

    /** Returns whether the library supports this job. */
    boolean can(Job job);

    /** Returns the reason, with the cure, why the library cannot run on this machine, or null if it can. */
    String missing();

    /**
     * Returns the command lines of all processes of a trial. Rank 0 is the first.
     *
     * @param port the first of a range of free ports, one for each member
     * @param samples the file for the samples of rank 0
     */
    List<List<String>> commands(Job job, int port, Path samples);

    /**
     * Returns all known libraries. Comm is the first.
     *
     * @param work the folder for code that has to be compiled
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
