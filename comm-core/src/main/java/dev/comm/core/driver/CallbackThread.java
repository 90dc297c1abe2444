package dev.comm.core.driver;

/** A thread that runs stages, listeners and reduce operators. It must not block in a call of Comm. */
final class CallbackThread extends Thread {
    CallbackThread(Runnable body, String name) {
        super(body, name);
        setDaemon(true);
    }
}
