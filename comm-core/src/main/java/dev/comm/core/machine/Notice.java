package dev.comm.core.machine;

import dev.comm.api.Departure;
import dev.comm.api.View;
import java.util.List;
import org.apiguardian.api.API;

/** The notifications of a machine to its program. */
@API(status = API.Status.INTERNAL, since = "0.1")
public sealed interface Notice {
    /** The view changed. */
    record ViewChanged(View view, List<Departure> departures) implements Notice {}

    /** This process was fenced: its work no longer counts. */
    record Fenced() implements Notice {}

    /** The master has been silent for the suspect time, or is gone. */
    record MasterSuspected(boolean lost) implements Notice {}
}
