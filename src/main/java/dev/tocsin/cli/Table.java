package dev.tocsin.cli;

import java.io.PrintWriter;
import java.util.List;

/** Rows of cells in columns as wide as their widest cell. */
final class Table {
    private Table() {}

    static void print(List<List<String>> rows, PrintWriter out) {
        rows.forEach(row -> out.println(line(row, rows)));
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell);
            if (column < row.size() - 1) {
                line.repeat(' ', width(column, rows) - cell.length() + 2);
            }
        }
        return line.toString().stripTrailing();
    }

    private static int width(int column, List<List<String>> rows) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }
}
