package dev.comm.api.protocol;

import org.apiguardian.api.API;

/** The commands that transfer large payloads; the link handles them, so machines never receive them. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface StreamCommand extends Command {
    /** The next bytes of the payload with this stream id; the last frame lacks the flag MORE. */
    record Data() implements StreamCommand {}

    /** Reserved: nobody sends it, and a member that receives it ignores it. */
    record Window(long bytes) implements StreamCommand {}
}
