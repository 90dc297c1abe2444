package dev.comm.node.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node whose disk fails leaves with that cause, and does not blame the master. */
class OwnFaultTest {
    private static final String WHY = "free space in /spool, or set spool to another folder: No space left on device";

    private final Script script = Script.member();

    private static CollectiveCall call(CollectiveKind kind) {
        return new CollectiveCall(
                new CollectiveCall.Key(0, kind, "", ""),
                10_000_000_000L,
                List.of(Value.NONE),
                null,
                () -> "Main.java:12");
    }

    @Test
    void itLeavesAsLocalAndItsCallsSayTheCure() {
        CollectiveCall call = script.submit(call(CollectiveKind.BARRIER));
        script.step(new Event.OwnFault(script.endpoint, WHY));
        assertThat(script.out.commands(Leave.class)).containsExactly(new Leave(Cause.LOCAL, WHY, Content.NONE));
        Failure failure = call.completion().failure();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.LIMIT);
        assertThat(failure.detail()).startsWith("free space in /spool").doesNotContain("master");
        assertThat(script.out.notices()).hasOnlyElementsOfType(Notice.OwnFault.class);
    }

    @Test
    void d1_aPartThatCannotBeReadBackMakesItLeaveAtOnce() {
        Payload part = mock();
        when(part.length()).thenReturn(5L);
        when(part.slice(0, 5)).thenThrow(new UncheckedIOException(new IOException("Input/output error")));
        script.submit(call(CollectiveKind.DISTRIBUTE));
        script.receive(new Part(0, 0, new Content(Content.Kind.VALUE, 1, part.length())), part);
        script.compute();
        assertThat(script.out.commands(Held.class)).isEmpty();
        assertThat(script.out.commands(Leave.class))
                .singleElement()
                .satisfies(leave -> assertThat(leave.cause()).isEqualTo(Cause.LOCAL))
                .satisfies(leave -> assertThat(leave.detail()).contains("look after the disk", "Input/output error"));
    }

    @Test
    void aFaultOfAnEarlierConnectionChangesNothing() {
        script.step(new Event.OwnFault(script.endpoint + 7, WHY));
        assertThat(script.out.commands(Leave.class)).isEmpty();
    }
}
