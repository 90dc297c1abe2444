package dev.comm.examples.sky.report;

import dev.comm.examples.sky.file.NewFile;
import dev.comm.examples.sky.geometry.Direction;
import dev.comm.examples.sky.geometry.Galactic;
import dev.comm.examples.sky.search.RankedSpot;
import dev.comm.examples.sky.search.SkyResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** The table of hot spots as comma-separated values, with the same bytes on every machine. */
public final class HotSpotTable {
    static final String HEADER = "rank,ra_deg,dec_deg,l_deg,b_deg,ts,ns,p,name,separation_deg,source";

    private HotSpotTable() {}

    public static void write(SkyResult result, Path file) throws IOException {
        NewFile.write(file, out -> out.write(text(result).getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the table. Every line ends with a line feed on every system. */
    static String text(SkyResult result) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (RankedSpot spot : result.spots()) {
            text.append(row(spot)).append('\n');
        }
        return text.toString();
    }

    private static String row(RankedSpot ranked) {
        Direction at = ranked.spot().position();
        String numbers = String.format(
                Locale.ROOT,
                "%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.6f",
                ranked.rank(),
                at.rightAscension(),
                at.declination(),
                Galactic.longitude(at),
                Galactic.latitude(at),
                ranked.spot().ts(),
                ranked.spot().ns(),
                ranked.pValue());
        return numbers + "," + ranked.name() + "," + origin(ranked, at);
    }

    private static String origin(RankedSpot ranked, Direction at) {
        return ranked.cluster()
                .map(c -> String.format(Locale.ROOT, "%.2f,%s", c.position().separationDegrees(at), c.source()))
                .orElse(",");
    }
}
