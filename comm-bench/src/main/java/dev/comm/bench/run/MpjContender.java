package dev.comm.bench.run;

import dev.comm.bench.Job;
import java.nio.file.Path;
import java.util.List;

/**
 * The contender MPJ Express. This harness names it but cannot start it, because its processes need daemons that run
 * beforehand.
 */
record MpjContender() implements Contender {
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
        return System.getenv("MPJ_HOME") == null
                ? "MPJ_HOME is not set"
                : "its processes over TCP need its daemons, which this harness does not start";
    }

    @Override
    public List<List<String>> commands(Job job, int port, Path samples) {
        throw new IllegalStateException("MPJ Express takes part in nothing");
    }
}
