package dev.comm.node.machine.work;

import dev.comm.core.machine.Call;
import java.util.List;
import org.apiguardian.api.API;

/** A call that begins or stops serving requests. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ServeCall extends Call<Void> {
    private final boolean on;
    private final List<String> handlers;

    /** Creates a call that begins to serve the given handlers, or stops serving. */
    public ServeCall(boolean on, List<String> handlers) {
        this.on = on;
        this.handlers = List.copyOf(handlers);
    }

    boolean on() {
        return on;
    }

    List<String> handlers() {
        return handlers;
    }
}
