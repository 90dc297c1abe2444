package dev.comm.core.driver;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The thread that polls while no caller polls. It is a daemon thread, so it never keeps the process alive. */
final class StandbyPoller extends Thread {
    private static final long DEEP_NANOS = 1_000_000_000;

    private final DriverCore core;
    private final PollerRole role;
    private final LongSupplier clock;
    private final OrphanEnd orphan;
    private final StandbyRest rest = new StandbyRest();
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
        while (!ended && !core.isClosed()) {
            if (rest.isIdle(role.tenures()) && role.isFree() && !role.hasWaiters() && role.tryTake()) {
                poll();
                rest.polled(role.tenures());
            } else {
                rest.check(role.tenures());
            }
            sleep();
            endOrphan();
        }
    }

    private void sleep() {
        if (!rest.isDeep()) {
            LockSupport.parkNanos(this, rest.nanos());
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
