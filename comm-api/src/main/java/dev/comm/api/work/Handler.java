package dev.comm.api.work;

import org.apiguardian.api.API;

/**
 * The code that handles requests and tasks on a compute node.
 *
 * <p>Side effects may happen more than once, because the master gives a task of a lost node to another node. The
 * attempt number of the context distinguishes the runs.
 *
 * @param <I> type of the input
 * @param <O> type of the output
 */
@API(status = API.Status.STABLE, since = "0.1")
@FunctionalInterface
public interface Handler<I, O> {
    /**
     * Handles one input. An exception becomes the answer to the master.
     *
     * @return the answer, which Comm writes after this method has returned. An array, buffer or payload must not change
     *     until the same thread handles the next input. Never return an object that several threads share and change
     */
    O handle(I input, RequestContext context) throws Exception;
}
