package dev.comm.api;

import dev.comm.api.settings.Setting;
import java.net.InetSocketAddress;
import java.util.List;

/** The checks of rules between several settings. */
final class ConfigChecks {
    private static final List<Setting<?>> TLS_PARTS = List.of(
            TlsSettings.TLS,
            TlsSettings.CERTIFICATE,
            TlsSettings.KEY_STORE,
            TlsSettings.TRUST,
            TlsSettings.TRUST_STORE,
            TlsSettings.PIN);

    private final Resolution settings;

    ConfigChecks(Resolution settings) {
        this.settings = settings;
    }

    /** Reports every violated rule. The arguments are the resolved times, secret and encryption. */
    void check(Timing timing, Secret secret, Tls tls) {
        checkRanks();
        checkBind(secret != null || tls != null && tls.isMutual());
        if (settings.hasNoProblem()) {
            checkProofs(secret, tls);
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
            settings.problem(Settings.SIZE, "raise Limits.members, which allows " + members + " members");
        }
        if (size > 0 && settings.get(Settings.MIN_SURVIVORS) > size) {
            settings.problem(Settings.MIN_SURVIVORS, "it must not be greater than the size, which is " + size);
        }
    }

    /**
     * Checks that something authenticates the peers, which encryption alone does not do. Without a secret, this process
     * needs a certificate and must check the certificates of its peers.
     */
    private void checkProofs(Secret secret, Tls tls) {
        boolean proven = tls == null || tls.hasCertificate() && (tls.hasAuthorities() || tls.pin() != null);
        if (secret == null && !proven && !settings.get(Settings.UNSAFE_ANONYMOUS)) {
            settings.problem(
                    TLS_PARTS,
                    tls.hasCertificate()
                            ? "set tls.trust or secret.file; without them nothing authenticates the peers"
                            : "set tls.certificate and tls.key, or secret.file;"
                                    + " without them nothing authenticates this process");
        }
    }

    private void checkBind(boolean authenticated) {
        InetSocketAddress bind = settings.get(Settings.BIND);
        boolean local = bind.isUnresolved() || bind.getAddress().isLoopbackAddress();
        if (!local && !authenticated && !settings.get(Settings.UNSAFE_ANONYMOUS)) {
            settings.problem(
                    Settings.BIND,
                    "give a secret (comm secret new FILE, then secret.file), or certificates on both sides"
                            + " (comm cert new FOLDER, then tls.certificate, tls.key and tls.trust),"
                            + " or bind 127.0.0.1,"
                            + " or set unsafe.anonymous=true if you mean it:"
                            + " other machines can reach this address without authentication");
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
