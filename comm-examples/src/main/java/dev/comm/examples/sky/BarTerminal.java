package dev.comm.examples.sky;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The only writer to the terminal, for a progress bar and for lines. Each line is printed above the bar, which is then
 * drawn again below the line.
 */
final class BarTerminal implements ProgressBarConsumer {
    /** The width of the bar, which fits a terminal of 80 columns. A bar that wraps could not be overwritten. */
    private static final int COLUMNS = 79;

    private final PrintStream terminal;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String bar = "";

    BarTerminal(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public int getMaxRenderedLength() {
        return COLUMNS;
    }

    @Override
    public synchronized void accept(String drawn) {
        erase();
        bar = drawn.strip();
        redraw();
    }

    private void erase() {
        terminal.print("\r" + " ".repeat(bar.length()) + "\r");
    }

    private void redraw() {
        terminal.print(bar);
        terminal.flush();
    }

    /** Returns a stream for lines, such as those of the log. */
    PrintStream lines() {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int each) {
                        take(each);
                    }
                },
                true,
                Charset.defaultCharset());
    }

    private synchronized void take(int each) {
        line.write(each);
        if (each == '\n') {
            erase();
            terminal.writeBytes(line.toByteArray());
            line.reset();
            redraw();
        }
    }

    /** Leaves the bar as it is and continues below it. */
    @Override
    public synchronized void close() {
        terminal.println();
        terminal.writeBytes(line.toByteArray());
        terminal.flush();
        bar = "";
    }
}
