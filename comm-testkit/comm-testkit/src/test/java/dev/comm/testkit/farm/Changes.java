package dev.comm.testkit.farm;

import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.Command;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.Outbox;
import java.util.List;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** The outboxes that change effects of a machine. */
final class Changes {
    private Changes() {}

    /** Changes decisions to members and to the local program, whose endpoint is 0. */
    static Outbox decisions(Outbox out, BiFunction<Integer, Decision, Decision> change) {
        return new ForwardingOutbox(out) {
            @Override
            public void send(int endpoint, Command command, Payload payload, Object token) {
                Command changed = command instanceof Decision decision ? change.apply(endpoint, decision) : command;
                super.send(endpoint, changed, payload, token);
            }

            @Override
            @SuppressWarnings("unchecked")
            public <R> void complete(Call<R> call, R result) {
                R changed = result;
                if (result instanceof CollectiveCall.Decided decided) {
                    changed = (R)
                            new CollectiveCall.Decided(change.apply(0, decided.decision()), decided.contributions());
                }
                super.complete(call, changed);
            }
        };
    }

    /** Changes the contributions in the results for the local program. */
    static Outbox results(Outbox out, UnaryOperator<List<Contribution>> change) {
        return new ForwardingOutbox(out) {
            @Override
            @SuppressWarnings("unchecked")
            public <R> void complete(Call<R> call, R result) {
                R changed = result;
                if (result instanceof CollectiveCall.Decided decided) {
                    changed = (R) new CollectiveCall.Decided(decided.decision(), change.apply(decided.contributions()));
                }
                super.complete(call, changed);
            }
        };
    }

    /** Changes commands to peers. A change to null drops the command. */
    static Outbox commands(Outbox out, BiFunction<Integer, Command, Command> change) {
        return new ForwardingOutbox(out) {
            @Override
            public void send(int endpoint, Command command, Payload payload, Object token) {
                Command changed = change.apply(endpoint, command);
                if (changed != null) {
                    super.send(endpoint, changed, payload, token);
                }
            }
        };
    }

    static Decision with(Decision d, SortedSet<Integer> survivors) {
        return copy(d, d.outcome(), survivors, d.departures());
    }

    static Decision with(Decision d, Outcome outcome) {
        return copy(d, outcome, d.survivors(), d.departures());
    }

    static Decision departed(Decision d, List<Departure> departures) {
        return copy(d, d.outcome(), d.survivors(), departures);
    }

    private static Decision copy(
            Decision d, Outcome outcome, SortedSet<Integer> survivors, List<Departure> departures) {
        return d.toBuilder()
                .outcome(outcome)
                .survivors(survivors)
                .departures(departures)
                .build();
    }
}
