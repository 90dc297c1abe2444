package dev.comm.master.machine.admission;

import dev.comm.api.DeadlinePolicy;
import dev.comm.api.RunId;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.Nanos;
import dev.comm.master.machine.membership.MasterSettings;
import java.util.ArrayList;
import java.util.List;

/** The comparison of a node's settings with the settings of the run. A rejection names the difference and the cure. */
final class AdmissionRules {
    /** The maximum dead timeout that a node may ask for, as a multiple of the master's dead timeout. */
    private static final int DEAD_TIMES_MAX = 4;

    private static final int SLOTS_MAX = 65_535;
    private static final int LABELS_MAX = 100;
    private static final int LABEL_MAX = 100;
    private static final int NAMES_MAX = 5;

    private final MasterSettings settings;

    AdmissionRules(MasterSettings settings) {
        this.settings = settings;
    }

    /** Returns the rejection of a HELLO that has no protocol version in common with the master, or null. */
    Rejected refusal(Hello hello) {
        if (hello.versionMin() > FrameHeader.VERSION || hello.versionMax() < FrameHeader.VERSION) {
            return new Rejected(
                    Reason.VERSION,
                    "use the same version of Comm on all members: the master has protocol version "
                            + FrameHeader.VERSION + ", the node " + versions(hello));
        }
        return null;
    }

    private static String versions(Hello hello) {
        return hello.versionMin() == hello.versionMax()
                ? String.valueOf(hello.versionMin())
                : hello.versionMin() + " to " + hello.versionMax();
    }

    /**
     * Returns the rejection of a HELLO for any other difference, or null. The master sends it only to a node that has
     * proved the secret.
     */
    Rejected difference(Hello hello) {
        if (!isOfThisRun(hello)) {
            return new Rejected(
                    Reason.RUN,
                    "check the master's address and the run id: this master belongs to run " + settings.runId()
                            + ", the node to run " + wanted(hello));
        }
        if (!usesBuiltInForms(hello)
                && !hello.serializers().contains(settings.config().serializer())) {
            return new Rejected(
                    Reason.SERIALIZER,
                    "set the same serializer on all members: the master uses '"
                            + settings.config().serializer() + "', the node offers " + hello.serializers());
        }
        return null;
    }

    /** Returns whether the node asks for the run of this master, or for any. */
    boolean isOfThisRun(Hello hello) {
        return wanted(hello).equals(RunId.ANY) || wanted(hello).equals(settings.runId());
    }

    private static RunId wanted(Hello hello) {
        return new RunId(hello.runHigh(), hello.runLow());
    }

    /** Returns whether the node uses only built-in forms, as a node in another language may. */
    private static boolean usesBuiltInForms(Hello hello) {
        return hello.serializers().isEmpty();
    }

    /**
     * Returns the serializer for a node, or an empty text. A node that did not offer this serializer detects the
     * difference.
     */
    String serializer(Hello hello) {
        return usesBuiltInForms(hello) ? "" : settings.config().serializer();
    }

    /** Returns the rejection of a JOIN, or null. */
    Rejected refusal(Hello hello, Join join) {
        Bytes fingerprint = usesBuiltInForms(hello) ? Bytes.EMPTY : settings.fingerprint();
        if (!join.fingerprint().equals(fingerprint)) {
            return new Rejected(Reason.SERIALIZER, difference(settings.typeNames(), join.types()));
        }
        Rejected unbounded = outOfBounds(join);
        if (unbounded != null) {
            return unbounded;
        }
        int size = settings.config().size();
        if (join.size() != 0 && size != 0 && join.size() != size) {
            return policy("size", size, join.size());
        }
        boolean excludes = settings.config().onDeadline() == DeadlinePolicy.EXCLUDE;
        if (join.minSurvivors() != settings.config().minSurvivors()) {
            return policy("minSurvivors", settings.config().minSurvivors(), join.minSurvivors());
        }
        if (join.exclude() != excludes) {
            return policy("onDeadline", name(excludes), name(join.exclude()));
        }
        if (join.window() != settings.window()) {
            return policy("number of open collectives", settings.window(), join.window());
        }
        return null;
    }

    /**
     * Returns the dead timeout for a node: the larger value of both sides, but at most four times the master's value.
     * Without this limit, a silent node could keep its tasks for any time that it chose.
     */
    long deadNanos(Join join) {
        long own = settings.deadNanos();
        long most = own > Long.MAX_VALUE / DEAD_TIMES_MAX ? Long.MAX_VALUE : DEAD_TIMES_MAX * own;
        return Math.min(most, Math.max(own, join.deadNanos()));
    }

    private Rejected outOfBounds(Join join) {
        if (Math.max(settings.heartbeatNanos(), join.heartbeatNanos()) >= deadNanos(join)) {
            return outside(
                    "lower the heartbeat of the node below the dead timeout, which is " + Nanos.text(deadNanos(join))
                            + " here",
                    Nanos.text(join.heartbeatNanos()));
        }
        if (join.slots() < 1 || join.slots() > SLOTS_MAX) {
            return outside("set slots to 1 to " + SLOTS_MAX, String.valueOf(join.slots()));
        }
        if (join.labels().size() > LABELS_MAX) {
            return outside(
                    "announce at most " + LABELS_MAX + " labels",
                    String.valueOf(join.labels().size()));
        }
        boolean isLong = join.labels().stream().anyMatch(label -> label.isEmpty() || label.length() > LABEL_MAX);
        return isLong ? outside("give each label 1 to " + LABEL_MAX + " characters", "another length") : null;
    }

    private static Rejected outside(String cure, String there) {
        return new Rejected(Reason.POLICY, cure + ": the node says " + there);
    }

    private static Rejected policy(String what, Object here, Object there) {
        return new Rejected(
                Reason.POLICY,
                "set the same " + what + " on all members: it is " + here + " at the master and " + there
                        + " at the node");
    }

    private static String name(boolean excludes) {
        return (excludes ? DeadlinePolicy.EXCLUDE : DeadlinePolicy.FAIL).name();
    }

    private static String difference(List<String> here, List<String> there) {
        List<String> missing = minus(here, there);
        List<String> more = minus(there, here);
        String what;
        if (missing.isEmpty() && more.isEmpty()) {
            what = here.equals(there)
                    ? "the declared types have the same names but different shapes, as in jars of different versions"
                    : "the types are declared in different orders";
        } else {
            what = "the declared types differ: " + (missing.isEmpty() ? "" : "the node lacks " + some(missing))
                    + (missing.isEmpty() || more.isEmpty() ? "" : ", ")
                    + (more.isEmpty() ? "" : "the master lacks " + some(more));
        }
        return "declare the same types in the same order on all members: " + what;
    }

    private static List<String> minus(List<String> all, List<String> without) {
        List<String> rest = new ArrayList<>(all);
        rest.removeAll(without);
        return rest;
    }

    private static String some(List<String> names) {
        return names.size() <= NAMES_MAX
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMES_MAX)) + " and " + (names.size() - NAMES_MAX) + " more";
    }
}
