package dev.tocsin.notify;

import dev.tocsin.template.Library;
import dev.tocsin.template.Parsed;

/** The templates that Alertmanager's own defaults go by, by their names, in our words. */
final class UsualTemplates {
    private static final String TEXT = """
            {{ define "__subject" }}[{{ .Status | toUpper }}\
            {{ if eq .Status "firing" }}:{{ .Alerts.Firing | len }}{{ end }}] \
            {{ .GroupLabels.SortedPairs.Values | join " " }}\
            {{ with (.CommonLabels.Remove .GroupLabels.Names).Values }} ({{ . | join " " }}){{ end }}{{ end }}
            {{ define "__description" }}{{ .CommonAnnotations.description }}{{ end }}
            {{ define "__text_alert_list" }}{{ range . }}{{ .Labels.alertname }}: \
            {{ range .Annotations.SortedPairs }}{{ .Name }}: {{ .Value }}
            {{ end }}{{ end }}{{ end }}
            {{ define "__alertmanager" }}Tocsin{{ end }}
            {{ define "__alertmanagerURL" }}{{ .ExternalURL }}{{ end }}
            {{ define "slack.default.title" }}{{ template "__subject" . }}{{ end }}
            {{ define "slack.default.fallback" }}{{ template "__subject" . }}{{ end }}
            {{ define "slack.default.titlelink" }}{{ .ExternalURL }}{{ end }}
            {{ define "slack.default.username" }}Tocsin{{ end }}
            {{ define "slack.default.pretext" }}{{ end }}
            {{ define "slack.default.callbackid" }}{{ end }}
            {{ define "slack.default.iconemoji" }}{{ end }}
            {{ define "slack.default.iconurl" }}{{ end }}
            {{ define "slack.default.text" }}{{ template "__text_alert_list" .Alerts }}{{ end }}
            {{ define "slack.default.footer" }}{{ end }}
            {{ define "slack.default.color" }}{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}{{ end }}
            {{ define "pagerduty.default.description" }}{{ template "__subject" . }}{{ end }}
            {{ define "pagerduty.default.client" }}Tocsin{{ end }}
            {{ define "pagerduty.default.clientURL" }}{{ .ExternalURL }}{{ end }}
            {{ define "pagerduty.default.instances" }}{{ template "__text_alert_list" . }}{{ end }}
            {{ define "email.default.subject" }}{{ template "__subject" . }}{{ end }}
            {{ define "email.default.html" }}<ul>{{ range .Alerts }}<li>{{ .Status }}: {{ .Labels.alertname }}\
            {{ range .Annotations.SortedPairs }}<br>{{ .Name }}: {{ .Value }}{{ end }}</li>{{ end }}</ul>{{ end }}
            """;

    private UsualTemplates() {}

    static Library in(Library library) {
        return switch (library.with("usual", TEXT)) {
            case Parsed.Ready<Library>(Library full) -> full;
            case Parsed.Broken<Library>(var fault) -> throw new IllegalStateException(fault.toString());
        };
    }
}
