package dev.comm.api;

import dev.comm.api.error.ConfigException;
import dev.comm.api.launch.Launch;
import dev.comm.api.settings.Given;
import dev.comm.api.settings.Setting;
import dev.comm.api.settings.Source;
import dev.comm.api.settings.Surroundings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The resolution of all settings, which selects the source of each setting, parses its value and collects all problems.
 */
final class Resolution {
    /** A start takes longer under a scheduler: slow file systems, images that have to be loaded, busy hosts. */
    private static final Duration SCHEDULED_START = Duration.ofMinutes(5);

    private static final List<Setting<?>> PLACE = List.of(Settings.RANK, Settings.MASTER, Settings.RENDEZVOUS);

    private final Given given;
    private final Surroundings surroundings;
    private final Map<Setting<?>, Object> launched = new IdentityHashMap<>();
    private final Map<Setting<?>, Object> values = new IdentityHashMap<>();
    private final Map<Setting<?>, Source> sources = new IdentityHashMap<>();
    private final Map<Setting<?>, String> problems = new LinkedHashMap<>();
    /** The place that a scheduler gave to this process, or null. */
    private final Launch launch;

    /** Resolves every setting. */
    Resolution(Given given, Surroundings surroundings) {
        this.given = given;
        this.surroundings = surroundings;
        this.launch = findLaunch();
        Settings.ALL.forEach(this::resolve);
        TimingSettings.ALL.forEach(this::resolve);
    }

    /**
     * Asks the scheduler. Rank, size, run and addresses come from it together, unless another source gives a place. A
     * place of two sources would match neither run.
     */
    private Launch findLaunch() {
        boolean isPlaced = isPlaced();
        try {
            Launch found = surroundings
                    .scheduler()
                    .find(given.value(Settings.LAYER), given.value(Settings.LOADER), textOfSpares())
                    .orElse(null);
            if (found != null && !isPlaced) {
                place(found);
            }
            return found;
        } catch (IllegalArgumentException e) {
            if (!isPlaced) {
                problem(Settings.RANK, e.getMessage());
            }
            return null;
        }
    }

    /** Returns the number of spares as text if code or a property gives it, because providers read only variables. */
    private String textOfSpares() {
        Source source = find(Settings.SPARES);
        String text = text(Settings.SPARES, source);
        Object number = text == null ? given.value(Settings.SPARES) : text;
        return source == Source.CODE || source == Source.PROPERTY ? String.valueOf(number) : null;
    }

    private void place(Launch found) {
        launched.put(Settings.RANK, found.rank());
        launched.put(Settings.RUN_ID, RunId.parse(found.run()));
        launched.put(TimingSettings.STARTUP, SCHEDULED_START);
        if (found.size() > 0) {
            launched.put(Settings.SIZE, found.size());
        }
        if (found.spares() > 0) {
            launched.put(Settings.SPARES, found.spares());
        }
        List<InetSocketAddress> candidates = found.meeting().candidates();
        if (!candidates.isEmpty()) {
            launched.put(Settings.MASTER, candidates);
        }
    }

    /** Returns the place that the scheduler gives to this process, or null. */
    Launch launch() {
        return launch;
    }

    /** Returns whether a source gives this process a place: a rank, a master or a rendezvous file. */
    boolean isPlaced() {
        return PLACE.stream().anyMatch(each -> find(each) != Source.DEFAULT);
    }

    private <T> void resolve(Setting<T> setting) {
        Source source = find(setting);
        sources.put(setting, source);
        T value = setting.fallback();
        try {
            value = read(setting, source);
        } catch (IllegalArgumentException e) {
            problem(setting, e.getMessage());
        }
        String objection = problems.containsKey(setting) ? null : setting.objection(value);
        if (objection != null) {
            problem(setting, objection);
            value = setting.fallback();
        }
        values.put(setting, value);
    }

    private Source find(Setting<?> setting) {
        if (given.has(setting)) {
            return Source.CODE;
        }
        if (setting.isReadable() && text(setting, Source.PROPERTY) != null) {
            return Source.PROPERTY;
        }
        if (setting.isReadable() && text(setting, Source.ENVIRONMENT) != null) {
            return Source.ENVIRONMENT;
        }
        return launched.containsKey(setting) ? Source.LAUNCH : Source.DEFAULT;
    }

    @SuppressWarnings("unchecked") // put under its own setting
    private <T> T read(Setting<T> setting, Source source) {
        if (source == Source.DEFAULT) {
            return setting.fallback();
        }
        if (source == Source.LAUNCH) {
            return (T) launched.get(setting);
        }
        String text = text(setting, source);
        return source == Source.CODE && text == null ? given.value(setting) : setting.parse(text);
    }

    /** Returns the text of a setting without surrounding blanks, or null if no source has one. */
    private String text(Setting<?> setting, Source source) {
        String text = switch (source) {
            case CODE -> given.text(setting);
            case PROPERTY -> surroundings.properties().apply(Source.property(setting.name()));
            case ENVIRONMENT -> surroundings.variables().apply(Source.variable(setting.name()));
            case LAUNCH, DEFAULT -> null;
        };
        return text == null || source != Source.CODE && text.isBlank() ? null : text.strip();
    }

    /** Returns the resolved value of a setting. */
    @SuppressWarnings("unchecked") // each value is stored under the setting of its type
    <T> T get(Setting<T> setting) {
        return (T) values.get(setting);
    }

    Source source(Setting<?> setting) {
        return sources.get(setting);
    }

    /** Records a problem of a setting. Of several problems of one setting, only the first is kept. */
    void problem(Setting<?> setting, String sentence) {
        problems.putIfAbsent(setting, sentence);
    }

    boolean hasNoProblem() {
        return problems.isEmpty();
    }

    /** Records a problem of several settings under the first setting that is set, or under the last if none is set. */
    void problem(List<Setting<?>> settings, String sentence) {
        Setting<?> blamed = settings.stream()
                .filter(each -> source(each) != Source.DEFAULT)
                .findFirst()
                .orElse(settings.get(settings.size() - 1));
        problem(blamed, sentence);
    }

    /**
     * Throws if any problem was recorded.
     *
     * @throws ConfigException that lists every problem
     */
    void finish() {
        if (problems.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        problems.forEach((setting, sentence) -> lines.add("- " + shown(setting) + ": " + sentence));
        String count = lines.size() == 1 ? "1 setting is wrong:" : lines.size() + " settings are wrong:";
        throw new ConfigException(count + "\n" + String.join("\n", lines));
    }

    /** Returns the name, value and source of a setting for messages. */
    private String shown(Setting<?> setting) {
        Source source = source(setting);
        String text = text(setting, source);
        String plain = text == null ? String.valueOf(value(setting, source)) : "'" + text + "'";
        String where = source == Source.LAUNCH ? "from " + launch.source() : source.describe(setting.name());
        return setting.name() + " = " + (setting.isHidden() ? "(not shown)" : plain) + " (" + where + ")";
    }

    private Object value(Setting<?> setting, Source source) {
        return switch (source) {
            case CODE -> given.value(setting);
            case LAUNCH -> launched.get(setting);
            case PROPERTY, ENVIRONMENT, DEFAULT -> setting.fallback();
        };
    }

    /** Returns the settings that differ from their default. */
    @Override
    public String toString() {
        return sources.keySet().stream()
                .filter(setting -> source(setting) != Source.DEFAULT)
                .map(this::shown)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
