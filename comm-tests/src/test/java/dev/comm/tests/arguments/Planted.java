package dev.comm.tests.arguments;

/** The error of a function that the walk gives to Comm. */
final class Planted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Planted() {
        super("planted");
    }
}
