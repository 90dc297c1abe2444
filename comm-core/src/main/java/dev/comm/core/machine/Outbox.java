package dev.comm.core.machine;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** Collects the effects of a step. The driver carries them out in the given order. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Outbox {
    /** Sends a command without payload; small commands overtake bulk frames. */
    default void send(int endpoint, Command command) {
        send(endpoint, command, null, null);
    }

    /**
     * Sends a command and its payload.
     *
     * @param payload bytes that follow the command, or null; the machine keeps it and may send it to several peers
     * @param token if not null, {@link Event.Sent} returns it when the socket has taken the last byte
     */
    void send(int endpoint, Command command, Payload payload, Object token);

    /** Starts connecting to the address with this index in the configured list; returns the endpoint's number. */
    int connect(int addressIndex, long timeoutNanos);

    /** The peer is authenticated: from now on the driver accepts larger frames from it. */
    void authenticated(int endpoint);

    /** Writes all queued frames, then closes the endpoint. */
    void finish(int endpoint);

    /** Closes the endpoint at once. */
    void abort(int endpoint);

    /** Stops accepting connections. */
    void stopListening();

    /** Ends a call with its result. */
    <R> void complete(Call<R> call, R result);

    /**
     * Ends a call with a result that is read for it now. If that throws, this call alone fails, as a bug of Comm:
     * reading changes nothing, so the machine is as it was.
     *
     * @param reader reads the state of the machine and changes nothing
     */
    default <R> void answer(Call<R> call, Supplier<R> reader) {
        R result;
        try {
            result = reader.get();
        } catch (RuntimeException e) {
            String detail = "please report this bug of Comm with its stack; only this call failed: " + e;
            fail(call, new Failure(Failure.Kind.BUG, detail, e));
            return;
        }
        complete(call, result);
    }

    /** Ends a call without result. */
    void fail(Call<?> call, Failure failure);

    /** Sends a notification to the program. */
    void publish(Notice notice);

    /**
     * Runs work outside the driver's step lock, such as a reduce operator or checksums; {@link Event.Computed} returns
     * the result.
     *
     * @param token identifies the work
     */
    void compute(Object token, Callable<?> work);

    /**
     * Runs work like {@link #compute(Object, Callable)}, where a call of the program wants it to run.
     *
     * @param where takes the work and runs it on a thread of the program, or null
     */
    default void compute(Object token, Callable<?> work, Consumer<Runnable> where) {
        compute(token, work);
    }

    /**
     * Writes a line to the log. The driver writes the lines in order, after the frames of the step, so logging delays
     * no frame.
     */
    void log(Severity severity, String message);

    /** The log level of a line. */
    enum Severity {
        /** For diagnosis. */
        DEBUG,
        /** For normal events. */
        INFO,
        /** For losses and rejections. */
        WARN
    }
}
