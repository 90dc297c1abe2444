package dev.comm.api;

import org.apiguardian.api.API;

/**
 * A value that every survivor of the verdict holds (D1).
 *
 * @param value the value, possibly null
 * @param verdict the agreed result
 * @param <T> type of the value
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Distributed<T>(T value, Verdict verdict) {}
