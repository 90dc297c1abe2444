package dev.comm.tests.arguments;

/** The exception of a function that the walk passes to Comm. */
final class Planted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Planted() {
        super("planted");
    }
}
