package dev.comm.api;

import dev.comm.api.settings.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Checks a setting that is given as text, for a launcher: before it starts the processes that read the setting. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SettingText {
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
            List<String> names = readable().map(Setting::name).toList();
            return NearestSetting.cure(name, names) + "; there is no setting " + name;
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
}
