package dev.comm.serialization.java;

import dev.comm.api.spi.TypeAdvice;
import java.io.InvalidClassException;
import java.io.Serializable;

/** The rejection of a type or a size. The message is for users. */
final class Refusal extends InvalidClassException {
    private static final long serialVersionUID = 1L;

    private static final String PROXY = "send plain data: a dynamic proxy must never travel";

    private Refusal(String message) {
        super(message);
    }

    /** Creates the rejection of a type. Only the name is used, because no method of a rejected object may run. */
    static Refusal ofType(String name) {
        return new Refusal(sentence(name));
    }

    /** Creates a rejection that has a reason other than a type. */
    static Refusal because(String sentence) {
        return new Refusal(sentence);
    }

    static Refusal ofClass() {
        return new Refusal("send the name of the class, Class.getName(): a Class must never travel");
    }

    static Refusal ofProxy() {
        return new Refusal(PROXY);
    }

    /** Creates the rejection of a type of this process. */
    static Refusal ofType(Class<?> type) {
        boolean isKnown = !type.isArray() && !type.isEnum() && TypeAdvice.isOfProgram(type);
        return new Refusal(
                isKnown && !Serializable.class.isAssignableFrom(type)
                        ? "let " + type.getName() + " implement java.io.Serializable, and add it to"
                                + " CommConfig.types(...) on all members: it is not serializable"
                        : sentence(type));
    }

    private static String sentence(Class<?> type) {
        return isTooDeep(type.getName()) ? sentence(type.getName()) : TypeAdvice.undeclared(type);
    }

    private static boolean isTooDeep(String name) {
        return name.startsWith("[".repeat(AllowList.DIMENSIONS_MAX + 1));
    }

    static String sentence(String name) {
        if (TypeAdvice.isLambda(name)) {
            return "send plain data, and register code by name on the members: a lambda must never travel";
        }
        if (isTooDeep(name)) {
            return "use an array of at most " + AllowList.DIMENSIONS_MAX + " dimensions: type " + name
                    + " cannot travel";
        }
        if (ForbiddenTypes.contains(name)) {
            return "send plain data: type " + name + " must never travel";
        }
        return TypeAdvice.undeclared(name);
    }
}
