package dev.comm.master.machine.collective;

import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.core.machine.CollectiveCall;

/** The signature of a collective call, which must be equal on all members of an instance (B9). */
record CallSignature(CollectiveKind kind, String name, int root, String operator) {
    private static final int TEXT_MAX = 100;

    static CallSignature of(Arrive arrive) {
        return new CallSignature(arrive.kind(), arrive.name(), arrive.root(), arrive.operator());
    }

    static CallSignature of(CollectiveCall call) {
        return new CallSignature(call.kind(), call.name(), 0, call.operator());
    }

    /** Describes the call, for example {@code called reduce "energy"}. */
    String sentence() {
        if (kind == CollectiveKind.SERVING) {
            return "serves requests";
        }
        return "called " + word() + (root == 0 ? "" : " with root " + root)
                + (operator.isEmpty() ? "" : " with operator " + shortened(operator));
    }

    /** Returns the name of the collective, followed by the name that the program gave to the call. */
    String word() {
        String word = switch (kind) {
            case BARRIER -> "barrier";
            case COLLECT -> "collect";
            case COLLECT_EACH -> "collectEach";
            case DISTRIBUTE -> "distribute";
            case SCATTER -> "scatter";
            case ALL_GATHER -> "allGather";
            case REDUCE -> "reduce";
            case ALL_REDUCE -> "allReduce";
            case DUP -> "dup";
            case ADMIT -> "admit";
            case ALL_TO_ALL -> "allToAll";
            case SERVING -> "handleRequests";
        };
        return name.isEmpty() ? word : word + " \"" + shortened(name) + "\"";
    }

    /** Shortens a text from a peer, for use in messages. */
    static String shortened(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + "…";
    }
}
