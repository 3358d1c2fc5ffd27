package dev.tocsin.promql.syntax;

/** An operator between two expressions, with how tightly it binds (higher binds tighter). */
public enum BinaryOp {
    OR("or", 1),
    AND("and", 2),
    UNLESS("unless", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS("<", 3),
    LESS_OR_EQUAL("<=", 3),
    GREATER(">", 3),
    GREATER_OR_EQUAL(">=", 3),
    /** {@code </}: the part of a histogram below a number. */
    TRIM_UPPER("</", 3),
    /** {@code >/}: the part of a histogram above a number. */
    TRIM_LOWER(">/", 3),
    ADD("+", 4),
    SUBTRACT("-", 4),
    MULTIPLY("*", 5),
    DIVIDE("/", 5),
    MODULO("%", 5),
    ATAN2("atan2", 5),
    POWER("^", 6);

    private final String sign;
    private final int binding;

    BinaryOp(String sign, int binding) {
        this.sign = sign;
        this.binding = binding;
    }

    /** As it is written. */
    public String sign() {
        return sign;
    }

    int binding() {
        return binding;
    }

    /** Whether {@code a op b op c} is {@code a op (b op c)}. */
    boolean rightAssociative() {
        return this == POWER;
    }

    /** {@code and}, {@code or}, {@code unless}. */
    public boolean isSet() {
        return this == OR || this == AND || this == UNLESS;
    }

    /** One of the six that compare; the trim operators are none. */
    public boolean isComparison() {
        return switch (this) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER, ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, ATAN2, POWER ->
                false;
        };
    }

    /** {@code </} or {@code >/}. */
    public boolean isTrim() {
        return this == TRIM_UPPER || this == TRIM_LOWER;
    }
}
