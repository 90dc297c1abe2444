package dev.comm.launcher.hosts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table whose columns are as wide as their widest cell. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    /** Creates a table with the titles of its columns. */
    public TextTable(String... titles) {
        add(titles);
    }

    /** Adds a row with a cell for each column. */
    public void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** Returns the lines of the table. */
    public List<String> lines() {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < rows.get(0).size(); i++) {
            int column = i;
            widths.add(rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0));
        }
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.toList());
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
