package dev.comm.api.settings;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An upper estimate of the number of random bits in a secret. It never refuses a random secret of 128 bits in
 * hexadecimal, base32, base64 or raw bytes. docs/SECURITY.md gives the rules and the odds.
 *
 * <p>The estimate is pure, and its time depends only on the length of the secret.
 */
public final class SecretStrength {
    /** The smallest number of random bits that is enough. */
    public static final int BITS_MIN = 128;

    /** The length from which random letters hardly form many pairs of English by chance. */
    private static final int LONG = 30;

    private static final double DECIMAL_BITS = 3.3;
    private static final double TEXT_BITS = 1.5;
    private static final char UNREADABLE = '\ufffd';
    private static final String ROWS = "1234567890 qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm azertyuiop";

    /** The most frequent pairs of letters in English words. */
    private static final Set<String> PAIRS =
            Set.copyOf(List.of(("th he in er an re nd at on nt ha es st en ed to it ou ea hi is or"
                            + " ti as te et ng of al de se le sa si ar ve ra ld ur me ne co ro ri io ic ma li la"
                            + " el ec ta ch om em ho ll no us ce be ss so wo wa ow pa pe po pr ge gr di da lo il"
                            + " ut un tr ts tt ol op oo ot wh wi we yo sh su sp ca ct ck mo mi ns nc ie id ig im"
                            + " ir ad am ai ap ac ab ag av ay ee ev ey fo fi fr ke ki kn bu bl bo br by ul um up"
                            + " vi my ny ry ly ty ds rs rt rd ry do du")
                    .split(" ")));

    private final byte[] bytes;

    private SecretStrength(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns whether the bytes may hold 128 random bits. */
    public static boolean isEnough(byte[] bytes) {
        SecretStrength secret = new SecretStrength(bytes);
        return secret.bits() >= BITS_MIN && !secret.isPredictable();
    }

    /** Returns the bits of the alphabet, multiplied by the length of the part that does not repeat itself. */
    private double bits() {
        int length = period();
        if (consistsOf("0123456789-./: ")) {
            return DECIMAL_BITS * count("0123456789", length);
        }
        if (consistsOf("0123456789abcdef") || consistsOf("0123456789ABCDEF")) {
            return 4.0 * length;
        }
        if (consistsOf("abcdefghijklmnopqrstuvwxyz234567=") || consistsOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567=")) {
            return 5.0 * (length - count("=", length));
        }
        if (isBase64()) {
            return 6.0 * (length - count("=", length));
        }
        return isText() ? TEXT_BITS * length : 8.0 * length;
    }

    /** Returns the length of the shortest beginning whose repetition gives all bytes. */
    private int period() {
        for (int length = 1; length <= bytes.length / 2; length++) {
            if (repeats(length)) {
                return length;
            }
        }
        return bytes.length;
    }

    private boolean repeats(int length) {
        for (int i = length; i < bytes.length; i++) {
            if (bytes[i] != bytes[i - length]) {
                return false;
            }
        }
        return true;
    }

    private boolean consistsOf(String alphabet) {
        return count(alphabet, bytes.length) == bytes.length;
    }

    private int count(String alphabet, int length) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            count += alphabet.indexOf(bytes[i]) >= 0 ? 1 : 0;
        }
        return count;
    }

    private boolean isBase64() {
        for (byte each : bytes) {
            if (!isAlphanumeric(each) && "+/-_=".indexOf(each) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether the bytes are text in any language: printable ASCII, almost only letters, digits and spaces, or
     * printable UTF-8.
     */
    private boolean isText() {
        int printable = 0;
        int words = 0;
        for (byte each : bytes) {
            printable += each >= ' ' && each <= '~' ? 1 : 0;
            words += isAlphanumeric(each) || each == ' ' ? 1 : 0;
        }
        return printable == bytes.length || 16 * words >= 15 * bytes.length || isPrintableUnicode();
    }

    /**
     * Returns whether the bytes are printable UTF-8 of at least 24 bytes. Shorter random bytes may be printable by
     * chance.
     */
    private boolean isPrintableUnicode() {
        return bytes.length >= 24
                && new String(bytes, StandardCharsets.UTF_8)
                        .chars()
                        .noneMatch(each -> each == UNREADABLE || Character.isISOControl(each));
    }

    private static boolean isAlphanumeric(byte each) {
        return each >= '0' && each <= '9' || each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z';
    }

    /**
     * Returns whether 85 % of the bytes (75 % in a long secret without digits) follow from the bytes before them. Such
     * bytes are in runs, rows of the keyboard, words or repetitions.
     */
    private boolean isPredictable() {
        Set<String> seen = new HashSet<>();
        int pairs = 0;
        int predictable = 0;
        int last = -1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '-' || bytes[i] == '_') {
                continue; // a separator between words
            }
            if (last >= 0) {
                pairs++;
                predictable += follows(bytes[last], bytes[i], seen) ? 1 : 0;
            }
            last = i;
        }
        int percent = bytes.length >= LONG && isOfLetters() ? 75 : 85;
        return pairs == 0 || 100 * predictable >= percent * pairs;
    }

    private boolean isOfLetters() {
        for (byte each : bytes) {
            if (isAlphanumeric(each) && each <= '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean follows(int before, int here, Set<String> seen) {
        String pair = (String.valueOf((char) before) + (char) here).toLowerCase(Locale.ROOT);
        return !seen.add(pair) || Math.abs(here - before) <= 1 || isOrdinary(pair);
    }

    private static boolean isOrdinary(String pair) {
        return PAIRS.contains(pair) || ROWS.contains(pair) || ROWS.contains(new StringBuilder(pair).reverse());
    }
}
