package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.nio.file.Path;
import java.util.List;

/** placeholder */
record MpjContender(Path folder) implements Contender {
    @Override
    public String title() {
        return "MPJ Express";
    }

    @Override
    public boolean can(Job job) {
        return false;
    }

    @Override
    public String missing() {
        return "MPJ_HOME is not set";
    }

    @Override
    public List<List<String>> commands(Job job, int port, Path samples) {
        return List.of();
    }
}
