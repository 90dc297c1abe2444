package dev.comm.tests.security;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Every text that a session leaves behind while this is open: what it logs, at every level, and what a test adds. */
final class Traces implements AutoCloseable {
    private static final int SIGNIFICANT = 12;

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            add(event.getThreadName() + " " + event.getLoggerName() + " " + event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    };

    Traces() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
    }

    void add(Object text) {
        texts.add(String.valueOf(text));
    }

    /** Its message, its stack, and those of all that lies behind it. */
    void add(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        add(text);
    }

    void addThreadNames() {
        Thread.getAllStackTraces().keySet().forEach(thread -> add(thread.getName()));
    }

    int count() {
        return texts.size();
    }

    /** The texts that hold these bytes as they are, in Base64 or in hexadecimal, whole or their beginning. */
    List<String> holding(byte[] secret) {
        List<String> forms = forms(secret);
        return texts.stream()
                .filter(text -> forms.stream().anyMatch(text::contains))
                .toList();
    }

    private static List<String> forms(byte[] secret) {
        String hex = HexFormat.of().formatHex(secret);
        String signed = Arrays.toString(secret);
        return Stream.of(
                        new String(secret, StandardCharsets.ISO_8859_1),
                        Base64.getEncoder().encodeToString(secret),
                        Base64.getUrlEncoder().encodeToString(secret),
                        hex,
                        hex.toUpperCase(Locale.ROOT),
                        signed.substring(1, signed.length() - 1))
                .map(form -> form.substring(0, Math.min(form.length(), SIGNIFICANT)))
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        root.setLevel(before);
    }
}
