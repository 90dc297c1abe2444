package dev.comm.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apiguardian.api.API;

/** The ways in which programs wait: in virtual time on a simulated thread, in real time on any other. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProgramWaiting {
    /** The longest time for which a thread that ignores interrupts waits before it checks whether its member lives. */
    private static final long LOOK_NANOS = 20_000_000;

    private ProgramWaiting() {}

    static void pause(Duration length) {
        VirtualTime virtual = virtualTime();
        if (virtual != null) {
            virtual.pause(length.toNanos());
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Standstill.pass();
    }

    static void sleepThrough(Duration length) {
        VirtualTime virtual = virtualTime();
        if (virtual != null) {
            virtual.sleepThrough(length.toNanos());
            return;
        }
        long end = System.nanoTime() + length.toNanos();
        boolean interrupted = false;
        for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
            interrupted |= Thread.interrupted();
            Standstill.pass();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void endThread() {
        VirtualTime virtual = virtualTime();
        if (virtual == null) {
            throw new IllegalStateException("a single thread can be killed on a thread of a simulated program only");
        }
        virtual.endThread();
    }

    public static <T> T await(CompletionStage<T> stage, Duration timeout) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        VirtualTime virtual = virtualTime();
        if (virtual == null) {
            return awaitReal(future, timeout);
        }
        virtual.await(future, timeout.toNanos());
        if (!future.isDone()) {
            throw late(timeout);
        }
        return future.join();
    }

    /** Returns the current thread if a simulated program runs on it, else null. */
    private static VirtualTime virtualTime() {
        return Thread.currentThread() instanceof VirtualTime virtual && virtual.isOfProgram() ? virtual : null;
    }

    private static <T> T awaitReal(CompletableFuture<T> future, Duration timeout) {
        try {
            return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(timeout);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } finally {
            Standstill.pass();
        }
    }

    private static CompletionException late(Duration timeout) {
        return new CompletionException(new TimeoutException("the stage is not complete after " + timeout));
    }
}
