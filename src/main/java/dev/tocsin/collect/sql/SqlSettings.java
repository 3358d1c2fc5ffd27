package dev.tocsin.collect.sql;

import com.google.re2j.Pattern;
import dev.tocsin.collect.CollectSettings;
import dev.tocsin.collect.Collector;
import dev.tocsin.collect.Databases.Login;
import dev.tocsin.collect.Ports;
import dev.tocsin.config.Fields;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.util.Optional;

/**
 * One query.
 *
 * @param prefix put before each numeric column's name to make the metric's
 * @param connectTimeout for the connection alone, within the timeout of the whole
 */
public record SqlSettings(Login login, String query, String prefix, Optional<Duration> connectTimeout)
        implements CollectSettings {
    private static final Pattern PREFIX = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)?");
    private static final String POSTGRESQL = "jdbc:postgresql://";

    /** Reads {@code url}, {@code user}, {@code password}, {@code query}, {@code prefix} and {@code connect_timeout}. */
    public static SqlSettings read(Fields in) {
        String url = in.address("url");
        if (!url.isEmpty() && !url.startsWith(POSTGRESQL)) {
            in.fault("url", "must start with " + POSTGRESQL);
        }
        String prefix = in.text("prefix", "");
        if (!PREFIX.matches(prefix)) {
            in.fault("prefix", "no metric's name can start like this");
        }
        Optional<Duration> connect = in.optionalDuration("connect_timeout");
        if (connect.filter(timeout -> !timeout.isPositive()).isPresent()) {
            in.fault("connect_timeout", "must be positive");
        }
        Login login = new Login(url, in.address("user"), in.optionalSecret("password"));
        return new SqlSettings(login, in.text("query"), prefix, connect);
    }

    @Override
    public String instance() {
        return login.place();
    }

    @Override
    public Collector collector(Labels labels, Ports ports) {
        return new SqlCollector(this, labels, ports);
    }
}
