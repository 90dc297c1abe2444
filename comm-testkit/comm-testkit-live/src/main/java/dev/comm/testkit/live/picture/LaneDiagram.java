package dev.comm.testkit.live.picture;

import dev.comm.testkit.campaign.report.Wording;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A diagram that draws lanes as SVG. Time runs down, but not to scale. Each point has its own row, and the diagram
 * shows the length of a long gap between two points.
 */
final class LaneDiagram {
    private static final int ROW = 19;
    private static final int TOP = 46;
    private static final int TIME_COLUMN = 92;
    private static final int TEXT_COLUMN = 236;
    private static final int TEXT_MAX = 33;
    private static final int STUB = 60;
    private static final long GAP_NANOS = 100_000_000;

    private final Lanes lanes;
    private final List<Lanes.Point> points;
    private final int[] rows;
    private final Map<Long, Integer> arrivals = new HashMap<>();
    private final StringBuilder back = new StringBuilder();
    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder front = new StringBuilder();
    private int bottom = TOP;

    private LaneDiagram(Lanes lanes) {
        this.lanes = lanes;
        this.points = lanes.points();
        this.rows = new int[points.size()];
    }

    /** Returns the picture as an SVG element. The page around it gives the style. */
    static String svg(Lanes lanes) {
        LaneDiagram diagram = new LaneDiagram(lanes);
        diagram.layOut();
        diagram.drawLanes();
        diagram.drawPoints();
        String size = diagram.width() + "\" height=\"" + diagram.bottom;
        return "<svg role=\"img\" aria-label=\"what happened, one lane per member\" width=\"" + size + "\">\n"
                + diagram.back + diagram.lines + diagram.front + "</svg>\n";
    }

    private int width() {
        return x(lanes.names().size() - 1) + TEXT_COLUMN;
    }

    private int x(int lane) {
        return TIME_COLUMN + TEXT_COLUMN + lane * TEXT_COLUMN;
    }

    private void layOut() {
        int y = TOP;
        long before = points.isEmpty() ? 0 : points.get(0).nanos();
        long shown = -1;
        for (int i = 0; i < rows.length; i++) {
            Lanes.Point point = points.get(i);
            long gap = point.nanos() - before;
            y += gap >= GAP_NANOS ? 2 * ROW : ROW;
            rows[i] = y;
            if (gap >= GAP_NANOS) {
                text(back, "gap", TIME_COLUMN - 10, y - ROW + 4, "end", "+ " + length(gap));
            }
            if (point.nanos() != shown) {
                text(back, "time", TIME_COLUMN - 10, y + 4, "end", seconds(point.nanos()));
            }
            if (point instanceof Lanes.Arrived arrived) {
                arrivals.putIfAbsent(arrived.frame(), y);
            }
            before = point.nanos();
            shown = before;
        }
        bottom = y + 2 * ROW;
    }

    private static String seconds(long nanos) {
        return Wording.time(nanos).substring(2);
    }

    private static String length(long nanos) {
        return nanos >= 1_000_000_000
                ? nanos / 1_000_000_000 + "." + nanos / 100_000_000 % 10 + " s"
                : nanos / 1_000_000 + " ms";
    }

    private void drawLanes() {
        for (int lane = 0; lane < lanes.names().size(); lane++) {
            text(front, "name", x(lane), TOP - 22, "middle", lanes.names().get(lane));
            Lanes.Line state = Lanes.Line.RUNNING;
            int from = TOP - 12;
            for (int i = 0; i < rows.length; i++) {
                if (points.get(i) instanceof Lanes.Mark mark && mark.lane() == lane && mark.line() != Lanes.Line.SAME) {
                    line(lines, "lane " + style(state), x(lane), from, x(lane), rows[i]);
                    from = rows[i];
                    state = mark.line();
                }
            }
            line(lines, "lane " + style(state), x(lane), from, x(lane), bottom - 6);
        }
    }

    private static String style(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void drawPoints() {
        for (int i = 0; i < rows.length; i++) {
            Lanes.Point point = points.get(i);
            if (point instanceof Lanes.Sent sent) {
                drawFrame(sent, rows[i]);
            } else if (point instanceof Lanes.Mark mark && mark.look() == Lanes.Look.BROKEN) {
                drawBroken(mark, rows[i]);
            } else if (point instanceof Lanes.Mark mark) {
                drawMark(mark, rows[i]);
            }
        }
    }

    private void drawFrame(Lanes.Sent sent, int y) {
        int from = x(sent.lane());
        Integer arrival = arrivals.get(sent.frame());
        if (arrival == null) {
            int end = from + (sent.to() > sent.lane() ? STUB : -STUB);
            line(lines, "frame lost", from, y, end, y + ROW / 2);
            text(front, "cross", end, y + ROW / 2 + 4, "middle", "✕");
        } else {
            line(lines, "frame", from, y, x(sent.to()), arrival);
            head(x(sent.to()), arrival, from, y);
        }
        label("label", y, sent.lane(), sent.label() + " → " + lanes.names().get(sent.to()));
    }

    /** Draws a small triangle that points along the arrow. */
    private void head(int x, int y, int fromX, int fromY) {
        long angle = Math.round(Math.toDegrees(Math.atan2(y - fromY, x - fromX)));
        front.append("<path class=\"head\" d=\"M0 0L-8 -3.5L-8 3.5Z\" transform=\"translate(" + x + " " + y
                + ") rotate(" + angle + ")\"/>\n");
    }

    private void drawBroken(Lanes.Mark mark, int y) {
        back.append("<rect class=\"broken\" x=\"" + TIME_COLUMN + "\" y=\"" + (y - ROW / 2) + "\" width=\""
                + (width() - TIME_COLUMN) + "\" height=\"" + ROW + "\"/>\n");
        text(front, "brokentext", TIME_COLUMN + 8, y + 4, "start", mark.text());
    }

    private void drawMark(Lanes.Mark mark, int y) {
        int radius = mark.look() == Lanes.Look.PLAIN ? 3 : 5;
        front.append("<circle class=\"" + style(mark.look()) + "\" cx=\"" + x(mark.lane()) + "\" cy=\"" + y + "\" r=\""
                + radius + "\"/>\n");
        label(style(mark.look()) + "text", y, mark.lane(), mark.text());
    }

    /**
     * Draws text beside a lane, to the left of the master's lane and to the right of a node's lane. So the frames
     * between the lanes stay visible.
     */
    private void label(String style, int y, int lane, String words) {
        boolean cut = words.length() > TEXT_MAX;
        String shown = cut ? words.substring(0, TEXT_MAX - 1) + "…" : words;
        String full = cut ? "<title>" + escape(words) + "</title>" : "";
        int x = x(lane) + (lane == 0 ? -10 : 10);
        front.append("<text class=\"" + style + "\" x=\"" + x + "\" y=\"" + (y + 4) + "\" text-anchor=\""
                + (lane == 0 ? "end" : "start") + "\">" + full + escape(shown) + "</text>\n");
    }

    private static void text(StringBuilder to, String style, int x, int y, String anchor, String words) {
        to.append("<text class=\"" + style + "\" x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">"
                + escape(words) + "</text>\n");
    }

    private static void line(StringBuilder to, String style, int x1, int y1, int x2, int y2) {
        to.append("<line class=\"" + style + "\" x1=\"" + x1 + "\" y1=\"" + y1 + "\" x2=\"" + x2 + "\" y2=\"" + y2
                + "\"/>\n");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
