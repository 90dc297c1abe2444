package dev.comm.api.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One setting with its name, its default, its parser and its allowed values.
 *
 * @param <T> type of the value
 */
public final class Setting<T> {
    private final String name;
    private final T fallback;
    private final Parser<T> parser;
    private final List<Rule<T>> rules = new ArrayList<>();
    private boolean optional;
    private boolean hidden;

    private Setting(String name, T fallback, Parser<T> parser) {
        this.name = name;
        this.fallback = fallback;
        this.parser = parser;
    }

    /** Creates a setting that properties and environment variables may give as text. */
    public static <T> Setting<T> text(String name, T fallback, Parser<T> parser) {
        return new Setting<>(name, fallback, parser);
    }

    /** Creates a setting that only code can give. */
    public static <T> Setting<T> code(String name, T fallback) {
        return new Setting<>(name, fallback, null);
    }

    /** Allows null as the value, which means that nothing is set. */
    public Setting<T> optional() {
        this.optional = true;
        return this;
    }

    /** Keeps the value out of every message. */
    public Setting<T> hidden() {
        this.hidden = true;
        return this;
    }

    /**
     * Adds a condition on the value and the message for a value that violates the condition. The message of the first
     * violated condition applies.
     */
    public Setting<T> where(Predicate<T> allowed, String sentence) {
        rules.add(new Rule<>(allowed, sentence));
        return this;
    }

    public String name() {
        return name;
    }

    public T fallback() {
        return fallback;
    }

    public boolean isHidden() {
        return hidden;
    }

    /** Returns whether properties and environment variables may give this setting. */
    public boolean isReadable() {
        return parser != null;
    }

    /** Parses a text. */
    public T parse(String text) {
        return parser.parse(text);
    }

    /** Returns the problem of a value, or null if it is allowed. */
    public String objection(T value) {
        if (value == null) {
            return optional ? null : "null is not allowed here";
        }
        return rules.stream()
                .filter(rule -> !rule.allowed().test(value))
                .map(Rule::cure)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String toString() {
        return name;
    }

    private record Rule<T>(Predicate<T> allowed, String cure) {}

    /**
     * Parses the text of a setting.
     *
     * @param <T> type of the value
     */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * Parses a text that is not blank.
         *
         * @throws IllegalArgumentException with a message that names the expected form
         */
        T parse(String text);
    }
}
