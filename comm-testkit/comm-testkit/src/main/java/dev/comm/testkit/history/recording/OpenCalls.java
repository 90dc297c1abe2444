package dev.comm.testkit.history.recording;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.message.ReceiveAnyCall;
import dev.comm.testkit.history.Occurrence;
import java.util.IdentityHashMap;
import java.util.Map;

/** The calls of one program that are no collectives, from their beginning to their end. */
final class OpenCalls {
    private static final long UNBOUNDED = -1;

    private final Recorder recorder;
    private final int process;
    private final Map<Call<?>, Long> open = new IdentityHashMap<>();
    private long last;

    OpenCalls(Recorder recorder, int process) {
        this.recorder = recorder;
        this.process = process;
    }

    /** Records the beginning of a call. */
    void begins(Call<?> call) {
        if (call instanceof SendCall send) {
            begin(call, send.timeoutNanos() == Nanos.NEVER ? UNBOUNDED : send.timeoutNanos());
        } else if (call instanceof JoinCall) {
            begin(call, UNBOUNDED);
        } else if (call instanceof ReceiveCall receive) {
            begin(call, receive.timeoutNanos());
        } else if (call instanceof ReceiveAnyCall any) {
            begin(call, any.timeoutNanos());
        } else if (call instanceof LeaveCall leave) {
            begin(call, leave.timeoutNanos());
        }
    }

    private void begin(Call<?> call, long timeoutNanos) {
        open.put(call, ++last);
        String what = call.getClass().getSimpleName();
        recorder.add(new Occurrence.Began(recorder.now(), process, last, what, timeoutNanos));
    }

    /** Records the end of a call of any kind. The failure is null if the call has a result. */
    void ends(Call<?> call, Failure failure) {
        Long number = open.remove(call);
        if (number != null) {
            Failure.Kind kind = failure == null ? null : failure.kind();
            recorder.add(new Occurrence.Over(recorder.now(), process, number, kind));
        }
        if (call.completion().isDone()) {
            String kind = call instanceof CollectiveCall collective ? " " + collective.kind() : "";
            recorder.add(new Occurrence.EndedTwice(
                    recorder.now(), process, call.getClass().getSimpleName() + kind));
        }
    }
}
