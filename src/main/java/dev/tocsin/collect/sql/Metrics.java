package dev.tocsin.collect.sql;

import com.google.re2j.Pattern;
import dev.tocsin.model.Gauges;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows to gauges: numbers and flags are metrics, texts are labels, nulls are nothing. Belongs to one query's
 * thread.
 */
final class Metrics {
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final String prefix;
    private final Gauges gauges;
    private final List<Column> columns = new ArrayList<>();
    private final Set<Labels> seen = new HashSet<>();

    /** What a column is for. */
    private enum Use {
        METRIC,
        FLAG,
        LABEL
    }

    private record Column(int number, String name, Use use) {}

    Metrics(String prefix, Labels labels, long atMillis) {
        this.prefix = prefix;
        this.gauges = new Gauges(labels, atMillis);
    }

    List<Sample> samples() {
        return gauges.samples();
    }

    void columns(ResultSetMetaData meta) throws SQLException, SqlFault {
        for (int number = 1; number <= meta.getColumnCount(); number++) {
            columns.add(column(number, meta));
        }
        if (columns.stream().allMatch(column -> column.use() == Use.LABEL)) {
            throw new SqlFault(SqlCause.ROWS, "the query has no numeric column");
        }
    }

    private Column column(int number, ResultSetMetaData meta) throws SQLException, SqlFault {
        String given = meta.getColumnLabel(number);
        Use use = use(meta.getColumnType(number), given);
        String name = use == Use.LABEL ? given : prefix + given;
        if (!(use == Use.LABEL ? LABEL : METRIC).matches(name)) {
            String what = use == Use.LABEL ? "label" : "metric";
            throw new SqlFault(SqlCause.ROWS, "\"" + name + "\" is not the name of a " + what + "; rename it by AS");
        }
        if (columns.stream().anyMatch(other -> other.name().equals(name))) {
            throw new SqlFault(SqlCause.ROWS, "two columns are called " + name);
        }
        return new Column(number, name, use);
    }

    private static Use use(int type, String name) throws SqlFault {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> Use.METRIC;
            case Types.BIT, Types.BOOLEAN -> Use.FLAG;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.OTHER -> Use.LABEL;
            default ->
                throw new SqlFault(
                        SqlCause.ROWS,
                        "column " + name + " is neither a number nor a text; of a time write EXTRACT(EPOCH FROM ...)");
        };
    }

    void row(ResultSet rows) throws SQLException, SqlFault {
        Labels labels = labels(rows);
        if (!seen.add(labels)) {
            throw new SqlFault(SqlCause.ROWS, "two rows have the same labels " + labels);
        }
        for (Column column : columns) {
            switch (column.use()) {
                case METRIC -> {
                    double value = rows.getDouble(column.number());
                    set(column, value, rows, labels);
                }
                case FLAG -> {
                    boolean value = rows.getBoolean(column.number());
                    set(column, value ? 1 : 0, rows, labels);
                }
                case LABEL -> {}
            }
        }
    }

    private void set(Column column, double value, ResultSet rows, Labels labels) throws SQLException {
        if (!rows.wasNull()) {
            gauges.set(column.name(), value, labels);
        }
    }

    private Labels labels(ResultSet rows) throws SQLException {
        Labels.Builder labels = Labels.builder();
        for (Column column : columns) {
            if (column.use() == Use.LABEL) {
                String text = rows.getString(column.number());
                labels.set(column.name(), text == null ? "" : text);
            }
        }
        return labels.build();
    }
}
