package dev.comm.core.communicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Member;
import dev.comm.api.View;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Value;
import dev.comm.core.value.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Saying goodbye. */
class LeaveTest {
    private final List<String> happened = new ArrayList<>();

    @Test
    void anInterruptedThreadSaysGoodbyeTooAndKeepsItsFlag() {
        DriverCommunicator comm = communicator();
        Thread.currentThread().interrupt();
        comm.leave();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(happened).containsExactly("LeaveCall", "awaited", "closed");
    }

    @Test
    void leavingTwiceSaysGoodbyeOnce() {
        DriverCommunicator comm = communicator();
        comm.leave();
        comm.close();
        assertThat(happened).containsExactly("LeaveCall", "awaited", "closed");
    }

    private DriverCommunicator communicator() {
        CommConfig config = CommConfig.builder().build();
        LocalMembership membership = new LocalMembership();
        TreeMap<Integer, Member> members = new TreeMap<>();
        members.put(1, new Member(1, 7, "here", null));
        membership.onJoined(new JoinCall.Joined(1, 2, new View(1, 1, members), Value.NONE));
        return DriverCommunicator.ofAll(
                new MembershipSession(new Stub(), new ValueCodec(config), membership, config, Runnable::run));
    }

    /** Ends every call at once, unless the thread is interrupted. */
    private final class Stub implements MachineDriver {
        @Override
        public <R> Completion<R> submit(Call<R> call) {
            happened.add(call instanceof LeaveCall ? "LeaveCall" : call.toString());
            call.completion().complete(null);
            return call.completion();
        }

        @Override
        public void ensureMayWait() {}

        @Override
        public boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            happened.add("awaited");
            return true;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void close() {
            happened.add("closed");
        }
    }
}
