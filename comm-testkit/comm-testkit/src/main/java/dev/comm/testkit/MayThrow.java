package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * Something that a program may end by although no fault explains it.
 *
 * @param rank whose program, {@link #ANY} for every rank
 * @param type its class or one that it extends
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MayThrow(int rank, Class<? extends Throwable> type) {
    /** Stands for every rank. */
    public static final int ANY = -1;

    boolean allows(Ending ending) {
        return (rank == ANY || rank == ending.rank()) && ending.threw(type);
    }
}
