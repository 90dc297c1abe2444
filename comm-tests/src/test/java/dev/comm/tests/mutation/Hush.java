package dev.comm.tests.mutation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * A capture of the log of Comm that keeps the console quiet. It finds forbidden lines: errors, and lines with a trace.
 */
final class Hush implements AutoCloseable {
    private final Logger comm = (Logger) LoggerFactory.getLogger("dev.comm");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR) || event.getThrowableProxy() != null) {
                super.append(event);
            }
        }
    };

    Hush() {
        lines.start();
        comm.setLevel(Level.INFO);
        comm.setAdditive(false);
        comm.addAppender(lines);
    }

    List<String> troubles() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        comm.detachAppender(lines);
        comm.setAdditive(true);
        comm.setLevel(null);
    }
}
