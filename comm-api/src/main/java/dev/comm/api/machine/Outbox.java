package dev.comm.api.machine;

import dev.comm.api.Payload;
import dev.comm.api.frame.Command;
import java.util.concurrent.Callable;
import org.apiguardian.api.API;

/** Collects the effects of a step. They are carried out in the order in which they were given. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Outbox {
    /** Sends a command without payload; small commands overtake bulk. */
    default void send(int endpoint, Command command) {
        send(endpoint, command, null, null);
    }

    /**
     * Sends a command and its payload.
     *
     * @param payload bytes that follow the command, or null; it stays the machine's and may be sent to many
     * @param token if not null, comes back in {@link Event.Sent} when the socket took the last byte
     */
    void send(int endpoint, Command command, Payload payload, Object token);

    /** Begins to connect to the address with this index in the configured list; gives the endpoint's number. */
    int connect(int addressIndex, long timeoutNanos);

    /** The peer proved who it is: larger frames are read from it from now on. */
    void authenticated(int endpoint);

    /** Writes what is queued, then closes. */
    void finish(int endpoint);

    /** Closes at once. */
    void abort(int endpoint);

    /** Stops accepting connections. */
    void stopListening();

    /** Ends a call with its result. */
    <R> void complete(Call<R> call, R result);

    /** Ends a call without result. */
    void fail(Call<?> call, Failure failure);

    /** Tells the program something it did not ask for. */
    void publish(Notice notice);

    /**
     * Runs work off the crank (a reduce operator, a composition of payloads); the result comes back as
     * {@link Event.Computed}.
     *
     * @param token identifies the work
     */
    void compute(Object token, Callable<?> work);

    /**
     * Writes a line for people; after what the step sends was written, in the order of the lines: whoever waits for a
     * frame does not wait for a log.
     */
    void log(Severity severity, String message);

    /** How much a line matters. */
    enum Severity {
        /** For those who look for a cause. */
        DEBUG,
        /** Normal. */
        INFO,
        /** Something was lost or refused. */
        WARN
    }
}
