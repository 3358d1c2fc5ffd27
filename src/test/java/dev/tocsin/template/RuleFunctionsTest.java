package dev.tocsin.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleFunctionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{{ $labels.instance }} is {{ $value }} => web-1.example:9090 is 1.234567e+06",
                "{{ .Labels.severity }}{{ $labels.gone }}|{{ $externalLabels.env }} {{ $externalURL }} => critical|prod http://tocsin.example/path",
                "{{ $labels }} => map[alertname:Down instance:web-1.example:9090 severity:critical]",
                "{{ range $k, $v := $labels }}{{ $k }} {{ end }} => alertname instance severity ",
                "{{ humanize 0.0 }} {{ humanize 1.0 }} {{ humanize 1234567.0 }} {{ humanize .12 }} {{ humanize -1234.0 }} => 0 1 1.235M 120m -1.234k",
                "{{ humanize 999.9 }} {{ humanize 1000.0 }} {{ humanize 1e27 }} {{ humanize 0.0000001 }} => 999.9 1k 1000Y 100n",
                "{{ humanize `NaN` }} {{ humanize `+Inf` }} {{ humanize `-Inf` }} => NaN +Inf -Inf",
                "{{ humanize 1234567 }} {{ humanize `1234567` }} => 1.235M 1.235M",
                "{{ humanize1024 0.0 }} {{ humanize1024 1.0 }} {{ humanize1024 1048576.0 }} {{ humanize1024 .12 }} {{ humanize1024 1536 }} => 0 1 1Mi 0.12 1.5ki",
                "{{ humanizeDuration 0 }} {{ humanizeDuration 1 }} {{ humanizeDuration 60 }} {{ humanizeDuration 3600 }} {{ humanizeDuration 86400 }} => 0s 1s 1m 0s 1h 0m 0s 1d 0h 0m 0s",
                "{{ humanizeDuration 899.99 }} {{ humanizeDuration 1234567 }} {{ humanizeDuration -60.0 }} => 14m 59s 14d 6h 56m 7s -1m 0s",
                "{{ humanizeDuration .001 }} {{ humanizeDuration .12345 }} {{ humanizeDuration 1.2345 }} {{ humanizeDuration 60.1 }} => 1ms 123.5ms 1.234s 1m 0s",
                "{{ humanizeDuration .000001 }} {{ humanizeDuration `NaN` }} {{ humanizeDuration `Inf` }} => 1us NaN +Inf",
                "{{ humanizePercentage 0.1234567 }} {{ humanizePercentage 1 }} {{ humanizePercentage -0.22222 }} {{ humanizePercentage 0.9999999 }} => 12.35% 100% -22.22% 100%",
                "{{ humanizeTimestamp 1435065584.128 }} {{ humanizeTimestamp 0 }} {{ humanizeTimestamp `NaN` }} => 2015-06-23 13:19:44.128 +0000 UTC 1970-01-01 00:00:00 +0000 UTC NaN",
                "{{ (1435065584.128 | toTime).Format `2006 Jan 2` }} {{ (toTime 0).Year }} => 2015 Jun 23 1970",
                "{{ toDuration 1800 }} {{ toDuration 0.0005 }} {{ (toDuration 90).Minutes }} => 30m0s 500µs 1.5",
                "{{ parseDuration `1h30m` }} {{ parseDurationTime `1h30m` }} {{ parseDuration `15ms` }} => 5400 1h30m0s 0.015",
                "{{ now | printf `%.2f` }} => 1795372205.25",
                "{{ title `aa bb CC` }} {{ toUpper `aA` }} {{ toLower `aA` }} {{ title `don't stop-me foo.bar` }} => Aa Bb CC AA aa Don't Stop-Me Foo.bar",
                "{{ stripPort `localhost:9090` }} {{ stripPort `localhost` }} {{ stripPort `[::1]:80` }} {{ stripPort `::1` }} => localhost localhost ::1 ::1",
                "{{ stripDomain `web.example.com:80` }} {{ stripDomain `web.example.com` }} {{ stripDomain `1.2.3.4:80` }} {{ stripDomain `[::1]:80` }} {{ stripDomain `x` }} => web:80 web 1.2.3.4:80 [::1]:80 x",
                "{{ match `a+` `aa` }} {{ match `^b` `ab` }} => true false",
                "{{ reReplaceAll `localhost:(.*)` `my.domain:$1` `localhost:3000` }} => my.domain:3000",
                "{{ reReplaceAll `(?P<x>a)(b)` `${x}-$2-$2x-$$-$` `ab ab` }} => a-b--$-$ a-b--$-$",
                "{{ reReplaceAll `x*` `-` `abc` }} => -a-b-c-",
                "{{ graphLink `up{a=\"b\"}` }} {{ tableLink `sum(up)` }} => /graph?g0.expr=up%7Ba%3D%22b%22%7D&g0.tab=0 /graph?g0.expr=sum%28up%29&g0.tab=1",
                "{{ urlQueryEscape `a b` }} {{ externalURL }} {{ pathPrefix }} => a+b http://tocsin.example/path /path",
                "{{ with query `up` }}{{ . | first | value }} {{ . | first | label `instance` }}{{ end }} => 11 b:9090",
                "{{ range query `up` | sortByLabel `instance` }}{{ .Labels.instance }}:{{ .Value }} {{ end }} => a:9090:21 b:9090:11 ",
                "{{ (index (query `up`) 1).Labels.job }} {{ query `up` | len }} {{ (query `up` | first).Value | humanize }} => web 2 11",
                "{{ range query `none` }}x{{ else }}nothing{{ end }} => nothing",
                "{{ define `f` }}{{ .arg0 }}-{{ .arg1 }}{{ end }}{{ template `f` (args 1 `b`) }}{{ tmpl `f` (args 2 `c`) }} => 1-b2-c",
                "{{ if gt $value 10.0 }}high{{ end }} {{ printf `%.1f` $value }} {{ $value | humanize }} => high 1234567.0 1.235M",
                "{{ $value | printf `%.0f` }} {{ printf `%d` 3 }} {{ safeHtml `<b>` }} => 1234567 3 <b>",
                "{{ first (query `none`) }} => t:1:4: error calling first: first() called on vector with no elements",
                "{{ query `bad` }} => t:1:4: error calling query: no such metric",
                "{{ humanize `abc` }} => t:1:4: error calling humanize: strconv.ParseFloat: parsing \"abc\": invalid syntax",
                "{{ humanize true }} => t:1:4: error calling humanize: can't convert bool to float",
                "{{ humanizeTimestamp 1e300 }} => t:1:4: error calling humanizeTimestamp: 1e+300 cannot be represented as a nanoseconds timestamp since it overflows int64",
                "{{ parseDuration `x` }} => t:1:4: error calling parseDuration: x is not a duration; write one such as 30s or 1h30m",
                "{{ join `,` }} => t:1:4: function \"join\" not defined",
            })
    void rendersAsPrometheus(String text, String wanted) {
        assertThat(Renders.rules(text, Renders.root())).isEqualTo(wanted);
    }
}
