package dev.tocsin.collect.sql;

import dev.tocsin.collect.Databases;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Opens connections by one driver, given as it is: looking drivers up by class loader does not work in a native
 * binary. The properties are PostgreSQL's: seconds, and TCP's own look-out for a peer that is gone.
 */
public final class DriverDatabases implements Databases {
    private final Driver driver;

    public DriverDatabases(Driver driver) {
        this.driver = driver;
    }

    @Override
    public Connection open(Login login, Duration timeout) throws SQLException {
        String seconds = String.valueOf(Math.max(1, timeout.plusMillis(999).toSeconds()));
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        login.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "tocsin");
        // Statements that have a name are the connection's, and behind a pooler each transaction has another
        // connection.
        properties.setProperty("prepareThreshold", "0");
        Connection connection = driver.connect(login.url(), properties);
        if (connection == null) {
            throw new SQLException("no driver for such an address", "08001");
        }
        return connection;
    }
}
