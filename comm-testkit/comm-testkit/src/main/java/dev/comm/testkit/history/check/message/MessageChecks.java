package dev.comm.testkit.history.check.message;

import dev.comm.testkit.history.Check;
import java.util.List;
import org.apiguardian.api.API;

/** The list of checks about messages between members and the bytes that wait for them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MessageChecks {
    /** All checks about messages. */
    public static final List<Check> ALL = List.of(new C2BoundedMemory(), new P1Messages(), new P1Departures());

    private MessageChecks() {}
}
