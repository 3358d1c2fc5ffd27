package dev.tocsin.ledger.sql;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The migrations, and bringing a database up to them by Flyway. They are listed here rather than searched for: a native image has
 * no class path to search. What Flyway logs by is one that it makes by name, so that the native image must be told.
 */
@RegisterForReflection(classNames = "org.flywaydb.core.internal.logging.slf4j.Slf4jLogCreator")
final class Schema {
    private static final String FOLDER = "db/migration/";
    private static final List<String> SCRIPTS = List.of("V1__ledger.sql", "V2__uptime.sql");

    private Schema() {}

    /**
     * Brings the database up to this program. One that a newer program has brought further stays as it is. Where the last script was run
     * already, as at every start but the first, Flyway is not asked: looking at all scripts takes it a good part of a start.
     */
    static void migrate(DataSource source) throws FlywayException, SQLException {
        if (!isCurrent(source)) {
            run(source);
        }
    }

    private static boolean isCurrent(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return hasRun(connection, SCRIPTS.getLast());
        }
    }

    private static boolean hasRun(Connection connection, String script) {
        try (PreparedStatement find =
                connection.prepareStatement("SELECT 1 FROM flyway_schema_history WHERE script = ? AND success")) {
            find.setString(1, script);
            try (ResultSet found = find.executeQuery()) {
                return found.next();
            }
        } catch (SQLException empty) {
            // A database in which nothing has run yet has no such table.
            return false;
        }
    }

    private static void run(DataSource source) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .resourceProvider(new Listed())
                .javaMigrationClassProvider(List::of)
                .locations(new String[0])
                .loggers("slf4j")
                .load()
                .migrate();
    }

    /** The scripts of the list, each from the class path. */
    private static final class Listed implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return SCRIPTS.stream()
                    .filter(name::endsWith)
                    .findFirst()
                    .map(Script::new)
                    .orElse(null);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(name ->
                            name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                    .<LoadableResource>map(Script::new)
                    .toList();
        }
    }

    /** One script. */
    private static final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            try (@Nullable InputStream in = Schema.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
                if (in == null) {
                    throw new IllegalStateException("not packaged: " + FOLDER + name);
                }
                return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
