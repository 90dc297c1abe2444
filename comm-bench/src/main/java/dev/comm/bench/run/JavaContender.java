package dev.comm.bench.run;

import dev.comm.bench.Job;
import dev.comm.bench.team.Library;
import dev.comm.bench.team.MemberMain;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One JVM for each member. */
record JavaContender(Library library) implements Contender {
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
        return IntStream.range(0, job.members())
                .mapToObj(rank -> JavaCommand.of(
                        MemberMain.class,
                        library.flags(),
                        Stream.concat(
                                        Stream.of(library.name(), "" + rank, "" + port, samples.toString()),
                                        job.arguments().stream())
                                .toList()))
                .toList();
    }
}
