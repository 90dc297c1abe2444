package dev.comm.core.communicator;

import dev.comm.api.Collected;
import dev.comm.api.Distributed;
import dev.comm.api.JoinedArray;
import dev.comm.api.Slice;
import dev.comm.api.error.Arguments;
import dev.comm.api.error.CommException;
import dev.comm.api.error.LimitException;
import dev.comm.api.error.SerializationException;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.CollectiveCall.Decided;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ArrayPayload;
import dev.comm.core.value.ValueCodec;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** The builder of the collectives that move one array in pieces. */
final class ArrayCalls {
    private final MembershipSession session;
    private final CollectiveCalls calls;

    ArrayCalls(MembershipSession session, CollectiveCalls calls) {
        this.session = session;
        this.calls = calls;
    }

    /** Returns a scatter in which each rank gets its piece as a new array. */
    @SuppressWarnings("unchecked")
    <A> PreparedCollective<Distributed<A>> scatter(Supplier<? extends List<Slice<A>>> atRank0) {
        PreparedCollective<Distributed<Object>> all = calls.scatter(objects(atRank0));
        return all.mapping(part -> new Distributed<>(
                (A)
                        (part.value() instanceof Slice<?> own
                                ? ArrayPayload.copy(own).array()
                                : part.value()),
                part.verdict()));
    }

    /** Returns a scatter in which each rank gets its piece in the given place. */
    <A> PreparedCollective<Distributed<Slice<A>>> scatter(Supplier<? extends List<Slice<A>>> atRank0, Slice<A> place) {
        Arguments.given(place, "a place");
        if (calls.rank() != 0) {
            return calls.operation(CollectiveKind.SCATTER, List.of(), null, decided -> part(decided, place));
        }
        PreparedCollective<Distributed<Object>> all = calls.scatter(objects(atRank0));
        return all.mapping(part -> {
            if (part.value() == null) {
                return new Distributed<>(null, part.verdict());
            }
            session.codec().takeInto(session.codec().encode(part.value()), place);
            return new Distributed<>(place, part.verdict());
        });
    }

    /** Returns the list of the pieces, or null if the supplier is null, which fails the scatter. */
    private static <A> Supplier<List<Object>> objects(Supplier<? extends List<Slice<A>>> atRank0) {
        return atRank0 == null
                ? null
                : () -> {
                    List<Slice<A>> pieces = atRank0.get();
                    return pieces == null ? null : Collections.<Object>unmodifiableList(pieces);
                };
    }

    private <A> Distributed<Slice<A>> part(Decided decided, Slice<A> place) {
        Value part = decided.contributions().isEmpty()
                ? Value.NULL
                : decided.contributions().get(0).value();
        if (part.content().kind() == Content.Kind.NULL) {
            return new Distributed<>(null, CollectiveCalls.verdict(decided));
        }
        session.codec().takeInto(part, place);
        return new Distributed<>(place, CollectiveCalls.verdict(decided));
    }

    /** Returns a gathering of pieces into one new array, at rank 0 or at all ranks. */
    <A> PreparedCollective<JoinedArray<A>> join(CollectiveKind kind, Slice<A> piece) {
        return gather(kind, piece, decided -> joined(decided, piece.array()));
    }

    /** Returns a gathering of pieces into given places, at rank 0 or at all ranks. */
    <A> PreparedCollective<Collected<Slice<A>>> collect(CollectiveKind kind, Slice<A> piece, List<Slice<A>> places) {
        boolean isOfRank0 = kind == CollectiveKind.COLLECT;
        List<Slice<A>> own = isOfRank0 ? places : checked(places);
        return gather(kind, piece, decided -> {
            List<Slice<A>> all = isOfRank0 && calls.rank() == 0 ? checked(places) : own;
            return calls.collected(decided, each -> into(each, all));
        });
    }

    /**
     * Checks that there is a place for each rank. Places of rank 0 alone are checked after the verdict, so that rank 0
     * stays in step with the other ranks.
     */
    private <A> List<Slice<A>> checked(List<Slice<A>> places) {
        int size = session.membership().size();
        if (Arguments.given(places, "a place for each rank").size() < size) {
            throw new IllegalArgumentException(
                    "give a place for each of the " + size + " ranks, not " + places.size() + " places");
        }
        if (places.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("give a place for each of the " + size + " ranks: one of them is null");
        }
        return places;
    }

    private <R> PreparedCollective<R> gather(CollectiveKind kind, Slice<?> piece, Function<Decided, R> reader) {
        Arguments.given(piece, "a piece of an array");
        boolean isKept = kind == CollectiveKind.ALL_GATHER;
        List<Value> mine = (isKept ? calls.contributeKept(piece) : calls.contribute(piece)).asList();
        return calls.operation(kind, mine, null, decided -> {
            try {
                return reader.apply(decided);
            } catch (Throwable e) {
                calls.release(decided);
                throw e;
            }
        });
    }

    private <A> Slice<A> into(Contribution each, List<Slice<A>> places) {
        if (each.rank() >= places.size()) {
            ValueCodec.free(each.value(), null);
            throw new SerializationException("give a place for rank " + each.rank() + ", which joined later");
        }
        session.codec().takeInto(each.value(), places.get(each.rank()));
        return places.get(each.rank());
    }

    private <A> JoinedArray<A> joined(Decided decided, A like) {
        if (decided.contributions().isEmpty()) {
            return new JoinedArray<>(null, calls.collected(decided, each -> null));
        }
        long total = decided.contributions().stream()
                .mapToLong(each -> length(each, like))
                .sum();
        if (total > Integer.MAX_VALUE - 8) {
            throw new LimitException("give places in several arrays: one array cannot have " + total + " elements");
        }
        Joining<A> joining = new Joining<>(like, (int) total);
        return new JoinedArray<>(joining.array, calls.collected(decided, joining::next));
    }

    private static int length(Contribution each, Object like) {
        try {
            return ValueCodec.countLike(each.value(), like);
        } catch (CommException unusable) {
            return 0;
        }
    }

    /** An array that takes one piece after the other. */
    private final class Joining<A> {
        private final A array;
        private int end;

        @SuppressWarnings("unchecked")
        Joining(A like, int length) {
            this.array = (A) ValueCodec.arrayLike(like, length);
        }

        Slice<A> next(Contribution each) {
            Slice<A> place = Slice.of(array, end, length(each));
            session.codec().takeInto(each.value(), place);
            end += place.count();
            return place;
        }

        private int length(Contribution each) {
            try {
                return ValueCodec.countLike(each.value(), array);
            } catch (CommException unusable) {
                ValueCodec.free(each.value(), null);
                throw unusable;
            }
        }
    }
}
