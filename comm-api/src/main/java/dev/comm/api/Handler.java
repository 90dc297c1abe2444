package dev.comm.api;

import org.apiguardian.api.API;

/**
 * Answers requests and does tasks on a compute node.
 *
 * <p>Side effects may happen more than once: a task that was lost with its node is done again. The context's attempt
 * tells them apart.
 *
 * @param <I> type of the input
 * @param <O> type of the output
 */
@API(status = API.Status.STABLE, since = "0.1")
@FunctionalInterface
public interface Handler<I, O> {
    /**
     * Handles one input; an exception goes back to the master as the answer.
     *
     * @return the answer, which Comm writes after this method has returned: an array, a buffer or a payload must not
     *     change until the next input is handled by the same thread. Only then may it be used again; what several
     *     threads share, never.
     */
    O handle(I input, RequestContext context) throws Exception;
}
