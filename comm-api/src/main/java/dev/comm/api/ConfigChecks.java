package dev.comm.api;

import java.net.InetSocketAddress;
import java.util.List;

/** What has to fit between settings. */
final class ConfigChecks {
    private final Resolution settings;

    ConfigChecks(Resolution settings) {
        this.settings = settings;
    }

    /** Notes everything that does not fit; the times and the secret are the ones that count. */
    void check(Timing timing, Secret secret) {
        checkRanks();
        checkBind(secret);
        if (settings.hasNoProblem()) {
            checkTimes(timing);
        }
    }

    private void checkRanks() {
        int size = settings.get(Settings.SIZE);
        int members = settings.get(Settings.LIMITS).members();
        if (size > 0 && settings.get(Settings.RANK) >= size) {
            settings.problem(Settings.RANK, "with size " + size + " the ranks are 0 to " + (size - 1));
        }
        if (size > members) {
            settings.problem(Settings.SIZE, "the limits allow " + members + " members; raise Limits.members");
        }
        if (size > 0 && settings.get(Settings.MIN_SURVIVORS) > size) {
            settings.problem(Settings.MIN_SURVIVORS, "no more than the size of " + size + " can survive");
        }
    }

    private void checkBind(Secret secret) {
        InetSocketAddress bind = settings.get(Settings.BIND);
        boolean local = bind.isUnresolved() || bind.getAddress().isLoopbackAddress();
        if (!local && secret == null && !settings.get(Settings.UNSAFE_ANONYMOUS)) {
            settings.problem(
                    Settings.BIND,
                    "other machines reach this address and nothing proves who they are; give a secret"
                            + " (comm secret new FILE, then secret.file), or bind 127.0.0.1,"
                            + " or say unsafe.anonymous=true if you mean it");
        }
    }

    private void checkTimes(Timing t) {
        if (t.heartbeat().compareTo(t.suspect()) >= 0 || t.suspect().compareTo(t.dead()) >= 0) {
            settings.problem(
                    List.of(TimingSettings.HEARTBEAT, TimingSettings.SUSPECT, TimingSettings.DEAD, Settings.TIMING),
                    "heartbeat < suspect.timeout < dead.timeout is needed, not " + t.heartbeat() + ", " + t.suspect()
                            + ", " + t.dead());
        }
        if (t.retryMin().compareTo(t.retryMax()) > 0) {
            settings.problem(
                    List.of(TimingSettings.RETRY_MIN, TimingSettings.RETRY_MAX, Settings.TIMING),
                    "retry.min " + t.retryMin() + " is above retry.max " + t.retryMax());
        }
    }
}
