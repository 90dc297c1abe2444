package dev.comm.master;

import dev.comm.api.Answer;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.RemoteException;
import dev.comm.api.error.SerializationException;
import dev.comm.api.error.TaskFailedException;
import dev.comm.api.work.TaskOutcome;
import dev.comm.core.machine.ErrorText;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;
import dev.comm.master.machine.work.RequestEnd;
import dev.comm.master.machine.work.TaskEnd;
import java.time.Duration;
import java.util.List;

/**
 * The decoder for the answers of nodes. An answer that cannot be read fails without an effect on the other answers.
 *
 * @param <O> type of the values
 */
final class ResultReader<O> {
    private final ValueCodec codec;
    private final String handler;
    private final Class<O> out;
    private final Duration timeout;

    ResultReader(ValueCodec codec, String handler, Class<O> out, Duration timeout) {
        this.codec = codec;
        this.handler = handler;
        this.out = out;
        this.timeout = timeout;
    }

    /** Converts the end of one node's request to the answer of this node. */
    Answer<O> reply(RequestEnd end) {
        int rank = end.rank();
        return switch (end.kind()) {
            case DONE -> value(end);
            case FAILED -> Answer.failed(rank, failure(end));
            case UNKNOWN ->
                Answer.failed(
                        rank,
                        new RemoteException(
                                rank,
                                IllegalArgumentException.class.getName(),
                                "compare the names given to handleRequests: this node serves no handler named '"
                                        + handler + "'",
                                ""));
            case TIMEOUT ->
                Answer.failed(
                        rank,
                        new CallTimeoutException("rank " + rank + " did not answer '" + handler + "' within " + timeout
                                + ": it is busy, stuck, or does not serve requests"));
            case DEPARTED -> Answer.departed(end.departure());
            case GONE ->
                Answer.failed(
                        rank,
                        new MemberLostException("take a new entry from registry(): rank " + rank
                                + " is no longer the node of this registry entry"));
        };
    }

    private Answer<O> value(RequestEnd end) {
        try {
            return Answer.present(end.rank(), read(end.value()));
        } catch (RuntimeException | Error e) {
            return Answer.failed(
                    end.rank(), unreadable("the answer of rank " + end.rank() + " to '" + handler + "'", e));
        }
    }

    private CommException failure(RequestEnd end) {
        CommException remote = remote(end.value());
        return remote != null
                ? remote
                : new RemoteException(end.rank(), "", "the node cancelled '" + handler + "' because it ends soon", "");
    }

    /**
     * Converts the end of a task to its outcome.
     *
     * @param notWritten the local error of the encoding, if the input of the task could not be written
     */
    TaskOutcome<O> outcome(TaskEnd end, Throwable notWritten) {
        return switch (end.kind()) {
            case DONE -> value(end);
            case FAILED -> {
                CommException cause = remote(end.value());
                yield failed(end, " failed: " + (cause == null ? lastLine(end) : cause.getMessage()), cause);
            }
            case LOST ->
                failed(
                        end,
                        " failed, because it was lost with several nodes that ran only this task, or on the way; "
                                + lastLine(end),
                        null);
            case UNSERVED -> unserved(end);
            case CANCELLED -> failed(end, " was cancelled", null);
            case NOT_WRITTEN -> failed(end, ": its input cannot be written: " + message(notWritten), notWritten);
        };
    }

    private TaskOutcome<O> value(TaskEnd end) {
        try {
            return new TaskOutcome<>(end.index(), read(end.value()), null, end.attempts(), end.rank());
        } catch (RuntimeException | Error e) {
            return failed(end, ": its value cannot be read: " + message(e), e);
        }
    }

    /** Begins the message with the last line of the history, because this line has the reason and the cure. */
    private TaskOutcome<O> unserved(TaskEnd end) {
        List<String> attempts = end.history().subList(0, end.history().size() - 1);
        String message = lastLine(end) + "; task " + end.index() + " of '" + handler + "' failed";
        TaskFailedException failure = new TaskFailedException(message, attempts, null);
        return new TaskOutcome<>(end.index(), null, failure, end.attempts(), end.rank());
    }

    private TaskOutcome<O> failed(TaskEnd end, String what, Throwable cause) {
        String message = "task " + end.index() + " of '" + handler + "'" + what;
        TaskFailedException failure = new TaskFailedException(message, end.history(), cause);
        return new TaskOutcome<>(end.index(), null, failure, end.attempts(), end.rank());
    }

    private static String lastLine(TaskEnd end) {
        return end.history().isEmpty() ? "" : end.history().get(end.history().size() - 1);
    }

    private static String message(Throwable error) {
        String message = error == null ? "" : ErrorText.message(error);
        return message.isEmpty() ? ErrorText.summary(error) : message;
    }

    private static CommException unreadable(String what, Throwable error) {
        return error instanceof CommException known
                ? known
                : new SerializationException(what + " cannot be read: " + ErrorText.summary(error), error);
    }

    /** Returns the exception that the value holds, or null if the value holds none. Frees the value. */
    private CommException remote(Value value) {
        try {
            codec.decode(value, Object.class);
            return null;
        } catch (CommException e) {
            return e;
        } finally {
            discard(value);
        }
    }

    private O read(Value value) {
        O result = codec.take(value, out);
        ValueCodec.free(value, result);
        return result;
    }

    /** Frees the bytes of a value that has no more readers. */
    static void discard(Value value) {
        ValueCodec.free(value, null);
    }
}
