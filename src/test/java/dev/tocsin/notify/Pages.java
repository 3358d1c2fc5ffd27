package dev.tocsin.notify;

import dev.tocsin.incident.Deployed;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Page.Reason;
import dev.tocsin.incident.Severity;
import dev.tocsin.incident.Tried;
import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages as incidents write them. */
public final class Pages {
    /** When the incident began. */
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private Pages() {}

    /** A page about the API being down, the first one. */
    public static Page of(Kind kind, String endpoint) {
        return numbered(kind, endpoint, "a1b2c3d4e5-k3x", 1);
    }

    /** The page {@code number} of {@code incident}. */
    public static Page numbered(Kind kind, String endpoint, String incident, int number) {
        boolean over = kind == Kind.RESOLVE;
        return new Page(
                incident + '-' + number,
                incident + ':' + endpoint,
                new Endpoint(endpoint, EnumSet.allOf(Kind.class)),
                kind,
                reason(kind),
                START.plusSeconds(300),
                view(incident, kind, List.of(), Severity.CRITICAL),
                over ? List.of() : List.of(apiDown(Optional.empty())),
                over ? List.of(apiDown(Optional.of(START.plusSeconds(290)))) : List.of());
    }

    /** A change that belongs to no incident. */
    public static Page change(String words, String endpoint) {
        Page.View view = new Page.View(
                "",
                Labels.of("service", "api"),
                "",
                Severity.LOW,
                START,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                words);
        return new Page(
                "change-1",
                "change-1",
                new Endpoint(endpoint, EnumSet.allOf(Kind.class)),
                Kind.PROGRESS,
                Reason.DEPLOYED,
                START,
                view,
                List.of(),
                List.of());
    }

    /** {@code page} written at another time. */
    public static Page at(Instant at, Page page) {
        return new Page(
                page.id(),
                page.dedupKey(),
                page.endpoint(),
                page.kind(),
                page.reason(),
                at,
                page.incident(),
                page.firing(),
                page.resolved());
    }

    /** {@code page} with other alerts that fire. */
    public static Page firing(Page page, List<Member> firing) {
        return new Page(
                page.id(),
                page.dedupKey(),
                page.endpoint(),
                page.kind(),
                page.reason(),
                page.at(),
                page.incident(),
                firing,
                page.resolved());
    }

    /** {@code page} to an endpoint that was called anew {@code times}. */
    public static Page again(Page page, int times) {
        return new Page(
                page.id(),
                page.dedupKey(),
                page.endpoint(),
                page.kind(),
                page.reason(),
                page.at(),
                page.incident(),
                page.firing(),
                page.resolved(),
                times);
    }

    /** {@code page} as another one of its incident. */
    public static Page numbered(Page page, int number) {
        return new Page(
                page.incidentId() + "-" + number,
                page.dedupKey(),
                page.endpoint(),
                page.kind(),
                page.reason(),
                page.at(),
                page.incident(),
                page.firing(),
                page.resolved(),
                page.again());
    }

    /** {@code page} of an incident in which {@code tried} was tried and that is this bad. */
    public static Page of(Page page, List<Tried> tried, Severity severity) {
        return new Page(
                page.id(),
                page.dedupKey(),
                page.endpoint(),
                page.kind(),
                page.reason(),
                page.at(),
                view(page.incidentId(), page.kind(), tried, severity),
                page.firing(),
                page.resolved());
    }

    /** An alert named {@code name}, with the labels and annotations that operators put there. */
    public static Member member(Labels labels, Map<String, String> annotations, double value) {
        return new Member(labels, annotations, value, Optional.empty(), START, Optional.empty());
    }

    private static Member apiDown(Optional<Instant> ended) {
        return new Member(
                Labels.of(
                        "alertname",
                        "ApiDown",
                        "severity",
                        "critical",
                        "service",
                        "api",
                        "env",
                        "production",
                        "job",
                        "health"),
                Map.of(
                        "summary", "API does not answer",
                        "description", "3 of 4 health checks failed",
                        "runbook_url", "https://runbooks.example.com/api-down"),
                3,
                Optional.of(">= 3"),
                START,
                ended);
    }

    private static Page.View view(String incident, Kind kind, List<Tried> tried, Severity severity) {
        return new Page.View(
                incident,
                Labels.of("alertname", "ApiDown", "service", "api"),
                "team",
                severity,
                START,
                kind == Kind.ACKNOWLEDGE ? Optional.of("ann") : Optional.empty(),
                kind == Kind.TRIGGER ? Optional.of("step 1 of 3") : Optional.empty(),
                tried,
                Optional.of(new Deployed("api", "dpl_42", Optional.of("41f9a2c7d0e1f2a3"), START.minusSeconds(240))),
                List.of(),
                headline(kind));
    }

    private static Reason reason(Kind kind) {
        return switch (kind) {
            case TRIGGER -> Reason.ESCALATED;
            case ACKNOWLEDGE -> Reason.ACKNOWLEDGED;
            case PROGRESS -> Reason.ACT_NEWS;
            case RESOLVE -> Reason.ALL_RESOLVED;
        };
    }

    private static String headline(Kind kind) {
        return switch (kind) {
            case TRIGGER, RESOLVE -> "";
            case ACKNOWLEDGE -> "acknowledged by ann";
            case PROGRESS -> "rolled back to 41f9";
        };
    }
}
