package dev.tocsin.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoFloatTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "-0.0, -0, -0",
        "1, 1, 1",
        "0.1, 0.1, 0.1",
        "100000, 100000, 100000",
        "1e6, 1000000, 1e+06",
        "1234567.5, 1234567.5, 1.2345675e+06",
        "0.0001, 0.0001, 0.0001",
        "0.00001, 0.00001, 1e-05",
        "-2.5e-7, -0.00000025, -2.5e-07",
        "1e100, 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000, 1e+100",
        "NaN, NaN, NaN",
        "Infinity, +Inf, +Inf",
        "-Infinity, -Inf, -Inf",
    })
    void writesAsGo(double value, String plain, String general) {
        assertThat(GoFloat.plain(value)).isEqualTo(plain);
        assertThat(GoFloat.general(value)).isEqualTo(general);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0e+00",
        "-0.0, -0, -0e+00",
        "1, 1, 1e+00",
        "-15, -15, -1.5e+01",
        "0.1, 0.1, 1e-01",
        "123456789.25, 123456789.25, 1.2345678925e+08",
        "1e20, 100000000000000000000, 1e+20",
        "1e21, 1e+21, 1e+21",
        "0.000001, 0.000001, 1e-06",
        "9.5e-7, 9.5e-07, 9.5e-07",
        "1.7976931348623157e308, 1.7976931348623157e+308, 1.7976931348623157e+308",
        "4.9e-324, 5e-324, 5e-324",
        "-9.9e-324, -1e-323, -1e-323",
        "1.5e-323, 1.5e-323, 1.5e-323",
        "NaN, NaN, NaN",
        "-Infinity, -Inf, -Inf",
    })
    void writesAsTheApi(double value, String shortest, String scientific) {
        assertThat(GoFloat.shortest(value)).isEqualTo(shortest);
        assertThat(GoFloat.scientific(value)).isEqualTo(scientific);
    }

    @Test
    void roundsToSignificantDigits() {
        assertThat(GoFloat.general(5, 2)).isEqualTo("5");
        assertThat(GoFloat.general(50, 2)).isEqualTo("50");
        assertThat(GoFloat.general(500, 2)).isEqualTo("5e+02");
        assertThat(GoFloat.general(0.12345, 2)).isEqualTo("0.12");
    }
}
