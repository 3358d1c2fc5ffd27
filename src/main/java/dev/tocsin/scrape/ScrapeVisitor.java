package dev.tocsin.scrape;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Visitor;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Exchange.Answered;
import dev.tocsin.http.Exchange.Failed;
import dev.tocsin.http.Reply;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.scrape.Scrapes.Described;
import dev.tocsin.scrape.TargetPages.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Scrapes one target. */
final class ScrapeVisitor implements Visitor {
    private static final String HINT =
            "; OpenMetrics forbids this, and the job takes it all the same with openmetrics: prometheus";
    private static final int OK = 200;

    private final ScrapeTarget target;
    private final Clock clock;
    private final Client client;
    private final Consumer<Batch> sink;
    private final TargetPages pages;
    private final Report report;
    private final Batch batch = new Batch();
    private Optional<ScrapeStatus.Outcome> last = Optional.empty();
    private boolean left;

    ScrapeVisitor(
            ScrapeTarget target, Clock clock, Client client, Consumer<Batch> sink, Optional<ScrapeVisitor> before) {
        this.target = target;
        this.clock = clock;
        this.client = client;
        this.sink = sink;
        this.report = new Report(target.labels());
        this.pages = new TargetPages(target.labels(), target.rules());
        before.ifPresent(old -> pages.adopt(old.live()));
    }

    private synchronized List<Labels> live() {
        return pages.live();
    }

    synchronized ScrapeStatus status(long skipped) {
        return new ScrapeStatus(target, last, skipped);
    }

    synchronized Described described() {
        return new Described(target.labels(), pages.families());
    }

    @Override
    public void visit(Instant at) {
        Duration start = clock.elapsed();
        Exchange exchange = client.exchange(target.request());
        take(exchange, at, start);
    }

    private synchronized void take(Exchange exchange, Instant at, Duration start) {
        if (left) {
            return;
        }
        long atMillis = at.toEpochMilli();
        batch.clear();
        Result result = read(exchange, atMillis);
        if (result.fault().isPresent()) {
            pages.end(atMillis, batch);
        }
        Duration took = clock.elapsed().minus(start);
        report.add(result.fault().isEmpty(), took, result.count(), atMillis, batch);
        last = Optional.of(new ScrapeStatus.Outcome(at, took, result.count().scraped(), result.fault()));
        sink.accept(batch);
    }

    /** What became of an exchange: what is wrong with it, if anything, and what was counted. */
    private record Result(Optional<String> fault, Count count) {
        static Result fault(String why) {
            return new Result(Optional.of(why), Count.NONE);
        }
    }

    /** Reads the page of {@code exchange} into the batch. */
    private Result read(Exchange exchange, long atMillis) {
        return switch (exchange) {
            case Failed failed -> Result.fault(failed.detail());
            case Answered answered
            when answered.reply().status() != OK ->
                Result.fault("status " + answered.reply().status() + ", wanted 200");
            case Answered answered
            when answered.reply().truncated() ->
                Result.fault("the page is longer than body_size_limit, "
                        + target.access().limits().bodyBytes() + " bytes");
            case Answered answered -> read(answered.reply(), atMillis);
        };
    }

    private Result read(Reply reply, long atMillis) {
        Format format = target.access()
                .wish()
                .format(reply.headers().first("Content-Type").orElse(""));
        try {
            return new Result(Optional.empty(), pages.read(reply.bytes(), format, atMillis, batch));
        } catch (Malformed fault) {
            String hint = format == Format.STRICT_OPENMETRICS && isGoodForPrometheus(reply.bytes()) ? HINT : "";
            return new Result(Optional.of(fault.placed() + hint), pages.count());
        }
    }

    private static boolean isGoodForPrometheus(byte[] page) {
        try {
            PageReader.read(page, Format.OPENMETRICS, (series, value, histogram, time) -> series.labels());
            return true;
        } catch (Malformed fault) {
            return false;
        }
    }

    @Override
    public synchronized void leave(Instant at) {
        left = true;
        batch.clear();
        pages.end(at.toEpochMilli(), batch);
        report.end(at.toEpochMilli(), batch);
        sink.accept(batch);
    }
}
