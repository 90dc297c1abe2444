package dev.comm.api;

import dev.comm.api.settings.NearestSetting;
import dev.comm.api.settings.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The check of a setting given as text, which a launcher makes before it starts the processes that read the setting.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SettingText {
    private SettingText() {}

    /**
     * Returns the problem of the name or of the value of one setting. This check omits rules between settings, because
     * only the program has all settings.
     *
     * @param name name from docs/SETTINGS.md, such as {@code min.survivors}
     * @return a sentence with the cure, or null if the setting is valid
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
