package dev.tocsin.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrintfTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "`%d` 5 => 5",
                "`%5d|%-5d|%05d|%+d|% d` 5 5 5 5 5 =>     5|5    |00005|+5| 5",
                "`%x %X %o %b %c %U %q` 255 255 8 5 65 65 65 => ff FF 10 101 A U+0041 'A'",
                "`%#x %#o` 255 8 => 0xff 010",
                "`%.3d` 5 => 005",
                "`%06d` -5 => -00005",
                "`%s|%10s|%-10s|%.2s` `abc` `abc` `abc` `abc` => abc|       abc|abc       |ab",
                "`%q` `a\"b` => \"a\\\"b\"",
                "`%#q` `ab` => `ab`",
                "`%x %X % x %#x` `hi` `hi` `hi` `hi` => 6869 6869 68 69 0x6869",
                "`%v %v %v %v` 1 1.5 true `a` => 1 1.5 true a",
                "`%t` true => true",
                "`%f %.2f %.0f %8.3f|%-8.1f|%08.3f` 1.5 2.345 2.5 3.14159 1.25 3.14159 => 1.500000 2.35 2    3.142|1.2     |0003.142",
                "`%.2f` 1.005 => 1.00",
                "`%.1f` 0.25 => 0.2",
                "`%e %.2e %E` 123456.789 123456.789 0.00012 => 1.234568e+05 1.23e+05 1.200000E-04",
                "`%g %g %g %g` 100000.0 1000000.0 0.0001 0.00001 => 100000 1e+06 0.0001 1e-05",
                "`%.4g %.4g %.4g %.3g` 1234567.0 0.000012345 12.0 1234.5 => 1.235e+06 1.234e-05 12 1.23e+03",
                "`%g %v` 0.1 1e21 => 0.1 1e+21",
                "`%v %v` 5e-324 1.7976931348623157e308 => 5e-324 1.7976931348623157e+308",
                "`%+.1f %+d` 1.0 -1 => +1.0 -1",
                "`%*d|%-*d|` 5 1 5 1 =>     1|1    |",
                "`%.*f` 2 3.14159 => 3.14",
                "`%[2]d %[1]d` 1 2 => 2 1",
                "`%d%%` 50 => 50%",
                "`%s` 5 => %!s(int=5)",
                "`%d` `a` => %!d(string=a)",
                "`%d` 5.0 => %!d(float64=5)",
                "`%f` 5 => %!f(int=5)",
                "`%s` 1.5 => %!s(float64=1.5)",
                "`%s` true => %!s(bool=true)",
                "`%d` => %!d(MISSING)",
                "`%d` 1 2 => 1%!(EXTRA int=2)",
                "`%d %s` 1 `a` nil => 1 a%!(EXTRA <nil>)",
                "`%` => %!(NOVERB)",
                "`%z` 1 => %!z(int=1)",
                "`%s` nil => %!s(<nil>)",
                "`%[5]d` 1 => %!d(BADINDEX)",
                "`%T %T %T %T` 1 1.5 `a` true => int float64 string bool",
                "`%v %s %d` (stringSlice `a` `b`) (stringSlice `a` `b`) (list 1 2) => [a b] [a b] [1 2]",
                "`%q` (stringSlice `a` `b`) => [\"a\" \"b\"]",
                "`%5t|` true =>  true|",
                "`%s é` `ü` => ü é",
                "`%3s|` `ü` =>   ü|",
                "`%v` (since now) => 0s",
            })
    void formatsAsGo(String arguments, String wanted) {
        assertThat(Renders.messages("{{printf " + arguments + "}}", Renders.root()))
                .isEqualTo(wanted);
    }
}
