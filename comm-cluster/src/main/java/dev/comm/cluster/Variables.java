package dev.comm.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The variables of a process.
 *
 * @param all the values by name
 */
record Variables(Map<String, String> all) {
    /** Returns the value without blanks around it. Blank text counts as not set. */
    Optional<String> text(String name) {
        return Optional.ofNullable(all.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Returns the first of several variables that is set. */
    Optional<String> first(List<String> names) {
        return names.stream().flatMap(name -> text(name).stream()).findFirst();
    }

    /**
     * Returns the value as a number from 0 on.
     *
     * @throws IllegalArgumentException if the variable has another text
     */
    OptionalInt number(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "correct the variable " + name + "; a number is expected, not '" + text.get() + "'");
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    /** Returns the number of spare processes of the run, by {@code COMM_SPARES}. */
    int spares() {
        return number("COMM_SPARES").orElse(0);
    }
}
