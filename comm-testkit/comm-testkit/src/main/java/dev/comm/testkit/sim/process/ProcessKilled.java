package dev.comm.testkit.sim.process;

/** Unwinds the threads of a process that crashed; an error, so that programs that catch exceptions do not live on. */
final class ProcessKilled extends Error {
    private static final long serialVersionUID = 1;

    ProcessKilled(String process) {
        super(process + " has crashed", null, false, false);
    }
}
