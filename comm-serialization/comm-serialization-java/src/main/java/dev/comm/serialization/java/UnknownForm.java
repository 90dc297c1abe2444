package dev.comm.serialization.java;

/** Ends a scan at an object if only the code of its class knows its remaining form. */
final class UnknownForm extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownForm(String className) {
        super(className, null, false, false);
    }
}
