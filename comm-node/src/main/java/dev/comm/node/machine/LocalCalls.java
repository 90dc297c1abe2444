package dev.comm.node.machine;

import dev.comm.api.work.ExitReason;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.JoinCall.Joined;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.ReleaseCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.WithdrawCall;
import dev.comm.core.machine.message.ProceedCall;
import dev.comm.core.machine.message.ReceiveAnyCall;
import dev.comm.node.machine.collective.Collectives;
import dev.comm.node.machine.membership.AwaitEndCall;
import dev.comm.node.machine.membership.NodeStep;
import dev.comm.node.machine.message.Messages;
import dev.comm.node.machine.work.AnswerRequestCall;
import dev.comm.node.machine.work.OverrunCall;
import dev.comm.node.machine.work.ProgressCall;
import dev.comm.node.machine.work.RequestTracker;
import dev.comm.node.machine.work.ServeCall;
import dev.comm.node.machine.work.TakeRequestCall;
import dev.comm.node.machine.work.TakeRequestCall.Taken;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of the local program. This part passes each call to the part that handles it, and ends all calls when the
 * membership ends.
 */
final class LocalCalls {
    private static final Failure TOO_EARLY =
            new Failure(Failure.Kind.ILLEGAL_STATE, "wait for the join first: this process is not a member yet");

    private final Collectives collectives;
    private final Messages messages;
    private final RequestTracker work;
    private final List<JoinCall> joins = new ArrayList<>();
    private final List<AwaitEndCall> watchers = new ArrayList<>();
    private Joined joined;
    private Failure refusal;
    private Failure collectiveRefusal;
    private ExitReason end;
    private long progress;

    LocalCalls(Collectives collectives, Messages messages, RequestTracker work) {
        this.collectives = collectives;
        this.messages = messages;
        this.work = work;
    }

    Collectives collectives() {
        return collectives;
    }

    RequestTracker work() {
        return work;
    }

    /** Returns the number of the program's calls. The master uses it to detect a stuck program in a living process. */
    long progress() {
        return progress;
    }

    void submit(Call<?> call, boolean isMember, NodeStep step) {
        progress++;
        if (call instanceof JoinCall join) {
            join(join, step);
        } else if (call instanceof AwaitEndCall watcher) {
            watch(watcher, step);
        } else if (!isMember && end == null) {
            step.out().fail(call, TOO_EARLY);
        } else if (!submitWork(call, step)) {
            submitMessage(call, step);
        }
    }

    private boolean submitWork(Call<?> call, NodeStep step) {
        if (call instanceof TakeRequestCall take) {
            take(take, step);
        } else if (call instanceof AnswerRequestCall answer) {
            work.answer(answer, step);
        } else if (call instanceof ProgressCall progress) {
            work.progress(progress, step);
        } else if (call instanceof OverrunCall overrun) {
            work.watch(overrun, step);
        } else if (call instanceof ServeCall serve) {
            work.serve(serve, step);
        } else {
            return false;
        }
        return true;
    }

    private void take(TakeRequestCall call, NodeStep step) {
        if (end == null) {
            work.take(call, step);
        } else {
            step.out().complete(call, new Taken(null, end));
        }
    }

    private void watch(AwaitEndCall call, NodeStep step) {
        if (end == null) {
            watchers.add(call);
        } else {
            step.out().complete(call, end);
        }
    }

    private void submitMessage(Call<?> call, NodeStep step) {
        Failure refused = call instanceof CollectiveCall && refusal == null ? collectiveRefusal : refusal;
        if (refused != null) {
            step.out().fail(call, refused);
        } else if (call instanceof CollectiveCall collective) {
            collectives.enter(collective, step);
        } else if (call instanceof ReleaseCall release) {
            messages.forget(release.communicator(), step);
            collectives.release(release.communicator(), step);
            step.out().complete(release, null);
        } else if (call instanceof WithdrawCall withdraw) {
            messages.withdraw(withdraw.withdrawn(), step);
            step.out().complete(withdraw, null);
        } else if (call instanceof SendCall send) {
            messages.send(send, step);
        } else if (call instanceof ReceiveCall receive) {
            messages.receive(receive, step);
        } else if (call instanceof ReceiveAnyCall any) {
            messages.receive(any, step);
        } else if (call instanceof ProceedCall proceed) {
            messages.proceed(proceed.receive(), step);
            step.out().complete(proceed, null);
        } else {
            step.out()
                    .fail(
                            call,
                            new Failure(
                                    Failure.Kind.ILLEGAL_STATE,
                                    "a node does not support " + call.getClass().getSimpleName()));
        }
    }

    private void join(JoinCall call, NodeStep step) {
        if (refusal != null) {
            step.out().fail(call, refusal);
        } else if (joined != null) {
            step.out().complete(call, joined);
        } else {
            joins.add(call);
        }
    }

    /** Completes the join, because the node is a member. */
    void joined(Joined member, NodeStep step) {
        joined = member;
        joins.forEach(call -> step.out().complete(call, member));
        joins.clear();
    }

    /** Rejects new collectives from now on, but not messages. */
    void refuseCollectives(Failure failure) {
        collectiveRefusal = failure;
    }

    /** Rejects new collectives and messages from now on. */
    void refuse(Failure failure) {
        if (refusal == null) {
            refusal = failure;
        }
    }

    /** Ends all calls at the end of the membership. */
    void end(Failure failure, ExitReason reason, NodeStep step) {
        refusal = failure;
        end = reason;
        joins.forEach(call -> step.out().fail(call, failure));
        joins.clear();
        collectives.end(failure, step);
        messages.end(failure, step);
        work.end(reason, step);
        watchers.forEach(call -> step.out().complete(call, reason));
        watchers.clear();
    }
}
