package dev.tocsin.app;

import dev.tocsin.config.Secret;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.protocol.Message;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The agent's own errors, sent to Sentry: what is logged as an error, and nothing that Sentry's client says of itself. */
final class ErrorReports extends Handler {
    private static final String OWN = "io.sentry";

    private final SimpleFormatter formatter = new SimpleFormatter();

    private ErrorReports() {
        setLevel(Level.SEVERE);
    }

    /** From now on errors are reported. The process's logging calls this on whatever thread logs; sending is elsewhere. */
    static ErrorReports start(Secret dsn, String environment, String version) {
        Sentry.init(options -> {
            options.setDsn(dsn.reveal());
            options.setEnvironment(environment.isEmpty() ? "unknown" : environment);
            options.setRelease("tocsin@" + version);
            options.setSendDefaultPii(false);
            options.setEnableUncaughtExceptionHandler(true);
        });
        ErrorReports reports = new ErrorReports();
        Logger.getLogger("").addHandler(reports);
        return reports;
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() < Level.SEVERE.intValue()
                || String.valueOf(entry.getLoggerName()).startsWith(OWN)) {
            return;
        }
        Message message = new Message();
        message.setFormatted(formatter.formatMessage(entry));
        SentryEvent event = new SentryEvent(entry.getThrown());
        event.setMessage(message);
        event.setLogger(entry.getLoggerName());
        event.setLevel(SentryLevel.ERROR);
        Sentry.captureEvent(event, new Hint());
    }

    @Override
    public void flush() {
        Sentry.flush(1000);
    }

    /** Reports no more; what was not sent yet gets a moment. */
    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        Sentry.close();
    }
}
