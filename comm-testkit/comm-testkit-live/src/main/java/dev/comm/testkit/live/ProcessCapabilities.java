package dev.comm.testkit.live;

import dev.comm.testkit.Capability;
import dev.comm.testkit.Engine;
import dev.comm.testkit.MissingCapability;
import java.util.EnumSet;
import java.util.Set;
import org.apiguardian.api.API;

/** The possible actions on members that are processes of this system. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProcessCapabilities {
    private static final Set<Capability> OF_SIGNALS =
            EnumSet.of(Capability.FREEZE, Capability.VANISH, Capability.SUSPENSION);

    private static final Set<Capability> MISSING = EnumSet.of(Capability.DRIFT, Capability.REPEATABLE);

    private ProcessCapabilities() {}

    public static boolean supports(Capability capability) {
        return !MISSING.contains(capability) && (Signals.available() || !OF_SIGNALS.contains(capability));
    }

    /** Throws if the engine lacks an ability. */
    public static void need(Capability capability, String reason) {
        if (!supports(capability)) {
            throw new MissingCapability(capability, Engine.PROCESS, reason);
        }
    }
}
