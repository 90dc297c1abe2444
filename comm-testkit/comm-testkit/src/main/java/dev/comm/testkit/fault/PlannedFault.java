package dev.comm.testkit.fault;

import org.apiguardian.api.API;

/**
 * A fault and its trigger; as text, for example, {@code arrival 3 + 500us: crash 2}.
 *
 * @param when the event that has to happen first
 * @param fault the fault that follows
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PlannedFault(Trigger when, Fault fault) {
    /**
     * Parses the text that {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if the text is not a planned fault
     */
    public static PlannedFault parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "cannot read '" + text + "': a trigger and a fault are separated by a colon");
        }
        return new PlannedFault(Trigger.parse(text.substring(0, colon)), Fault.parse(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return when + ": " + fault;
    }
}
