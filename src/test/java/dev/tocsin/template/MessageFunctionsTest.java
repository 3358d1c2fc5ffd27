package dev.tocsin.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageFunctionsTest {
    /** Alertmanager's list of alerts: a list that can be asked for a part of itself. */
    private static final class Alerts extends AbstractList<Object> implements Attributes {
        private final List<Attributes> alerts;

        Alerts(List<Attributes> alerts) {
            this.alerts = alerts;
        }

        @Override
        public Object get(int index) {
            return alerts.get(index);
        }

        @Override
        public int size() {
            return alerts.size();
        }

        @Override
        public Optional<Object> attribute(String name) {
            return switch (name) {
                case "Firing" -> Optional.of(new Alerts(alerts.subList(0, 1)));
                case "Resolved" -> Optional.of(new Alerts(List.of()));
                default -> Optional.empty();
            };
        }
    }

    private static final Attributes ALERT = name -> switch (name) {
        case "Status" -> Optional.of("firing");
        case "Labels" -> Optional.of(Map.of("alertname", "Down", "a", "1", "z", "<2>"));
        case "StartsAt" -> Optional.of(Instant.parse("2026-11-22T18:00:00.128Z"));
        default -> Optional.empty();
    };

    private static final Map<String, Object> ROOT = Map.of(
            "Status", "firing", "Alerts", new Alerts(List.of(ALERT)), "CommonLabels", Map.of("b", "2", "a", "1"));

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "[{{ .Status | toUpper }}{{ if eq .Status `firing` }}:{{ .Alerts.Firing | len }}{{ end }}] => [FIRING:1]",
                "{{ range .Alerts.Firing }}{{ .Labels.alertname }}{{ end }}{{ len .Alerts.Resolved }} => Down0",
                "{{ range (index .Alerts 0).Labels.SortedPairs }}{{ .Name }}={{ .Value }} {{ end }} => alertname=Down a=1 z=<2> ",
                "{{ .CommonLabels.Names }} {{ .CommonLabels.Values | join ` ` }} {{ .CommonLabels.SortedPairs }} => [a b] 1 2 a=1, b=2",
                "{{ with .CommonLabels.Remove (stringSlice `a`) }}{{ .Values | join `,` }}{{ end }} => 2",
                "[{{ .CommonLabels.SortedPairs.Values | join ` ` }}{{ if gt (len (index .Alerts 0).Labels) (len .CommonLabels) }} ({{ with (index .Alerts 0).Labels.Remove .CommonLabels.Names }}{{ .Values | join ` ` }}{{ end }}){{ end }}] => [1 2 (Down <2>)]",
                "{{ title `aa bb CC don't` }} {{ trimSpace ` x ` }} {{ join `-` (stringSlice `a` `b`) }} => Aa Bb Cc Don't x a-b",
                "{{ (index .Alerts 0).StartsAt }} => 2026-11-22 18:00:00.128 +0000 UTC",
                "{{ (index .Alerts 0).StartsAt.Format `2006-01-02T15:04:05Z07:00` }} => 2026-11-22T18:00:00Z",
                "{{ (index .Alerts 0).StartsAt | date `Mon, 02 Jan 2006 3:04PM MST` }} => Sun, 22 Nov 2026 6:00PM UTC",
                "{{ (index .Alerts 0).StartsAt | tz `Europe/Paris` | date `15:04:05 MST -0700 -07:00` }} => 19:00:00 CET +0100 +01:00",
                "{{ (index .Alerts 0).StartsAt | tz `Asia/Kolkata` }} => 2026-11-22 23:30:00.128 +0530 IST",
                "{{ (index .Alerts 0).StartsAt.Format `Monday January _2 06 .000 002` }} => Sunday November 22 26 .128 326",
                "{{ since (index .Alerts 0).StartsAt }} {{ since (index .Alerts 0).StartsAt | humanizeDuration }} => 30m5.122s 30m 5s",
                "{{ (now.Sub (index .Alerts 0).StartsAt).Minutes | printf `%.1f` }} => 30.1",
                "{{ (now.Add 3600000000000).Hour }} {{ now.Weekday }} {{ now.Unix }} {{ now.IsZero }} => 19 Sunday 1795372205 false",
                "{{ (since (index .Alerts 0).StartsAt).Round 60000000000 }} {{ (since (index .Alerts 0).StartsAt).Truncate 1000000000 }} => 30m0s 30m5s",
                "{{ toJson .CommonLabels }} {{ toJson (list 1 1.5 true nil `a<b`) }} => {\"a\":\"1\",\"b\":\"2\"} [1,1.5,true,null,\"a\\u003cb\"]",
                "{{ toJson (index .Alerts 0).StartsAt }} {{ toJson 1e21 }} {{ toJson 0.0000001 }} => \"2026-11-22T18:00:00.128Z\" 1e+21 1e-7",
                "{{ $d := dict `a` 1 `b` (list 1 2) }}{{ $d.a }} {{ index $d `b` }} {{ $d.c }} => 1 [1 2] <no value>",
                "{{ append (stringSlice `a`) `b` `c` }} {{ list }} => [a b c] []",
                "{{ urlUnescape `a%20b` }} {{ safeUrl `x:y` }} {{ match `F.*g` `Firing` }} => a b x:y true",
                "{{ .Status | humanize }} => t:1:14: function \"humanize\" not defined",
                "{{ tz `Mars/X` now }} => t:1:4: error calling tz: unknown time zone Mars/X",
                "{{ dict `a` }} => t:1:4: error calling dict: a key has no value",
            })
    void rendersAsAlertmanager(String text, String wanted) {
        assertThat(Renders.messages(text, ROOT)).isEqualTo(wanted);
    }

    @Test
    void escapesForHtmlOnRequest() {
        String text = "<p title=\"{{ .z }}\">{{ .z }}{{ safeHtml .z }}{{ .z | html }}</p>";
        assertThat(Renders.render(Dialect.MESSAGES, text, Map.of("z", "<&\">"), World.Escape.HTML))
                .isEqualTo(
                        "<p title=\"&lt;&amp;&#34;&gt;\">&lt;&amp;&#34;&gt;<&\">&amp;lt;&amp;amp;&amp;#34;&amp;gt;</p>");
    }
}
