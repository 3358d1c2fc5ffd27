package dev.tocsin.remedy;

import dev.tocsin.config.Fields;
import dev.tocsin.incident.Severity;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The decision matrix: what is done about which issue, and by when. An alert names its row by the label {@code issue}; without one, or
 * with one that is not here, people are told and nothing more. {@code autonomy} is how much the remedies that follow from it may do.
 */
public record Matrix(SortedMap<String, Row> rows, Autonomy autonomy) {
    /** The label by which an alert names its row. */
    public static final String ISSUE = "issue";

    private static final String TEMPLATE = "{{";

    /** The matrix that holds where the configuration says nothing, for production. */
    public static final Matrix STANDARD = new Matrix(standard(), Autonomy.APPROVE);

    public Matrix {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    /** One issue. It should be over {@code within}; {@code advice} is what people are told, or empty. */
    public record Row(String issue, Severity severity, Strategy strategy, Optional<Duration> within, String advice) {}

    /** Reads {@code decisions} of the file's top mapping; in development and staging remedies act by themselves. */
    static Matrix read(Fields top, String environment) {
        Autonomy usual =
                environment.equals("development") || environment.equals("staging") ? Autonomy.AUTO : Autonomy.APPROVE;
        return top.optional("decisions", in -> read(in, usual)).orElse(new Matrix(STANDARD.rows(), usual));
    }

    private static Matrix read(Fields in, Autonomy usual) {
        SortedMap<String, Row> rows = new TreeMap<>(STANDARD.rows());
        in.list("issues", Matrix::row).forEach(row -> rows.put(row.issue(), row));
        return new Matrix(rows, in.choice("autonomy", Autonomy.class, usual));
    }

    private static Row row(Fields in) {
        String issue = in.text("issue");
        Row usual = STANDARD.rows()
                .getOrDefault(issue, new Row(issue, Severity.UNKNOWN, Strategy.NOTIFY, Optional.empty(), ""));
        Row row = new Row(
                issue,
                in.choice("severity", Severity.class, usual.severity()),
                in.choice("strategy", Strategy.class, usual.strategy()),
                in.optionalDuration("within").or(usual::within),
                in.text("advice", usual.advice()));
        if (!usual.strategy().mayAct() && row.strategy().mayAct() && row.strategy() != Strategy.NOTIFY) {
            in.fault("strategy", "must not act: nothing mends " + issue + " by itself");
            return usual;
        }
        return row;
    }

    /** The row that {@code alert} names. */
    public Optional<Row> row(Labels alert) {
        return Optional.ofNullable(rows.get(alert.get(ISSUE)));
    }

    /**
     * What is odd about the {@code labels} of a rule, as they are written: an issue that has no row, or a severity that is not the row's.
     * A label that is a template is not judged.
     */
    public Optional<String> odd(Map<String, String> labels) {
        String issue = labels.getOrDefault(ISSUE, "");
        String severity = labels.getOrDefault("severity", "");
        if (issue.isEmpty() || issue.contains(TEMPLATE)) {
            return Optional.empty();
        }
        Row row = rows.get(issue);
        if (row == null) {
            return Optional.of("issue: the decision matrix has no row \"" + issue
                    + "\", so that people are told and nothing more; there is " + String.join(", ", rows.keySet()));
        }
        boolean differs = !severity.contains(TEMPLATE)
                && row.severity() != Severity.UNKNOWN
                && Severity.of(Labels.of("severity", severity)) != row.severity();
        return differs
                ? Optional.of(
                        "severity: the decision matrix says " + row.severity().word() + " for " + issue)
                : Optional.empty();
    }

    /** By when each issue should be over. */
    public SortedMap<String, Duration> within() {
        SortedMap<String, Duration> within = new TreeMap<>();
        rows.values().forEach(row -> row.within().ifPresent(limit -> within.put(row.issue(), limit)));
        return within;
    }

    /**
     * How much a remedy that may do {@code wished} may do while {@code firing} fire about {@code service}, for which {@code alert} has
     * asked: nothing by itself while one of them is a grave issue that nothing may act on, or the alert is about such an issue itself.
     */
    Autonomy cap(Autonomy wished, String service, Labels alert, Collection<Labels> firing) {
        boolean forbidden = isForbidden(alert)
                || firing.stream()
                        .filter(one -> !service.isEmpty() && one.get("service").equals(service))
                        .anyMatch(this::forbidsAll);
        boolean acts = wished == Autonomy.AUTO || wished == Autonomy.APPROVE;
        return forbidden && acts ? Autonomy.SUGGEST : wished;
    }

    /** That a database grows, or answers come late, is no reason to leave a crash alone. */
    private boolean forbidsAll(Labels alert) {
        return isForbidden(alert)
                && row(alert)
                        .filter(row -> row.severity() == Severity.LOW || row.severity() == Severity.MEDIUM)
                        .isEmpty();
    }

    private boolean isForbidden(Labels alert) {
        return row(alert).filter(row -> !row.strategy().mayAct()).isPresent();
    }

    private static SortedMap<String, Row> standard() {
        SortedMap<String, Row> rows = new TreeMap<>();
        List.of(
                        row("frontend-visual", Severity.LOW, Strategy.NOTIFY, Duration.ofHours(4), "a hotfix will do"),
                        row("frontend-crash", Severity.CRITICAL, Strategy.ROLLBACK, Duration.ofMinutes(15), ""),
                        row("backend-minor", Severity.LOW, Strategy.NOTIFY, Duration.ofHours(2), "a hotfix will do"),
                        row("backend-crash", Severity.CRITICAL, Strategy.ROLLBACK, Duration.ofMinutes(15), ""),
                        row(
                                "database-migration",
                                Severity.HIGH,
                                Strategy.PROPOSE,
                                Duration.ofMinutes(30),
                                "proposes to a person to roll the migration back: docs/runbooks.md#database-migration"),
                        row(
                                "data-corruption",
                                Severity.CRITICAL,
                                Strategy.NEVER,
                                Duration.ofHours(2),
                                "nothing acts on this by itself: stop writers, restore to a point in time, mend by hand,"
                                        + " docs/runbooks.md#data-corruption"))
                .forEach(row -> rows.put(row.issue(), row));
        capacity().forEach(row -> rows.put(row.issue(), row));
        return rows;
    }

    /** What is done about growth. It has no time limit: nothing is broken yet. */
    private static List<Row> capacity() {
        return List.of(
                growth("traffic", Strategy.SCALE, "proposes to scale out by hand"),
                growth("database-size", Strategy.PROPOSE, "proposes a dedicated database instance"),
                growth("database-connections", Strategy.PROPOSE, "proposes to pool connections, with PgBouncer"),
                growth("cpu", Strategy.RESIZE, "proposes a bigger container"),
                growth("response-time", Strategy.PROPOSE, "proposes caching"));
    }

    private static Row row(String issue, Severity severity, Strategy strategy, Duration within, String advice) {
        return new Row(issue, severity, strategy, Optional.of(within), advice);
    }

    private static Row growth(String issue, Strategy strategy, String advice) {
        String more = advice.isEmpty() ? "" : advice + ": docs/runbooks.md#capacity";
        return new Row(issue, Severity.MEDIUM, strategy, Optional.empty(), more);
    }
}
