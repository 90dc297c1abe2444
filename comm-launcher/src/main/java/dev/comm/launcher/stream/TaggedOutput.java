package dev.comm.launcher.stream;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The two output streams of the launcher, for the lines of all ranks. Each line begins with the tag of its rank.
 *
 * <p>A line may arrive in parts. If a line of another source comes between, the first line is ended, and its rest
 * begins with the tag again. The text after a carriage return begins with the tag too, so that a progress bar keeps its
 * tag.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TaggedOutput {
    private final Consumer<PrintStream> lost;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private Source open;
    private boolean returned;
    private boolean broken;

    /**
     * Creates an output.
     *
     * @param lost action that receives the first stream that cannot be written. After that nothing is written
     */
    public TaggedOutput(Consumer<PrintStream> lost) {
        this.lost = lost;
    }

    /**
     * One output stream of one rank.
     *
     * @param tag the text before each line
     * @param to the target of the lines
     */
    public record Source(String tag, PrintStream to) {
        private byte[] prefix() {
            return tag.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Writes the text, which is at most one line. Without a line end, the line stays open. */
    public synchronized void write(Source source, byte[] text) {
        if (broken || text.length == 0) {
            return;
        }
        breakLineOfAnother(source);
        if (open == null || returned) {
            buffer.writeBytes(source.prefix());
        }
        for (int i = 0; i < text.length; i++) {
            buffer.write(text[i]);
            if (text[i] == '\r' && i + 1 < text.length && text[i + 1] != '\n') {
                buffer.writeBytes(source.prefix());
            }
        }
        byte last = text[text.length - 1];
        open = last == '\n' ? null : source;
        returned = last == '\r';
        byte[] whole = buffer.toByteArray();
        buffer.reset();
        source.to().write(whole, 0, whole.length);
    }

    private void breakLineOfAnother(Source source) {
        if (open != null && open != source) {
            open.to().write('\n');
            open = null;
            returned = false;
        }
    }

    /** Ends an open line before other text is printed. */
    public synchronized void breakLine() {
        if (!broken) {
            breakLineOfAnother(null);
        }
    }

    /** Flushes the written text. Reports a stream that cannot be written. */
    public synchronized void flush(PrintStream to) {
        if (!broken && to.checkError()) {
            broken = true;
            lost.accept(to);
        }
    }
}
