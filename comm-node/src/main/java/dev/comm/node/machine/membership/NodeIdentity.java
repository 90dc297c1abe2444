package dev.comm.node.machine.membership;

import dev.comm.api.spi.Bytes;
import org.apiguardian.api.API;

/**
 * The identity of this process in its JOIN. The JOIN contains the configuration too.
 *
 * @param startMillis wall-clock time at the start, for display only
 * @param host host name, for display only
 * @param pid process id, for display only
 * @param fingerprint digest of the declared types
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record NodeIdentity(long startMillis, String host, long pid, Bytes fingerprint) {}
