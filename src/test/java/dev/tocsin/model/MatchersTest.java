package dev.tocsin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alertmanager's matcher syntax. */
class MatchersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            foo=bar                      | [foo="bar"]
            foo = "bar"                  | [foo="bar"]
            foo!="bar"                   | [foo!="bar"]
            foo=~"a!b"                   | [foo=~"a!b"]
            foo!~a.*                     | [foo!~"a.*"]
            {a="1", b=~"2",}             | [a="1", b=~"2"]
            a=1,b=2                      | [a="1", b="2"]
            foo=                         | [foo=""]
            {}                           | []
            "in stock"="ja, gern"        | [in stock="ja, gern"]
            a="say \\"hi\\""             | [a="say \\"hi\\""]
            größe=ü                      | [größe="ü"]
            """)
    void reads(String text, String want) {
        assertThat(Matchers.parse(text.replace("a!b", "a|b")).toString()).isEqualTo(want.replace("a!b", "a|b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            foo                 | expected one of = != =~ !~ at character 4
            ="bar"              | expected a label name at character 1
            foo="bar            | the quote is not closed
            {foo="bar"          | the brace is not closed
            foo="bar" baz="x"   | expected a comma between matchers
            foo=~"("            | missing closing )
            """)
    void refuses(String text, String why) {
        assertThatThrownBy(() -> Matchers.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
