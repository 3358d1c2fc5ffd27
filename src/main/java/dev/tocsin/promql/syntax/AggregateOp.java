package dev.tocsin.promql.syntax;

import java.util.Locale;
import java.util.Optional;

/** What an aggregation makes of each group. */
public enum AggregateOp {
    SUM,
    AVG,
    COUNT,
    MIN,
    MAX,
    GROUP,
    STDDEV,
    STDVAR,
    TOPK,
    BOTTOMK,
    COUNT_VALUES,
    QUANTILE,
    LIMITK,
    LIMIT_RATIO;

    /** The operator of this name, upper or lower case. */
    static Optional<AggregateOp> named(String name) {
        for (AggregateOp op : values()) {
            if (op.name().equalsIgnoreCase(name)) {
                return Optional.of(op);
            }
        }
        return Optional.empty();
    }

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it needs a parameter before the vector. */
    public boolean hasParameter() {
        return switch (this) {
            case TOPK, BOTTOMK, COUNT_VALUES, QUANTILE, LIMITK, LIMIT_RATIO -> true;
            case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR -> false;
        };
    }

    /** Whether it picks some of its input series, with all their labels, rather than making one of each group. */
    public boolean selects() {
        return switch (this) {
            case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> true;
            case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR, COUNT_VALUES, QUANTILE -> false;
        };
    }

    /** Whether Prometheus has it behind a switch. */
    boolean isExperimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }
}
