package dev.comm.core.communicator;

import dev.comm.api.Elementwise;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ElementwiseFold;
import java.util.List;
import java.util.function.Consumer;

/**
 * The combination of the values of all ranks by an operator that Comm knows. It keeps the last combined array for rank
 * 0, which then need not read the bytes of the result.
 */
final class KnownReducer implements CollectiveCall.Reducer {
    private final Elementwise operator;
    private final Consumer<Runnable> where;
    private volatile ElementwiseFold.Folded last;

    KnownReducer(Elementwise operator, Consumer<Runnable> where) {
        this.operator = operator;
        this.where = where;
    }

    @Override
    public Value combine(List<CollectiveCall.Contribution> contributions) {
        ElementwiseFold.Folded folded = ElementwiseFold.fold(operator, contributions);
        last = folded;
        return folded.value();
    }

    /** Returns the array of a result of this reducer, or null if it has to be read from the bytes. */
    Object arrayOf(Value result) {
        ElementwiseFold.Folded folded = last;
        return folded != null && folded.value() == result ? folded.array() : null;
    }

    @Override
    public Consumer<Runnable> where() {
        return where;
    }
}
