package dev.comm.testkit.sim.process;

/**
 * An error that unwinds the threads of a crashed process. It is no exception, so that programs that catch exceptions do
 * not live on.
 */
final class ProcessKilled extends Error {
    private static final long serialVersionUID = 1;

    ProcessKilled(String process) {
        super(process + " has crashed", null, false, false);
    }
}
