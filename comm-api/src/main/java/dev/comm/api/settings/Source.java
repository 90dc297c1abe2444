package dev.comm.api.settings;

import java.util.Locale;

/** The source of the value of a setting. An earlier constant takes precedence over a later one. */
public enum Source {
    CODE,
    PROPERTY,
    ENVIRONMENT,
    /** The scheduler that started this process. */
    LAUNCH,
    DEFAULT;

    /** Describes the source for messages, for example {@code environment variable COMM_RANK}. */
    public String describe(String setting) {
        return switch (this) {
            case CODE -> "set in code";
            case PROPERTY -> "system property " + property(setting);
            case ENVIRONMENT -> "environment variable " + variable(setting);
            case LAUNCH -> "from the scheduler";
            case DEFAULT -> "default";
        };
    }

    public static String property(String setting) {
        return "comm." + setting;
    }

    public static String variable(String setting) {
        return "COMM_" + setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
