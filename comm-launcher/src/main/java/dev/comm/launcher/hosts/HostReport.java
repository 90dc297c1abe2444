package dev.comm.launcher.hosts;

import dev.comm.launcher.hosts.ProbeLine.Fact;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a host has reported, or nothing if it did not answer. */
final class HostReport {
    private static final int JAVA_MIN = 17;
    /** A host may have many more, such as those of containers. */
    private static final int ADDRESSES_SHOWN = 2;

    private final String name;
    private final boolean isFirst;
    private final Map<Fact, String> facts;

    HostReport(String name, boolean isFirst, Map<Fact, String> facts) {
        this.name = name;
        this.isFirst = isFirst;
        this.facts = Map.copyOf(facts);
    }

    String name() {
        return name;
    }

    boolean isFirst() {
        return isFirst;
    }

    /** Returns a fact, or an empty text if the host did not report it. */
    String get(Fact fact) {
        return facts.getOrDefault(fact, "");
    }

    boolean isGood(Fact fact) {
        return get(fact).equals(ProbeFolder.GOOD);
    }

    /** Returns the major version of Java, or 0 if there is none. */
    int javaMajor() {
        String digits = get(Fact.JAVA).replaceFirst("^1\\.", "").replaceFirst("\\D.*", "");
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    boolean hasJava() {
        return javaMajor() >= JAVA_MIN;
    }

    /** Returns a number that the host reported, the first or second of a fact, or another one if there is none. */
    long number(Fact fact, int index, long other) {
        String[] words = get(fact).split(" ");
        return index < words.length && words[index].matches("-?\\d{1,15}") ? Long.parseLong(words[index]) : other;
    }

    /** Returns false if this is the first host and reported that it cannot listen. */
    boolean isListening() {
        return !get(Fact.PORT).startsWith("cannot listen");
    }

    /** Adds a row about this host to a table with the titles of {@link HostCheck#table}. */
    void addTo(TextTable table) {
        table.add(
                name,
                cell(get(Fact.JAVA)),
                addresses(),
                memory(),
                mark(Fact.WORK),
                mark(Fact.SHARED),
                clock(),
                isFirst && isListening() ? cell(get(Fact.PORT)) : mark(Fact.PORT));
    }

    private static String cell(String value) {
        return value.isEmpty() ? "-" : value;
    }

    private String addresses() {
        List<String> all = List.of(get(Fact.ADDRESSES).split(" "));
        String shown = all.stream().limit(ADDRESSES_SHOWN).collect(Collectors.joining(" "));
        return cell(all.size() > ADDRESSES_SHOWN ? shown + " …" : shown);
    }

    private String memory() {
        long mebibytes = number(Fact.MEMORY, 0, -1);
        return mebibytes < 0 ? "-" : mebibytes + " MiB";
    }

    private String mark(Fact fact) {
        return get(fact).isEmpty() ? "-" : isGood(fact) ? "ok" : "FAULT";
    }

    private String clock() {
        return get(Fact.CLOCK).isEmpty()
                ? "-"
                : String.format(Locale.ROOT, "%+.1f s", number(Fact.CLOCK, 0, 0) / 1000.0);
    }
}
