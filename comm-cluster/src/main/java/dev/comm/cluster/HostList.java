package dev.comm.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A list of hosts as Slurm writes it: {@code n[0-3,7],gpu[01-10]-ib,login}. A name may have several groups in brackets.
 * A number has at least as many digits as the first one of its range.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HostList {
    /** A longer list is refused, so that a wrong text costs little memory. */
    static final int NAMES_MAX = 65_536;

    private static final int LENGTH_MAX = 1 << 20;
    private static final int NAME_LENGTH_MAX = 253;
    private static final Pattern PART = Pattern.compile("([A-Za-z0-9._-]++)|\\[([0-9,-]++)]");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private final List<String> names = new ArrayList<>();

    private HostList() {}

    /**
     * Returns the names in the order of the list, which may contain a name more than once.
     *
     * @throws IllegalArgumentException if the text has another form or more than {@value #NAMES_MAX} names
     */
    public static List<String> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("give a shorter list of hosts: it has more than 1 MiB");
        }
        HostList list = new HostList();
        for (String item : items(text.strip())) {
            list.addAll(names(item));
        }
        return List.copyOf(list.names);
    }

    /** Returns the parts of a list between the commas outside of brackets. */
    public static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            depth += letter == '[' ? 1 : letter == ']' ? -1 : 0;
            if (letter == ',' && depth == 0) {
                items.add(text.substring(start, i));
                start = i + 1;
            }
        }
        items.add(text.substring(start));
        return items;
    }

    private void addAll(List<String> more) {
        checkNumber(names.size() + (long) more.size());
        names.addAll(more);
    }

    private static List<String> names(String item) {
        List<String> names = List.of("");
        Matcher part = PART.matcher(item);
        int end = 0;
        while (part.find() && part.start() == end) {
            names = product(names, part.group(1) == null ? numbers(part.group(2)) : List.of(part.group(1)));
            end = part.end();
        }
        if (end < item.length() || item.isEmpty()) {
            throw wrong(item);
        }
        return names;
    }

    private static List<String> product(List<String> heads, List<String> tails) {
        checkNumber((long) heads.size() * tails.size());
        List<String> names = new ArrayList<>(heads.size() * tails.size());
        for (String head : heads) {
            for (String tail : tails) {
                if (head.length() + tail.length() > NAME_LENGTH_MAX) {
                    throw new IllegalArgumentException("give shorter names of hosts: one has more than 253 characters");
                }
                names.add(head + tail);
            }
        }
        return names;
    }

    private static List<String> numbers(String group) {
        List<String> numbers = new ArrayList<>();
        for (String range : group.split(",", -1)) {
            Matcher ends = RANGE.matcher(range);
            if (!ends.matches()) {
                throw wrong(group);
            }
            int first = Integer.parseInt(ends.group(1));
            int last = ends.group(2) == null ? first : Integer.parseInt(ends.group(2));
            if (last < first) {
                throw wrong(group);
            }
            checkNumber(numbers.size() + (long) last - first + 1);
            for (int i = first; i <= last; i++) {
                numbers.add(padded(i, ends.group(1).length()));
            }
        }
        return numbers;
    }

    private static String padded(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static void checkNumber(long number) {
        if (number > NAMES_MAX) {
            throw new IllegalArgumentException("give a shorter list of hosts: it has more than " + NAMES_MAX);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return new IllegalArgumentException("write hosts as n[0-3,7],login; this is another form: '" + shown + "'");
    }
}
