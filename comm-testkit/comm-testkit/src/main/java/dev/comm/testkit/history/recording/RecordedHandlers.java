package dev.comm.testkit.history.recording;

import dev.comm.api.work.Handler;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RequestContext;
import java.util.function.BooleanSupplier;

/** Handlers that record their runs. */
final class RecordedHandlers {
    private final Recorder recorder;
    private final int process;
    private final BooleanSupplier dead;

    RecordedHandlers(Recorder recorder, int process, BooleanSupplier dead) {
        this.recorder = recorder;
        this.process = process;
        this.dead = dead;
    }

    Handlers around(Handlers handlers) {
        Handlers around = null;
        for (String name : handlers.names()) {
            around = with(around, handlers.find(name));
        }
        return around;
    }

    private <I, O> Handlers with(Handlers others, Handlers.Entry<I, O> entry) {
        Handler<I, O> handler = (input, context) -> run(entry, input, context);
        return others == null
                ? Handlers.of(entry.name(), entry.in(), entry.out(), handler)
                : others.and(entry.name(), entry.in(), entry.out(), handler);
    }

    private void whileAlive(Runnable writing) {
        synchronized (recorder) {
            if (!dead.getAsBoolean()) {
                writing.run();
            }
        }
    }

    private <I, O> O run(Handlers.Entry<I, O> entry, I input, RequestContext context) throws Exception {
        whileAlive(() -> recorder.handlerBegan(process, entry.name(), context));
        try {
            return entry.handler().handle(input, context);
        } catch (AssertionError e) {
            whileAlive(() -> recorder.assertionFailed(process, e));
            throw e;
        } finally {
            whileAlive(() -> recorder.handlerEnded(process, context));
        }
    }
}
