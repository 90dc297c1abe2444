package dev.comm.api.protocol;

import org.apiguardian.api.API;

/** The command that transfers large payloads. The link handles this command, so machines never receive it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface StreamCommand extends Command {
    /** The next bytes of the payload with this stream id; the last frame lacks the flag MORE. */
    record Data() implements StreamCommand {}
}
