package dev.comm.core.machine;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** The receiver of the effects of a step. The driver carries out the effects in the given order. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Outbox {
    /** Sends a command without payload. Small commands overtake bulk frames. */
    default void send(int endpoint, Command command) {
        send(endpoint, command, null, null);
    }

    /**
     * Sends a command and its payload.
     *
     * @param payload payload that follows the command, or null; the machine keeps the payload and may send it to
     *     several peers
     * @param token object that {@link Event.Sent} returns when the socket has taken the last byte, or null for no such
     *     event
     */
    void send(int endpoint, Command command, Payload payload, Object token);

    /**
     * Takes back the command of a token, because the program may change its payload from now on. If no byte of the
     * command has gone to the transport, the command is never sent. Otherwise this method copies the bytes that are
     * left, so that the payload is never read again. Files are not copied.
     *
     * @return whether the command is never sent; then no {@link Event.Sent} follows
     */
    default boolean takeBack(int endpoint, Object token) {
        return false;
    }

    /**
     * Starts connecting to the address with this index in the configured list, and returns the number of the endpoint.
     */
    int connect(int addressIndex, long timeoutNanos);

    /** Reports that the peer is authenticated. From now on the driver accepts larger frames from the peer. */
    void authenticated(int endpoint);

    /** Writes all queued frames and then closes the endpoint. */
    void finish(int endpoint);

    /** Closes the endpoint at once. */
    void abort(int endpoint);

    /** Stops accepting connections. */
    void stopListening();

    /** Ends a call with its result. */
    <R> void complete(Call<R> call, R result);

    /**
     * Ends a call with a result that this method reads now. If the reader throws, only this call fails, as a bug of
     * Comm. The reader changes nothing, so the state of the machine is still valid.
     *
     * @param reader function that reads the state of the machine and changes nothing
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

    /** Ends a call with a failure. */
    void fail(Call<?> call, Failure failure);

    /** Sends a notification to the program. */
    void publish(Notice notice);

    /**
     * Runs work outside the step lock of the driver, such as a reduce operator or checksums. The event
     * {@link Event.Computed} returns the result.
     *
     * @param token object that identifies the work
     */
    void compute(Object token, Callable<?> work);

    /**
     * Runs work like {@link #compute(Object, Callable)}, on the thread that a call of the program chose.
     *
     * @param where consumer that runs the work on a thread of the program, or null for the executor
     */
    default void compute(Object token, Callable<?> work, Consumer<Runnable> where) {
        compute(token, work);
    }

    /**
     * Writes a line to the log. The driver writes the lines in order, after the frames of the step, so logging delays
     * no frame.
     */
    void log(Severity severity, String message);

    /** The level of a log line. */
    enum Severity {
        /** For diagnosis. */
        DEBUG,
        /** For normal events. */
        INFO,
        /** For losses and rejections. */
        WARN
    }
}
