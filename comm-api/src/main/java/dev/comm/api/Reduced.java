package dev.comm.api;

import org.apiguardian.api.API;

/**
 * Values combined in rank order; a departed member's part is left out whole (R1). On a rank that receives nothing the
 * value is null.
 *
 * @param value the value, possibly null
 * @param verdict the agreed result
 * @param <T> type of the value
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Reduced<T>(T value, Verdict verdict) {}
