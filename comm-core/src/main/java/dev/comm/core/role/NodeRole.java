package dev.comm.core.role;

import dev.comm.api.work.ExitReason;
import dev.comm.api.work.Handlers;
import org.apiguardian.api.API;

/** The role of a node, which serves requests. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface NodeRole extends Role {
    /**
     * Serves requests and tasks until the master requests a shutdown, the live time ends, or the membership ends for
     * another reason.
     *
     * <p>With one slot, handlers run on the calling thread. One thread may call this at a time.
     */
    ExitReason handleRequests(Handlers handlers);

    /**
     * Serves until the membership ends, and then leaves. This method is for a process without other work. Handlers run
     * on their own threads, so if the master is lost this method returns even if a handler hangs.
     *
     * @return the exit code for such a process
     */
    int serveToEnd(Handlers handlers);
}
