package dev.comm.api;

import static dev.comm.api.settings.Setting.code;
import static dev.comm.api.settings.Setting.text;

import dev.comm.api.error.Arguments;
import dev.comm.api.error.ConfigException;
import dev.comm.api.settings.HostPort;
import dev.comm.api.settings.Parsers;
import dev.comm.api.settings.Setting;
import dev.comm.api.settings.TemporaryFolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * The table of all settings of {@link CommConfig}. The class {@link TimingSettings} has the times, {@link TlsSettings}
 * the settings of encryption.
 */
final class Settings {
    private static final int LABELS_MAX = 100;

    static final Setting<Integer> RANK = text("rank", -1, Parsers::integer)
            .where(value -> value >= -1, "a rank is 0 for the master, 1, 2, … for nodes, or -1 for any");
    static final Setting<Integer> SIZE = text("size", 0, Parsers::integer)
            .where(value -> value >= 0, "a size is the number of ranks with rank 0, or 0 if the master knows it");
    static final Setting<List<InetSocketAddress>> MASTER = text("master", List.of(home()), HostPort::targets)
            .where(full(), "at least one address is needed, and none may be null");
    static final Setting<InetSocketAddress> BIND = text("bind", home(), HostPort::local)
            .where(value -> !value.isUnresolved(), "write an address of this machine: the host is unknown");
    static final Setting<Path> RENDEZVOUS = written("rendezvous");
    static final Setting<Path> DEPARTURES = written("departures");
    static final Setting<Path> RANK_FILE = written("rank.file");
    static final Setting<RunId> RUN_ID = text("run.id", RunId.ANY, RunId::parse);
    static final Setting<Profile> PROFILE = text("profile", Profile.LAN, Parsers.constant(Profile.class));
    static final Setting<Timing> TIMING = code("timing", (Timing) null).optional();
    static final Setting<Limits> LIMITS = code("limits", Limits.defaults())
            .where(Limits::isUsable, "each bound has to be positive, and a frame at least 4096 bytes");
    static final Setting<StartPolicy> STARTUP =
            text("startup", StartPolicy.REQUIRE_ALL, Parsers.constant(StartPolicy.class));
    static final Setting<DeadlinePolicy> ON_DEADLINE =
            text("on.deadline", DeadlinePolicy.FAIL, Parsers.constant(DeadlinePolicy.class));
    static final Setting<DuplicatePolicy> ON_DUPLICATE =
            text("on.duplicate", DuplicatePolicy.REJECT, Parsers.constant(DuplicatePolicy.class));
    static final Setting<Integer> MIN_SURVIVORS =
            text("min.survivors", 1, Parsers::integer).where(value -> value >= 1, "it must be at least 1");
    static final Setting<Boolean> ELASTIC = text("elastic", false, Parsers::flag);
    static final Setting<Integer> SPARES = text("spares", 0, Parsers::integer)
            .where(value -> value >= 0, "it is the number of processes beyond the size, or 0");
    static final Setting<Boolean> END_ORPHAN = text("end.orphan", true, Parsers::flag);
    static final Setting<Boolean> DRAIN_ON_SIGNAL = text("drain.on.signal", true, Parsers::flag);
    static final Setting<List<Class<?>>> TYPES =
            Setting.<List<Class<?>>>code("types", List.of()).where(distinct(), "no type may be null or occur twice");
    static final Setting<String> SERIALIZER = text("serializer", "java", String::toString)
            .where(NamedProvider::isName, "a name has 1 to 63 of a-z, 0-9 and -");
    static final Setting<String> TRANSPORT = text("transport", "tcp", String::toString)
            .where(NamedProvider::isName, "a name has 1 to 63 of a-z, 0-9 and -");
    static final Setting<List<NamedProvider>> PROVIDERS = Setting.<List<NamedProvider>>code("providers", List.of())
            .where(distinct(), "no provider may be null or occur twice");
    static final Setting<ClassLoader> LOADER =
            code("loader", (ClassLoader) null).optional();
    static final Setting<ModuleLayer> LAYER = code("layer", (ModuleLayer) null).optional();
    static final Setting<Secret> SECRET =
            text("secret", (Secret) null, Settings::secret).optional().hidden();
    static final Setting<Path> SECRET_FILE =
            text("secret.file", (Path) null, Parsers::path).optional();
    static final Setting<Secret> SECRET_OLD =
            text("secret.old", (Secret) null, Settings::secret).optional().hidden();
    static final Setting<Path> SECRET_OLD_FILE =
            text("secret.old.file", (Path) null, Parsers::path).optional();
    static final Setting<Boolean> UNSAFE_ANONYMOUS = text("unsafe.anonymous", false, Parsers::flag);
    static final Setting<Duration> LIVE_TIME = text("live.time", (Duration) null, Parsers::duration)
            .optional()
            .where(TimingSettings::isBounded, "a live time is more than 0 and at most 365 days");
    static final Setting<Integer> SLOTS = text("slots", 1, Parsers::integer)
            .where(value -> value >= 1 && value <= 4096, "a node has 1 to 4096 slots");
    static final Setting<Integer> CREDIT = text("credit", 16, Parsers::integer)
            .where(value -> value >= 1 && value <= 65_536, "the credit of a slot is 1 to 65536 tasks");
    static final Setting<Duration> WAIT_FOR_NODES = text("wait.for.nodes", (Duration) null, Parsers::duration)
            .optional()
            .where(TimingSettings::isBounded, "a time is more than 0 and at most 365 days");
    static final Setting<List<String>> LABELS = text("labels", List.<String>of(), Parsers::words)
            .where(
                    Settings::areLabels,
                    "no label may be null or occur twice; there are at most 100, each with 1 to 100 characters and"
                            + " without half a surrogate pair");
    static final Setting<Path> SPOOL = text("spool", temporary(), Parsers::path)
            .where(Settings::isNamed, "name a folder; the path is empty")
            .where(Files::isDirectory, "create the folder first; it is missing, or closed to this user");

    static final Setting<Duration> YIELD_TIME = text("yield.time", Duration.ofNanos(50_000), Parsers::duration)
            .where(TimingSettings::isBrief, "a yield time is 0 to 10ms");

    /** All settings, in the order of checks and of messages. */
    static final List<Setting<?>> ALL = List.of(
            RANK,
            SIZE,
            MASTER,
            BIND,
            RENDEZVOUS,
            DEPARTURES,
            RANK_FILE,
            RUN_ID,
            PROFILE,
            TIMING,
            LIMITS,
            STARTUP,
            ON_DEADLINE,
            ON_DUPLICATE,
            MIN_SURVIVORS,
            ELASTIC,
            SPARES,
            END_ORPHAN,
            DRAIN_ON_SIGNAL,
            TYPES,
            SERIALIZER,
            TRANSPORT,
            PROVIDERS,
            LOADER,
            LAYER,
            SECRET,
            SECRET_FILE,
            SECRET_OLD,
            SECRET_OLD_FILE,
            TlsSettings.TLS,
            TlsSettings.CERTIFICATE,
            TlsSettings.KEY,
            TlsSettings.TRUST,
            TlsSettings.KEY_STORE,
            TlsSettings.TRUST_STORE,
            TlsSettings.PASSWORD_FILE,
            TlsSettings.PIN,
            UNSAFE_ANONYMOUS,
            LIVE_TIME,
            SLOTS,
            CREDIT,
            WAIT_FOR_NODES,
            LABELS,
            SPOOL,
            YIELD_TIME);

    private Settings() {}

    /** Returns a setting for a file that Comm creates. */
    private static Setting<Path> written(String name) {
        return text(name, (Path) null, Parsers::path)
                .optional()
                .where(Settings::isNamed, "name a file; the path is empty")
                .where(file -> !Files.isDirectory(file), "name a file; this is a folder")
                .where(Settings::hasFolder, "create its folder first; it is missing, or closed to this user");
    }

    private static boolean isNamed(Path path) {
        return !path.toString().isEmpty();
    }

    private static Path temporary() {
        return TemporaryFolder.choose(System.getenv("TMPDIR"), System.getProperty("java.io.tmpdir"));
    }

    private static InetSocketAddress home() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9021);
    }

    private static Secret secret(String text) {
        try {
            return Secret.of(text.getBytes(StandardCharsets.UTF_8));
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Returns whether the parent folder of a file exists. A root has no parent. */
    private static boolean hasFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder);
    }

    private static boolean areLabels(List<String> labels) {
        return labels.size() <= LABELS_MAX
                && Settings.<String>distinct().test(labels)
                && labels.stream()
                        .allMatch(each -> !each.isEmpty()
                                && each.length() <= Arguments.NAME_LENGTH_MAX
                                && Arguments.isWellFormed(each));
    }

    private static <E> Predicate<List<E>> full() {
        return list -> !list.isEmpty() && list.stream().noneMatch(each -> each == null);
    }

    private static <E> Predicate<List<E>> distinct() {
        return list -> list.stream().noneMatch(each -> each == null) && new HashSet<>(list).size() == list.size();
    }
}
