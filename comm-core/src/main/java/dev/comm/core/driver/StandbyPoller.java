package dev.comm.core.driver;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The thread that polls while no caller polls. It is a daemon thread, so it never keeps the process alive. */
final class StandbyPoller extends Thread {
    private static final long LIGHT_NANOS = 1_000_000;

    /** The number of checks without a change after which the next wait is long. */
    private static final int LOOKS = 20;

    private static final long DEEP_NANOS = 1_000_000_000;

    private final DriverCore core;
    private final PollerRole role;
    private final LongSupplier clock;
    private final OrphanEnd orphan;
    private volatile boolean wanted;
    private volatile boolean ended;

    StandbyPoller(String name, DriverCore core, PollerRole role, LongSupplier clock, OrphanEnd orphan) {
        super(name);
        setDaemon(true);
        this.core = core;
        this.role = role;
        this.clock = clock;
        this.orphan = orphan;
    }

    /** Releases the role of the poller for a caller. */
    void giveWay() {
        wanted = true;
        core.wakeup();
    }

    void end() {
        ended = true;
        core.wakeup();
        LockSupport.unpark(this);
    }

    @Override
    public void run() {
        long seen = -1;
        int looks = 0;
        while (!ended && !core.isClosed()) {
            long tenures = role.tenures();
            if (role.isFree() && tenures == seen && !role.hasWaiters() && role.tryTake()) {
                poll();
                looks = 0;
            }
            looks = tenures == seen ? looks + 1 : 0;
            seen = role.tenures();
            rest(looks);
            endOrphan();
        }
    }

    /**
     * Waits until the next check. If one caller has polled for long, the wait is long, because no help is needed until
     * that caller releases the role.
     */
    private void rest(int looks) {
        if (looks <= LOOKS) {
            LockSupport.parkNanos(this, LIGHT_NANOS);
            return;
        }
        role.wakeWhenFree(this);
        if (!role.isFree()) {
            LockSupport.parkNanos(this, DEEP_NANOS);
        }
        role.wakeWhenFree(null);
    }

    private void endOrphan() {
        if (!ended && orphan.isDue()) {
            orphan.endProcess();
        }
    }

    private void poll() {
        wanted = false;
        try {
            while (!ended && !wanted && !core.isClosed() && !role.hasWaiters()) {
                core.pollOnce(clock.getAsLong() + 1_000_000_000L);
                endOrphan();
            }
        } finally {
            role.leave();
        }
    }
}
