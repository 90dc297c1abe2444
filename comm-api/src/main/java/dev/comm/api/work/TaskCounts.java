package dev.comm.api.work;

import org.apiguardian.api.API;

/**
 * Where a batch stands.
 *
 * @param total tasks of the batch
 * @param done tasks with an accepted result
 * @param failed tasks that failed for good
 * @param running attempts that nodes hold
 * @param lostAttempts attempts lost with their node
 * @param redone tasks whose accepted result came from a later attempt than the first
 */
@API(status = API.Status.STABLE, since = "0.1")
public record TaskCounts(int total, int done, int failed, int running, int lostAttempts, int redone) {}
