package dev.comm.api;

import dev.comm.api.launch.Launch;
import dev.comm.api.launch.Meeting;
import dev.comm.api.settings.Setting;
import dev.comm.api.settings.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All settings, and the values that follow from several of them.
 *
 * @param settings the settings
 * @param timing the times
 * @param secrets the secret and then the old one, or empty
 * @param tls the encryption, or null
 * @param liveTime the live time, or null without limit
 */
record Composed(Resolution settings, Timing timing, List<Secret> secrets, Tls tls, Duration liveTime) {
    /**
     * Composes and checks all settings.
     *
     * @throws dev.comm.api.error.ConfigException that lists every problem
     */
    static Composed of(Resolution settings) {
        Composed all = new Composed(
                settings,
                TimingSettings.compose(settings),
                SecretSettings.of(settings),
                TlsSettings.compose(settings),
                settings.get(Settings.LIVE_TIME));
        new ConfigChecks(settings).check(all.timing, all.secret(), all.tls);
        settings.finish();
        return all;
    }

    /** Returns these settings with a secret and a rest of time found at the join, unless they are null or set. */
    Composed joining(Secret found, Duration rest) {
        List<Secret> known = secrets.isEmpty() && found != null ? List.of(found) : secrets;
        return new Composed(settings, timing, known, tls, liveTime == null ? rest : liveTime);
    }

    Secret secret() {
        return secrets.isEmpty() ? null : secrets.get(0);
    }

    boolean isAuthenticated() {
        return !secrets.isEmpty() || tls != null && tls.isMutual();
    }

    Duration waitForNodes() {
        Duration set = settings.get(Settings.WAIT_FOR_NODES);
        return set == null ? timing.collective() : set;
    }

    boolean elastic() {
        return source(Settings.ELASTIC) == Source.DEFAULT
                ? settings.get(Settings.SPARES) > 0
                : settings.get(Settings.ELASTIC);
    }

    Optional<Launch> launch() {
        return Optional.ofNullable(settings.launch());
    }

    /** Returns the meeting of the ranks, if the place of this process comes from the scheduler. */
    Optional<Meeting> meeting() {
        return launch().filter(each -> source(Settings.RANK) == Source.LAUNCH).map(Launch::meeting);
    }

    boolean isPlaced() {
        return settings.isPlaced();
    }

    <T> T get(Setting<T> setting) {
        return settings.get(setting);
    }

    Source source(Setting<?> setting) {
        return settings.source(setting);
    }

    /** Returns the settings that differ from their default. */
    @Override
    public String toString() {
        return settings.toString();
    }
}
