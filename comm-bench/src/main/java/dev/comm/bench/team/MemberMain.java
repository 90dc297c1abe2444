package dev.comm.bench.team;

import dev.comm.bench.Job;
import java.nio.file.Path;
import java.util.List;

/** One member of a trial in a process of its own: {@code library rank port file work members bytes count}. */
public final class MemberMain {
    private MemberMain() {}

    /** Joins and plays. Rank 0 writes its samples. */
    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of(arguments);
        Library library = Library.valueOf(all.get(0));
        int rank = Integer.parseInt(all.get(1));
        int port = Integer.parseInt(all.get(2));
        Path file = Path.of(all.get(3));
        Job job = Job.of(all.subList(4, 8));
        switch (job.work()) {
            case RELEASE -> new Release(rank, file).play(library.entry().join(rank, job.members(), port), job);
            case START -> new Start(port, file).play(job).write(file);
            case IDLE_HEAP -> Idle.heap(library, port, job).write(file);
            case IDLE_LOAD -> Idle.load(library, port, job).write(file);
            default -> play(library, rank, port, file, job);
        }
        System.exit(0); // some libraries leave threads behind
    }

    private static void play(Library library, int rank, int port, Path file, Job job) throws Exception {
        if (rank != 0) {
            WarmUp.announce(file, rank);
        }
        Team team = library.entry().join(rank, job.members(), port);
        Beat beat = team.beat(job);
        if (rank != 0) {
            WarmUp.withdrawAtRest(file, rank, job.members());
        }
        var samples = new Pace(job, rank, file).play(beat);
        if (rank == 0) {
            samples.write(file);
        }
        if (!job.work().isCrowd()) { // a crowd sees the end of the process, and does not say goodbye
            team.close();
        }
    }
}
