package dev.comm.core.value;

/** Finds halves of surrogate pairs, as a text has them that was cut inside an emoji. UTF-8 cannot hold them. */
final class HalfCharacters {
    private HalfCharacters() {}

    static boolean isIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean isPair = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
