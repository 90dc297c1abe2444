package dev.comm.serialization.java;

import java.io.InvalidClassException;

/** The rejection of a type or a size; the message is for users. */
final class Refusal extends InvalidClassException {
    private static final long serialVersionUID = 1L;

    private static final String PROXY = "a dynamic proxy must never travel: send plain data instead";

    private Refusal(String message) {
        super(message);
    }

    /** Creates the rejection of a type. It uses only the name, because no method of a rejected object may run. */
    static Refusal ofType(String name) {
        return new Refusal(sentence(name));
    }

    /** Creates a rejection for another reason than a type. */
    static Refusal because(String sentence) {
        return new Refusal(sentence);
    }

    static Refusal ofClass() {
        return new Refusal("send the name of the class, Class.getName(): a Class must never travel");
    }

    static Refusal ofProxy() {
        return new Refusal(PROXY);
    }

    static String sentence(String name) {
        if (name.equals("java.lang.invoke.SerializedLambda") || name.contains("$$Lambda")) {
            return "a lambda must never travel: send plain data, and register code by name on the members";
        }
        if (name.startsWith("[".repeat(AllowList.DIMENSIONS_MAX + 1))) {
            return "use an array of at most " + AllowList.DIMENSIONS_MAX + " dimensions: type " + name
                    + " cannot travel";
        }
        if (ForbiddenTypes.contains(name)) {
            return "type " + name + " must never travel: send plain data instead";
        }
        return "type " + name + " is not declared: add it to CommConfig.types(...) on all members";
    }
}
