package dev.comm.examples.sky.report;

import dev.comm.examples.sky.geometry.Direction;
import dev.comm.examples.sky.model.SkyJob;
import dev.comm.examples.sky.search.RankedSpot;
import dev.comm.examples.sky.search.SkyResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The result of a scan as JSON. */
public final class SkyReport {
    private SkyReport() {}

    /**
     * Returns the report.
     *
     * @param run facts of the caller about the run, for example nodes and seconds. Numbers and booleans are written
     *     without quotes, lists and maps as JSON arrays and objects
     */
    public static String json(SkyResult result, Map<String, ?> run) {
        StringBuilder text = new StringBuilder("{\n");
        text.append("  \"job\": ").append(job(result)).append(",\n");
        text.append("  \"run\": ").append(object(run)).append(",\n");
        text.append("  \"trialMaxima\": ").append(maxima(result)).append(",\n");
        text.append("  \"hotSpots\": [");
        String separator = "\n    ";
        for (RankedSpot spot : result.spots()) {
            text.append(separator).append(spot(spot));
            separator = ",\n    ";
        }
        return text.append("\n  ]\n}\n").toString();
    }

    private static String job(SkyResult result) {
        SkyJob job = result.job();
        return String.format(
                Locale.ROOT,
                "{\"stars\": %d, \"magnitudeMax\": %.2f, \"sigmaDegrees\": %.2f, \"positions\": %d, "
                        + "\"trials\": %d, \"seed\": %d, \"background\": %s}",
                result.stars(),
                job.magnitudeMax(),
                job.sigmaDegrees(),
                result.map().length,
                job.trials(),
                job.seed(),
                quoted(job.background()));
    }

    private static String maxima(SkyResult result) {
        double[] sorted = result.trialMaxima().clone();
        Arrays.sort(sorted);
        if (sorted.length == 0) {
            return "{}";
        }
        return String.format(
                Locale.ROOT,
                "{\"lowest\": %.3f, \"median\": %.3f, \"highest\": %.3f}",
                sorted[0],
                sorted[sorted.length / 2],
                sorted[sorted.length - 1]);
    }

    private static String spot(RankedSpot ranked) {
        Direction at = ranked.spot().position();
        return String.format(
                Locale.ROOT,
                "{\"rank\": %d, \"raDeg\": %.3f, \"decDeg\": %.3f, \"ts\": %.3f, "
                        + "\"ns\": %.3f, \"p\": %.6f, \"name\": %s}",
                ranked.rank(),
                at.rightAscension(),
                at.declination(),
                ranked.spot().ts(),
                ranked.spot().ns(),
                ranked.pValue(),
                quoted(ranked.name()));
    }

    private static String object(Map<String, ?> fields) {
        StringBuilder text = new StringBuilder("{");
        String separator = "";
        for (Map.Entry<String, ?> field : new TreeMap<>(fields).entrySet()) {
            text.append(separator).append(quoted(field.getKey())).append(": ").append(value(field.getValue()));
            separator = ", ";
        }
        return text.append("}").toString();
    }

    private static String value(Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = new TreeMap<>();
            map.forEach((key, each) -> fields.put(String.valueOf(key), each));
            return object(fields);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SkyReport::value).collect(Collectors.joining(",\n    ", "[", "]"));
        }
        return quoted(String.valueOf(value));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
