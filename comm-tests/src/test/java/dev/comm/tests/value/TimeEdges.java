package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.travels;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** Times, including those that a clock shows twice or never. */
final class TimeEdges {
    private static final LocalDateTime TWICE = LocalDateTime.of(2024, 10, 27, 2, 30);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private TimeEdges() {}

    static Stream<Edge> all() {
        return Stream.of(zoned(), spans(), locals(), offsets(), zones(), parts())
                .flatMap(each -> each);
    }

    private static Stream<Edge> zoned() {
        ZonedDateTime summer = ZonedDateTime.ofLocal(TWICE, BERLIN, ZoneOffset.ofHours(2));
        return Stream.of(
                travels("the first 2:30 of the long night", () -> summer),
                travels("the second 2:30 of the long night", summer::withLaterOffsetAtOverlap),
                travels("a 2:30 that the clock skips", () -> ZonedDateTime.of(2024, 3, 31, 2, 30, 0, 0, BERLIN)),
                travels("ZonedDateTime of an offset", () -> TWICE.atZone(ZoneOffset.ofHoursMinutes(-9, -30))),
                travels("ZonedDateTime of UTC", () -> TWICE.atZone(ZoneOffset.UTC)),
                travels("ZonedDateTime of the region UTC", () -> TWICE.atZone(ZoneId.of("UTC"))),
                travels("ZonedDateTime of UTC+01:00", () -> TWICE.atZone(ZoneId.of("UTC+01:00"))),
                travels(
                        "ZonedDateTime of half an hour twice",
                        () -> ZonedDateTime.ofLocal(
                                LocalDateTime.of(2024, 4, 7, 1, 45),
                                ZoneId.of("Australia/Lord_Howe"),
                                ZoneOffset.ofHoursMinutes(10, 30))),
                travels("ZonedDateTime before standard time", () -> ZonedDateTime.of(1880, 1, 1, 0, 0, 0, 0, BERLIN)),
                travels("first ZonedDateTime", () -> LocalDateTime.MIN.atZone(ZoneOffset.MAX)),
                travels("last ZonedDateTime", () -> LocalDateTime.MAX.atZone(ZoneOffset.MIN)));
    }

    private static Stream<Edge> spans() {
        return Stream.of(
                travels("Duration 0", () -> Duration.ZERO),
                travels("Duration -1 ns", () -> Duration.ofNanos(-1)),
                travels("longest Duration", () -> Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                travels("least Duration", () -> Duration.ofSeconds(Long.MIN_VALUE)),
                travels("Instant min", () -> Instant.MIN),
                travels("Instant max", () -> Instant.MAX),
                travels("Instant before 1970", () -> Instant.ofEpochSecond(-1, 999_999_999)),
                travels("Period 0", () -> Period.ZERO),
                travels("Period of 25 months", () -> Period.ofMonths(25)),
                travels("Period min", () -> Period.of(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE)),
                travels("Period of mixed signs", () -> Period.of(1, -2, Integer.MAX_VALUE)));
    }

    private static Stream<Edge> locals() {
        return Stream.of(
                travels("LocalDate min", () -> LocalDate.MIN),
                travels("LocalDate max", () -> LocalDate.MAX),
                travels("LocalDate of the year 0", () -> LocalDate.of(0, 2, 29)),
                travels("LocalTime min", () -> LocalTime.MIN),
                travels("LocalTime max", () -> LocalTime.MAX),
                travels("LocalTime of hours", () -> LocalTime.of(23, 0)),
                travels("LocalTime of minutes", () -> LocalTime.of(23, 59)),
                travels("LocalTime of seconds", () -> LocalTime.of(0, 0, 59)),
                travels("LocalTime of 1 ns", () -> LocalTime.ofNanoOfDay(1)),
                travels("LocalDateTime min", () -> LocalDateTime.MIN),
                travels("LocalDateTime max", () -> LocalDateTime.MAX),
                travels("Year min", () -> Year.of(Year.MIN_VALUE)),
                travels("Year max", () -> Year.of(Year.MAX_VALUE)),
                travels("YearMonth min", () -> YearMonth.of(Year.MIN_VALUE, 1)),
                travels("YearMonth max", () -> YearMonth.of(Year.MAX_VALUE, 12)),
                travels("MonthDay of a leap day", () -> MonthDay.of(2, 29)));
    }

    private static Stream<Edge> offsets() {
        return Stream.of(
                travels("ZoneOffset min", () -> ZoneOffset.MIN),
                travels("ZoneOffset max", () -> ZoneOffset.MAX),
                travels("ZoneOffset of a second", () -> ZoneOffset.ofTotalSeconds(-1)),
                travels("ZoneOffset of a quarter", () -> ZoneOffset.ofHoursMinutes(5, 45)),
                travels("OffsetTime min", () -> OffsetTime.MIN),
                travels("OffsetTime max", () -> OffsetTime.MAX),
                travels("OffsetDateTime min", () -> OffsetDateTime.MIN),
                travels("OffsetDateTime max", () -> OffsetDateTime.MAX));
    }

    private static Stream<Edge> zones() {
        return Stream.of("UTC", "GMT", "UT", "GMT0", "UTC+01:00", "GMT-18:00", "Etc/GMT+12", "Antarctica/Troll", "CET")
                .map(id -> travels("ZoneId " + id, () -> ZoneId.of(id)));
    }

    private static Stream<Edge> parts() {
        return Stream.of(
                travels("DayOfWeek", () -> DayOfWeek.SUNDAY),
                travels("Month", () -> Month.DECEMBER),
                travels("ChronoUnit", () -> ChronoUnit.FOREVER));
    }
}
