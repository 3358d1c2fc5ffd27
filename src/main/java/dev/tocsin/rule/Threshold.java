package dev.tocsin.rule;

import dev.tocsin.promql.syntax.BinaryOp;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Kind;
import java.util.Optional;

/** What a rule's value is compared with, as people read it: {@code > 0.05}. */
final class Threshold {
    private Threshold() {}

    /** That of {@code expr}, where it compares with a number; nothing where the value is none that one could compare. */
    static Optional<String> of(Expr expr) {
        return expr.unwrapped() instanceof Expr.Binary binary ? of(binary) : Optional.empty();
    }

    private static Optional<String> of(Expr.Binary binary) {
        return switch (binary.op()) {
            case AND, UNLESS -> of(binary.left());
            case OR -> of(binary.left()).filter(left -> of(binary.right()).equals(Optional.of(left)));
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> compared(binary);
            case TRIM_UPPER, TRIM_LOWER, ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, ATAN2, POWER -> Optional.empty();
        };
    }

    private static Optional<String> compared(Expr.Binary binary) {
        if (binary.bool() || binary.kind() == Kind.SCALAR) {
            return Optional.empty();
        }
        if (binary.right().kind() == Kind.SCALAR) {
            return Optional.of(binary.op().sign() + ' ' + binary.right().unwrapped());
        }
        return binary.left().kind() == Kind.SCALAR
                ? Optional.of(mirrored(binary.op()).sign() + ' ' + binary.left().unwrapped())
                : Optional.empty();
    }

    /** {@code 5 < x} is {@code x > 5}. */
    private static BinaryOp mirrored(BinaryOp op) {
        return switch (op) {
            case LESS -> BinaryOp.GREATER;
            case LESS_OR_EQUAL -> BinaryOp.GREATER_OR_EQUAL;
            case GREATER -> BinaryOp.LESS;
            case GREATER_OR_EQUAL -> BinaryOp.LESS_OR_EQUAL;
            case EQUAL, NOT_EQUAL, OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER -> op;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, ATAN2, POWER -> op;
        };
    }
}
