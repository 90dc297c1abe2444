package dev.comm.api.work;

import org.apiguardian.api.API;

/**
 * The progress of a batch.
 *
 * @param total number of tasks of the batch, or -1 while its iterator of inputs has not ended
 * @param done number of tasks with an accepted result
 * @param failed number of tasks that failed finally
 * @param running number of attempts that nodes hold
 * @param lostAttempts number of attempts that were lost with their node
 * @param redone number of tasks whose accepted result comes from a later attempt than the first
 */
@API(status = API.Status.STABLE, since = "0.1")
public record TaskCounts(int total, int done, int failed, int running, int lostAttempts, int redone) {}
