package dev.tocsin.promql;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The functions of one number. */
final class MathFunctions {
    static final Map<String, DoubleUnaryOperator> TABLE = Map.ofEntries(
            Map.entry("abs", Math::abs),
            Map.entry("ceil", Math::ceil),
            Map.entry("floor", Math::floor),
            Map.entry("exp", Math::exp),
            Map.entry("sqrt", Math::sqrt),
            Map.entry("ln", Math::log),
            Map.entry("log2", MathFunctions::log2),
            Map.entry("log10", Math::log10),
            Map.entry("sin", Math::sin),
            Map.entry("cos", Math::cos),
            Map.entry("tan", Math::tan),
            Map.entry("asin", Math::asin),
            Map.entry("acos", Math::acos),
            Map.entry("atan", Math::atan),
            Map.entry("sinh", Math::sinh),
            Map.entry("cosh", Math::cosh),
            Map.entry("tanh", Math::tanh),
            Map.entry("asinh", MathFunctions::asinh),
            Map.entry("acosh", MathFunctions::acosh),
            Map.entry("atanh", MathFunctions::atanh),
            Map.entry("rad", value -> value * Math.PI / 180),
            Map.entry("deg", value -> value * 180 / Math.PI),
            Map.entry("sgn", value -> value < 0 ? -1 : value > 0 ? 1 : value));

    private MathFunctions() {}

    private static double log2(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY ? NativeQuantiles.log2(value) : Math.log(value);
    }

    private static double asinh(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
            return value;
        }
        double size = Math.abs(value);
        double result = size > 0x1p28
                ? Math.log(size) + Math.log(2)
                : Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
        return Math.copySign(result, value);
    }

    private static double acosh(double value) {
        if (value < 1 || Double.isNaN(value)) {
            return Double.NaN;
        }
        if (value > 0x1p28) {
            return Math.log(value) + Math.log(2);
        }
        double above = value - 1;
        return Math.log1p(above + Math.sqrt(2 * above + above * above));
    }

    private static double atanh(double value) {
        double size = Math.abs(value);
        double result =
                size < 1 ? 0.5 * Math.log1p(2 * size / (1 - size)) : size == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        return Math.copySign(result, value);
    }
}
