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

    /** The secret of the source that comes first; of one source, either the secret or its file. */
    static Secret secret(Resolution settings) {
        Source direct = settings.source(Settings.SECRET);
        Source file = settings.source(Settings.SECRET_FILE);
        refuseTwo(settings, direct, file);
        if (direct == Source.PROPERTY) {
            settings.problem(
                    Settings.SECRET,
                    "everybody on this machine can read a command line; write it to a file"
                            + " and name that by comm.secret.file");
        }
        return file.compareTo(direct) < 0 ? fromFile(settings) : settings.get(Settings.SECRET);
    }

    private static void refuseTwo(Resolution settings, Source direct, Source file) {
        boolean both = direct == file && direct != Source.DEFAULT;
        if (both && settings.get(Settings.SECRET) != null && settings.get(Settings.SECRET_FILE) != null) {
            settings.problem(Settings.SECRET, "secret.file is set in the same place; keep one of them");
        }
    }

    private static Secret fromFile(Resolution settings) {
        try {
            return settings.get(Settings.SECRET_FILE) == null
                    ? null
                    : SecretFile.read(settings.get(Settings.SECRET_FILE));
        } catch (IllegalArgumentException e) {
            settings.problem(Settings.SECRET_FILE, e.getMessage());
            return null;
        }
    }
}
