package dev.comm.testkit.history.check.work;

import dev.comm.testkit.history.Check;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A12: the check that Comm throws only its own documented exceptions, and the two exceptions of the JDK for wrong use.
 */
final class A12DocumentedErrors implements Check {
    private static final Set<String> FOR_WRONG_USE =
            Set.of(IllegalStateException.class.getName(), IllegalArgumentException.class.getName());

    @Override
    public List<String> breaches(History history) {
        List<String> found = new ArrayList<>();
        for (Occurrence.ProgramEnded ended : history.of(Occurrence.ProgramEnded.class)) {
            boolean documented = ended.thrown().startsWith("dev.comm.api.") || FOR_WRONG_USE.contains(ended.thrown());
            if (ended.byComm() && !documented) {
                found.add("Comm threw a " + ended.thrown() + " at the program of rank " + ended.rank());
            }
        }
        return found;
    }
}
