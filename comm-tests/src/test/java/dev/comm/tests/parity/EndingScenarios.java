package dev.comm.tests.parity;

import java.util.List;

/** Scenarios of the ends of connections between two transports. */
final class EndingScenarios {
    private static final int MUCH = 4 << 20;

    static final List<Scenario> ALL = List.of(
            paired("finish with nothing to say", p -> {
                p.right.transport.finish(p.near);
                p.awaitBothEnds();
            }),
            paired("finish with much to say", p -> {
                p.right.send(p.near, 'f', MUCH);
                p.right.transport.finish(p.near);
                p.awaitBothEnds();
            }),
            paired("finish behind a full window, then a reader", p -> {
                p.left.asleep = true;
                long sent = p.right.fill(p.near);
                p.right.transport.finish(p.near);
                p.poll();
                p.note("ended early", p.right.hasEnded(p.near));
                p.left.asleep = false;
                p.countsDiffer();
                p.awaitBothEnds();
                p.note("all", p.left.receivedBytes == sent);
            }),
            paired("finish, and send after", p -> {
                p.right.send(p.near, "last");
                p.right.transport.finish(p.near);
                p.right.send(p.near, "too late");
                p.right.control(p.near, "too late");
                p.right.transport.finish(p.near);
                p.awaitBothEnds();
            }),
            paired("finish while the other one talks", p -> {
                p.left.send(p.far, 'x', 200_000);
                p.right.send(p.near, "rejected");
                p.right.transport.finish(p.near);
                p.awaitBothEnds();
            }),
            paired("finish while the other one has more than fits", p -> {
                p.right.asleep = true;
                p.left.fill(p.far);
                p.right.send(p.near, "rejected");
                p.right.transport.finish(p.near);
                p.right.asleep = false;
                p.awaitBothEnds();
                p.note("queued there", p.left.queued(p.far));
            }),
            paired("finish, and the other one writes before it looks", p -> {
                p.left.asleep = true;
                p.right.send(p.near, "bye");
                p.right.transport.finish(p.near);
                p.poll();
                p.left.send(p.far, "what?");
                p.left.asleep = false;
                p.awaitBothEnds();
            }),
            paired("both finish", p -> {
                p.right.transport.finish(p.near);
                p.left.transport.finish(p.far);
                p.awaitBothEnds();
            }),
            paired("both finish after much", p -> {
                p.right.send(p.near, 'r', MUCH);
                p.left.send(p.far, 'l', MUCH);
                p.right.transport.finish(p.near);
                p.left.transport.finish(p.far);
                p.awaitBothEnds();
                p.note("reported here", p.right.receivedBytes);
                p.note("reported there", p.left.receivedBytes);
            }),
            paired("finish, then abort", p -> {
                p.left.asleep = true;
                p.right.fill(p.near);
                p.right.transport.finish(p.near);
                p.right.transport.abort(p.near);
                p.left.asleep = false;
                p.countsDiffer();
                p.awaitBothEnds();
            }),
            paired("finish within a report", p -> {
                p.left.whenReceived = endpoint -> p.left.transport.finish(endpoint);
                p.right.send(p.near, "enough");
                p.awaitBothEnds();
            }),
            paired("finish on opening and on bytes", p -> {
                p.right.whenReceived = endpoint -> p.right.transport.finish(endpoint);
                p.left.send(p.far, "go");
                p.awaitBothEnds();
            }),
            paired("abort", p -> {
                p.right.transport.abort(p.near);
                p.note("told at once", p.right.hasEnded(p.near));
                p.awaitBothEnds();
            }),
            paired("abort with much to say", p -> {
                p.left.asleep = true;
                p.right.fill(p.near);
                p.right.transport.abort(p.near);
                p.note("queued", p.right.queued(p.near));
                p.left.asleep = false;
                p.countsDiffer();
                p.awaitBothEnds();
            }),
            paired("abort after a word that was heard", p -> {
                p.right.send(p.near, "word");
                p.await(() -> p.left.receivedBytes == 4);
                p.right.transport.abort(p.near);
                p.awaitBothEnds();
            }),
            paired("abort twice, and finish", p -> {
                p.right.transport.abort(p.near);
                p.right.transport.abort(p.near);
                p.right.transport.finish(p.near);
                p.awaitBothEnds();
                p.note("reports", p.right.poll());
            }),
            paired("both abort", p -> {
                p.right.transport.abort(p.near);
                p.left.transport.abort(p.far);
                p.awaitBothEnds();
            }),
            paired("one aborts, the other finishes", p -> {
                p.right.transport.abort(p.near);
                p.left.transport.finish(p.far);
                p.awaitBothEnds();
            }),
            paired("abort within a report", p -> {
                p.left.whenReceived = endpoint -> p.left.transport.abort(endpoint);
                p.right.send(p.near, "enough");
                p.awaitBothEnds();
            }),
            paired("send to one that is gone", p -> {
                p.right.transport.abort(p.near);
                p.awaitBothEnds();
                p.right.send(p.near, "hello?");
                p.left.send(p.far, "hello?");
                p.note("queued", p.right.queued(p.near) + p.left.queued(p.far));
                p.note("reports", p.poll());
            }),
            paired("one of two ends", p -> {
                int other = p.right.connect(p.door);
                p.await(() -> p.left.accepted.size() == 2 && p.right.opened.contains(other));
                p.right.transport.abort(p.near);
                p.right.send(other, "fine");
                p.await(() -> p.left.hasEnded(p.far) && p.left.receivedBytes == 4);
            }),
            paired("close with nothing to say", p -> {
                p.right.transport.close();
                p.awaitEnd();
                p.note("reports", p.right.poll());
            }),
            paired("close after a word that is under way", p -> {
                p.right.send(p.near, "word");
                p.right.transport.close();
                p.awaitEnd();
            }),
            paired("close with much to say", p -> {
                p.left.asleep = true;
                long sent = p.right.fill(p.near);
                p.right.transport.close();
                p.left.asleep = false;
                p.countsDiffer();
                p.awaitEnd();
                p.note("all", p.left.receivedBytes == sent);
            }),
            paired("close with three connections", p -> {
                p.right.connect(p.door);
                p.right.connect(p.door);
                p.await(() -> p.left.accepted.size() == 3 && p.right.opened.size() == 3);
                p.right.transport.close();
                p.await(() -> p.left.ends.size() == 3);
            }));

    private EndingScenarios() {}

    private static Scenario paired(String name, Scenario.Script script) {
        return new Scenario(name, p -> {
            p.pair();
            script.on(p);
        });
    }
}
