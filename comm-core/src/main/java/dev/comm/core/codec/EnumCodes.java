package dev.comm.core.codec;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The codes of the constants of an enum on the wire. A code is the index in a list of constants, which grows only at
 * its end.
 */
final class EnumCodes<E extends Enum<E>> {
    private final int first;
    private final List<E> constants;
    private final Map<E, Integer> codes;

    EnumCodes(int first, List<E> constants) {
        this.first = first;
        this.constants = List.copyOf(constants);
        this.codes = new EnumMap<>(constants.get(0).getDeclaringClass());
        for (int index = 0; index < constants.size(); index++) {
            codes.put(constants.get(index), first + index);
        }
    }

    int codeOf(E constant) {
        return codes.get(constant);
    }

    /** Returns the constant of a code, or null if this version does not know the code. */
    E ofCode(int code) {
        int index = code - first;
        return index >= 0 && index < constants.size() ? constants.get(index) : null;
    }
}
