package dev.comm.master.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveCommand.Part;
import dev.comm.api.protocol.CollectiveCommand.Slot;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.ValueForms;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Effect;
import dev.comm.core.value.Checksums;
import dev.comm.core.value.ValueCodec;
import dev.comm.master.machine.membership.TeamKind;
import dev.comm.master.machine.work.OfferCall;
import dev.comm.master.machine.work.RequestCall;
import dev.comm.master.machine.work.SubmitCall;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that offered no serializer receives no serialized value. The master replaces the value by an error. */
class PlainNodeTest {
    private static final String SENTENCE = "it offered no serializer";

    @Test
    void aPartIsAnErrorForThisRankAlone() {
        Script script = team();
        script.call(CollectiveKind.DISTRIBUTE, serialized("state"));
        script.compute();
        Script.Peer plain = script.rank(1);
        Script.Peer other = script.rank(2);
        assertFailed(sent(plain, Part.class));
        assertThat(other.got(Part.class))
                .extracting(Part::content)
                .containsExactly(serialized("state").content());
        for (Script.Peer peer : List.of(plain, other)) {
            Payload part = sent(peer, Part.class).payload();
            peer.says(new Held(0, 0, part.length(), Checksums.crc32c(part)));
            peer.arrives(0, CollectiveKind.DISTRIBUTE);
        }
        assertThat(plain.got(Fenced.class)).isEmpty();
        assertThat(plain.decision(0).outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(plain.decision(0)).isEqualTo(other.decision(0));
    }

    @Test
    void aSlotOfADecisionIsAnErrorForThisRankAlone() {
        Script script = team();
        script.call(CollectiveKind.ALL_GATHER, Script.value("zero"));
        Value two = serialized("two");
        script.rank(2).says(Script.arrival(0, CollectiveKind.ALL_GATHER, two.content()), two.payload());
        script.rank(1).gives(0, CollectiveKind.ALL_GATHER, "one");
        assertThat(script.rank(2).decision(0).slots()).extracting(Slot::content).contains(two.content());
        Effect.Sent decision = sent(script.rank(1), Decision.class);
        List<Slot> slots = ((Decision) decision.command()).slots();
        assertThat(slots).extracting(Slot::rank).containsExactly(0, 1, 2);
        assertThat(slots)
                .extracting(slot -> slot.content().kind())
                .containsExactly(Content.Kind.VALUE, Content.Kind.VALUE, Content.Kind.FAILED);
        assertThat(Script.text(decision.payload())).startsWith("zeroone").contains(SENTENCE);
        assertThat(decision.command().content().length())
                .isEqualTo(decision.payload().length());
    }

    @Test
    void aValueOfAnAllToAllIsAnErrorForThisRankAlone() {
        Script script = team();
        script.call(CollectiveKind.ALL_TO_ALL, Script.value("zero"), serialized("one"), serialized("two"));
        script.rank(2).arrives(0, CollectiveKind.ALL_TO_ALL);
        script.rank(1).arrives(0, CollectiveKind.ALL_TO_ALL);
        assertThat(script.rank(2).decision(0).slots())
                .extracting(Slot::content)
                .containsExactly(serialized("two").content(), Content.NULL, Content.NULL);
        Effect.Sent decision = sent(script.rank(1), Decision.class);
        assertThat(((Decision) decision.command()).slots())
                .extracting(slot -> slot.content().kind())
                .containsExactly(Content.Kind.FAILED, Content.Kind.NULL, Content.Kind.NULL);
        assertThat(Script.text(decision.payload())).contains(SENTENCE);
    }

    @Test
    void aSerializedValueForASingleRankEndsANodeWithoutASerializer() {
        Script script = team();
        Value one = serialized("one");
        Content raw = new Content(Content.Kind.VALUE, 0, one.content().length());
        script.rank(1)
                .says(
                        Script.arrival(0, CollectiveKind.ALL_TO_ALL, raw).withParts(List.of(one.content())),
                        one.payload());
        assertThat(script.rank(1).got(Fenced.class)).hasSize(1);
    }

    @Test
    void aMessageIsAnErrorForThisRankAlone() {
        Script script = team();
        script.submit(new SendCall(0, 1, 7, serialized("of rank 0")));
        assertFailed(sent(script.rank(1), Message.class));
        Value value = serialized("of rank 2");
        Payload payload = mock(Payload.class, delegatesTo(value.payload()));
        script.rank(2)
                .says(
                        new Message(
                                0,
                                7,
                                2,
                                script.rank(2).incarnation(),
                                1,
                                script.rank(1).incarnation(),
                                value.content()),
                        payload);
        assertFailed(sent(script.rank(1), Message.class));
        verify(payload).close();
    }

    @Test
    void aRequestAndATaskGiveItAnErrorThatItAnswers() {
        Script script = Script.serving(settings -> settings);
        Script.Peer plain = join(script, 1);
        plain.says(new Serving(true, List.of("work")));
        script.submit(RequestCall.toAll("work", serialized("asked"), Script.SECOND));
        assertFailed(sent(plain, Request.class));
        Call<SubmitCall.Submitted> batch = script.submit(new SubmitCall(WorkScript.spec(1)));
        int number = batch.completion().result().batch();
        script.submit(new OfferCall(number, List.of(serialized("task"))));
        assertThat(plain.got(Request.class)).hasSize(2);
        assertFailed(sent(plain, Request.class));
    }

    private static void assertFailed(Effect.Sent sent) {
        assertThat(sent.command().content().kind()).isEqualTo(Content.Kind.FAILED);
        assertThat(sent.command().content().length()).isEqualTo(sent.payload().length());
        assertThat(ValueCodec.error(new Value(sent.command().content(), sent.payload())))
                .contains(SENTENCE);
    }

    /** Returns the last command of a type to a peer. */
    private static Effect.Sent sent(Script.Peer peer, Class<? extends Command> type) {
        List<Effect.Sent> all = peer.script().recorder.all(Effect.Sent.class).stream()
                .filter(each -> each.endpoint() == peer.endpoint() && type.isInstance(each.command()))
                .toList();
        assertThat(all).isNotEmpty();
        return all.get(all.size() - 1);
    }

    private static Value serialized(String text) {
        Value value = Script.value(text);
        Content content = new Content(
                Content.Kind.VALUE, ValueForms.SERIALIZED, value.content().length());
        return new Value(content, value.payload());
    }

    /** Returns a team in which rank 1 has no serializer and rank 2 has one. */
    private static Script team() {
        Script script = new Script(TeamKind.SPMD, builder -> builder.size(3));
        join(script, 1);
        script.join(2);
        return script;
    }

    private static Script.Peer join(Script script, int rank) {
        Script.Peer raw = script.open();
        Script.Peer peer = new Script.Peer(script, raw.endpoint(), rank, raw.incarnation());
        peer.says(Hello.of(rank, peer.incarnation(), Bytes.of(new byte[32]), List.of()));
        peer.says(new Proof(Bytes.EMPTY));
        peer.says(script.registration(Bytes.EMPTY));
        peer.beats();
        script.peers.add(peer);
        return peer;
    }
}
