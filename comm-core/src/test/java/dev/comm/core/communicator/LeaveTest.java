package dev.comm.core.communicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.isA;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

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
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** A member that closes its communicator says goodbye once. */
class LeaveTest {
    private final MachineDriver driver = mock();

    @Test
    void anInterruptedThreadSaysGoodbyeTooAndKeepsItsFlag() throws InterruptedException {
        DriverCommunicator comm = communicator();
        Thread.currentThread().interrupt();
        comm.leave();
        assertThat(Thread.interrupted()).isTrue();
        assertSaidGoodbyeOnce();
    }

    @Test
    void leavingTwiceSaysGoodbyeOnce() throws InterruptedException {
        DriverCommunicator comm = communicator();
        comm.leave();
        comm.close();
        assertSaidGoodbyeOnce();
    }

    private DriverCommunicator communicator() {
        CommConfig config = CommConfig.builder().build();
        LocalMembership membership = new LocalMembership();
        TreeMap<Integer, Member> members = new TreeMap<>();
        members.put(1, new Member(1, 7, "here", null));
        membership.onJoined(new JoinCall.Joined(1, 2, new View(1, 1, members), Value.NONE));
        return DriverCommunicator.ofAll(
                new MembershipSession(driver, new ValueCodec(config), membership, config, Runnable::run));
    }

    /** Ends every call at once, unless the thread is interrupted. */
    @BeforeEach
    void endCalls() throws InterruptedException {
        when(driver.submit(any())).thenAnswer(submit -> {
            Completion<?> completion = submit.<Call<?>>getArgument(0).completion();
            completion.complete(null);
            return completion;
        });
        when(driver.await(any(), anyLong())).thenAnswer(await -> {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return true;
        });
    }

    private void assertSaidGoodbyeOnce() throws InterruptedException {
        InOrder order = inOrder(driver);
        order.verify(driver).submit(isA(LeaveCall.class));
        order.verify(driver, atLeastOnce()).await(any(), anyLong());
        order.verify(driver).close();
        order.verifyNoMoreInteractions();
    }
}
