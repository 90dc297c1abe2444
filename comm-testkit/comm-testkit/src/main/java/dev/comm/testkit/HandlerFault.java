package dev.comm.testkit;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The faults of a handler. A handler calls {@link #strike} where it shall go wrong; waits take virtual time in a
 * simulation.
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
    /** It never ends and ignores interrupts; its thread ends with its process. */
    HANG {
        @Override
        public void strike() {
            while (true) {
                sleepThrough(Duration.ofDays(1));
            }
        }
    },
    /** It hangs until its thread is interrupted, as in {@code Object.wait}. */
    HANG_UNTIL_INTERRUPTED {
        @Override
        public void strike() throws InterruptedException {
            while (true) {
                sleep(Duration.ofDays(1));
            }
        }
    },
    /** It throws an exception with methods that all throw in turn. */
    UNREADABLE_EXCEPTION {
        @Override
        public void strike() {
            throw new UnreadableException();
        }
    },
    /** It throws an {@link OutOfMemoryError}. */
    OUT_OF_MEMORY {
        @Override
        public void strike() {
            throw new OutOfMemoryError("Java heap space, says a test");
        }
    },
    /** It calls itself too often, and ends with a {@link StackOverflowError}. */
    STACK_OVERFLOW {
        @Override
        public void strike() {
            throw new StackOverflowError();
        }
    },
    /** It throws an error of its own class. */
    OWN_ERROR {
        @Override
        public void strike() {
            throw new OwnError();
        }
    },
    /** It throws a {@link ThreadDeath}. */
    THREAD_DEATH {
        @Override
        public void strike() {
            throw new ThreadDeath();
        }
    },
    /**
     * Its thread ends, as if it alone had been killed: it throws an error at the first call of Comm after the handler
     * has returned. In a simulation only; elsewhere it throws an {@code IllegalStateException}.
     */
    THREAD_END {
        @Override
        public void strike() {
            ProgramWaiting.endThread();
        }
    };

    /**
     * Does it, on the thread of the handler.
     *
     * @throws Exception the exception of the fault
     */
    public abstract void strike() throws Exception;

    /** Sleeps as {@code Thread.sleep} does, in virtual time in a simulation. */
    public static void sleep(Duration length) throws InterruptedException {
        ProgramWaiting.pause(length);
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted in a sleep of " + length);
        }
    }

    /** Sleeps that long even if its thread is interrupted, in virtual time in a simulation. */
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

    /** Cannot say anything about itself. */
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
