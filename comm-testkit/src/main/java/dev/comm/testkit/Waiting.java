package dev.comm.testkit;

import dev.comm.testkit.sim.SimProcess;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How programs wait: in virtual time on a simulated thread, in real time on any other. */
final class Waiting {
    private Waiting() {}

    static void pause(Duration length) {
        if (SimProcess.isCurrent()) {
            SimProcess.pause(length.toNanos());
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Standstill.pass();
    }

    static <T> T await(CompletionStage<T> stage, Duration timeout) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!SimProcess.isCurrent()) {
            return awaitReal(future, timeout);
        }
        SimProcess.await(future, timeout.toNanos());
        if (!future.isDone()) {
            throw late(timeout);
        }
        return future.join();
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
