package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.refused;
import static dev.comm.tests.value.Edge.travels;

import java.net.URI;
import java.net.URL;
import java.time.chrono.HijrahDate;
import java.time.chrono.IsoEra;
import java.time.chrono.JapaneseDate;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Old dates, other calendars, and small values of the JDK. */
final class DateEdges {
    private DateEdges() {}

    static Stream<Edge> all() {
        return Stream.concat(dates(), names());
    }

    private static Stream<Edge> dates() {
        return Stream.of(
                travels("Date 0", () -> new Date(0)),
                travels("Date min", () -> new Date(Long.MIN_VALUE)),
                travels("Date max", () -> new Date(Long.MAX_VALUE)),
                refused("Timestamp", () -> new java.sql.Timestamp(1)),
                refused("sql Date", () -> new java.sql.Date(1)),
                refused("Calendar", () -> new GregorianCalendar(2024, 1, 29)),
                refused("TimeZone", () -> TimeZone.getTimeZone("Europe/Berlin")),
                refused("HijrahDate", () -> HijrahDate.of(1445, 9, 1)),
                refused("JapaneseDate", () -> JapaneseDate.of(2024, 1, 1)),
                refused("IsoEra", () -> IsoEra.BCE));
    }

    private static Stream<Edge> names() {
        return Stream.of(
                travels("UUID 0", () -> new UUID(0, 0)),
                travels("UUID of all ones", () -> new UUID(-1, -1)),
                travels("Currency EUR", () -> Currency.getInstance("EUR")),
                travels("Currency without digits", () -> Currency.getInstance("JPY")),
                travels("TimeUnit", () -> TimeUnit.NANOSECONDS),
                travels("Thread.State", () -> Thread.State.TIMED_WAITING),
                travels("URI of a page", () -> URI.create("https://user@example.org:8080/a/b?c=d#e")),
                travels("empty URI", () -> URI.create("")),
                travels("URI of a name", () -> URI.create("urn:isbn:096139210x")),
                travels("URI of a path", () -> URI.create("../a%20b")),
                travels("URI with other letters", () -> URI.create("http://example.org/ä")),
                refused(
                        "URI whose text is another URI",
                        () -> URI.create("http://h/").relativize(URI.create("http://h/b:c"))),
                refused("URL", DateEdges::url),
                refused("Pattern", () -> Pattern.compile("a")));
    }

    private static Object url() {
        try {
            return new URL("http://127.0.0.1/");
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
