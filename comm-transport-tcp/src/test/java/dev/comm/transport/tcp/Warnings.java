package dev.comm.transport.tcp;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class warns of while this is open. */
final class Warnings implements AutoCloseable {
    private final Logger logger;
    private final Level before;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private Warnings(Logger logger) {
        this.logger = logger;
        this.before = logger.getLevel();
    }

    static Warnings of(Class<?> type) {
        Warnings warnings = new Warnings((Logger) LoggerFactory.getLogger(type));
        warnings.appender.start();
        warnings.logger.setLevel(Level.WARN);
        warnings.logger.addAppender(warnings.appender);
        return warnings;
    }

    List<String> texts() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(before);
    }
}
