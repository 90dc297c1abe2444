package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.comm.api.CommConfig;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.spi.Bytes;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The driver writes the frames of its steps early enough that no receiver notices a delay, and as seldom as possible.
 */
class DriverCoreTest {
    private static final int ENDPOINT = 1;
    private static final Set<String> TOLD = Set.of("cork", "send", "uncork", "close");

    private final List<String> journal = new ArrayList<>();
    private final Transport transport = fake(Transport.class);
    private long now = 1_000_000_000;
    private Runnable duringPoll = () -> {};
    private Transport.Sink sink;
    private final DriverCore core =
            new DriverCore(new Sender(), transport, CommConfig.builder().build(), environment(), notice -> {});

    private final Logger log = (Logger) LoggerFactory.getLogger("dev.comm");
    private final AppenderBase<ILoggingEvent> lines = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            journal.add(event.getFormattedMessage());
        }
    };

    private Level levelBefore;

    @BeforeEach
    void listen() {
        lines.start();
        levelBefore = log.getLevel();
        log.setLevel(Level.WARN);
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
        log.setLevel(levelBefore);
    }

    /** A machine that sends one frame for each call, and ends the calls that need not wait. */
    private static final class Sender implements Machine {
        @Override
        public void step(Event event, long nowNanos, Outbox out) {
            if (event instanceof Event.Submitted submitted && submitted.call() instanceof Send call) {
                if (call.line != null) {
                    out.log(Outbox.Severity.WARN, call.line);
                }
                out.send(ENDPOINT, new MembershipCommand.Heartbeat(0, -1, 0, 0));
                if (call.ends) {
                    out.complete(call, null);
                }
            }
        }

        @Override
        public long nextDeadlineNanos() {
            return Long.MAX_VALUE;
        }
    }

    private static final class Send extends Call<Void> {
        private final boolean comesAgain;
        private final boolean ends;
        private String line;

        Send(boolean comesAgain, boolean ends) {
            this.comesAgain = comesAgain;
            this.ends = ends;
        }

        @Override
        public boolean expectsFollowUp() {
            return comesAgain;
        }
    }

    private <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            if (TOLD.contains(method.getName())) {
                journal.add(method.getName());
            }
            if (method.getName().equals("poll")) {
                sink = (Transport.Sink) given[1];
                duringPoll.run();
            }
            return method.getReturnType() == int.class ? (Object) 0 : method.getReturnType() == long.class ? 0L : null;
        }));
    }

    private Environment environment() {
        return (Environment) Proxy.newProxyInstance(
                Environment.class.getClassLoader(),
                new Class<?>[] {Environment.class},
                (self, method, given) -> method.getName().equals("nanoTime") ? now : null);
    }

    private void open() {
        duringPoll = () -> sink.opened(ENDPOINT, new Peer(new InetSocketAddress(1), true, Bytes.EMPTY));
        core.pollOnce(now);
        duringPoll = () -> {};
        journal.clear();
    }

    private void submit(boolean comesAgain, boolean ends) {
        core.submit(new Send(comesAgain, ends));
    }

    private static Send saying(String line, boolean comesAgain) {
        Send send = new Send(comesAgain, true);
        send.line = line;
        return send;
    }

    @Test
    void noFrameWaitsForALineOfTheLog() {
        open();
        Send first = saying("one", false);
        first.completion().whenDone(() -> core.submit(saying("two", false)));
        core.submit(first);
        assertThat(journal).containsExactly("cork", "send", "send", "uncork", "one", "two");
    }

    @Test
    void aLineOfTheLogIsNotDeferred() {
        open();
        core.submit(saying("one", true));
        assertThat(journal).containsExactly("cork", "send", "uncork", "one");
    }

    @Test
    void aCallIsWrittenWhenItIsStepped() {
        open();
        submit(false, true);
        assertThat(journal).containsExactly("cork", "send", "uncork");
    }

    @Test
    void whatSeveralStepsSendIsWrittenTogether() {
        open();
        Send first = new Send(false, true);
        // The second call is submitted within a step, like a call of another thread that finds the lock busy.
        first.completion().whenDone(() -> submit(false, true));
        core.submit(first);
        assertThat(journal).containsExactly("cork", "send", "send", "uncork");
    }

    @Test
    void aCallerThatComesAgainIsWrittenWithItsNextCall() {
        open();
        submit(true, true);
        submit(true, true);
        assertThat(journal).doesNotContain("uncork");
        submit(false, true);
        assertThat(journal).endsWith("send", "uncork");
    }

    @Test
    void aCallerThatHasToWaitIsWrittenAtOnce() {
        open();
        submit(true, true);
        submit(true, false);
        assertThat(journal).endsWith("send", "uncork");
    }

    @Test
    void nothingIsLeftWhenAnybodyPolls() {
        open();
        submit(true, true);
        journal.clear();
        duringPoll = () -> assertThat(journal).contains("uncork");
        core.pollOnce(now);
        assertThat(journal).contains("uncork");
    }

    @Test
    void nothingIsDeferredWhileSomebodyPolls() {
        open();
        duringPoll = () -> submit(true, true);
        core.pollOnce(now);
        assertThat(journal).containsExactly("cork", "send", "uncork");
    }

    @Test
    void whoComesAgainForLongIsWrittenNowAndThen() {
        open();
        submit(true, true);
        now += 1_000_000;
        submit(true, true);
        assertThat(journal).endsWith("send", "uncork");
    }

    @Test
    void whatWasDeferredGoesBeforeTheEnd() {
        open();
        submit(true, true);
        core.close();
        assertThat(journal).containsSubsequence("send", "uncork", "close");
    }

    @Test
    void aCallThatIsSettledHasHadItsStepAlthoughAnotherThreadWasInOne() throws InterruptedException {
        open();
        Send first = new Send(false, true);
        Send settled = new Send(false, true);
        List<Boolean> ended = new ArrayList<>();
        Thread other = new Thread(() -> {
            core.settle(settled);
            ended.add(settled.completion().isDone());
        });
        first.completion().whenDone(() -> {
            other.start();
            while (other.getState() != Thread.State.WAITING && other.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
        });
        core.submit(first);
        other.join();
        assertThat(ended).containsExactly(true);
    }

    @Test
    void whatManyStepsSendIsWrittenInBetween() {
        open();
        Send first = new Send(false, true);
        first.completion().whenDone(() -> {
            for (int i = 0; i < 200; i++) {
                submit(false, true);
            }
        });
        core.submit(first);
        int unwritten = 0;
        for (String told : journal) {
            unwritten = told.equals("uncork") ? 0 : unwritten + (told.equals("send") ? 1 : 0);
            assertThat(unwritten).isLessThanOrEqualTo(DriverCore.STEPS_MAX);
        }
        assertThat(journal).filteredOn("uncork"::equals).hasSizeLessThan(20);
        assertThat(journal).endsWith("uncork");
    }
}
