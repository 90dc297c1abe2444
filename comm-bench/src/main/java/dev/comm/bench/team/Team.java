package dev.comm.bench.team;

import dev.comm.bench.Job;

/** One member of a group of processes that are built on one library. */
public interface Team extends AutoCloseable {
    /** Returns the work of this rank for a job. Called once, when all members are connected. */
    Beat beat(Job job) throws Exception;

    @Override
    void close() throws Exception;

    /** The entry by which a member joins. */
    @FunctionalInterface
    interface Entry {
        /**
         * Connects, and returns the team when it is complete.
         *
         * @param port a free port of the loopback interface, the first of a range of free ports, one for each member
         */
        Team join(int rank, int members, int port) throws Exception;
    }
}
