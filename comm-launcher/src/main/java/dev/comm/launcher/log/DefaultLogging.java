package dev.comm.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.apiguardian.api.API;

/**
 * The log configuration for the case that Logback finds none. It writes warnings and errors to standard error. Without
 * any configuration Logback writes every DEBUG line to standard output.
 *
 * <p>Logback asks services before it searches for files. So this service runs Logback's own search first, and its rank
 * is the last one. A file, the property {@code logback.configurationFile} or another service always takes precedence.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
@ConfiguratorRank(ConfiguratorRank.FALLBACK)
public final class DefaultLogging extends ContextAwareBase implements Configurator {
    private static final String VARIABLE = "COMM_LOG_LEVEL";
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n";

    /** Creates the configuration. Logback finds it as a service and calls this constructor. */
    public DefaultLogging() {}

    @Override
    public ExecutionStatus configure(LoggerContext logging) {
        DefaultJoranConfigurator files = new DefaultJoranConfigurator();
        files.setContext(logging);
        if (files.configure(logging) == ExecutionStatus.INVOKE_NEXT_IF_ANY) {
            logWarnings(logging);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void logWarnings(LoggerContext logging) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logging);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> errors = new ConsoleAppender<>();
        errors.setContext(logging);
        errors.setName("err");
        errors.setTarget("System.err");
        errors.setEncoder(encoder);
        errors.start();
        Logger root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getenv(VARIABLE), Level.WARN));
        root.addAppender(errors);
    }
}
