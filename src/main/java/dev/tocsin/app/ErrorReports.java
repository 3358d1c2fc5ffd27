package dev.tocsin.app;

import dev.tocsin.config.Secret;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * The agent's own errors, sent to Sentry: what is logged as an error, and nothing that Sentry's client says of itself. Nobody waits for
 * Sentry: what cannot be sent soon is dropped.
 */
final class ErrorReports extends Handler implements AutoCloseable {
    private static final String OWN = "io.sentry";
    private static final int LAST_MOMENT_MILLIS = 500;

    private final SimpleFormatter formatter = new SimpleFormatter();

    private ErrorReports() {
        setLevel(Level.SEVERE);
    }

    /** What reports say of where they come from. */
    record Sender(String environment, String version) {}

    /**
     * From now on errors are reported, without what {@code secrets} knows. The process's logging calls this on whatever thread logs;
     * sending is elsewhere.
     */
    static ErrorReports start(Secret dsn, Sender sender, KnownSecrets secrets) {
        Sentry.init(options -> {
            options.setDsn(dsn.reveal());
            options.setEnvironment(sender.environment().isEmpty() ? "unknown" : sender.environment());
            options.setRelease("tocsin@" + sender.version());
            options.setSendDefaultPii(false);
            options.setEnableUncaughtExceptionHandler(true);
            options.setShutdownTimeoutMillis(LAST_MOMENT_MILLIS);
            // The client's own name for how long its end waits for what is under way: 15 seconds, of the 10 that
            // SIGTERM leaves.
            options.setFlushTimeoutMillis(LAST_MOMENT_MILLIS);
            options.setBeforeSend(clean(secrets));
        });
        ErrorReports reports = new ErrorReports();
        Logger.getLogger("").addHandler(reports);
        return reports;
    }

    private static SentryOptions.BeforeSendCallback clean(KnownSecrets secrets) {
        return (event, hint) -> {
            Optional.ofNullable(event.getMessage())
                    .ifPresent(message -> message.setFormatted(secrets.without(message.getFormatted())));
            Optional.ofNullable(event.getExceptions())
                    .ifPresent(all -> all.forEach(one -> one.setValue(secrets.without(one.getValue()))));
            return event;
        };
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() < Level.SEVERE.intValue()
                || String.valueOf(entry.getLoggerName()).startsWith(OWN)) {
            return;
        }
        Message message = new Message();
        message.setFormatted(words(entry));
        SentryEvent event = new SentryEvent(entry.getThrown());
        event.setMessage(message);
        event.setLogger(entry.getLoggerName());
        event.setLevel(SentryLevel.ERROR);
        Sentry.captureEvent(event, new Hint());
    }

    /** Most of what is logged is written as {@code printf} has it, which only the log manager's own records can put together. */
    private String words(LogRecord entry) {
        return entry instanceof ExtLogRecord own ? own.getFormattedMessage() : formatter.formatMessage(entry);
    }

    @Override
    public void flush() {
        Sentry.flush(LAST_MOMENT_MILLIS);
    }

    /** Reports no more; what was not sent yet gets a moment. */
    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        Sentry.close();
    }
}
