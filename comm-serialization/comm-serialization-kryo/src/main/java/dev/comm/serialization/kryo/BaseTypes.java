package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultArraySerializers;
import com.esotericsoftware.kryo.kryo5.serializers.DefaultSerializers.EnumSerializer;
import com.esotericsoftware.kryo.kryo5.serializers.OptionalSerializers;
import com.esotericsoftware.kryo.kryo5.serializers.TimeSerializers;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
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
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The numbers of the JDK's types. The numbers are part of the wire format, so add new ones at the end and never reuse
 * one.
 *
 * <p>Kryo itself assigns 0 to 8 to the primitive types and to strings.
 */
final class BaseTypes {
    private static final int FIRST = 10;

    private final List<Entry> entries = new ArrayList<>();
    private int next = FIRST;

    private BaseTypes() {}

    static List<Entry> entries() {
        BaseTypes types = new BaseTypes();
        types.addValues();
        types.addTimes();
        types.addEnums();
        types.addArrays();
        BaseCollections.addTo(types);
        types.addLater();
        return List.copyOf(types.entries);
    }

    /**
     * Adds a type. The label names its form, because the names of the JDK's private classes differ between releases.
     */
    BaseTypes add(String label, Class<?> type, Serializer<?> form) {
        entries.add(new Entry(next++, type, label, form));
        return this;
    }

    private void addValues() {
        add("integer", BigInteger.class, ValueForm.ofBigInteger());
        add("decimal", BigDecimal.class, ValueForm.ofBigDecimal());
        add("mathContext", MathContext.class, ValueForm.ofMathContext());
        add("uuid", UUID.class, ValueForm.ofUuid());
        add("bits", BitSet.class, ValueForm.ofBitSet());
        add("optional", Optional.class, ValueForm.ofOptional());
        add("optionalInt", OptionalInt.class, new OptionalSerializers.OptionalIntSerializer());
        add("optionalLong", OptionalLong.class, new OptionalSerializers.OptionalLongSerializer());
        add("optionalDouble", OptionalDouble.class, new OptionalSerializers.OptionalDoubleSerializer());
        add("entry", SimpleEntry.class, ValueForm.ofEntry());
        add("entryFixed", SimpleImmutableEntry.class, ValueForm.ofImmutableEntry());
    }

    private void addTimes() {
        add("duration", Duration.class, new TimeSerializers.DurationSerializer());
        add("instant", Instant.class, new TimeSerializers.InstantSerializer());
        add("localDate", LocalDate.class, new TimeSerializers.LocalDateSerializer());
        add("localTime", LocalTime.class, new TimeSerializers.LocalTimeSerializer());
        add("localDateTime", LocalDateTime.class, new TimeSerializers.LocalDateTimeSerializer());
        add("zoneOffset", ZoneOffset.class, new TimeSerializers.ZoneOffsetSerializer());
        add("zone", ZoneId.of("UTC").getClass(), new TimeSerializers.ZoneIdSerializer());
        add("offsetTime", OffsetTime.class, new TimeSerializers.OffsetTimeSerializer());
        add("offsetDateTime", OffsetDateTime.class, new TimeSerializers.OffsetDateTimeSerializer());
        add("zonedTime", ZonedDateTime.class, new ZonedTimeForm());
        add("year", Year.class, new TimeSerializers.YearSerializer());
        add("yearMonth", YearMonth.class, new TimeSerializers.YearMonthSerializer());
        add("monthDay", MonthDay.class, new TimeSerializers.MonthDaySerializer());
        add("period", Period.class, new TimeSerializers.PeriodSerializer());
    }

    private void addEnums() {
        add("roundingMode", RoundingMode.class, new EnumSerializer(RoundingMode.class));
        add("dayOfWeek", DayOfWeek.class, new EnumSerializer(DayOfWeek.class));
        add("month", Month.class, new EnumSerializer(Month.class));
        add("chronoUnit", ChronoUnit.class, new EnumSerializer(ChronoUnit.class));
        add("timeUnit", TimeUnit.class, new EnumSerializer(TimeUnit.class));
    }

    private void addArrays() {
        add("bytes", byte[].class, new DefaultArraySerializers.ByteArraySerializer());
        add("booleans", boolean[].class, ValueForm.ofBooleans());
        add("chars", char[].class, new DefaultArraySerializers.CharArraySerializer());
        add("shorts", short[].class, new DefaultArraySerializers.ShortArraySerializer());
        add("ints", int[].class, ValueForm.ofInts());
        add("longs", long[].class, ValueForm.ofLongs());
        add("floats", float[].class, new DefaultArraySerializers.FloatArraySerializer());
        add("doubles", double[].class, new DefaultArraySerializers.DoubleArraySerializer());
        for (Class<?> type : List.of(
                Object[].class,
                String[].class,
                Object[][].class,
                String[][].class,
                byte[][].class,
                boolean[][].class,
                int[][].class,
                long[][].class,
                float[][].class,
                double[][].class,
                double[][][].class)) {
            add(type.getName(), type, new ArrayForm(type));
        }
    }

    private void addLater() {
        add("treeMap", TreeMap.class, new SortedForms.OfMap(m -> m));
        add("treeSet", TreeSet.class, new SortedForms.OfSet(s -> s));
        add("enumMap", EnumMap.class, new EnumForms.OfMap());
        add("enumSet", EnumSet.class, new EnumForms.OfSet());
        for (Class<?> type : List.of(List[].class, java.util.Map[].class, java.util.Set[].class, Integer[].class)) {
            add(type.getName(), type, new ArrayForm(type));
        }
        for (Class<?> type : List.of(Long[].class, Double[].class, Instant[].class, UUID[].class, Number[].class)) {
            add(type.getName(), type, new ArrayForm(type));
        }
        SmallForms.addTo(this);
        add("threadState", Thread.State.class, new EnumSerializer(Thread.State.class));
        BaseCollections.addLater(this);
        addMoreArrays();
    }

    /** Adds arrays of one dimension for all these types, and arrays of up to three dimensions for the first ones. */
    private void addMoreArrays() {
        List.copyOf(entries).stream()
                .map(Entry::type)
                .filter(type -> !type.isArray() && Modifier.isPublic(type.getModifiers()))
                .forEach(this::addArray);
        for (Class<?> box : List.of(Boolean.class, Byte.class, Character.class, Short.class, Float.class)) {
            addArray(box);
        }
        for (Class<?> type : List.of(java.util.Map.Entry.class, java.util.Collection.class, CharSequence.class)) {
            addArray(type);
        }
        for (Class<?> rows : List.of(char[].class, short[].class)) {
            addArray(rows);
        }
        for (Class<?> planes : List.of(int[][].class, long[][].class, float[][].class, byte[][].class)) {
            addArray(planes);
        }
    }

    private void addArray(Class<?> element) {
        Class<?> type = element.arrayType();
        if (entries.stream().noneMatch(entry -> entry.type() == type)) {
            add(type.getName(), type, new ArrayForm(type));
        }
    }
}
