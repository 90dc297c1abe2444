package dev.comm.tests.arguments;

import dev.comm.api.Answer;
import dev.comm.api.Collected;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One call of a method or constructor by the walk.
 *
 * @param receiver the object, or null for static methods and constructors
 * @param what the method or constructor
 * @param arguments the arguments, of which at most one is extreme
 */
record Attempt(Object receiver, Executable what, Object[] arguments) {
    private static final int SHOWN_MAX = 40;
    private static final Set<Class<?>> RESULTS = Set.of(Answer.class, Collected.class);

    /** Returns a call for each extreme argument, or one call if there are no parameters. */
    static List<Attempt> all(Object receiver, Executable what, Samples samples) {
        Parameter[] parameters = what.getParameters();
        Object[] plain = Arrays.stream(parameters).map(samples::plain).toArray();
        List<Attempt> attempts = new ArrayList<>(List.of(new Attempt(receiver, what, plain)));
        for (int i = 0; i < parameters.length; i++) {
            for (Object extreme : samples.extremes(parameters[i])) {
                Object[] arguments = plain.clone();
                arguments[i] = extreme;
                attempts.add(new Attempt(receiver, what, arguments));
            }
        }
        return attempts;
    }

    /** Returns the same call of another object. */
    Attempt on(Object other) {
        return new Attempt(other, what, arguments);
    }

    /** Makes the call. */
    End run() {
        try {
            return new End(
                    what instanceof Method method
                            ? method.invoke(receiver, arguments)
                            : ((Constructor<?>) what).newInstance(arguments),
                    null);
        } catch (InvocationTargetException e) {
            return new End(null, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot call " + this, e);
        }
    }

    /**
     * Returns whether Comm constructs the objects of this class and users only read them. For such a class the JVM may
     * name the null argument.
     */
    boolean isOfResult() {
        Class<?> type = what.getDeclaringClass();
        return (type.isRecord() || Throwable.class.isAssignableFrom(type) || RESULTS.contains(type))
                && Arrays.stream(arguments)
                        .anyMatch(each -> each == null
                                || each instanceof List<?> list && list.stream().anyMatch(one -> one == null));
    }

    /** Returns the names of the class and the method, or {@code new}. */
    String name() {
        String own = what instanceof Method ? what.getName() : "new";
        return what.getDeclaringClass().getSimpleName() + "." + own;
    }

    @Override
    public String toString() {
        return name() + "("
                + String.join(", ", Arrays.stream(arguments).map(Attempt::shown).toList())
                + ")";
    }

    private static String shown(Object argument) {
        String text = argument instanceof Object[] array ? Arrays.toString(array) : String.valueOf(argument);
        return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "… (" + text.length() + ")" : text;
    }

    /** The result of a call, or its exception. */
    record End(Object result, Throwable error) {}
}
