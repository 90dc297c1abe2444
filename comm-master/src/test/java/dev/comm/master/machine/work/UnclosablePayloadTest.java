package dev.comm.master.machine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.DecisionAck;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.testing.Effect;
import dev.comm.master.machine.Parts;
import dev.comm.master.machine.Script;
import dev.comm.master.machine.membership.RegistryCall;
import dev.comm.master.machine.message.MessagesTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The master closes no file within a step. A payload that cannot be closed ends neither a connection nor the run. */
class UnclosablePayloadTest {
    private static final int MESSAGES = 2;
    private static final Content FAILED = new Content(Content.Kind.FAILED, 0, 0);

    /** A situation in which the master frees a payload of a node. */
    private enum Place {
        OF_A_STRANGER((script, payload) -> {
            Script.Peer gone = script.rank(2);
            gone.dies();
            gone.says(Script.arrival(0, CollectiveKind.COLLECT, Parts.EMPTY), payload);
        }),
        OF_A_FRAME_OUT_OF_PLACE((script, payload) -> script.rank(2).says(new Part(0, 0, Parts.EMPTY), payload)),
        OF_A_FRAME_THAT_ANNOUNCED_NONE((script, payload) ->
                script.rank(2).says(Script.arrival(0, CollectiveKind.COLLECT, Content.NONE), payload)),
        OF_A_LEAVE((script, payload) -> script.rank(2).says(new Leave(Cause.FAILED, "", FAILED), payload)),
        OF_A_FORGED_MESSAGE(
                (script, payload) -> script.rank(2).says(note(script.rank(1), 0, Script.MASTER_INCARNATION), payload)),
        OF_A_MESSAGE_FOR_AN_EARLIER_MASTER((script, payload) ->
                script.rank(2).says(note(script.rank(2), 0, Script.MASTER_INCARNATION - 1), payload)),
        OF_A_MESSAGE_WITHOUT_CREDIT((script, payload) -> {
            for (int used = 0; used < MessageCommand.UNASKED_BYTES; used += MessageCommand.MESSAGE_BYTES) {
                Message message = note(script.rank(2), 0, Script.MASTER_INCARNATION);
                script.rank(2).says(message, Script.value("").payload());
            }
            script.rank(2).says(note(script.rank(2), 0, Script.MASTER_INCARNATION), payload);
        }),
        OF_A_MESSAGE_FOR_AN_EARLIER_LIFE(
                (script, payload) -> script.rank(2).says(note(script.rank(2), 1, 999), payload)),
        OF_A_MESSAGE_THAT_IS_THROUGH((script, payload) -> {
            script.rank(2).says(note(script.rank(2), 1, script.rank(1).incarnation()), payload);
            Object token = script.recorder.all(Effect.Sent.class).stream()
                    .filter(each -> each.payload() == payload)
                    .findFirst()
                    .orElseThrow()
                    .token();
            script.step(new Event.Sent(script.rank(1).endpoint(), token));
        }),
        OF_A_MESSAGE_FOR_ONE_THAT_GOES((script, payload) -> {
            script.rank(1).says(note(script.rank(1), 2, script.rank(2).incarnation()), payload);
            script.rank(2).dies();
        }),
        OF_A_REPEATED_ARRIVAL((script, payload) -> {
            script.rank(1).gives(0, CollectiveKind.COLLECT, "x");
            script.rank(1).says(Script.arrival(0, CollectiveKind.COLLECT, Parts.EMPTY), payload);
        }),
        OF_A_LATE_ARRIVAL((script, payload) -> {
            script.call(CollectiveKind.COLLECT, Script.SECOND, Script.value("y"));
            script.rank(2).gives(0, CollectiveKind.COLLECT, "x");
            script.afterWithLife(2 * Script.SECOND, script.rank(1), script.rank(2));
            script.rank(1).says(Script.arrival(0, CollectiveKind.COLLECT, Parts.EMPTY), payload);
        }),
        OF_A_CONTRIBUTOR_THAT_GOES((script, payload) -> {
            script.rank(2).says(Script.arrival(0, CollectiveKind.COLLECT, Parts.EMPTY), payload);
            script.rank(2).dies();
        }),
        OF_A_CONTRIBUTION_THAT_WAS_COMBINED((script, payload) -> {
            script.rank(2).says(Script.arrival(0, CollectiveKind.REDUCE, Parts.EMPTY), payload);
            script.rank(1).gives(0, CollectiveKind.REDUCE, "x");
            script.call(CollectiveKind.REDUCE, Script.value("y"));
            script.compute();
        }),
        OF_A_DECISION_THAT_ALL_HAVE((script, payload) -> {
            script.rank(2).says(Script.arrival(0, CollectiveKind.ALL_GATHER, Parts.EMPTY), payload);
            script.rank(1).gives(0, CollectiveKind.ALL_GATHER, "x");
            CollectiveCall call = script.call(CollectiveKind.ALL_GATHER, Script.value("y"));
            // Rank 0 closes its handle first, so that the handle of the master is the last.
            call.completion()
                    .result()
                    .contributions()
                    .forEach(each -> each.value().payload().close());
            script.rank(1).says(new DecisionAck(0, 0));
            script.rank(2).says(new DecisionAck(0, 0));
        }),
        OF_AN_ALL_TO_ALL_THAT_ALL_HAVE((script, payload) -> {
            script.rank(2)
                    .says(
                            Script.arrival(0, CollectiveKind.ALL_TO_ALL, Parts.EMPTY)
                                    .withParts(List.of(Content.NULL, Parts.EMPTY)),
                            payload);
            script.rank(1).arrives(0, CollectiveKind.ALL_TO_ALL);
            script.call(CollectiveKind.ALL_TO_ALL);
            script.rank(1).says(new DecisionAck(0, 0));
            script.rank(2).says(new DecisionAck(0, 0));
        }),
        OF_A_LATE_REPLY((script, payload) -> {
            script.submit(RequestCall.toAll("work", Script.value("x"), Script.SECOND));
            Request request = served(script);
            script.afterWithLife(2 * Script.SECOND, script.rank(1), script.rank(2));
            script.rank(2).says(new Result(request.id(), request.attempt(), Status.DONE, Parts.EMPTY), payload);
        }),
        OF_A_RESULT_THAT_NOBODY_WAITS_FOR((script, payload) ->
                script.rank(2).says(new Result(MasterWork.id(9, 0), 1, Status.DONE, Parts.EMPTY), payload)),
        OF_A_FAILURE_THAT_IS_TRIED_AGAIN((script, payload) -> {
            batch(script);
            Request task = served(script);
            script.rank(2).says(new Result(task.id(), task.attempt(), Status.FAILED, FAILED), payload);
        }),
        OF_A_BATCH_THAT_IS_FORGOTTEN((script, payload) -> {
            int batch = batch(script);
            Request task = served(script);
            script.rank(2).says(new Result(task.id(), task.attempt(), Status.DONE, Parts.EMPTY), payload);
            script.submit(new CancelCall(batch, true));
        });

        private final BiConsumer<Script, Payload> act;

        Place(BiConsumer<Script, Payload> act) {
            this.act = act;
        }
    }

    @ParameterizedTest
    @EnumSource
    void b10_aPayloadThatCannotBeClosedEndsNothing(Place place) {
        Script script = Script.running(3, settings -> settings.limits(MessagesTest.room(MESSAGES, 1 << 20)));
        Payload payload = mock();
        doThrow(new UncheckedIOException(new IOException("no disk")))
                .when(payload)
                .close();

        place.act.accept(script, payload);
        verify(payload, never().description("within a step")).close();
        script.compute();

        verify(payload).close();
        assertThat(script.log()).anyMatch(line -> line.contains("could not be closed") && line.contains("no disk"));
        assertThat(script.submit(new RegistryCall()).completion().result().entries())
                .as("the role continues")
                .containsKey(1);
    }

    private static Message note(Script.Peer from, int to, long toIncarnation) {
        return new Message(0, 4, from.rank(), from.incarnation(), to, toIncarnation, Parts.EMPTY);
    }

    /** Starts a batch of one task that may be repeated. */
    private static int batch(Script script) {
        BatchSpec spec = new BatchSpec("work", 1, -1, -1, 0, 3, 1, -1, "", -1, 0);
        int batch = script.submit(new SubmitCall(spec)).completion().result().batch();
        script.submit(new OfferCall(batch, List.of(Script.value("x"))));
        return batch;
    }

    /** Lets rank 2 begin to serve and returns the first request to it. */
    private static Request served(Script script) {
        script.rank(2).says(new Serving(true, List.of("work")));
        return script.rank(2).got(Request.class).get(0);
    }
}
