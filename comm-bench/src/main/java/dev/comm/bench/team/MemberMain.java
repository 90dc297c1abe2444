package dev.comm.bench.team;

import dev.comm.bench.Job;
import dev.comm.bench.Samples;
import java.nio.file.Path;
import java.util.List;

/** One member of a trial in a process of its own: {@code library rank port file work members bytes count}. */
public final class MemberMain {
    private MemberMain() {}

    /** Joins, plays, and rank 0 writes its samples. */
    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of(arguments);
        Library library = Library.valueOf(all.get(0));
        int rank = Integer.parseInt(all.get(1));
        Job job = Job.of(all.subList(4, 8));
        try (Team team = library.entry().join(rank, job.members(), Integer.parseInt(all.get(2)))) {
            Samples samples = play(team.beat(job), job);
            if (rank == 0) {
                samples.write(Path.of(all.get(3)));
            }
        }
        System.exit(0); // libraries leave threads behind
    }

    /** Plays a job's repetitions, the first half untimed. */
    static Samples play(Beat beat, Job job) throws Exception {
        int repetitions = job.work().isRate() ? 1 : job.count();
        long[] nanos = new long[repetitions];
        for (int i = -Math.max(2, repetitions); i < repetitions; i++) {
            beat.line();
            long from = System.nanoTime();
            beat.play();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - from;
            }
        }
        return new Samples(nanos);
    }
}
