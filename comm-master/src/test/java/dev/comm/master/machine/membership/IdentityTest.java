package dev.comm.master.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.WorkCommand.Progress;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.ResultAck;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.ValueForms;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.Script;
import dev.comm.master.machine.admission.FrameRules;
import dev.comm.master.machine.work.RequestCall;
import dev.comm.master.machine.work.RequestEnd;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEC-07: the handshake determines the identity of a node, and later frames cannot change it. */
class IdentityTest {
    private static final Set<String> NAMES = Set.of("from", "fromIncarnation", "rank", "incarnation", "node", "member");

    @Test
    void sec07_onlyMessagesNameTheirSender() {
        Stream<String> named = Arrays.stream(FrameType.values())
                .filter(type -> FrameRules.allows(Node.State.MEMBER, type))
                .flatMap(type -> Arrays.stream(type.command().getRecordComponents())
                        .filter(field -> NAMES.contains(field.getName()))
                        .map(field -> type + "." + field.getName()));
        assertThat(named)
                .as("a new field that names its sender has to be compared with the connection, and tested here")
                .containsExactly("MESSAGE.from", "MESSAGE.fromIncarnation");
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "0, 0", "77, 0", "-1, 0", "1, 1", "1, -1"})
    void sec07_aMessageInAnotherNameEndsItsSender(int from, long incarnationMore) {
        Script script = Script.running(3);
        Script.Peer liar = script.rank(1);
        Script.Peer other = script.rank(2);
        Value value = Script.value("not of me");
        long incarnation = (from == 2 ? other : liar).incarnation() + incarnationMore;
        liar.says(new Message(0, 0, from, incarnation, 2, other.incarnation(), value.content()), value.payload());
        assertThat(liar.got(Fenced.class)).hasSize(1);
        assertThat(liar.isFinished()).isTrue();
        assertThat(other.got(Message.class)).isEmpty();
        assertThat(other.isFinished()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"DONE", "FAILED", "RETURNED", "CANCELLED", "UNKNOWN"})
    void sec07_nobodyAnswersARequestThatAnotherNodeGot(Status status) {
        Script script = Script.running(3);
        Script.Peer asked = script.rank(1);
        Script.Peer other = script.rank(2);
        asked.says(new Serving(true, List.of("work")));
        other.says(new Serving(true, List.of("work")));
        Value input = Script.value("input");
        Call<List<RequestEnd>> call =
                script.submit(RequestCall.to(1, asked.incarnation(), "work", input, 10 * Script.SECOND));
        Request request = asked.got(Request.class).get(0);
        Value value = Script.value("forged");
        boolean carries = status == Status.DONE;
        Command forged = new Result(request.id(), request.attempt(), status, carries ? value.content() : Content.NONE);
        other.says(forged, carries ? value.payload() : null);
        other.says(new Progress(request.id(), request.attempt(), 1));
        assertThat(call.completion().isDone()).isFalse();
        assertThat(other.got(ResultAck.class)).hasSize(1);
        asked.says(forged, carries ? Script.value("forged").payload() : null);
        if (status != Status.RETURNED) {
            assertThat(call.completion().isDone()).isTrue();
        }
    }

    /** SEC-12: refuses serialized values of a peer that agreed to no serializer in the handshake. */
    @Test
    void sec12_whoAgreedToNoSerializerSendsNothingOfOne() {
        Script script = new Script(TeamKind.SPMD, builder -> builder.size(2));
        Script.Peer raw = script.open();
        raw.says(Hello.of(1, raw.incarnation(), Bytes.of(new byte[32]), List.of()));
        raw.says(new Proof(Bytes.EMPTY));
        raw.says(script.registration(Bytes.EMPTY));
        raw.beats();
        raw.gives(0, CollectiveKind.COLLECT, "raw bytes are fine");
        assertThat(raw.got(Fenced.class)).isEmpty();
        Content foreign = new Content(Content.Kind.VALUE, ValueForms.SERIALIZED, 3);
        raw.says(Script.arrival(1, CollectiveKind.COLLECT, foreign), Payload.of(new byte[3]));
        assertThat(raw.got(Fenced.class)).hasSize(1);
        assertThat(script.log()).anyMatch(line -> line.contains("without an agreed serializer"));
    }

    @Test
    void sec07_nobodyBecomesSomebodyElseAfterTheHandshake() {
        for (FrameType type : List.of(FrameType.HELLO, FrameType.PROOF, FrameType.JOIN)) {
            Script script = Script.running(3);
            Command second = switch (type) {
                case HELLO -> script.hello(2, 99);
                case PROOF -> new Proof(Bytes.EMPTY);
                default -> script.registration();
            };
            script.rank(1).says(second);
            assertThat(script.rank(1).got(Fenced.class)).hasSize(1);
            assertThat(script.rank(2).isFinished()).isFalse();
        }
    }
}
