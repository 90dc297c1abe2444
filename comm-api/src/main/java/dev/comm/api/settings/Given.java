package dev.comm.api.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The settings that code gives: values, or text that is parsed like a property. Not safe for several threads. */
public final class Given {
    private final Map<Setting<?>, Object> values = new IdentityHashMap<>();

    /** Sets a value, which may be null. */
    public <T> void put(Setting<T> setting, T value) {
        values.put(setting, value);
    }

    /** Sets a value as text. */
    public void putText(Setting<?> setting, String text) {
        values.put(setting, text == null ? null : new Text(text));
    }

    public boolean has(Setting<?> setting) {
        return values.containsKey(setting);
    }

    /** Returns the value, or null if there is none or only a text. */
    @SuppressWarnings("unchecked") // put under its own setting
    public <T> T value(Setting<T> setting) {
        Object value = values.get(setting);
        return value instanceof Text ? null : (T) value;
    }

    /** Returns the text of a setting that was given as text, or null. */
    public String text(Setting<?> setting) {
        return values.get(setting) instanceof Text each ? each.text() : null;
    }

    /** Returns a copy, which later changes of this object do not change. */
    public Given copy() {
        Given copy = new Given();
        copy.values.putAll(values);
        return copy;
    }

    /** Returns an unmodifiable copy of a list, or null. */
    public static <T> List<T> copy(List<T> list) {
        return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }

    private record Text(String text) {}
}
