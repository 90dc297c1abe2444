package dev.comm.tests.arguments;

import dev.comm.api.error.BugException;
import dev.comm.api.error.CommException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A judge of the ends of calls. An argument must have its effect, or the call must throw an exception that is allowed.
 */
final class Judge {
    private final Map<String, Class<? extends RuntimeException>> documented;
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private volatile int calls;

    /**
     * Creates a judge.
     *
     * @param documented the exceptions that the documentation of single methods allows, in addition to those of all
     *     methods
     */
    Judge(Map<String, Class<? extends RuntimeException>> documented) {
        this.documented = documented;
    }

    /** Makes a call and returns its result, or null if it threw an exception. */
    Object call(Attempt attempt) {
        return call(attempt, attempt.toString());
    }

    /** Makes a call that has the given name in complaints. */
    Object call(Attempt attempt, String name) {
        calls++;
        Attempt.End end = attempt.run();
        if (end.error() instanceof Error error && error.getClass().getName().startsWith("dev.comm.testkit")) {
            throw error;
        }
        if (end.error() != null && !isMeant(attempt, end.error())) {
            complain(name + " threw " + end.error());
        }
        return end.result();
    }

    private boolean isMeant(Attempt attempt, Throwable error) {
        String name = attempt.name();
        return error instanceof Planted
                || error instanceof CommException && !(error instanceof BugException)
                || error.getClass() == IllegalArgumentException.class && isSaid(error)
                || error.getClass() == NullPointerException.class && (isSaid(error) || attempt.isOfResult())
                || documented.containsKey(name) && documented.get(name).isInstance(error);
    }

    /** Returns whether a developer wrote the message. A message of the JVM shows a mistake of Comm. */
    private static boolean isSaid(Throwable error) {
        String message = error.getMessage();
        return message != null && !message.startsWith("Cannot ") && message.contains(" ");
    }

    /** Adds a complaint. */
    void complain(String sentence) {
        complaints.add(sentence);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    int calls() {
        return calls;
    }
}
