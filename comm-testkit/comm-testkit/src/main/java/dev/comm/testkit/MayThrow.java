package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * A permission for a program to end with an exception that no fault explains.
 *
 * @param rank the rank of the program, or {@link #ANY} for every rank
 * @param type the class of the exception, or a superclass
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MayThrow(int rank, Class<? extends Throwable> type) {
    /** The value that stands for every rank. */
    public static final int ANY = -1;

    boolean allows(Ending ending) {
        return (rank == ANY || rank == ending.rank()) && ending.threw(type);
    }
}
