package dev.comm.api.protocol;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The commands of requests and tasks. A task is a request that the master may send to any node and, after a loss, to
 * another node.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface WorkCommand extends Command {
    /** Node to master: the node serves these handlers, or stops serving. */
    record Serving(boolean on, List<String> handlers) implements WorkCommand {
        /** Copies the list. */
        public Serving {
            handlers = List.copyOf(handlers);
        }
    }

    /**
     * Master to node: a request or a task.
     *
     * @param id id of the request or task, unique in the run
     * @param attempt number of the attempt, from 1
     * @param task whether it is a task; the node keeps the result of a task until the master accepts it
     * @param timeoutNanos timeout of the handler, or -1 without limit
     */
    record Request(long id, int attempt, String handler, boolean task, long timeoutNanos, Content content)
            implements WorkCommand {}

    /** Node to master: the end of an attempt, with the value or the error of the handler as content. */
    record Result(long id, int attempt, Status status, Content content) implements WorkCommand {}

    /** The status at the end of an attempt. */
    enum Status {
        /** The handler returned a value. */
        DONE,
        /** The handler failed, or its values could not be read or written. */
        FAILED,
        /** The node gives the attempt back without having started it. */
        RETURNED,
        /** The node cancelled the attempt. */
        CANCELLED,
        /** The node has no such handler. */
        UNKNOWN
    }

    /** Master to node: the master has accepted the result or does not need it, so the node may discard the result. */
    record ResultAck(long id, int attempt) implements WorkCommand {}

    /** Master to node: requests that the node stop this attempt. */
    record Cancel(long id, int attempt) implements WorkCommand {}

    /**
     * Master to node: asks about an attempt whose result is late. A node that works on the attempt or still sends its
     * result does not answer. Otherwise a frame was lost in transit, and the node gives the attempt back as RETURNED.
     */
    record ResultAsk(long id, int attempt) implements WorkCommand {}

    /** Node to master: the progress of the handler, 0 to 1. */
    record Progress(long id, int attempt, double fraction) implements WorkCommand {}
}
