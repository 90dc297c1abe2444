package dev.comm.serialization.java;

/** Only the code of a class knows how its objects go on: whoever looks at the bytes alone has to stop here. */
final class UnknownForm extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownForm(String className) {
        super(className, null, false, false);
    }
}
