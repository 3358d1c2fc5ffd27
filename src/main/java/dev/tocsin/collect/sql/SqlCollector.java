package dev.tocsin.collect.sql;

import dev.tocsin.collect.CollectResult;
import dev.tocsin.collect.Collector;
import dev.tocsin.collect.Ports;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a database. A driver may hang where no timeout of its own applies (in a look-up, in a handshake), so the
 * query runs beside, and who waits for it goes when the time is over; the connection is then broken off.
 */
final class SqlCollector implements Collector {
    private final SqlSettings settings;
    private final Labels labels;
    private final Ports ports;

    SqlCollector(SqlSettings settings, Labels labels, Ports ports) {
        this.settings = settings;
        this.labels = labels;
        this.ports = ports;
    }

    @Override
    public CollectResult collect(Instant at, Duration timeout) {
        Metrics metrics = new Metrics(settings.prefix(), labels, at.toEpochMilli());
        SqlQuery query = new SqlQuery(settings, ports, metrics, timeout);
        Thread.ofVirtual().name("query " + settings.instance()).start(query);
        try {
            List<Sample> samples = query.answer().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return CollectResult.of(samples);
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof SqlFault fault
                    ? CollectResult.failed(fault.reason().word(), fault.detail())
                    : CollectResult.failed(SqlCause.QUERY.word(), "a bug: " + failed.getCause());
        } catch (TimeoutException late) {
            query.abandon();
            return CollectResult.failed(SqlCause.TIMEOUT.word(), settings.instance() + ": no answer in time");
        } catch (InterruptedException stopped) {
            query.abandon();
            Thread.currentThread().interrupt();
            return CollectResult.failed(SqlCause.INTERRUPTED.word(), settings.instance() + ": stopped");
        }
    }
}
