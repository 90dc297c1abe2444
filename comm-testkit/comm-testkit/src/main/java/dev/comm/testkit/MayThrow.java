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

    /**
     * Checks that the permission does not hide the assertions of the test.
     *
     * @throws IllegalArgumentException if the type is a superclass or a subclass of {@link AssertionError}
     */
    public MayThrow {
        if (type.isAssignableFrom(AssertionError.class) || AssertionError.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("name the narrowest type that the program throws, for example"
                    + " cluster.mayThrow(IllegalStateException.class): " + type.getSimpleName()
                    + " would also allow the assertions of the test to fail");
        }
    }

    /** Returns the call that gave the permission. */
    @Override
    public String toString() {
        return "cluster.mayThrow(" + (rank == ANY ? "" : rank + ", ") + type.getSimpleName() + ".class)";
    }

    boolean allows(Ending ending) {
        return (rank == ANY || rank == ending.rank()) && ending.threw(type);
    }
}
