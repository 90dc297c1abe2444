package dev.comm.api;

import org.apiguardian.api.API;

/** A program that runs on every rank. */
@API(status = API.Status.STABLE, since = "0.1")
@FunctionalInterface
public interface CommProgram {
    /** The program; an exception makes the member depart as FAILED and the exit code 1. */
    void run(Communicator comm) throws Exception;
}
