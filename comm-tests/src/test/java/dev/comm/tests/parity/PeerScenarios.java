package dev.comm.tests.parity;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Scenarios of a plain peer that ends its connection in different ways. */
final class PeerScenarios {
    static final List<Scenario> ALL = List.of(
            called("a peer that says nothing", p -> {
                for (int i = 0; i < 20; i++) {
                    p.note("reports", p.poll());
                    p.stage.rest();
                }
            }),
            called("a peer that is killed", p -> {
                p.peer.die();
                p.awaitEnd();
            }),
            called("a peer that is killed after its last word", p -> {
                p.peer.write(bytes("bye"));
                p.peer.die();
                p.awaitEnd();
            }),
            called("a peer that is killed with unread bytes", p -> {
                sendUnread(p, "unread");
                p.peer.die();
                p.awaitEnd();
            }),
            called("a peer that speaks and is killed with unread bytes", p -> {
                sendUnread(p, "unread");
                p.peer.write(bytes("bye"));
                p.await(() -> p.left.receivedBytes == 3);
                p.peer.die();
                p.awaitEnd();
            }),
            called("a peer that is killed behind a full window", p -> {
                p.left.fill(p.far);
                p.await(p.peer::hasUnread);
                p.peer.die();
                p.awaitEnd();
                p.note("queued", p.left.queued(p.far));
            }),
            called("a peer that is killed after it read all", p -> {
                p.left.send(p.far, "read");
                p.peerReads(4);
                p.peer.die();
                p.awaitEnd();
            }),
            called("a peer that is killed, and a word to it", p -> {
                p.peer.die();
                p.left.send(p.far, "hello?");
                p.awaitEnd();
            }),
            called("a peer that speaks, is killed, and a word to it", p -> {
                p.peer.write(bytes("bye"));
                p.peer.die();
                p.left.send(p.far, "hello?");
                p.awaitEnd();
            }),
            called("a peer that shuts its output", p -> {
                p.peer.write(bytes("nothing follows"));
                p.peer.shutOutput();
                p.awaitEnd();
                p.peerReadsToTheEnd();
            }),
            called("a peer that shuts its output hears what was said before", p -> {
                p.left.send(p.far, 'b', 3_000);
                p.peerReads(1);
                p.peer.shutOutput();
                p.awaitEnd();
                p.peerReadsToTheEnd();
            }),
            called("a peer that resets", p -> {
                p.peer.reset();
                p.awaitEnd();
            }),
            called("a peer that speaks and resets when it was heard", p -> {
                p.peer.write(bytes("bye"));
                p.await(() -> p.left.receivedBytes == 3);
                p.peer.reset();
                p.awaitEnd();
            }),
            called("a peer that resets behind a full window", p -> {
                p.left.fill(p.far);
                p.peer.reset();
                p.awaitEnd();
                p.note("queued", p.left.queued(p.far));
            }),
            called("a peer that resets, and words to it", p -> {
                p.peer.reset();
                for (int i = 0; i < 5; i++) {
                    p.left.send(p.far, "hello?");
                    p.note("told outside of a poll", p.left.hasEnded(p.far));
                }
                p.awaitEnd();
            }),
            called("a peer that resets while it is told goodbye", p -> {
                p.left.send(p.far, "goodbye");
                p.left.transport.finish(p.far);
                p.peer.reset();
                p.awaitEnd();
            }),
            called("a peer that stays when it is told goodbye", p -> {
                p.left.send(p.far, "goodbye");
                p.left.transport.finish(p.far);
                p.awaitEnd();
                p.peerReads(7);
            }),
            called("a peer that talks when it is told goodbye", p -> {
                p.left.send(p.far, "goodbye");
                p.left.transport.finish(p.far);
                byte[] chatter = new byte[64 << 10];
                p.await(() -> {
                    p.peer.write(chatter);
                    return p.left.hasEnded(p.far);
                });
                p.note("reported", p.left.receivedBytes);
            }),
            called("a peer that is killed when it is told goodbye", p -> {
                p.left.send(p.far, "goodbye");
                p.left.transport.finish(p.far);
                p.peerReads(7);
                p.peer.die();
                p.awaitEnd();
            }),
            called("a peer that hears goodbye and shuts its output", p -> {
                p.left.send(p.far, "goodbye");
                p.left.transport.finish(p.far);
                p.peer.shutOutput();
                p.awaitEnd();
                p.peerReadsToTheEnd();
            }),
            called("a peer that is hung up on", p -> {
                p.left.transport.abort(p.far);
                p.awaitEnd();
                p.peerReadsToTheEnd();
            }),
            called("a peer whose transport closes", p -> {
                p.left.send(p.far, "word");
                p.left.transport.close();
                p.left.asleep = true;
                p.peerReadsToTheEnd();
            }));

    private PeerScenarios() {}

    private static Scenario called(String name, Scenario.Script script) {
        return new Scenario(name, p -> {
            p.call();
            script.on(p);
        });
    }

    private static void sendUnread(Play p, String text) {
        p.left.send(p.far, text);
        p.await(p.peer::hasUnread);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
