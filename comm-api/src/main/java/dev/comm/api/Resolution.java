package dev.comm.api;

import dev.comm.api.error.ConfigException;
import dev.comm.api.settings.Setting;
import dev.comm.api.settings.Source;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The resolution of all settings, which selects the source of each setting, parses its value and collects all problems.
 */
final class Resolution {
    private final Map<Setting<?>, Object> given;
    private final UnaryOperator<String> properties;
    private final UnaryOperator<String> environment;
    private final Map<Setting<?>, Object> values = new IdentityHashMap<>();
    private final Map<Setting<?>, Source> sources = new IdentityHashMap<>();
    private final Map<Setting<?>, String> problems = new LinkedHashMap<>();

    /** Resolves every setting. */
    Resolution(Map<Setting<?>, Object> given, UnaryOperator<String> properties, UnaryOperator<String> environment) {
        this.given = given;
        this.properties = properties;
        this.environment = environment;
        Settings.ALL.forEach(this::resolve);
        TimingSettings.ALL.forEach(this::resolve);
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
        if (given.containsKey(setting)) {
            return Source.CODE;
        }
        if (setting.isReadable() && text(setting, Source.PROPERTY) != null) {
            return Source.PROPERTY;
        }
        return setting.isReadable() && text(setting, Source.ENVIRONMENT) != null ? Source.ENVIRONMENT : Source.DEFAULT;
    }

    @SuppressWarnings("unchecked") // the builder's typed methods are the only ones that put values
    private <T> T read(Setting<T> setting, Source source) {
        if (source == Source.DEFAULT) {
            return setting.fallback();
        }
        Object value = given.get(setting);
        if (source == Source.CODE && !(value instanceof Text)) {
            return (T) value;
        }
        return setting.parse(text(setting, source));
    }

    /** Returns the text of a setting without surrounding blanks, or null if no source has one. */
    private String text(Setting<?> setting, Source source) {
        String text = switch (source) {
            case CODE -> given.get(setting) instanceof Text each ? each.text() : null;
            case PROPERTY -> properties.apply(Source.property(setting.name()));
            case ENVIRONMENT -> environment.apply(Source.variable(setting.name()));
            case DEFAULT -> null;
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
        Object value = source == Source.CODE ? given.get(setting) : setting.fallback();
        String plain = text == null ? String.valueOf(value) : "'" + text + "'";
        return setting.name() + " = " + (setting.isHidden() ? "(not shown)" : plain) + " ("
                + source.describe(setting.name()) + ")";
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

    /** A text given in code, which is parsed like a property. */
    record Text(String text) {}
}
