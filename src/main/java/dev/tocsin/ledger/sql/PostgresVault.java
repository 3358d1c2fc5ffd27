package dev.tocsin.ledger.sql;

import dev.tocsin.config.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server. Every wait for it is bounded. Several agents may use one database; which of them commits is what {@link SqlLease} decides. */
final class PostgresVault implements Vault {
    private static final int CONNECT_SECONDS = 3;
    private static final int SOCKET_SECONDS = 10;

    /** Data exceptions, violated constraints, limits: it will say the same tomorrow. */
    private static final Set<String> REFUSALS = Set.of("22", "23", "54");

    private final PGSimpleDataSource source;

    /** {@code url} as platforms hand it out, or as JDBC wants it. */
    PostgresVault(Secret url) {
        this.source = source(url.reveal());
    }

    private static PGSimpleDataSource source(String url) {
        URI parts = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        PGSimpleDataSource source = new PGSimpleDataSource();
        String port = parts.getPort() < 0 ? "" : ":" + parts.getPort();
        String query =
                Optional.ofNullable(parts.getRawQuery()).map(raw -> "?" + raw).orElse("");
        source.setUrl("jdbc:postgresql://" + parts.getHost() + port + parts.getRawPath() + query);
        Optional.ofNullable(parts.getRawUserInfo()).ifPresent(info -> authenticate(source, info));
        if (!query.contains("prepareThreshold=")) {
            // Statements that have a name are the connection's, and behind a pooler each transaction has another
            // connection.
            source.setPrepareThreshold(0);
        }
        source.setApplicationName("tocsin");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(SOCKET_SECONDS);
        source.setTcpKeepAlive(true);
        return source;
    }

    private static void authenticate(PGSimpleDataSource source, String info) {
        int colon = info.indexOf(':');
        source.setUser(decoded(colon < 0 ? info : info.substring(0, colon)));
        if (colon >= 0) {
            source.setPassword(decoded(info.substring(colon + 1)));
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public void claim() {
        // The database itself is shared; a lease within it is what tells replicas apart.
    }

    @Override
    public DataSource source() {
        return source;
    }

    @Override
    public boolean isRefusal(SQLException fault) {
        String state = Optional.ofNullable(fault.getSQLState()).orElse("");
        return state.length() == 5 && REFUSALS.contains(state.substring(0, 2));
    }

    @Override
    public void beginReading(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
    }

    @Override
    public String name() {
        return "ledger postgresql://" + String.join(",", source.getServerNames()) + "/" + source.getDatabaseName();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
