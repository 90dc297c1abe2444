package dev.comm.api.support;

import org.apiguardian.api.API;

/** Placeholder until the first class of this package lands. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Support {
    private Support() {}
}
