package dev.comm.testkit.live.picture;

import dev.comm.testkit.campaign.play.Film;
import dev.comm.testkit.campaign.play.Moment;
import dev.comm.testkit.campaign.report.Wording;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A picture that makes lanes of a film. It shows the part up to the point where a promise broke, with all earlier
 * faults.
 */
public final class Picture {
    private static final int POINTS_MAX = 400;
    private static final int POINTS_AFTER = 30;
    private static final Map<Occurrence.Fault.Kind, Lanes.Line> LINES = Map.of(
            Occurrence.Fault.Kind.CRASH, Lanes.Line.DEAD,
            Occurrence.Fault.Kind.VANISH, Lanes.Line.DEAD,
            Occurrence.Fault.Kind.FREEZE, Lanes.Line.FROZEN,
            Occurrence.Fault.Kind.THAW, Lanes.Line.RUNNING);

    private final Film film;
    private final Wording wording;
    private final List<String> names;

    public Picture(Film film, Wording wording, int size) {
        this.film = film;
        this.wording = wording;
        this.names = IntStream.range(0, size)
                .mapToObj(rank -> rank == 0 ? "master" : "node " + rank)
                .toList();
    }

    /**
     * Returns the lanes.
     *
     * @param moment the time of the breach, or null
     */
    public Lanes lanes(Moment moment) {
        List<Lanes.Point> points = new ArrayList<>();
        film.shots().forEach(shot -> add(shot, points));
        int end = points.size();
        if (moment != null) {
            end = insert(moment, points);
        }
        int last = Math.min(points.size(), end + POINTS_AFTER);
        int first = Math.max(0, last - POINTS_MAX);
        List<Lanes.Point> shown = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            if (i >= first || isFault(points.get(i))) {
                shown.add(points.get(i));
            }
        }
        return new Lanes(names, shown, last - shown.size());
    }

    private static boolean isFault(Lanes.Point point) {
        return point instanceof Lanes.Mark mark && mark.look() == Lanes.Look.FAULT;
    }

    /** Inserts the moment after the last point that is not later. */
    private static int insert(Moment moment, List<Lanes.Point> points) {
        int position = points.size();
        while (position > 0 && points.get(position - 1).nanos() > moment.nanos()) {
            position--;
        }
        points.add(position, new Lanes.Mark(moment.nanos(), 0, Lanes.Look.BROKEN, Lanes.Line.SAME, moment.breach()));
        return position;
    }

    private void add(Film.Shot shot, List<Lanes.Point> points) {
        if (shot instanceof Film.Seen seen) {
            addMark(seen.occurrence(), points);
        } else if (shot instanceof Film.FrameSent sent) {
            int from = wording.rank(sent.process());
            int to = wording.rank(film.receiver(sent));
            if (from >= 0 && to >= 0) {
                points.add(new Lanes.Sent(sent.nanos(), from, to, sent.number(), Film.name(sent.command())));
            }
        } else if (shot instanceof Film.FrameReceived received) {
            int at = wording.rank(received.process());
            if (at >= 0 && wording.rank(received.frame().process()) >= 0) {
                points.add(
                        new Lanes.Arrived(received.nanos(), at, received.frame().number()));
            }
        }
    }

    private void addMark(Occurrence each, List<Lanes.Point> points) {
        int lane = wording.member(each);
        if (lane < 0) {
            return;
        }
        Lanes.Look look = Lanes.Look.PLAIN;
        Lanes.Line line = each instanceof Occurrence.Joined ? Lanes.Line.RUNNING : Lanes.Line.SAME;
        if (each instanceof Occurrence.Fault fault) {
            look = Lanes.Look.FAULT;
            line = LINES.getOrDefault(fault.kind(), Lanes.Line.SAME);
        } else if (each instanceof Occurrence.Returned || each instanceof Occurrence.Failed) {
            look = Lanes.Look.VERDICT;
        }
        points.add(new Lanes.Mark(each.nanos(), lane, look, line, wording.text(each)));
    }
}
