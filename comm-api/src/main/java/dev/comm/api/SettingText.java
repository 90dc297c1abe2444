package dev.comm.api;

import dev.comm.api.settings.Setting;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Checks a setting that is given as text, for a launcher: before it starts the processes that read the setting. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SettingText {
    private static final int TYPING_ERRORS_MAX = 3;

    private SettingText() {}

    /**
     * The problem of a setting by itself: its name or its value. Rules between settings need all of them, which only
     * the program has.
     *
     * @param name a name of docs/SETTINGS.md, such as {@code min.survivors}
     * @return a sentence with the cure, or null if the setting is good
     */
    public static String objection(String name, String value) {
        Optional<Setting<?>> known =
                readable().filter(each -> each.name().equals(name)).findFirst();
        if (known.isEmpty()) {
            return nearest(name) + "there is no setting " + name;
        }
        return value.isBlank() ? null : objection(known.get(), value.strip());
    }

    private static <T> String objection(Setting<T> setting, String text) {
        try {
            return setting.objection(setting.parse(text));
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static Stream<Setting<?>> readable() {
        return Stream.<Setting<?>>concat(Settings.ALL.stream(), TimingSettings.ALL.stream())
                .filter(Setting::isReadable);
    }

    private static String nearest(String name) {
        String nearest = readable()
                .map(Setting::name)
                .min(Comparator.comparingInt(each -> distance(name, each)))
                .orElseThrow();
        return distance(name, nearest) <= Math.min(TYPING_ERRORS_MAX, name.length() / 2)
                ? "write " + nearest + "; "
                : "choose one of docs/SETTINGS.md, the nearest is " + nearest + "; ";
    }

    /** The least number of letters to insert, delete and replace between two words (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
