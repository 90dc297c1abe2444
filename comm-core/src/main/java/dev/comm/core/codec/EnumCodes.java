package dev.comm.core.codec;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Maps the constants of an enum to codes on the wire: their index in a list that grows only at its end. */
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

    /** The constant of a code, or null if this version does not know it. */
    E ofCode(int code) {
        int index = code - first;
        return index >= 0 && index < constants.size() ? constants.get(index) : null;
    }
}
