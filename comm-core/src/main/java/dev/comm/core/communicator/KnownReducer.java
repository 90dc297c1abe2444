package dev.comm.core.communicator;

import dev.comm.api.Elementwise;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ElementwiseFold;
import java.util.List;
import java.util.function.Consumer;

/** The combination of the values of all ranks by an operator that Comm knows. */
record KnownReducer(Elementwise operator, Consumer<Runnable> where) implements CollectiveCall.Reducer {
    @Override
    public Value combine(List<CollectiveCall.Contribution> contributions) {
        return ElementwiseFold.fold(operator, contributions);
    }
}
