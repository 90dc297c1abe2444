package dev.comm.api;

import org.apiguardian.api.API;

/** A program that runs on every rank. */
@API(status = API.Status.STABLE, since = "0.1")
@FunctionalInterface
public interface CommProgram {
    /** Runs the program. If the program throws, the member departs as FAILED and the exit code is 1. */
    void run(Communicator comm) throws Exception;
}
