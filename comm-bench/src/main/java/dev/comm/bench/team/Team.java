package dev.comm.bench.team;

import dev.comm.bench.Job;

/** One member of a group of processes that are built on one library. */
public interface Team extends AutoCloseable {
    /** The work of this rank for a job. Called once, when all are connected. */
    Beat beat(Job job) throws Exception;

    @Override
    void close() throws Exception;

    /** How a member comes in. */
    @FunctionalInterface
    interface Entry {
        /**
         * Connects and returns when the team is complete.
         *
         * @param port a free port of the loopback, and as many free ones behind it as there are members
         */
        Team join(int rank, int members, int port) throws Exception;
    }
}
