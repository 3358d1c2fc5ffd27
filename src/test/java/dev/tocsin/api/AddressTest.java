package dev.tocsin.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as people type them become addresses as RFC 3986 has them, and others stay. */
class AddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "/api/v1/series?match[]=up{job=\"x\"} > /api/v1/series?match%5B%5D=up%7Bjob=%22x%22%7D",
                "/q?query=a^2|b\\d<c > /q?query=a%5E2%7Cb%5Cd%3Cc",
                "/q?query=1#2 > /q?query=1%232",
                // Two bytes of UTF-8, as a reader of bytes has them.
                "/q?query=\u00c3\u00a4 > /q?query=%C3%A4",
                // What is encoded already is not encoded again.
                "/{q}?query=up%7B%7D{} > /%7Bq%7D?query=up%7B%7D%7B%7D",
                "/q?a=?{ > /q?a=?%7B",
                "/q?query=100%&a=5%%202%2 > /q?query=100%25&a=5%25%202%252",
            })
    void encodesWhatAnAddressMayNotHold(String typed, String encoded) {
        assertThat(Address.read(typed)).isEqualTo(new Address.Typed(encoded));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/query?query=up%7Bjob%3D%22x%22%7D&time=1.5e9",
                "/q?a-._~!$&'()*+,;=:@/?b=100%25",
                "/q?",
                "http://localhost:9911/q?a=b",
                "*"
            })
    void leavesWhatIsRight(String target) {
        assertThat(Address.read(target)).isEqualTo(new Address.Right());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "http://local{host/", "http://localhost:9911/q?a={b}", "{}", ":"})
    void knowsWhatNobodyCanRead(String target) {
        assertThat(Address.read(target)).isEqualTo(new Address.Unreadable());
    }
}
