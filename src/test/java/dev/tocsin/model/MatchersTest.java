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
            note=two words               | [note="two words"]
            a=b=c                        | [a="b=c"]
            path=C:\\x\\y                | [path="C:\\\\x\\\\y"]
            path="C:\\x"                 | [path="C:\\\\x"]
            {a=two words,b="x,y",}       | [a="two words", b="x,y"]
            """)
    void reads(String text, String want) {
        assertThat(Matchers.parse(text.replace("a!b", "a|b")).toString()).isEqualTo(want.replace("a!b", "a|b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            foo=bar                      | foo="bar"
            a=1,b=2                      | a="1,b=2"
            a=b=~(                       | a="b=~("
            "in stock"=yes               | in stock="yes"
            größe="ü"                    | größe="ü"
            back=a\\b                    | back="a\\\\b"
            back=a\\                     | back="a\\\\"
            n="a\\nb"                    | n="a\\nb"
            """)
    void readsOne(String text, String want) {
        assertThat(Matchers.one(text)).hasToString(want);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {a="b"}             | bad matcher format: {a="b"}
            "x"="y","z"="a"     | bad matcher format
            a={b="c"}           | matcher value contains unescaped double quote: {b="c"}
            a="b\\"            | matcher value contains unescaped double quote
            a="                 | matcher value contains unescaped double quote
            a=~(                | error parsing regexp: missing closing )
            """)
    void refusesOtherThanOne(String text, String why) {
        assertThatThrownBy(() -> Matchers.one(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            foo                 | expected one of = != =~ !~ at character 4
            ="bar"              | expected a label name at character 1
            foo="bar            | the quote is not closed
            {"in stock"="yes"   | the brace is not closed
            foo="bar" baz="x"   | expected a comma between matchers
            foo=~"("            | missing closing )
            """)
    void refuses(String text, String why) {
        assertThatThrownBy(() -> Matchers.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
