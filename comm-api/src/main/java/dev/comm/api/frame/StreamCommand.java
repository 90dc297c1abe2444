package dev.comm.api.frame;

import org.apiguardian.api.API;

/** The transport of large payloads; handled by the link, never seen by a machine. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface StreamCommand extends Command {
    /** The next bytes of the payload that the stream id names; the last one lacks the flag MORE. */
    record Data() implements StreamCommand {}

    /** Reserved: nobody sends it, and a member that receives it ignores it. */
    record Window(long bytes) implements StreamCommand {}
}
