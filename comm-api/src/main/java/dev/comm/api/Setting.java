package dev.comm.api;

import java.util.function.Predicate;

/**
 * One setting: its name, its default, how text becomes a value and which values are allowed.
 *
 * @param <T> type of the value
 */
final class Setting<T> {
    private final String name;
    private final T fallback;
    private final Parser<T> parser;
    private Predicate<T> rule = value -> true;
    private String cure = "";
    private boolean optional;
    private boolean hidden;

    private Setting(String name, T fallback, Parser<T> parser) {
        this.name = name;
        this.fallback = fallback;
        this.parser = parser;
    }

    /** A setting that properties and environment may give as text. */
    static <T> Setting<T> text(String name, T fallback, Parser<T> parser) {
        return new Setting<>(name, fallback, parser);
    }

    /** A setting that only code can give. */
    static <T> Setting<T> code(String name, T fallback) {
        return new Setting<>(name, fallback, null);
    }

    /** Allows null, which means that nothing is set. */
    Setting<T> optional() {
        this.optional = true;
        return this;
    }

    /** Keeps the value out of every message. */
    Setting<T> hidden() {
        this.hidden = true;
        return this;
    }

    /** Adds what a value has to fulfil, and the sentence for one that does not. */
    Setting<T> where(Predicate<T> allowed, String sentence) {
        this.rule = allowed;
        this.cure = sentence;
        return this;
    }

    String name() {
        return name;
    }

    T fallback() {
        return fallback;
    }

    boolean isHidden() {
        return hidden;
    }

    /** Whether properties and environment may give it. */
    boolean isReadable() {
        return parser != null;
    }

    /** Reads text. */
    T parse(String text) {
        return parser.parse(text);
    }

    /** What is wrong with a value, or null. */
    String objection(T value) {
        if (value == null) {
            return optional ? null : "null is not allowed here";
        }
        return rule.test(value) ? null : cure;
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * Turns text into a value.
     *
     * @param <T> type of the value
     */
    @FunctionalInterface
    interface Parser<T> {
        /**
         * Reads a text that is not blank.
         *
         * @throws IllegalArgumentException with a sentence that says what is expected
         */
        T parse(String text);
    }
}
