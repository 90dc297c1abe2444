package dev.comm.core.value;

/**
 * The check for halves of surrogate pairs, which UTF-8 cannot express. For example, a text that was cut inside an emoji
 * has such a half.
 */
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
