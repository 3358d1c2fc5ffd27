package dev.tocsin.ledger.sql;

import dev.tocsin.ledger.Poison;
import dev.tocsin.ledger.codec.BadDocument;
import dev.tocsin.ledger.codec.Codec;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One table of documents: how its rows are written, deleted and read back. */
final class Table<T> {
    private final String name;
    private final Codec<T> codec;
    private final Function<T, String> key;
    private final List<Column<T>> columns;
    private final String upsert;

    Table(String name, Codec<T> codec, Function<T, String> key, List<Column<T>> columns) {
        this.name = name;
        this.codec = codec;
        this.key = key;
        this.columns = List.copyOf(columns);
        this.upsert = upsert(name, this.columns);
    }

    private static <T> String upsert(String name, List<Column<T>> columns) {
        List<String> names = Stream.concat(columns.stream().map(Column::name), Stream.of("document"))
                .toList();
        return "INSERT INTO " + name + " (id, " + String.join(", ", names) + ") VALUES (?" + ", ?".repeat(names.size())
                + ") ON CONFLICT (id) DO UPDATE SET "
                + names.stream().map(one -> one + " = excluded." + one).collect(Collectors.joining(", "));
    }

    /** Puts each of {@code values} in the place of the row with its key. */
    void put(Session session, Collection<T> values) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        PreparedStatement statement = session.prepared(upsert);
        for (T value : values) {
            int at = 1;
            statement.setString(at++, Keys.storable(key.apply(value)));
            for (Column<T> column : columns) {
                statement.setObject(at++, column.value().apply(value));
            }
            statement.setString(at, codec.text(value));
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** Deletes the rows with these keys. */
    void delete(Session session, Collection<String> keys) throws SQLException {
        session.delete(name, keys);
    }

    /** The records of the rows that {@code rest} (of the statement, after the table's name) selects; bad ones go to {@code poison}. */
    List<T> select(Session session, Collection<Poison> poison, String rest, Object... values) throws SQLException {
        PreparedStatement statement = session.prepared("SELECT id, document FROM " + name + " " + rest);
        for (int at = 0; at < values.length; at++) {
            statement.setObject(at + 1, values[at]);
        }
        try (ResultSet rows = statement.executeQuery()) {
            return read(rows, poison);
        }
    }

    private List<T> read(ResultSet rows, Collection<Poison> poison) throws SQLException {
        List<T> records = new ArrayList<>();
        while (rows.next()) {
            try {
                records.add(codec.parse(rows.getString("document")));
            } catch (BadDocument bad) {
                poison.add(new Poison(name, String.valueOf(rows.getString("id")), String.valueOf(bad.getMessage())));
            }
        }
        return List.copyOf(records);
    }
}
