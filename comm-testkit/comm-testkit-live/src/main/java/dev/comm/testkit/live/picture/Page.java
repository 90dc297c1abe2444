package dev.comm.testkit.live.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page of HTML that loads nothing from outside: no script, no font and no style sheet. It follows the theme of the
 * reader's browser.
 */
public final class Page {
    private final StringBuilder body = new StringBuilder();
    private final String title;

    public Page(String title, String below) {
        this.title = title;
        body.append("<h1>").append(LaneDiagram.escape(title)).append("</h1>\n");
        body.append("<p class=\"sub\">").append(LaneDiagram.escape(below)).append("</p>\n");
    }

    /** Adds the text of an error. */
    public Page bad(List<String> sentences) {
        body.append("<div class=\"bad\">\n");
        sentences.forEach(
                each -> body.append("<p>").append(LaneDiagram.escape(each)).append("</p>\n"));
        body.append("</div>\n");
        return this;
    }

    /** Adds lines that are shown unchanged, to be read or copied. */
    public Page lines(String heading, List<String> lines) {
        heading(heading);
        body.append("<pre>")
                .append(LaneDiagram.escape(String.join("\n", lines)))
                .append("</pre>\n");
        return this;
    }

    public Page lanes(Lanes lanes) {
        heading("What happened");
        body.append("<input type=\"checkbox\" id=\"frames\" checked><label for=\"frames\">frames</label>\n")
                .append("<input type=\"checkbox\" id=\"plain\" checked><label for=\"plain\">what members saw</label>\n")
                .append("<p class=\"legend\">Time runs down, not to scale. A solid line is a member that runs, blue")
                .append(" dashes one that is stopped, grey dots one that is dead. Heartbeats are left out")
                .append(lanes.omitted() > 0 ? ", and so are " + lanes.omitted() + " earlier points" : "")
                .append(".</p>\n<div class=\"diagram\">\n")
                .append(LaneDiagram.svg(lanes))
                .append("</div>\n");
        return this;
    }

    private void heading(String text) {
        body.append("<h2>").append(LaneDiagram.escape(text)).append("</h2>\n");
    }

    public String html(String footer) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + LaneDiagram.escape(title)
                + "</title>\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<style>\n"
                + style()
                + "</style></head>\n<body>\n" + body + "<footer>" + LaneDiagram.escape(footer)
                + "</footer>\n</body></html>\n";
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("/dev/comm/testkit/live/picture/page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
