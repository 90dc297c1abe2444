package dev.comm.master.machine.collective;

import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.core.codec.ValueForms;
import dev.comm.master.machine.membership.NodeFacts;

/** The check of the parts of an arrival, which are the values for the single ranks in its payload. */
final class ArrivalParts {
    private ArrivalParts() {}

    /** Returns the violation of the protocol by an arrival of a node in a run of the given size, or null. */
    static String violation(Arrive arrive, NodeFacts facts, int size) {
        Content.Kind kind = arrive.content().kind();
        boolean isAllToAll = arrive.kind() == CollectiveKind.ALL_TO_ALL;
        if (!isAllToAll || kind == Content.Kind.FAILED) {
            return arrive.parts().isEmpty() ? null : "it gave values for single ranks to " + arrive.kind();
        }
        if (arrive.parts().size() > size) {
            return "it gave values for " + arrive.parts().size() + " ranks, but there are " + size;
        }
        if (kind == Content.Kind.NULL || arrive.content().form() != 0) {
            return "it sent its values for single ranks in form "
                    + arrive.content().form();
        }
        for (Content part : arrive.parts()) {
            if (part.kind() == Content.Kind.NONE || !ValueForms.isKnown(part.form()) || !facts.mayUse(part)) {
                return "it gave a rank a value of kind " + part.kind() + " in form " + part.form();
            }
        }
        return fits(arrive) ? null : "the lengths of its values for single ranks do not fit its payload";
    }

    private static boolean fits(Arrive arrive) {
        long rest = arrive.content().length();
        boolean hasPayload = false;
        for (Content part : arrive.parts()) {
            if (part.length() < 0 || part.length() > rest) {
                return false;
            }
            rest -= part.length();
            hasPayload |= part.hasPayload();
        }
        return rest == 0 && hasPayload == arrive.content().hasPayload();
    }
}
