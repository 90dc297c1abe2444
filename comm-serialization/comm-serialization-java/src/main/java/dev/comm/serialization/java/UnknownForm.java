package dev.comm.serialization.java;

/** The exception that ends a scan at an object whose remaining form only the code of its class knows. */
final class UnknownForm extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownForm(String className) {
        super(className, null, false, false);
    }
}
