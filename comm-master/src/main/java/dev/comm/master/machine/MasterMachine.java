package dev.comm.master.machine;

import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.DrainCall;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.PauseDetector;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.ReleaseCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WithdrawCall;
import dev.comm.core.machine.message.ProceedCall;
import dev.comm.core.machine.message.ReceiveAnyCall;
import dev.comm.master.machine.membership.AwaitCall;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.RegistryCall;
import dev.comm.master.machine.membership.RegistryReader;
import dev.comm.master.machine.membership.RemoveCall;
import dev.comm.master.machine.membership.ReportCall;
import dev.comm.master.machine.membership.ShutdownCall;

/**
 * The machine of the master: the coordinator of the run and the member of rank 0 in one process. The coordinator never
 * waits for the member.
 *
 * <p>The effects of one step have a fixed order. The direct effects of the event come first. One view change for all
 * departures follows, with FENCED for the departed nodes before VIEW_CHANGE and the local notice for the others. The
 * ends of messages, work and collectives that follow from the departures come last.
 */
public final class MasterMachine implements Machine {
    private final MasterParts parts;
    private final MasterStep step;
    private final PeerEvents peers;
    private final PauseDetector pauses;
    private long deadline = Long.MAX_VALUE;

    /**
     * Creates a machine that has not started yet.
     *
     * @param entropy source of nonces and jitter
     */
    public MasterMachine(MasterSettings settings, Entropy entropy) {
        this.parts = MasterParts.of(settings, entropy);
        this.step = parts.context().step();
        this.peers = new PeerEvents(parts);
        this.pauses = new PauseDetector(settings.heartbeatNanos());
    }

    @Override
    public void step(Event event, long nowNanos, Outbox out) {
        step.begin(nowNanos, out);
        noticePause(nowNanos);
        handle(event);
        parts.settle();
        deadline = parts.nextDeadlineNanos();
        pauses.expect(deadline);
    }

    @Override
    public boolean awaits(int endpoint, WorkCommand.Result result) {
        Node node = parts.roster().at(endpoint);
        return node != null && parts.work().awaits(node, result);
    }

    @Override
    public long nextDeadlineNanos() {
        return deadline;
    }

    /** Returns the number of stored entries about strangers, rejected peers and duplicates; 0 in an idle master. */
    public int remembered() {
        return parts.handshakes().remembered()
                + parts.context().rejections().remembered()
                + parts.collectives().duplicates();
    }

    /**
     * Detects that this process was stopped, or busy with the previous step. In both cases it received nothing, so the
     * time does not count as silence of the nodes (B14).
     */
    private void noticePause(long now) {
        long late = pauses.observe(now);
        if (late > 0) {
            step.paused(late);
            step.warn("this process was stopped or busy for " + late / 1_000_000
                    + " ms; no member is declared silent for that");
        }
    }

    private void handle(Event event) {
        if (event instanceof Event.Received received) {
            peers.received(received);
        } else if (event instanceof Event.Submitted submitted) {
            parts.context().signs().called();
            submitted(submitted.call());
        } else if (event instanceof Event.Deadline) {
            parts.onDeadline();
        } else if (event instanceof Event.Sent sent) {
            parts.work().onSent(sent.token());
            parts.messages().sent(sent.endpoint(), sent.token());
        } else if (event instanceof Event.Computed computed) {
            computed(computed);
        } else if (event instanceof Event.Started) {
            parts.context().history().started();
            parts.membership().lives(parts.context().settings().liveNanos());
            parts.start().begin();
        } else {
            connection(event);
        }
    }

    private void connection(Event event) {
        if (event instanceof Event.Opened opened) {
            peers.opened(opened);
        } else if (event instanceof Event.Closed closed) {
            peers.closed(closed);
        } else if (event instanceof Event.Heard heard) {
            peers.heard(heard.endpoint());
        } else if (event instanceof Event.Violated violated) {
            peers.violated(violated.endpoint(), violated.detail());
        } else if (event instanceof Event.OwnFault fault) {
            peers.unserved(fault.endpoint(), fault.detail());
        } else if (event instanceof Event.Stalled stalled) {
            peers.stalled(stalled.endpoint(), stalled.detail());
        }
    }

    private void computed(Event.Computed event) {
        if (!Value.takeFreed(event, step.out())) {
            parts.collectives().computed(event.token(), event.result(), event.error());
        }
    }

    private void submitted(Call<?> call) {
        if (call instanceof JoinCall join) {
            parts.start().join(join);
        } else if (call instanceof LeaveCall leave) {
            parts.ending().leave(leave);
        } else if (call instanceof DrainCall drain) {
            parts.drain().begin(drain);
        } else if (call instanceof RegistryCall registry) {
            step.out().answer(registry, () -> RegistryReader.read(parts.roster(), step.now()));
        } else if (call instanceof ReportCall report) {
            step.out().answer(report, parts::report);
        } else if (call instanceof LiveTimeCall life) {
            parts.membership().lives(life.restNanos());
            step.out().complete(life, null);
        } else if (parts.ending().hasBegun()) {
            step.out().fail(call, OrderlyEnd.closed());
        } else if (parts.drain().refuses(call)) {
            step.out().fail(call, parts.drain().refusal());
        } else if (call instanceof CollectiveCall collective) {
            parts.collectives().call(collective);
        } else if (call instanceof ReleaseCall release) {
            parts.messages().forget(release.communicator());
            parts.collectives().release(release.communicator());
            step.out().complete(release, null);
        } else if (call instanceof WithdrawCall withdraw) {
            // The leave does not wait for a send of rank 0, because its bytes are already queued for their receiver.
            parts.messages().withdraw(withdraw.withdrawn());
            step.out().complete(withdraw, null);
        } else if (call instanceof SendCall send) {
            parts.messages().send(send);
        } else if (call instanceof ReceiveCall receive) {
            parts.messages().receive(receive);
        } else if (call instanceof ReceiveAnyCall any) {
            parts.messages().receive(any);
        } else if (call instanceof ProceedCall proceed) {
            parts.messages().proceed(proceed.receive());
            step.out().complete(proceed, null);
        } else {
            operated(call);
        }
    }

    /** Handles the calls of a master of requests and tasks. */
    private void operated(Call<?> call) {
        if (call instanceof AwaitCall await) {
            parts.awaiting().await(await);
        } else if (call instanceof ShutdownCall shutdown) {
            parts.shutdown()
                    .begin(
                            shutdown.timeoutNanos(),
                            shutdown.reason(),
                            report -> step.out().complete(shutdown, report));
        } else if (call instanceof RemoveCall remove) {
            parts.removeAll();
            step.out().complete(remove, null);
        } else if (!parts.work().onSubmitted(call, step.now(), step.out())) {
            String detail = "the master does not know " + call.getClass().getSimpleName();
            step.out().fail(call, new Failure(Failure.Kind.ILLEGAL_STATE, detail));
        }
    }
}
