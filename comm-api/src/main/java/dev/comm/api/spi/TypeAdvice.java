package dev.comm.api.spi;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.chrono.ChronoLocalDate;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** The messages that propose a value to send in place of a value whose type cannot be sent. The cure comes first. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TypeAdvice {
    /** The cures by type. The first matching row applies. */
    private static final Map<Class<?>, String> IN_PLACE_OF = new LinkedHashMap<>();

    static {
        IN_PLACE_OF.put(SortedMap.class, "send a copy, new TreeMap<>(...), in place of the ");
        IN_PLACE_OF.put(Map.class, "send a copy, new HashMap<>(...) or new LinkedHashMap<>(...), in place of the ");
        IN_PLACE_OF.put(SortedSet.class, "send a copy, new TreeSet<>(...), in place of the ");
        IN_PLACE_OF.put(Set.class, "send a copy, new HashSet<>(...) or new LinkedHashSet<>(...), in place of the ");
        IN_PLACE_OF.put(Collection.class, "send a copy, new ArrayList<>(...), in place of the ");
        IN_PLACE_OF.put(Map.Entry.class, "send a copy, new SimpleEntry<>(...), in place of the ");
        IN_PLACE_OF.put(CharSequence.class, "send its toString() in place of the ");
        IN_PLACE_OF.put(Date.class, "send new java.util.Date(getTime()), or its toInstant(), in place of the ");
        IN_PLACE_OF.put(Calendar.class, "send its toInstant() in place of the ");
        IN_PLACE_OF.put(TimeZone.class, "send its toZoneId() in place of the ");
        IN_PLACE_OF.put(ChronoLocalDate.class, "send LocalDate.from(...) in place of the ");
        IN_PLACE_OF.put(Pattern.class, "send its pattern() in place of the ");
        IN_PLACE_OF.put(Path.class, "send its toString() in place of the ");
        IN_PLACE_OF.put(java.io.File.class, "send its getPath() in place of the ");
        IN_PLACE_OF.put(java.net.URL.class, "send its toString() in place of the ");
        IN_PLACE_OF.put(Number.class, "send its longValue() or doubleValue() in place of the ");
    }

    private TypeAdvice() {}

    /**
     * Appends the type of the value to a cure unless the cure already names the type.
     *
     * @param done past participle of the failed operation: written or read
     */
    public static String withType(String cure, Class<?> type, String done) {
        String name = type.getTypeName();
        boolean isNamed = cure.contains(name) || cure.contains(String.valueOf(type.getCanonicalName()));
        return isNamed ? cure : cure + "; so a " + name + " cannot be " + done;
    }

    /** Returns the sentence for a type that is not declared and cannot be sent without a declaration. */
    public static String undeclared(Class<?> type) {
        String name = type.isArray() ? type.getCanonicalName() : type.getName();
        if (type == Class.class) {
            return "send the name of the class, Class.getName(): a java.lang.Class must never travel";
        }
        if (isLambda(type.getName()) || type.isHidden()) {
            return "send plain data, and register code by name on the members: a lambda must never travel";
        }
        if (Proxy.isProxyClass(type)) {
            return "send plain data: a dynamic proxy must never travel";
        }
        if (Throwable.class.isAssignableFrom(type)) {
            return "send the text of the error, for example its toString(), in place of the " + name
                    + ": it is not declared in CommConfig.types(...)";
        }
        return type.isArray() || type.isEnum() || !TypeClosure.isPartOfJdk(type)
                ? ofProgram(type, name)
                : ofJdk(type, name);
    }

    /** Returns whether a class belongs to the program and has a name that can be declared. */
    public static boolean isOfProgram(Class<?> type) {
        return !TypeClosure.isPartOfJdk(type)
                && !isLambda(type.getName())
                && !type.isHidden()
                && !type.isAnonymousClass()
                && !Throwable.class.isAssignableFrom(type);
    }

    /** Returns whether a class in a message has the name of a lambda. */
    public static boolean isLambda(String name) {
        return name.equals("java.lang.invoke.SerializedLambda") || name.contains("$$Lambda");
    }

    /** Returns the sentence for a type of the program or an array if only the name is known. */
    public static String undeclared(String name) {
        return "add " + name + " to CommConfig.types(...) on all members: type " + name + " is not declared";
    }

    private static String ofProgram(Class<?> type, String name) {
        if (type.isAnonymousClass()) {
            return "send plain data: " + name + " is an anonymous class, so it cannot be declared in"
                    + " CommConfig.types(...)";
        }
        if (isInner(type)) {
            return "make " + name + " a record or a static class, and add it to CommConfig.types(...) on all members:"
                    + " it belongs to an object or a method around it";
        }
        return type.isArray() ? undeclared(name + ".class") : undeclared(name);
    }

    private static boolean isInner(Class<?> type) {
        boolean isAround = type.isLocalClass() || type.isMemberClass();
        return isAround && !type.isRecord() && !type.isEnum() && !Modifier.isStatic(type.getModifiers());
    }

    private static String ofJdk(Class<?> type, String name) {
        for (Map.Entry<Class<?>, String> row : IN_PLACE_OF.entrySet()) {
            if (row.getKey().isAssignableFrom(type)) {
                return row.getValue() + name + ": it does not travel by itself";
            }
        }
        return "send plain data, for example a record with its values, in place of the " + name
                + ": it does not travel by itself";
    }
}
