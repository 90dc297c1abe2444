package dev.comm.tests.arguments;

import dev.comm.api.error.BugException;
import dev.comm.api.error.CommException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Looks at the ends of calls: an argument has its effect, or the exception is one that is meant for it. */
final class Judge {
    private final Map<String, Class<? extends RuntimeException>> documented;
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private volatile int calls;

    /**
     * Creates a judge.
     *
     * @param documented by method, the exception that its documentation names beside those of all methods
     */
    Judge(Map<String, Class<? extends RuntimeException>> documented) {
        this.documented = documented;
    }

    /** Makes a call; returns its result, or null if it threw. */
    Object call(Attempt attempt) {
        return call(attempt, attempt.toString());
    }

    /** Makes a call that has another name in complaints. */
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

    /** Whether a person wrote the message; that of a JVM is a mistake of Comm. */
    private static boolean isSaid(Throwable error) {
        String message = error.getMessage();
        return message != null && !message.startsWith("Cannot ") && message.contains(" ");
    }

    /** Writes down that something is not as it should be. */
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
