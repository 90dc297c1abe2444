package dev.comm.api.frame;

import java.util.List;
import org.apiguardian.api.API;

/** Requests and tasks: a task is a request that the master may give to any node, and again after a loss. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface WorkCommand extends Command {
    /** Node to master: it serves these handlers, or no longer serves. */
    record Serving(boolean on, List<String> handlers) implements WorkCommand {
        /** Copies the list. */
        public Serving {
            handlers = List.copyOf(handlers);
        }
    }

    /**
     * Master to node: work.
     *
     * @param id unique in the run
     * @param attempt counts the times this work was given away, from 1
     * @param task whether it is a task, whose result is kept until it is accepted
     * @param timeoutNanos how long the handler may take, or -1 without limit
     */
    record Request(long id, int attempt, String handler, boolean task, long timeoutNanos, Content content)
            implements WorkCommand {}

    /** Node to master: the end of an attempt; the content is the value or the handler's error. */
    record Result(long id, int attempt, Status status, Content content) implements WorkCommand {}

    /** How an attempt ended. */
    enum Status {
        /** The handler returned a value. */
        DONE,
        /** The handler, or reading or writing its values, failed. */
        FAILED,
        /** It was not started and is given back. */
        RETURNED,
        /** It was cancelled. */
        CANCELLED,
        /** The node has no such handler. */
        UNKNOWN
    }

    /** Master to node: the result is accepted or no longer wanted; the node may forget it. */
    record ResultAck(long id, int attempt) implements WorkCommand {}

    /** Master to node: stop this attempt. */
    record Cancel(long id, int attempt) implements WorkCommand {}

    /** Node to master: how far the handler is, 0 to 1. */
    record Progress(long id, int attempt, double fraction) implements WorkCommand {}
}
