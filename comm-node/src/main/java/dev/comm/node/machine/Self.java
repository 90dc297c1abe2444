package dev.comm.node.machine;

import dev.comm.api.frame.Bytes;
import org.apiguardian.api.API;

/**
 * What this process says of itself when it joins, beside its configuration.
 *
 * @param startMillis wall clock at the start, for people only
 * @param host host name, for people only
 * @param pid process id, for people only
 * @param fingerprint digest of the declared types
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Self(long startMillis, String host, long pid, Bytes fingerprint) {}
