package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.Work;
import dev.comm.bench.team.PcjMain;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The contender PCJ, which starts the other members itself. */
record PcjContender() implements Contender {
    private static final Set<Work> WORKS = EnumSet.of(Work.BARRIER, Work.COLLECT, Work.DISTRIBUTE);

    @Override
    public String title() {
        return "PCJ";
    }

    @Override
    public boolean can(Job job) {
        return WORKS.contains(job.work());
    }

    @Override
    public String missing() {
        return null;
    }

    @Override
    public List<List<String>> commands(Job job, int port, Path samples) {
        return List.of(JavaCommand.of(
                PcjMain.class,
                JavaCommand.HEAP,
                List.of(),
                Stream.concat(Stream.of("" + port, samples.toString()), job.arguments().stream())
                        .toList()));
    }
}
