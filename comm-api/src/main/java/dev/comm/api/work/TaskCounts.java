package dev.comm.api.work;

import org.apiguardian.api.API;

/**
 * The progress of a batch.
 *
 * @param total tasks of the batch
 * @param done tasks with an accepted result
 * @param failed tasks that failed finally
 * @param running attempts at nodes
 * @param lostAttempts attempts lost with their node
 * @param redone tasks with an accepted result of a later attempt than the first
 */
@API(status = API.Status.STABLE, since = "0.1")
public record TaskCounts(int total, int done, int failed, int running, int lostAttempts, int redone) {}
