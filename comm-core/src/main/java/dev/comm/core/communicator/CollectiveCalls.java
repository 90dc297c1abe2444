package dev.comm.core.communicator;

import dev.comm.api.Answer;
import dev.comm.api.CallOptions;
import dev.comm.api.Collected;
import dev.comm.api.Departure;
import dev.comm.api.Distributed;
import dev.comm.api.Elementwise;
import dev.comm.api.Reduced;
import dev.comm.api.Slice;
import dev.comm.api.Verdict;
import dev.comm.api.error.Arguments;
import dev.comm.api.error.CommException;
import dev.comm.api.error.LimitException;
import dev.comm.api.error.SerializationException;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.ErrorText;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ArrayPayload;
import dev.comm.core.value.ElementwiseFold;
import dev.comm.core.value.ValueCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The builder of the collectives of one communicator, which its blocking and its asynchronous form share. */
final class CollectiveCalls {
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private final MembershipSession session;
    private final int communicator;
    private final CallOptions options;
    private final Duration timeout;
    private final Duration patience;

    CollectiveCalls(MembershipSession session, int communicator, CallOptions options) {
        this.session = session;
        this.communicator = communicator;
        this.options = options;
        this.timeout = options.timeout() == null
                ? session.config().timing().collective()
                : MembershipSession.bounded(options.timeout());
        this.patience = session.withSlack(timeout);
    }

    Duration timeout() {
        return timeout;
    }

    /** Returns the time to wait for a call that the machine ends after {@link #timeout}. */
    Duration patience() {
        return patience;
    }

    PreparedCollective<Verdict> barrier() {
        return operation(
                CollectiveKind.BARRIER, List.of(), null, decided -> PreparedCollective.verdict(decided.decision()));
    }

    <T> PreparedCollective<Collected<T>> collect(T value) {
        Contributed mine = contribute(value);
        return operation(CollectiveKind.COLLECT, mine.asList(), null, decided -> {
            mine.throwElsewhereThan(0);
            return collected(decided);
        });
    }

    <T> PreparedCollective<Verdict> collectEach(T value, Consumer<? super Answer<T>> atRank0) {
        Contributed mine = contribute(value);
        return operation(CollectiveKind.COLLECT_EACH, mine.asList(), null, decided -> {
            mine.throwElsewhereThan(0);
            return handOver(decided, atRank0);
        });
    }

    <T> PreparedCollective<Collected<T>> allGather(T value) {
        return operation(CollectiveKind.ALL_GATHER, contributeKept(value).asList(), null, this::collected);
    }

    /** Returns an exchange of values between all ranks. A value that cannot be written fails alone, at its receiver. */
    <T> PreparedCollective<Collected<T>> allToAll(List<T> forRank) {
        List<T> given = new ArrayList<>(Arguments.given(forRank, "a list with a value for each rank"));
        int size = session.membership().size();
        if (given.size() > size) {
            throw new IllegalArgumentException(
                    "give at most one value for each of the " + size + " ranks, not " + given.size() + " values");
        }
        List<Value> parts = given.stream().map(this::part).toList();
        return operation(
                CollectiveKind.ALL_TO_ALL, withinLimit(parts), null, decided -> collected(decided, this::received));
    }

    /** Decodes a value of an ALL_TO_ALL, and frees its bytes, of which rank 0 has a handle of its own. */
    private <T> T received(CollectiveCall.Contribution each) {
        T result = null;
        try {
            result = take(each.value());
            return result;
        } finally {
            ValueCodec.free(each.value(), result);
        }
    }

    private Value part(Object value) {
        return contributeKept(value).value();
    }

    /** Returns the parts, or errors in their places if one arrival cannot carry all of them. */
    private List<Value> withinLimit(List<Value> parts) {
        long limit = session.config().limits().payloadBytes();
        long total = parts.stream().mapToLong(part -> part.content().length()).sum();
        if (total <= limit) {
            return parts;
        }
        LimitException error =
                new LimitException("give smaller values, or raise limits.payloadBytes on all members: the"
                        + " values for all ranks have " + total + " bytes together, more than " + limit);
        LOG.warn("{}: the parts of rank {} are failed", error.getMessage(), rank());
        return Collections.nCopies(parts.size(), failure(error));
    }

    <T> PreparedCollective<Distributed<T>> distribute(CollectiveKind kind, Supplier<? extends T> atRank0) {
        if (rank() != 0) {
            return operation(kind, List.of(), null, this::ownPart);
        }
        Supplied<T> supplied = Supplied.of(() -> given(atRank0).get());
        Function<CollectiveCall.Decided, Distributed<T>> reader =
                decided -> new Distributed<>(supplied.value, verdict(decided));
        if (supplied.error != null) {
            return operation(kind, List.of(failure(supplied.error)), null, reader)
                    .failing(supplied.error);
        }
        Contributed given = kind == CollectiveKind.ADMIT ? contributeKept(supplied.value) : contribute(supplied.value);
        return operation(kind, given.asList(), null, reader).failing(given.error);
    }

    <T> PreparedCollective<Distributed<T>> scatter(Supplier<? extends List<T>> atRank0) {
        if (rank() != 0) {
            return operation(CollectiveKind.SCATTER, List.of(), null, this::ownPart);
        }
        Supplied<List<T>> supplied = Supplied.of(() -> new ArrayList<>(Objects.requireNonNull(
                given(atRank0).get(),
                "return a list with one value per rank from the supplier of scatter; it returned null")));
        List<Value> parts = new ArrayList<>();
        if (supplied.error != null) {
            parts.add(failure(supplied.error));
        } else {
            for (int r = 0; r < Math.max(session.membership().size(), supplied.value.size()); r++) {
                parts.add(r < supplied.value.size() ? encode(supplied.value.get(r)) : Value.NULL);
            }
        }
        return operation(
                        CollectiveKind.SCATTER,
                        parts,
                        null,
                        decided -> new Distributed<>(
                                supplied.value == null || supplied.value.isEmpty() ? null : supplied.value.get(0),
                                verdict(decided)))
                .failing(supplied.error);
    }

    /**
     * Returns a reduction whose operator runs on rank 0, on the executor of the last argument, or on the callback
     * executor if it is null.
     */
    <T> PreparedCollective<Reduced<T>> reduce(
            CollectiveKind kind, T value, BinaryOperator<T> operator, Consumer<Runnable> where) {
        CollectiveCall.Reducer reducer = rank() == 0 ? new Combination<>(operator, where) : null;
        return operation(kind, contribute(value).asList(), reducer, decided -> {
            List<CollectiveCall.Contribution> given = decided.contributions();
            T result = given.isEmpty() ? null : take(given.get(0).value());
            return new Reduced<>(result, verdict(decided));
        });
    }

    /** Returns a reduction by an operator that Comm knows. A place in an array receives the result itself. */
    <T> PreparedCollective<Reduced<T>> fold(
            CollectiveKind kind, T value, Elementwise operator, Consumer<Runnable> where) {
        ElementwiseFold.check(Arguments.given(operator, "an operator"), value);
        KnownReducer reducer = rank() == 0 ? new KnownReducer(operator, where) : null;
        boolean isCloned = rank() == 0 && ElementwiseFold.isArray(value);
        Contributed mine = contribute(isCloned ? ArrayPayload.copy(Slice.of(value)) : value);
        return operation(kind, operator.word(), mine.asList(), reducer, decided -> {
            List<CollectiveCall.Contribution> given = decided.contributions();
            T result = given.isEmpty() ? null : combined(given.get(0).value(), value, reducer);
            return new Reduced<>(result, verdict(decided));
        });
    }

    @SuppressWarnings("unchecked")
    private <T> T combined(Value result, T value, KnownReducer reducer) {
        if (value instanceof Slice<?> place) {
            session.codec().takeInto(result, place);
            return value;
        }
        Object array = reducer == null ? null : reducer.arrayOf(result);
        return array == null ? take(result) : (T) array;
    }

    private static <T> Supplier<T> given(Supplier<T> atRank0) {
        return Arguments.given(atRank0, "a supplier on rank 0");
    }

    PreparedCollective<CollectiveCommand.Decision> dup() {
        return operation(CollectiveKind.DUP, List.of(), null, CollectiveCall.Decided::decision);
    }

    <R> PreparedCollective<R> operation(
            CollectiveKind kind,
            List<Value> values,
            CollectiveCall.Reducer reducer,
            Function<CollectiveCall.Decided, R> reader) {
        return operation(kind, "", values, reducer, reader);
    }

    private <R> PreparedCollective<R> operation(
            CollectiveKind kind,
            String operator,
            List<Value> values,
            CollectiveCall.Reducer reducer,
            Function<CollectiveCall.Decided, R> reader) {
        CollectiveCall.Key key = new CollectiveCall.Key(communicator, kind, options.name(), operator);
        return new PreparedCollective<>(
                new CollectiveCall(key, timeout().toNanos(), values, reducer, CallerLine.ofCaller()), reader);
    }

    private <T> Collected<T> collected(CollectiveCall.Decided decided) {
        return collected(decided, each -> take(each.value()));
    }

    /** Returns the slots of all ranks. The reader gets the contributions in rank order, and may refuse one. */
    <T> Collected<T> collected(CollectiveCall.Decided decided, Function<CollectiveCall.Contribution, T> reader) {
        Map<Integer, Answer<T>> slots = new TreeMap<>();
        if (!decided.contributions().isEmpty()) {
            Map<Integer, Supplier<Answer<T>>> all = slots(decided, reader);
            all.forEach((rank, slot) -> slots.put(rank, slot.get()));
        }
        return new Collected<>(slots, verdict(decided));
    }

    /**
     * Returns one slot for each rank (C1). A rank that departed before the instance began also has a slot, which is
     * missing.
     */
    private <T> Map<Integer, Supplier<Answer<T>>> slots(
            CollectiveCall.Decided decided, Function<CollectiveCall.Contribution, T> reader) {
        Map<Integer, Supplier<Answer<T>>> slots = new TreeMap<>();
        decided.decision().departures().forEach(gone -> slots.put(gone.rank(), () -> Answer.departed(gone)));
        decided.contributions().forEach(each -> slots.put(each.rank(), () -> arrived(each, reader)));
        for (int rank = 0; rank < session.membership().size(); rank++) {
            Departure earlier =
                    slots.containsKey(rank) ? null : session.membership().departure(rank);
            slots.computeIfAbsent(rank, any -> () -> Answer.departed(earlier));
        }
        return slots;
    }

    /** Frees the values that this rank received and that nobody reads. */
    void release(CollectiveCall.Decided decided) {
        decided.contributions().stream()
                .filter(each -> each.rank() != rank())
                .forEach(each -> ValueCodec.release(each.value()));
    }

    /** Frees the values of a call whose caller has stopped waiting. */
    void releaseUnread(CollectiveCall call) {
        if (call.completion().failure() == null) {
            release(call.completion().result());
        }
    }

    private <T> Verdict handOver(CollectiveCall.Decided decided, Consumer<? super Answer<T>> consumer) {
        if (rank() == 0) {
            Arguments.given(consumer, "a consumer on rank 0");
            Map<Integer, Supplier<Answer<T>>> all = slots(decided, each -> take(each.value()));
            all.values().forEach(slot -> consumer.accept(slot.get()));
        }
        return verdict(decided);
    }

    private static <T> Answer<T> arrived(
            CollectiveCall.Contribution each, Function<CollectiveCall.Contribution, T> reader) {
        try {
            return Answer.present(each.rank(), reader.apply(each));
        } catch (CommException e) {
            return Answer.failed(each.rank(), e);
        }
    }

    private <T> Distributed<T> ownPart(CollectiveCall.Decided decided) {
        List<CollectiveCall.Contribution> given = decided.contributions();
        return new Distributed<>(given.isEmpty() ? null : take(given.get(0).value()), verdict(decided));
    }

    /** Copies a byte array, a place in an array or a buffer; returns other values unchanged. */
    static Object copied(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof Slice<?> slice) {
            return ArrayPayload.copy(slice);
        }
        if (value instanceof ByteBuffer buffer) {
            return ByteBuffer.allocate(buffer.remaining())
                    .put(buffer.duplicate())
                    .flip();
        }
        return value;
    }

    Contributed contribute(Object value) {
        return contribute(value, false);
    }

    /**
     * Contributes a value that is sent with the decision. On rank 0 the value is copied, because the program may change
     * its array after the call.
     */
    Contributed contributeKept(Object value) {
        return contribute(value, rank() == 0);
    }

    /**
     * Returns the contribution of this member. After a failure it contains the error, because the member must arrive in
     * any case.
     */
    private Contributed contribute(Object value, boolean isKept) {
        try {
            return new Contributed(session.codec().encode(isKept ? copied(value) : value), null, rank());
        } catch (Throwable e) {
            CommException error = e instanceof CommException known
                    ? known
                    : new SerializationException("send smaller values: " + ErrorText.summary(e), e);
            LOG.warn("{}: the part of rank {} is failed", ErrorText.message(error), rank());
            return new Contributed(failure(error), error, rank());
        }
    }

    private Value encode(Object value) {
        try {
            return session.codec().encode(value);
        } catch (Throwable e) {
            return failure(e);
        }
    }

    private Value failure(Throwable error) {
        return session.codec().encodeFailure(error, rank());
    }

    /**
     * Decodes a value of any type. The sender declared the type, and the allow-list of the serializer limits the types.
     */
    @SuppressWarnings("unchecked")
    private <T> T decode(Value value) {
        return (T) session.codec().decode(value, Object.class);
    }

    /** Decodes a value that only this call reads. A value with several readers is a shared payload. */
    @SuppressWarnings("unchecked")
    private <T> T take(Value value) {
        return (T) session.codec().take(value, Object.class);
    }

    int rank() {
        return session.membership().rank();
    }

    static Verdict verdict(CollectiveCall.Decided decided) {
        return PreparedCollective.verdict(decided.decision());
    }

    /** The combination of the values of all ranks in rank order. */
    private final class Combination<T> implements CollectiveCall.Reducer {
        private final BinaryOperator<T> operator;
        private final Consumer<Runnable> where;

        Combination(BinaryOperator<T> operator, Consumer<Runnable> where) {
            this.operator = operator;
            this.where = where;
        }

        @Override
        public Value combine(List<CollectiveCall.Contribution> contributions) {
            Arguments.given(operator, "an operator on rank 0");
            T combined = null;
            boolean first = true;
            for (CollectiveCall.Contribution each : contributions) {
                T next = decode(each.value());
                combined = first ? next : operator.apply(combined, next);
                first = false;
            }
            return session.codec().encode(combined);
        }

        @Override
        public Consumer<Runnable> where() {
            return where;
        }
    }

    /**
     * A contribution, with an error if the value could not be written. The error fails the slot at rank 0, and the
     * caller also gets the error.
     */
    record Contributed(Value value, CommException error, int rank) {
        List<Value> asList() {
            return List.of(value);
        }

        void throwElsewhereThan(int receiver) {
            if (error != null && rank != receiver) {
                throw error;
            }
        }
    }

    /**
     * The result of the supplier of rank 0. Every error of the supplier must reach the other ranks, which would
     * otherwise wait.
     */
    private record Supplied<T>(T value, Throwable error) {
        static <T> Supplied<T> of(Supplier<? extends T> supplier) {
            try {
                return new Supplied<>(supplier.get(), null);
            } catch (Throwable e) {
                return new Supplied<>(null, e);
            }
        }
    }
}
