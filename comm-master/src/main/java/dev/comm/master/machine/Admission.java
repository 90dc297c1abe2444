package dev.comm.master.machine;

import dev.comm.api.DeadlinePolicy;
import dev.comm.api.RunId;
import dev.comm.api.frame.Bytes;
import dev.comm.api.frame.FrameHeader;
import dev.comm.api.frame.HandshakeCommand.Hello;
import dev.comm.api.frame.HandshakeCommand.Join;
import dev.comm.api.frame.HandshakeCommand.Rejected;
import dev.comm.api.frame.HandshakeCommand.Rejected.Reason;
import java.util.ArrayList;
import java.util.List;

/** Compares what a node brings with what this run needs; a refusal names the difference and the cure. */
final class Admission {
    private static final int NAMES_MAX = 5;

    private final MasterSettings settings;

    Admission(MasterSettings settings) {
        this.settings = settings;
    }

    /** Why there is nothing to talk about with who sent this first frame, or null. */
    Rejected refusal(Hello hello) {
        if (hello.versionMin() > FrameHeader.VERSION || hello.versionMax() < FrameHeader.VERSION) {
            return new Rejected(
                    Reason.VERSION,
                    "the master speaks protocol version " + FrameHeader.VERSION + ", the node " + hello.versionMin()
                            + " to " + hello.versionMax() + ": use the same version of Comm on all members");
        }
        return null;
    }

    /** What is wrong with a first frame all the same, or null: said to nobody who has not proved the secret. */
    Rejected difference(Hello hello) {
        RunId wanted = new RunId(hello.runHigh(), hello.runLow());
        if (!wanted.equals(RunId.ANY) && !wanted.equals(settings.runId())) {
            return new Rejected(
                    Reason.RUN,
                    "this master runs " + settings.runId() + ", the node belongs to " + wanted
                            + ": check the master's address and the run id");
        }
        if (!usesBuiltInForms(hello)
                && !hello.serializers().contains(settings.config().serializer())) {
            return new Rejected(
                    Reason.SERIALIZER,
                    "the master uses the serializer '" + settings.config().serializer() + "', the node offers "
                            + hello.serializers() + ": set the same one on all members");
        }
        return null;
    }

    /** Whether the node takes part with the built-in forms alone, as one in another language may. */
    private static boolean usesBuiltInForms(Hello hello) {
        return hello.serializers().isEmpty();
    }

    /** The serializer for a node; empty for none. One that the node did not offer shows it the difference. */
    String serializer(Hello hello) {
        return usesBuiltInForms(hello) ? "" : settings.config().serializer();
    }

    /** What is wrong with a registration, or null. */
    Rejected refusal(Hello hello, Join join) {
        Bytes fingerprint = usesBuiltInForms(hello) ? Bytes.EMPTY : settings.fingerprint();
        if (!join.fingerprint().equals(fingerprint)) {
            return new Rejected(Reason.SERIALIZER, difference(settings.typeNames(), join.types()));
        }
        boolean excludes = settings.config().onDeadline() == DeadlinePolicy.EXCLUDE;
        if (join.minSurvivors() != settings.config().minSurvivors()) {
            return policy("minSurvivors", settings.config().minSurvivors(), join.minSurvivors());
        }
        if (join.exclude() != excludes) {
            return policy("onDeadline", name(excludes), name(join.exclude()));
        }
        if (join.window() != settings.window()) {
            return policy("the number of open collectives", settings.window(), join.window());
        }
        return null;
    }

    private static Rejected policy(String what, Object here, Object there) {
        return new Rejected(
                Reason.POLICY,
                what + " is " + here + " at the master and " + there
                        + " at the node: it has to be equal on all members");
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
                    ? "the declared types have the same names but another shape: are the jars of the same version?"
                    : "the types are declared in another order";
        } else {
            what = "the declared types differ: " + (missing.isEmpty() ? "" : "the node lacks " + some(missing))
                    + (missing.isEmpty() || more.isEmpty() ? "" : ", ")
                    + (more.isEmpty() ? "" : "the master lacks " + some(more));
        }
        return what + "; declare the same types in the same order on all members";
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
