package dev.comm.api.spi;

import dev.comm.api.Handlers;
import dev.comm.api.work.ExitReason;
import org.apiguardian.api.API;

/** The node's side: serving requests. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface NodeRole extends Role {
    /**
     * Serves requests and tasks until the master says shutdown, the live time ends, or the membership ends otherwise.
     *
     * <p>With one slot handlers run on the calling thread. Call it once at a time.
     */
    ExitReason handleRequests(Handlers handlers);

    /**
     * Serves until the end and leaves, as a process does that has nothing else to do. Handlers run on threads of their
     * own, so that this method returns when the master is gone even if a handler hangs.
     *
     * @return the exit code for such a process
     */
    int serveToEnd(Handlers handlers);
}
