package dev.comm.launcher.hosts;

import dev.comm.cluster.HostList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hosts as users and schedulers write them. */
public final class HostText {
    private static final int SLOTS_MAX = 65_536;
    private static final Pattern SLOTS = Pattern.compile("(.*):(\\d{1,9})");
    private static final Pattern OPTION = Pattern.compile("slots=(\\d{1,9})|(\\d{1,9})");
    private static final Pattern OTHER = Pattern.compile("(user|port|address)=\\S+");

    private HostText() {}

    /**
     * Reads a list such as {@code login,n[0-3,7]:4}, with the number of ranks after a colon. It is 1 without one.
     *
     * @param source what gave the list, for messages
     * @throws IllegalArgumentException if the text has another form
     */
    public static Allocation list(String text, String source) {
        List<HostSlots> hosts = new ArrayList<>();
        for (String item : HostList.items(text.strip())) {
            Matcher slots = SLOTS.matcher(item);
            boolean hasSlots = slots.matches();
            add(hosts, hasSlots ? slots.group(1) : item, hasSlots ? number(slots.group(2)) : 1);
        }
        return Allocation.of(hosts, source);
    }

    /**
     * Reads a file of hosts, one in a line: {@code n0 slots=4} as for mpirun, {@code n0 4 queue} as from Grid Engine,
     * or only names, each as often as it has slots. A name may be a set such as {@code n[0-3]}.
     *
     * @param source what named the file, for messages
     * @throws IllegalArgumentException if a line has another form, or if there is no host
     */
    public static Allocation file(List<String> lines, String source) {
        List<HostSlots> hosts = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
            if (!words[0].isEmpty()) {
                add(hosts, words[0], words.length == 1 ? 1 : slots(words));
            }
        }
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("write a host into each line of the file; it has none");
        }
        return Allocation.of(hosts, source);
    }

    /** Returns the slots of a line. Grid Engine writes further words after a plain number. */
    private static int slots(String... words) {
        int slots = 1;
        for (int i = 1; i < words.length; i++) {
            Matcher option = OPTION.matcher(words[i]);
            if (option.matches() && option.group(2) != null && i == 1) {
                return number(option.group(2));
            }
            if (option.matches() && option.group(1) != null) {
                slots = number(option.group(1));
            } else if (!OTHER.matcher(words[i]).matches()) {
                throw new IllegalArgumentException(
                        "write 'HOST slots=N' in each line; this is another form: '" + words[i] + "'");
            }
        }
        return slots;
    }

    private static void add(List<HostSlots> hosts, String names, int slots) {
        HostList.parse(names).forEach(name -> hosts.add(new HostSlots(name, slots)));
        if (hosts.size() > SLOTS_MAX) {
            throw new IllegalArgumentException("name at most " + SLOTS_MAX + " hosts");
        }
    }

    private static int number(String digits) {
        int number = Integer.parseInt(digits);
        if (number < 1 || number > SLOTS_MAX) {
            throw new IllegalArgumentException("a host has 1 to " + SLOTS_MAX + " slots, not " + digits);
        }
        return number;
    }
}
