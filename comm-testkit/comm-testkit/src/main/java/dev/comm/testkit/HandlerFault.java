package dev.comm.testkit;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The faults of a handler. A handler calls {@link #strike} at the point where it is to fail. In a simulation, waits
 * take virtual time.
 *
 * <pre>{@code
 * Handlers.of("work", Integer.class, Integer.class, (n, context) -> {
 *     if (n == 3 && context.attempt() == 1) {
 *         HandlerFault.HANG.strike();
 *     }
 *     return n;
 * });
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum HandlerFault {
    /** The handler never ends and ignores interrupts. Its thread ends with its process. */
    HANG {
        @Override
        public void strike() {
            while (true) {
                sleepThrough(Duration.ofDays(1));
            }
        }
    },
    /** The handler hangs until its thread is interrupted, as in {@code Object.wait}. */
    HANG_UNTIL_INTERRUPTED {
        @Override
        public void strike() throws InterruptedException {
            while (true) {
                sleep(Duration.ofDays(1));
            }
        }
    },
    /** The handler throws an exception of which all methods throw in turn. */
    UNREADABLE_EXCEPTION {
        @Override
        public void strike() {
            throw new UnreadableException();
        }
    },
    /** The handler throws an {@link OutOfMemoryError}. */
    OUT_OF_MEMORY {
        @Override
        public void strike() {
            throw new OutOfMemoryError("Java heap space, says a test");
        }
    },
    /** The handler throws a {@link StackOverflowError}. */
    STACK_OVERFLOW {
        @Override
        public void strike() {
            throw new StackOverflowError();
        }
    },
    /** The handler throws an error of a class that no library knows. */
    OWN_ERROR {
        @Override
        public void strike() {
            throw new OwnError();
        }
    },
    /** The handler throws a {@link ThreadDeath}. */
    THREAD_DEATH {
        @Override
        public void strike() {
            throw new ThreadDeath();
        }
    },
    /**
     * The thread of the handler ends, as if this thread alone had been killed. It throws an error at the first call of
     * Comm after the handler has returned. This fault works in a simulation only; elsewhere {@link #strike} throws an
     * {@code IllegalStateException}.
     */
    THREAD_END {
        @Override
        public void strike() {
            ProgramWaiting.endThread();
        }
    };

    /**
     * Causes the fault on the thread of the handler.
     *
     * @throws Exception the exception of the fault
     */
    public abstract void strike() throws Exception;

    /** Sleeps as {@code Thread.sleep} does. In a simulation, the sleep takes virtual time. */
    public static void sleep(Duration length) throws InterruptedException {
        ProgramWaiting.pause(length);
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted in a sleep of " + length);
        }
    }

    /** Sleeps for the full length, even if the thread is interrupted. In a simulation, the sleep takes virtual time. */
    public static void sleepThrough(Duration length) {
        ProgramWaiting.sleepThrough(length);
    }

    /** An error that no library knows. */
    private static final class OwnError extends Error {
        private static final long serialVersionUID = 1;

        OwnError() {
            super("a handler went wrong");
        }
    }

    /** An exception of which every method throws. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new UnreadableException();
        }

        @Override
        public String getLocalizedMessage() {
            throw new UnreadableException();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new UnreadableException();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnreadableException();
        }

        @Override
        public String toString() {
            throw new UnreadableException();
        }

        @Override
        public boolean equals(Object other) {
            throw new UnreadableException();
        }

        @Override
        public int hashCode() {
            throw new UnreadableException();
        }
    }
}
