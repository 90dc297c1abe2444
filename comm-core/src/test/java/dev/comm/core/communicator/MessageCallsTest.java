package dev.comm.core.communicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.View;
import dev.comm.api.error.InterruptedCallException;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WithdrawCall;
import dev.comm.core.value.ValueCodec;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A receive that is interrupted loses no message. */
class MessageCallsTest {
    private final ValueCodec codec = new ValueCodec(CommConfig.builder().build());
    private final Interrupting driver = new Interrupting();
    private final Communicator comm = DriverCommunicator.ofAll(session());

    @AfterEach
    void clearsTheFlag() {
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
    }

    @Test
    void p1_aReceiveThatIsInterruptedIsWithdrawn() {
        assertThatThrownBy(() -> comm.receive(1, String.class)).isInstanceOf(InterruptedCallException.class);
        assertThat(driver.withdrawn).isInstanceOf(ReceiveCall.class);
    }

    @Test
    void p1_aMessageThatComesBeforeTheWithdrawalIsReturned() {
        driver.message = codec.encode("last moment");
        assertThat(comm.receive(1, String.class)).isEqualTo("last moment");
    }

    private MembershipSession session() {
        CommConfig config = CommConfig.builder().build();
        LocalMembership membership = new LocalMembership();
        membership.onJoined(new JoinCall.Joined(3, 4, new View(1, 1, new TreeMap<>()), Value.NONE));
        return new MembershipSession(driver, codec, membership, config, Runnable::run);
    }

    /** A driver in which the thread of a receive is interrupted, and a message may come before the withdrawal. */
    private static final class Interrupting extends StillDriver {
        private Call<?> withdrawn;
        private Value message;

        @Override
        public <R> Completion<R> submit(Call<R> call) {
            if (call instanceof WithdrawCall withdraw) {
                withdrawn = withdraw.withdrawn();
                if (message == null) {
                    withdrawn.completion().fail(new Failure(Failure.Kind.TIMEOUT, "taken back"));
                } else {
                    ((ReceiveCall) withdrawn).completion().complete(message);
                }
                call.completion().complete(null);
            }
            return call.completion();
        }

        @Override
        public boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException {
            if (!completion.isDone()) {
                throw new InterruptedException();
            }
            return true;
        }
    }
}
