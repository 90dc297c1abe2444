package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.Work;
import dev.comm.bench.crowd.CrowdMain;
import dev.comm.bench.team.Library;
import dev.comm.bench.team.MemberMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A contender with one JVM for each member. */
record JavaContender(Library library) implements Contender {
    private static final int HEAP_SMALL = 64;
    private static final int HEAP_LARGE = 2_048;

    @Override
    public String title() {
        return library.title();
    }

    @Override
    public boolean can(Job job) {
        return library.works().contains(job.work());
    }

    @Override
    public String missing() {
        return null;
    }

    @Override
    public List<List<String>> commands(Job job, int port, Path samples) {
        if (job.work().isCrowd()) {
            return List.of(member(job, 0, port, samples), crowd(job, port, samples));
        }
        return IntStream.range(0, job.members())
                .mapToObj(rank -> member(job, rank, port, samples))
                .toList();
    }

    private List<String> member(Job job, int rank, int port, Path samples) {
        List<String> words = new ArrayList<>(List.of(library.name(), "" + rank, "" + port, samples.toString()));
        words.addAll(job.arguments());
        return JavaCommand.of(MemberMain.class, heap(job), library.flags(), words);
    }

    private List<String> crowd(Job job, int port, Path samples) {
        List<String> words = new ArrayList<>(List.of(library.name(), "" + port, samples.toString()));
        words.addAll(job.arguments());
        return JavaCommand.of(CrowdMain.class, heap(job), List.of(), words);
    }

    /**
     * Returns the heap for a job. A member that is killed has a small heap, because a kernel takes long to free its
     * memory. A crowd needs a large heap.
     */
    private static int heap(Job job) {
        return job.work() == Work.RELEASE ? HEAP_SMALL : job.work().isCrowd() ? HEAP_LARGE : JavaCommand.HEAP;
    }
}
