package dev.tocsin.api.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters come in the address and in a form of either kind; those of the form come first. */
class ParametersTest {
    private static final String PARTS = """
        --X
        Content-Disposition: form-data; name="query"

        up{job="a"}
          # two lines
        --X
        content-type: text/plain
        content-disposition: form-data; name=match[]

        up
        --X
        Content-Disposition: form-data; name="match[]"

        down
        --X
        Content-Disposition: form-data; name="file"; filename="x"

        a file
        --X
        Content-Disposition: form-data; name="time"


        --X--
        """.replace("\n", "\r\n");

    @Test
    void readsAFormInParts() {
        Parameters given = new Parameters(PARTS, "time=5&match[]=last");
        assertThat(given.text("query")).isEqualTo("up{job=\"a\"}\r\n  # two lines");
        assertThat(given.all("match[]")).containsExactly("up", "down", "last");
        assertThat(given.has("file")).isFalse();
        assertThat(given.text("time")).isEqualTo("5");
    }

    @Test
    void readsAFormInOne() {
        Parameters given = new Parameters("query=a%2Bb+c&x=%zz", "query=d&y");
        assertThat(given.all("query")).containsExactly("a+b c", "d");
        assertThat(given.has("x")).isFalse();
        assertThat(given.has("y")).isFalse();
        assertThat(new Parameters("", "match[]=&time=").all("match[]")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--",
                "--\r\n",
                "--X\r\n",
                "--X\r\n\r\n",
                "--X\r\n\r\n\r\n--X",
                "--X\r\n\r\n--X--\r\n",
                "--X\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\nnever ends",
                "--\r\n\r\n--\r\n\r\n--\r\n\r\n",
                "--X\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--X--"
            })
    void takesNothingFromWhatIsBroken(String form) {
        assertThat(new Parameters(form, "").has("query")).isFalse();
    }
}
