package dev.tocsin.remote;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.http.RetryAfter;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one store: one request at a time, in order. What arrives is kept in memory until a request is full or its deadline
 * passes, then on the disk until the store has it. Safe for any thread; {@link #offer} never waits for the disk or the network.
 *
 * <p>Two locks: this one guards what is in memory, {@code disk} the backlog. Order: {@code disk}, then this.
 */
final class RemoteWriter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RemoteWriter.class);
    private static final int MOST_BYTES = 16 << 20;
    private static final int TOO_MANY = 429;
    /** What is asked for beyond that is as if nothing was. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private final RemoteWriteConfig config;
    private final Ports ports;
    private final Backlog backlog;
    private final Object disk = new Object();
    private final Writing writing;
    private RemoteWriteStatus status;
    private Duration wait;
    private boolean sending;
    private boolean flushing;
    private boolean closed;
    private Timers.@Nullable Timer deadline;
    private Timers.@Nullable Timer retry;

    /** What it works with; {@code threads} may block. */
    record Ports(Clock clock, Timers timers, Executor threads, Client client, Labels external) {}

    RemoteWriter(RemoteWriteConfig config, Ports ports) throws IOException {
        this.config = config;
        this.ports = ports;
        this.backlog = Backlog.open(config.queue().directory(), config.queue().limit());
        this.writing = new Writing(ports.external(), config.histograms(), config.relabel());
        this.wait = config.queue().backoff().first();
        this.status = new RemoteWriteStatus(config.name(), 0, 0, 0, backlog.samples(), Optional.empty());
    }

    RemoteWriteConfig config() {
        return config;
    }

    Labels external() {
        return ports.external();
    }

    synchronized RemoteWriteStatus status() {
        return status;
    }

    /** Sends what waits from before. */
    void start() {
        pump();
    }

    /** Takes the points of {@code batch}, which may be used again afterwards. */
    synchronized void offer(Batch batch) {
        for (int at = 0; at < batch.size() && !closed; at++) {
            if (writing.size() > MOST_BYTES) {
                lose(1, "the disk is too slow");
            } else {
                writing.add(batch, at);
            }
        }
        if (writing.samples() >= config.queue().samples()) {
            flushSoon();
        } else if (writing.samples() > 0 && deadline == null && !closed) {
            deadline = ports.timers().at(ports.clock().now().plus(config.queue().deadline()), this::flushSoon);
        }
    }

    private synchronized void flushSoon() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
        if (!flushing && !closed) {
            flushing = true;
            ports.threads().execute(this::flush);
        }
    }

    private void flush() {
        synchronized (disk) {
            keep();
        }
        pump();
    }

    /** Takes what is in memory to the disk. */
    private void keep() {
        byte[] body;
        int samples;
        synchronized (this) {
            flushing = false;
            samples = writing.samples();
            if (samples == 0) {
                return;
            }
            body = writing.take();
        }
        try {
            lose(backlog.append(body, samples), "disk_limit is reached");
        } catch (IOException full) {
            lose(samples, "cannot be kept: " + full.getMessage());
        }
        note();
    }

    private synchronized void lose(long samples, String why) {
        if (samples > 0) {
            if (status.lost() == 0) {
                LOG.warnf("remote write %s: samples are lost: %s", config.name(), why);
            }
            status = new RemoteWriteStatus(
                    status.name(),
                    status.sent(),
                    status.refused(),
                    status.lost() + samples,
                    status.waiting(),
                    status.trouble());
        }
    }

    private void note() {
        long waiting = backlog.samples();
        synchronized (this) {
            status = new RemoteWriteStatus(
                    status.name(), status.sent(), status.refused(), status.lost(), waiting, status.trouble());
        }
    }

    /** Sends the first that waits, unless one is under way or a failure is waited out. */
    private void pump() {
        synchronized (this) {
            if (sending || closed || retry != null) {
                return;
            }
            sending = true;
        }
        ports.threads().execute(this::send);
    }

    private void send() {
        boolean more = true;
        while (more) {
            Optional<Backlog.Waiting> first = first();
            more = first.isPresent() && attempt(first.get());
        }
    }

    private Optional<Backlog.Waiting> first() {
        synchronized (disk) {
            Optional<Backlog.Waiting> first = Optional.empty();
            try {
                first = backlog.first();
            } catch (IOException fault) {
                trouble("what waits cannot be read: " + fault.getMessage());
            }
            synchronized (this) {
                // Told under both locks: what is appended from here on finds nobody sending.
                sending = first.isPresent() && !closed;
                return sending ? first : Optional.empty();
            }
        }
    }

    /** Whether to go on with the next. */
    private boolean attempt(Backlog.Waiting waiting) {
        Request request = config.request().withBody(Optional.of(Payload.of("application/x-protobuf", waiting.body())));
        return switch (ports.client().exchange(request)) {
            case Exchange.Answered answered when answered.reply().ok() -> done(waiting, Optional.empty());
            case Exchange.Answered answered
            when isPassing(answered.reply().status()) -> again(words(answered.reply()), asked(answered.reply()));
            case Exchange.Answered answered -> done(waiting, Optional.of(words(answered.reply())));
            case Exchange.Failed failed -> again(failed.detail(), Optional.empty());
        };
    }

    private static boolean isPassing(int status) {
        return status / 100 == 5 || status == TOO_MANY;
    }

    private static String words(Reply reply) {
        String body = reply.text().replaceAll("\\p{Cntrl}+", " ").strip();
        return "status " + reply.status()
                + (body.isEmpty() ? "" : ": " + body.substring(0, Math.min(200, body.length())));
    }

    private Optional<Duration> asked(Reply reply) {
        return RetryAfter.of(reply, ports.clock().now()).filter(pause -> pause.compareTo(LONGEST_PAUSE) <= 0);
    }

    /** The store has it, or will not have it. */
    private boolean done(Backlog.Waiting waiting, Optional<String> refused) {
        long left;
        synchronized (disk) {
            try {
                backlog.remove();
            } catch (IOException fault) {
                trouble("the queue cannot be written: " + fault.getMessage());
            }
            left = backlog.samples();
        }
        refused.ifPresent(
                why -> LOG.warnf("remote write %s: refused samples=%d %s", config.name(), waiting.samples(), why));
        synchronized (this) {
            wait = config.queue().backoff().first();
            status = new RemoteWriteStatus(
                    status.name(),
                    status.sent() + (refused.isEmpty() ? waiting.samples() : 0),
                    status.refused() + (refused.isEmpty() ? 0 : waiting.samples()),
                    status.lost(),
                    left,
                    refused);
            return !closed;
        }
    }

    private boolean again(String why, Optional<Duration> asked) {
        trouble(why);
        synchronized (this) {
            sending = false;
            if (!closed) {
                Duration pause =
                        asked.filter(longer -> longer.compareTo(wait) > 0).orElse(wait);
                retry = ports.timers().at(ports.clock().now().plus(pause), this::retry);
                Duration doubled = wait.multipliedBy(2);
                Duration longest = config.queue().backoff().longest();
                wait = doubled.compareTo(longest) < 0 ? doubled : longest;
            }
        }
        return false;
    }

    private void retry() {
        synchronized (this) {
            retry = null;
        }
        pump();
    }

    private synchronized void trouble(String why) {
        if (status.trouble().isEmpty()) {
            LOG.warnf("remote write %s: %s; it is tried again", config.name(), why);
        }
        status = new RemoteWriteStatus(
                status.name(), status.sent(), status.refused(), status.lost(), status.waiting(), Optional.of(why));
    }

    /** Takes what is in memory to the disk; it is sent after the next start. Waits for the disk. */
    @Override
    public void close() {
        synchronized (disk) {
            keep();
            synchronized (this) {
                closed = true;
                cancel(deadline);
                cancel(retry);
            }
            try {
                backlog.close();
            } catch (IOException late) {
                LOG.warnf("remote write %s: not closed: %s", config.name(), late.getMessage());
            }
        }
    }

    private static void cancel(Timers.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
