package dev.comm.master.machine.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.DecisionAck;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveCommand.Slot;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.core.codec.ValueForms;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.CollectiveCall.Contribution;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Effect;
import dev.comm.core.value.ValueCodec;
import dev.comm.master.machine.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The master sorts the values of an all-to-all by their receivers. */
class AllToAllTest {
    private final Script script = Script.running(3);

    @Test
    void c1_eachReceiverGetsTheValuesForItByRank() {
        give(1, "a", "bb", null);
        give(2, "d");
        CollectiveCall call = script.call(CollectiveKind.ALL_TO_ALL, values("x", "yy", "zzz"));
        assertThat(texts(1)).containsExactly("0=yy", "1=bb", "2=null");
        assertThat(texts(2)).containsExactly("0=zzz", "1=null", "2=null");
        assertThat(own(call)).containsExactly("0=x", "1=a", "2=d");
    }

    @Test
    void b1_allPartsOfTheDecisionButTheValuesAreEqual() {
        give(1, "a", "bb");
        give(2, "d", "e", "f");
        CollectiveCall call = script.call(CollectiveKind.ALL_TO_ALL, values("x", "y", "z"));
        Decision one = script.rank(1).decision(0);
        Decision two = script.rank(2).decision(0);
        assertThat(one).isNotEqualTo(two);
        assertThat(blank(one))
                .isEqualTo(blank(two))
                .isEqualTo(blank(call.completion().result().decision()));
    }

    @Test
    void b13_aRepeatedArrivalGetsTheSameValuesAgain() {
        give(1, "a", "bb", "c");
        give(2, "d", "ee", "f");
        script.call(CollectiveKind.ALL_TO_ALL, values("x", "yy", "z"));
        List<String> first = texts(2);
        Decision decision = script.rank(2).decision(0);
        give(2, "other", "other", "other");
        assertThat(script.rank(2).got(Decision.class)).containsExactly(decision, decision);
        assertThat(texts(2)).isEqualTo(first);
    }

    @Test
    void c1_aMemberThatDepartedAfterItsArrivalHasNoSlotAnywhereAndItsBytesAreFreed() {
        Payload payload = give(1, "a", "bb", "c");
        script.rank(1).dies();
        verify(payload).close();
        give(2, "d", "e", "f");
        CollectiveCall call = script.call(CollectiveKind.ALL_TO_ALL, values("x", "y", "z"));
        assertThat(texts(2)).containsExactly("0=z", "2=f");
        assertThat(own(call)).containsExactly("0=x", "2=d");
        assertThat(script.rank(2).decision(0).departures()).hasSize(1);
    }

    @Test
    void anErrorInPlaceOfAllValuesIsTheValueForEachRank() {
        Value error = ValueCodec.failure(new IllegalStateException("lost"), 1);
        script.rank(1).says(Script.arrival(0, CollectiveKind.ALL_TO_ALL, error.content()), error.payload());
        give(2);
        CollectiveCall call = script.call(CollectiveKind.ALL_TO_ALL);
        assertThat(script.rank(2).decision(0).slots())
                .containsExactly(new Slot(0, Content.NULL), new Slot(1, error.content()), new Slot(2, Content.NULL));
        assertThat(call.completion().result().contributions().get(1).value().content())
                .isEqualTo(error.content());
    }

    @Test
    void c2_theBytesAreFreedOnceWhenNobodyNeedsThemAnyMore() {
        Payload payload = give(1, "a", "bb", "c");
        give(2, "d");
        CollectiveCall call = script.call(CollectiveKind.ALL_TO_ALL, values("x", "y", "z"));
        script.rank(1).says(new DecisionAck(0, 0));
        script.rank(2).says(new DecisionAck(0, 0));
        verify(payload, never()).close();
        for (Contribution each : call.completion().result().contributions()) {
            each.value().payload().close();
            each.value().payload().close();
        }
        verify(payload, times(1)).close();
    }

    @Test
    void c2_theBytesAreFreedAtOnceAfterATimeout() {
        Payload payload = give(1, "a", "bb", "c");
        script.call(CollectiveKind.ALL_TO_ALL, Script.SECOND, values("x", "y", "z"));
        script.afterWithLife(2 * Script.SECOND, script.rank(1), script.rank(2));
        assertThat(script.rank(1).decision(0).outcome()).isEqualTo(Outcome.TIMEOUT);
        verify(payload).close();
    }

    @Test
    void valuesThatNoDecisionCanCarryAreErrorsForTheirReceiverAlone() {
        Script small = Script.running(
                3, settings -> settings.limits(Limits.builder().payloadBytes(5).build()));
        for (int rank = 1; rank < 3; rank++) {
            Value all = joined(values("a", "b", "ccc"));
            small.rank(rank).says(arrival(all, values("a", "b", "ccc")), all.payload());
        }
        CollectiveCall call = small.call(CollectiveKind.ALL_TO_ALL);
        assertThat(small.rank(1).decision(0).slots())
                .extracting(slot -> slot.content().length())
                .containsExactly(0L, 1L, 1L);
        assertThat(small.rank(2).decision(0).slots())
                .extracting(slot -> slot.content().kind())
                .containsExactly(Content.Kind.NULL, Content.Kind.FAILED, Content.Kind.FAILED);
        assertThat(own(call)).containsExactly("0=null", "1=a", "2=a");
    }

    static Stream<Arguments> violations() {
        Content raw = new Content(Content.Kind.VALUE, 0, 3);
        Content part = new Content(Content.Kind.VALUE, ValueForms.STRING, 3);
        Content failed = new Content(Content.Kind.FAILED, ValueForms.ERROR, 3);
        String lengths = "the lengths of its values for single ranks do not fit its payload";
        return Stream.of(
                Arguments.of(CollectiveKind.COLLECT, raw, List.of(part), "it gave values for single ranks to COLLECT"),
                Arguments.of(
                        CollectiveKind.BARRIER,
                        Content.NONE,
                        List.of(Content.NULL),
                        "it gave values for single ranks to BARRIER"),
                Arguments.of(
                        CollectiveKind.ALL_TO_ALL,
                        failed,
                        List.of(part),
                        "it gave values for single ranks to ALL_TO_ALL"),
                Arguments.of(
                        CollectiveKind.ALL_TO_ALL,
                        Content.NONE,
                        List.of(Content.NULL, Content.NULL, Content.NULL, Content.NULL),
                        "it gave values for 4 ranks, but there are 3"),
                Arguments.of(CollectiveKind.ALL_TO_ALL, raw, List.of(), lengths),
                Arguments.of(CollectiveKind.ALL_TO_ALL, raw, List.of(part, part), lengths),
                Arguments.of(CollectiveKind.ALL_TO_ALL, raw, List.of(failed, Content.NULL, part), lengths),
                Arguments.of(
                        CollectiveKind.ALL_TO_ALL,
                        raw,
                        List.of(new Content(Content.Kind.VALUE, ValueForms.STRING, 2)),
                        lengths),
                Arguments.of(
                        CollectiveKind.ALL_TO_ALL,
                        raw,
                        List.of(
                                new Content(Content.Kind.VALUE, 0, Long.MAX_VALUE),
                                new Content(Content.Kind.VALUE, 0, Long.MAX_VALUE),
                                new Content(Content.Kind.VALUE, 0, 5)),
                        lengths),
                Arguments.of(
                        CollectiveKind.ALL_TO_ALL,
                        Content.NONE,
                        List.of(new Content(Content.Kind.VALUE, 0, 0)),
                        lengths),
                Arguments.of(
                        CollectiveKind.ALL_TO_ALL,
                        new Content(Content.Kind.VALUE, 0, 0),
                        List.of(Content.NULL),
                        lengths),
                Arguments.of(
                        CollectiveKind.ALL_TO_ALL,
                        Content.NULL,
                        List.of(Content.NULL),
                        "it sent its values for single ranks in form 0"),
                Arguments.of(
                        CollectiveKind.ALL_TO_ALL,
                        new Content(Content.Kind.VALUE, ValueForms.STRING, 3),
                        List.of(part),
                        "it sent its values for single ranks in form 2"),
                Arguments.of(
                        CollectiveKind.ALL_TO_ALL,
                        raw,
                        List.of(part, Content.NONE),
                        "it gave a rank a value of kind NONE in form 0"),
                Arguments.of(
                        CollectiveKind.ALL_TO_ALL,
                        raw,
                        List.of(new Content(Content.Kind.VALUE, 99, 3)),
                        "it gave a rank a value of kind VALUE in form 99"));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void b10_partsThatAreWrongEndTheirSenderAloneAndFreeItsBytes(
            CollectiveKind kind, Content content, List<Content> parts, String sentence) {
        Payload payload = content.hasPayload() ? spied(Payload.of(new byte[(int) content.length()])) : null;
        script.rank(1).says(Script.arrival(0, kind, content).withParts(parts), payload);
        assertThat(script.rank(1).got(Fenced.class)).extracting(Fenced::detail).containsExactly(sentence);
        if (payload != null) {
            verify(payload).close();
        }
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        assertThat(call.completion().result().decision().survivors()).containsExactly(0, 2);
    }

    private Payload give(int rank, String... texts) {
        Value all = joined(values(texts));
        Payload payload = all.payload() == null ? null : spied(all.payload());
        script.rank(rank).says(arrival(all, values(texts)), payload);
        return payload;
    }

    private static Payload spied(Payload real) {
        return mock(Payload.class, delegatesTo(real));
    }

    private static Arrive arrival(Value all, Value... parts) {
        return Script.arrival(0, CollectiveKind.ALL_TO_ALL, all.content())
                .withParts(Stream.of(parts).map(Value::content).toList());
    }

    private static Value joined(Value... parts) {
        return new CollectiveCall(
                        new CollectiveCall.Key(0, CollectiveKind.ALL_TO_ALL, "", ""), 1, List.of(parts), null, null)
                .contribution();
    }

    private static Value[] values(String... texts) {
        return Stream.of(texts)
                .map(text -> text == null ? Value.NULL : Script.value(text))
                .toArray(Value[]::new);
    }

    private static Decision blank(Decision decision) {
        return decision.toBuilder().returned(List.of(), Content.NONE).build();
    }

    private static List<String> own(CollectiveCall call) {
        return call.completion().result().contributions().stream()
                .map(each -> each.rank() + "=" + Script.text(each.value().payload()))
                .toList();
    }

    /** Returns the values in the last decision for a node, taken out of its payload. */
    private List<String> texts(int rank) {
        List<Effect.Sent> all = script.recorder.all(Effect.Sent.class).stream()
                .filter(each -> each.command() instanceof Decision
                        && each.endpoint() == script.rank(rank).endpoint())
                .toList();
        Effect.Sent last = all.get(all.size() - 1);
        String text = last.payload() == null ? "" : Script.text(last.payload());
        assertThat(last.command().content().length()).isEqualTo(text.length());
        List<String> found = new ArrayList<>();
        int start = 0;
        for (Slot slot : ((Decision) last.command()).slots()) {
            int end = start + (int) slot.content().length();
            found.add(slot.rank() + "=" + (slot.content().hasPayload() ? text.substring(start, end) : null));
            start = end;
        }
        return found;
    }
}
