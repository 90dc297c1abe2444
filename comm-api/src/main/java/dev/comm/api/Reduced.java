package dev.comm.api;

import org.apiguardian.api.API;

/**
 * The combination of all values in rank order, without the values of departed members (R1). On a rank that receives
 * nothing, the value is null.
 *
 * @param value the value, possibly null
 * @param verdict the agreed result
 * @param <T> type of the value
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Reduced<T>(T value, Verdict verdict) {}
