package dev.comm.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.error.RemoteException;
import dev.comm.core.machine.ErrorText;
import dev.comm.core.machine.Value;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An error is reported even if its own methods fail (W2). */
class ErrorTextTest {
    private enum Method {
        MESSAGE,
        LOCALIZED,
        TEXT,
        CAUSE,
        STACK,
        HASH
    }

    /** An error whose chosen methods throw another error, which fails too. */
    private static final class Mute extends Error {
        private static final long serialVersionUID = 1;

        private final transient Set<Method> failing;

        Mute(Set<Method> failing) {
            super("text");
            this.failing = failing;
        }

        private <T> T answer(Method method, T value) {
            if (failing != null && failing.contains(method)) {
                throw new Mute(failing);
            }
            return value;
        }

        @Override
        public String getMessage() {
            return answer(Method.MESSAGE, super.getMessage());
        }

        @Override
        public String getLocalizedMessage() {
            return answer(Method.LOCALIZED, super.getLocalizedMessage());
        }

        @Override
        public String toString() {
            return answer(Method.TEXT, "Mute");
        }

        @Override
        public synchronized Throwable getCause() {
            return answer(Method.CAUSE, null);
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return answer(Method.STACK, super.getStackTrace());
        }

        @Override
        public int hashCode() {
            return answer(Method.HASH, 1);
        }
    }

    private final ValueCodec codec = new ValueCodec(CommConfig.builder().build());

    private RemoteException sent(Throwable error) {
        Value value = codec.encodeFailure(error, 3);
        try {
            codec.decode(value, Object.class);
        } catch (RemoteException e) {
            return e;
        }
        throw new AssertionError("an error was read as a value");
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void w2_anErrorTravelsWhicheverOfItsMethodsFails(Method method) {
        assertThat(sent(new Mute(EnumSet.of(method))).type()).isEqualTo(Mute.class.getName());
    }

    @Test
    void w2_anErrorTravelsIfAllItsMethodsFail() {
        RuntimeException outer = new RuntimeException("outer", new Mute(EnumSet.allOf(Method.class)));
        outer.setStackTrace(new StackTraceElement[0]);
        RemoteException sent = sent(outer);

        assertThat(sent.remoteMessage()).isEqualTo("outer");
        assertThat(sent.remoteStack())
                .contains(
                        "Caused by: " + Mute.class.getName() + ": its message cannot be read: " + Mute.class.getName());
    }

    private static Throwable chain(int causes, String message) {
        Throwable error = new IllegalArgumentException("root");
        for (int i = causes - 2; i >= 0; i--) {
            error = new IllegalStateException(message + " " + i, error);
        }
        return new RuntimeException("outer", error);
    }

    @Test
    void eightCausesTravelAndTheRootOfMore() {
        RemoteException eight = sent(chain(8, "why"));
        assertThat(eight.remoteStack().lines().filter(line -> line.startsWith("Caused by: ")))
                .hasSize(8)
                .endsWith("Caused by: java.lang.IllegalArgumentException: root");
        RemoteException many = sent(chain(50, "why"));
        assertThat(many.remoteStack().lines().filter(line -> line.startsWith("Caused by: ")))
                .hasSize(8)
                .endsWith("Caused by: java.lang.IllegalArgumentException: root");
        assertThat(many.remoteStack()).contains("\t... 42 more causes");
        assertThat(many).hasMessageContaining("caused by java.lang.IllegalArgumentException: root");
    }

    @Test
    void theRootSurvivesLongMessagesAndACircleEnds() {
        RemoteException sent = sent(chain(8, "漢".repeat(5_000)));
        assertThat(sent.remoteStack()).contains("Caused by: java.lang.IllegalArgumentException: root");
        RuntimeException one = new RuntimeException("one");
        one.initCause(new RuntimeException("two", one));
        assertThat(sent(one).remoteStack()).containsOnlyOnce("Caused by: java.lang.RuntimeException: two");
    }

    /**
     * Shows the first line of the stack that belongs to the program. A line of Comm or of the JDK does not help the
     * user.
     */
    @Test
    void theLineOfTheProgramIsInTheMessage() {
        IllegalStateException error = new IllegalStateException("no data");
        error.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.List", "get", "List.java", 1),
            new StackTraceElement("dev.comm.core.Driver", "step", "Driver.java", 2),
            new StackTraceElement("org.example.Fit", "line", "Fit.java", 42)
        });
        assertThat(sent(error))
                .hasMessageEndingWith(
                        "failed: java.lang.IllegalStateException: no data (at org.example.Fit.line(Fit.java:42))");
    }

    @Test
    void controlCharactersOfAMessageAreShownEscaped() {
        RemoteException sent = sent(new IllegalStateException("a\u001b[31m\nERROR forged\u009b\u202e"));
        assertThat(sent.getMessage()).contains("a\\u001b[31m\\u000aERROR forged\\u009b\\u202e");
        assertThat(sent.toString()).hasLineCount(1);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void w2_aReadableErrorCanBePrinted(Method method) {
        StringWriter text = new StringWriter();
        ErrorText.readable(new Mute(EnumSet.of(method))).printStackTrace(new PrintWriter(text));

        assertThat(text.toString()).contains("Mute");
    }

    @Test
    void aReadableErrorStaysTheSame() {
        Throwable error = new IllegalStateException("said", new RuntimeException("why"));

        assertThat(ErrorText.readable(error)).isSameAs(error);
        assertThat(ErrorText.message(new RuntimeException())).isEmpty();
        assertThat(ErrorText.summary(error)).isEqualTo("java.lang.IllegalStateException: said");
    }

    @Test
    void theStandInKeepsTypeMessageAndFrames() {
        Mute error = new Mute(EnumSet.of(Method.CAUSE));
        Throwable readable = ErrorText.readable(error);

        assertThat(readable).isNotSameAs(error).hasToString(Mute.class.getName() + ": text");
        assertThat(readable.getStackTrace()).isEqualTo(error.getStackTrace());
        assertThatThrownBy(error::getCause).isInstanceOf(Mute.class);
    }
}
