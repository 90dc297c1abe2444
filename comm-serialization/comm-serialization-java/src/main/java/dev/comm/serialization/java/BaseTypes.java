package dev.comm.serialization.java;

import java.util.List;

/**
 * The types that may always travel, by their names in a stream: value types and collections of the JDK. A read of such
 * a value runs no foreign code, and the number of bytes limits its size.
 */
final class BaseTypes {
    private static final List<String> LANG = List.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Short",
            "java.lang.String",
            "java.lang.String$CaseInsensitiveComparator",
            "java.lang.StringBuilder",
            "java.lang.Thread$State",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.math.MathContext",
            "java.math.RoundingMode",
            "java.time.DayOfWeek",
            "java.time.Month",
            "java.time.Ser", // the form in a stream of all value types of java.time
            "java.time.temporal.ChronoUnit",
            "java.net.URI",
            "java.util.Currency",
            "java.util.Date",
            "java.util.Locale",
            "java.util.UUID",
            "java.util.concurrent.TimeUnit",
            "java.util.concurrent.atomic.AtomicBoolean",
            "java.util.concurrent.atomic.AtomicInteger",
            "java.util.concurrent.atomic.AtomicLong",
            "java.util.concurrent.atomic.AtomicReference");

    private static final List<String> COLLECTIONS = List.of(
            "java.util.AbstractCollection",
            "java.util.AbstractList",
            "java.util.AbstractMap$SimpleEntry",
            "java.util.AbstractMap$SimpleImmutableEntry",
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.Arrays$ArrayList",
            "java.util.BitSet",
            "java.util.CollSer", // the form in a stream of List.of, Set.of and Map.of
            "java.util.Collections$EmptyList",
            "java.util.Collections$EmptyMap",
            "java.util.Collections$EmptySet",
            "java.util.Collections$ReverseComparator",
            "java.util.Collections$SingletonList",
            "java.util.Collections$SingletonMap",
            "java.util.Collections$SingletonSet",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableMap",
            "java.util.Collections$UnmodifiableRandomAccessList",
            "java.util.Collections$UnmodifiableSet",
            "java.util.Collections$UnmodifiableSortedMap",
            "java.util.Collections$UnmodifiableSortedSet",
            "java.util.Comparators$NaturalOrderComparator",
            "java.util.EnumMap",
            "java.util.EnumSet$SerializationProxy",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.concurrent.CopyOnWriteArrayList");

    /** The types without instances in a stream, which occur as element types of arrays. */
    private static final List<String> ELEMENTS = List.of(
            "java.io.Serializable",
            "java.lang.CharSequence",
            "java.lang.Comparable",
            "java.lang.Object",
            "java.util.Collection",
            "java.util.List",
            "java.util.Map",
            "java.util.Map$Entry",
            "java.util.Optional",
            "java.util.OptionalDouble",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.Set");

    private static final List<String> TIME_VALUES = List.of(
            "java.time.Duration",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.MonthDay",
            "java.time.OffsetDateTime",
            "java.time.OffsetTime",
            "java.time.Period",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.ZoneId",
            "java.time.ZoneOffset",
            "java.time.ZonedDateTime");

    /** The types that replace other objects of the stream during the read. The filter checks them again. */
    private static final List<String> RESOLVED = List.of(
            "java.time.ZoneRegion",
            "java.util.ImmutableCollections$List12",
            "java.util.ImmutableCollections$ListN",
            "java.util.ImmutableCollections$Map1",
            "java.util.ImmutableCollections$MapN",
            "java.util.ImmutableCollections$Set12",
            "java.util.ImmutableCollections$SetN",
            "java.util.JumboEnumSet",
            "java.util.RegularEnumSet");

    static final List<List<String>> ALL = List.of(LANG, COLLECTIONS, ELEMENTS, TIME_VALUES, RESOLVED);

    private BaseTypes() {}

    /** Returns whether a class may travel without a declaration. */
    static boolean contains(Class<?> type) {
        return type.getClassLoader() == null && ALL.stream().anyMatch(names -> names.contains(type.getName()));
    }
}
