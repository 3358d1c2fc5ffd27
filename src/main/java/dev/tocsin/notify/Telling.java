package dev.tocsin.notify;

import dev.tocsin.incident.Deployed;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Page.Reason;
import dev.tocsin.incident.Severity;
import dev.tocsin.incident.Tried;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Story.Fact;
import dev.tocsin.notify.Story.Link;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a page into words. */
final class Telling {
    private static final int MOST_ALERTS = 20;
    /** Labels that say where it is, in the order in which people ask. */
    private static final List<String> PLACES =
            List.of("service", "app", "env", "environment", "region", "instance", "host");

    private static final List<String> RUNBOOKS = List.of("runbook_url", "runbook");
    private static final int SHORT_COMMIT = 12;
    private static final Set<String> SAID_ELSEWHERE = Set.of("alertname", "severity");

    private final Page page;
    private final Optional<URI> external;
    private final ZoneId zone;
    private final Labels home;
    private final List<Member> about;

    Telling(Page page, Letter.Reader reader) {
        this.page = page;
        this.external = reader.external();
        this.zone = reader.zone();
        this.home = reader.home();
        this.about = page.firing().isEmpty() ? page.resolved() : page.firing();
    }

    Story story() {
        return page.reason() == Reason.DEPLOYED || page.reason() == Reason.ACTED
                ? new Story(Cut.line(page.incident().headline()), "", change(), List.of(), links())
                : new Story(Cut.line(title()), lead(), facts(), alerts(), links());
    }

    private String title() {
        return switch (page.kind()) {
            case TRIGGER -> "[" + severity().toUpperCase(Locale.ROOT) + "] " + subject();
            case ACKNOWLEDGE -> "Acknowledged: " + subject();
            case PROGRESS -> "Update: " + page.incident().headline() + ": " + names();
            case RESOLVE -> (page.reason() == Reason.MERGED ? "Merged: " : "Resolved: ") + subject();
        };
    }

    private String subject() {
        String what = about.size() == 1 ? summary(about.getFirst()) : together();
        return names() + (what.isEmpty() ? "" : ": " + what) + inParentheses(place(this::common));
    }

    private String names() {
        List<String> names = about.stream().map(Member::name).distinct().toList();
        return names.isEmpty() ? "Incident " + page.incidentId() : String.join(", ", names);
    }

    /** How many, and what they say when all say the same, as one that is yellow and red does. */
    private String together() {
        if (about.isEmpty()) {
            return "";
        }
        List<String> summaries = about.stream().map(Telling::summary).distinct().toList();
        boolean same = summaries.size() == 1 && !summaries.getFirst().isEmpty();
        return about.size() + " alerts" + (same ? ": " + summaries.getFirst() : "");
    }

    static String inParentheses(String place) {
        return place.isEmpty() ? "" : " (" + place + ")";
    }

    /** Where it is, by what {@code label} says of each label that may tell it; empty where none does. */
    static String place(UnaryOperator<String> label) {
        return PLACES.stream()
                .map(label)
                .filter(value -> !value.isEmpty())
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
    }

    /** What all have, or what the agent has where none of them has it; the empty text where they differ. */
    private String common(String label) {
        List<String> values = about.stream()
                .map(member -> member.labels().has(label) ? member.labels().get(label) : home.get(label))
                .distinct()
                .toList();
        return values.size() == 1 ? values.getFirst() : "";
    }

    private String lead() {
        return Stream.concat(
                        Stream.of(page.incident().headline()), about.stream().map(Telling::description))
                .filter(text -> !text.isBlank())
                .distinct()
                .limit(5)
                .collect(Collectors.joining("\n"));
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Severity", severity()));
        since().ifPresent(since -> facts.add(new Fact("Since", Moments.at(since, zone) + lasted(since))));
        if (about.size() == 1 && hasValue(about.getFirst())) {
            facts.add(new Fact("Value", Moments.number(about.getFirst().value())));
            about.getFirst().threshold().ifPresent(limit -> facts.add(new Fact("Threshold", limit)));
        }
        page.incident().deployed().ifPresent(before -> facts.add(new Fact("Deployed before", deployed(before))));
        facts.add(new Fact("Why now", why()));
        facts.add(whoHasIt());
        page.incident().step().ifPresent(step -> facts.add(new Fact("Escalation", step)));
        facts.addAll(tried());
        todo().ifPresent(text -> facts.add(new Fact("Runbook", text)));
        facts.add(new Fact("Incident", page.incidentId()));
        return facts;
    }

    /** A change belongs to no alert. */
    private List<Fact> change() {
        List<Fact> facts = new ArrayList<>();
        page.incident().group().forEach((name, value) -> facts.add(new Fact(name, value)));
        facts.add(new Fact("At", Moments.at(page.at(), zone)));
        if (!page.incidentId().isEmpty()) {
            facts.add(new Fact("Incident", page.incidentId()));
        }
        return facts;
    }

    private Fact whoHasIt() {
        return page.incident()
                .acknowledgedBy()
                .map(by -> new Fact("Acknowledged by", by))
                .orElseGet(() -> new Fact("Acknowledged by", page.kind() == Kind.RESOLVE ? "nobody" : "nobody yet"));
    }

    private List<Fact> tried() {
        List<Tried> all = page.incident().tried();
        return all.isEmpty()
                ? List.of(new Fact("Tried", "nothing"))
                : all.stream().map(one -> new Fact("Tried", tried(one))).toList();
    }

    private String deployed(Deployed before) {
        String commit = before.commit()
                .map(full -> ", commit " + full.substring(0, Math.min(SHORT_COMMIT, full.length())))
                .orElse("");
        String distance = since().map(begun -> Moments.between(before.since(), begun) + " before it began")
                .orElse(Moments.at(before.since(), zone));
        return before.deployment() + commit + ", " + distance;
    }

    /** What to do, where it is no address that could be a link. */
    private Optional<String> todo() {
        return about.stream()
                .flatMap(member ->
                        RUNBOOKS.stream().map(name -> member.annotations().getOrDefault(name, "")))
                .filter(text -> !text.isBlank() && address(text).isEmpty())
                .findFirst();
    }

    private Optional<Instant> since() {
        return about.stream().map(Member::since).min(Comparator.naturalOrder());
    }

    private String lasted(Instant since) {
        boolean over = page.kind() == Kind.RESOLVE;
        Instant until = over
                ? about.stream()
                        .flatMap(member -> member.ended().stream())
                        .max(Comparator.naturalOrder())
                        .orElse(page.at())
                : page.at();
        return ", " + (over ? "lasted " : "for ") + Moments.between(since, until);
    }

    private String why() {
        return switch (page.reason()) {
            case FIRST -> "it has begun";
            case NEW_ALERTS -> "more alerts fire";
            case SOME_RESOLVED -> "a part of it is over, the rest fires";
            case ALL_RESOLVED -> "all that you were told of is over";
            case REPEAT -> "it still fires: a reminder";
            case ESCALATED -> isFirstStep() ? "you are the first to be told" : "nobody has acknowledged it in time";
            case UNDELIVERED -> "those before you could not be reached";
            case NOBODY -> "nobody before you was on call";
            case HANDED_OVER ->
                page.incident().headline().isEmpty()
                        ? "it was handed over"
                        : page.incident().headline();
            case ACT_FAILED -> "what was tried did not help";
            case LATE -> "it is not over in the time that it may take";
            case UNACKNOWLEDGED -> "nobody has it any more";
            case ACKNOWLEDGED -> "somebody has it";
            case ACT_NEWS -> "something was done about it";
            case DEPLOYED -> "there was a deployment";
            case ACTED -> "something was done";
            case DIGEST -> "it is time for the digest";
            case MERGED -> "it is not over: it " + page.incident().headline();
        };
    }

    private boolean isFirstStep() {
        return page.incident().step().filter(step -> step.startsWith("step 1 ")).isPresent();
    }

    private String tried(Tried tried) {
        String outcome = tried.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return tried.remedy() + ", " + outcome + ": " + tried.text() + " (" + Moments.at(tried.at(), zone) + ")";
    }

    private List<String> alerts() {
        List<String> lines = new ArrayList<>();
        page.firing().stream().limit(MOST_ALERTS).forEach(member -> lines.add(alert(member, "firing")));
        page.resolved().stream().limit(MOST_ALERTS).forEach(member -> lines.add(alert(member, "over")));
        int hidden = page.firing().size() + page.resolved().size() - lines.size();
        if (hidden > 0) {
            lines.add("and " + hidden + " more");
        }
        return lines;
    }

    private static String alert(Member member, String state) {
        String labels = member.labels().drop(SAID_ELSEWHERE).toMap().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(" "));
        String limit =
                member.threshold().map(text -> " (threshold " + text + ")").orElse("");
        String value = hasValue(member) ? " value=" + Moments.number(member.value()) : "";
        return state + ": " + member.name() + " " + labels + value + limit;
    }

    /** Who pushes an alert says nothing of its value. */
    private static boolean hasValue(Member member) {
        return !Double.isNaN(member.value());
    }

    private List<Link> links() {
        Map<URI, Link> links = new LinkedHashMap<>();
        Stream.concat(page.firing().stream(), page.resolved().stream())
                .flatMap(member -> member.annotations().entrySet().stream())
                .forEach(note -> address(note.getValue())
                        .ifPresent(to -> links.putIfAbsent(to, new Link(linkName(note.getKey()), to))));
        external.ifPresent(to -> links.putIfAbsent(to, new Link("Tocsin", to)));
        return links.values().stream().limit(8).toList();
    }

    private static Optional<URI> address(String text) {
        if (!text.startsWith("https://") && !text.startsWith("http://")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(text)).filter(uri -> uri.getRawAuthority() != null);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** {@code runbook_url} reads {@code Runbook}. */
    private static String linkName(String annotation) {
        String name = annotation
                .replaceFirst("(?i)_?(url|uri|link)$", "")
                .replace('_', ' ')
                .strip();
        return name.isEmpty() ? "Link" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String summary(Member member) {
        return member.annotations().getOrDefault("summary", member.annotations().getOrDefault("message", ""));
    }

    private static String description(Member member) {
        return member.annotations().getOrDefault("description", "");
    }

    private String severity() {
        Severity severity = page.incident().severity();
        return severity == Severity.UNKNOWN ? "alert" : severity.word();
    }
}
