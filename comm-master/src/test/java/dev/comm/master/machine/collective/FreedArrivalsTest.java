package dev.comm.master.machine.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.core.codec.ValueForms;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.master.machine.Script;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The master frees the bytes of an arrival that it does not use. */
class FreedArrivalsTest {
    private static final Content VALUE = new Content(Content.Kind.VALUE, ValueForms.STRING, 3);

    private final Script script = Script.running(3);
    private final Payload payload = mock(Payload.class, delegatesTo(Payload.of(new byte[3])));

    static Stream<Arguments> violations() {
        Arrive collect = Script.arrival(0, CollectiveKind.COLLECT, VALUE);
        return Stream.of(
                Arguments.of(collect.withSequence(-1), "it is not part of instance -1"),
                Arguments.of(collect.withSequence(1_000_000), "it arrived at instance 1000000"),
                Arguments.of(
                        Script.arrival(0, CollectiveKind.SERVING, VALUE), "it sent SERVING for instance 0, which no"));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void b10_aWrongArrivalEndsItsSenderAndItsBytesAreFreed(Arrive arrive, String sentence) {
        script.rank(1).says(arrive, payload);
        assertThat(script.rank(1).got(Fenced.class))
                .singleElement()
                .satisfies(fenced -> assertThat(fenced.detail()).startsWith(sentence));
        verify(payload).close();
    }

    @Test
    void aValueThatTheCallDoesNotTakeIsFreed() {
        script.rank(1).says(Script.arrival(0, CollectiveKind.BARRIER, VALUE), payload);
        verify(payload).close();
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        assertThat(call.completion().result().decision().survivors()).containsExactly(0, 1, 2);
    }
}
