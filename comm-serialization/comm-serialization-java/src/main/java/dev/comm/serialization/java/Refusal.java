package dev.comm.serialization.java;

import java.io.InvalidClassException;

/** A type or a size that is not allowed; the message is a sentence for people. */
final class Refusal extends InvalidClassException {
    private static final long serialVersionUID = 1L;

    private static final String PROXY = "a dynamic proxy must never travel: send plain data instead";

    private Refusal(String message) {
        super(message);
    }

    /** Only the name is used: nothing of a refused object may be called. */
    static Refusal ofType(String name) {
        return new Refusal(sentence(name));
    }

    /** For another reason than a type. */
    static Refusal because(String sentence) {
        return new Refusal(sentence);
    }

    static Refusal ofProxy() {
        return new Refusal(PROXY);
    }

    static String sentence(String name) {
        if (name.equals("java.lang.invoke.SerializedLambda") || name.contains("$$Lambda")) {
            return "a lambda must never travel: send plain data, and register code by name on the members";
        }
        if (ForbiddenTypes.contains(name)) {
            return "type " + name + " must never travel: send plain data instead";
        }
        return "type " + name + " is not declared: add it to CommConfig.types(...) on all members";
    }
}
