package dev.tocsin.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.http.Client;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.email.Email;
import dev.tocsin.notify.pagerduty.PagerDuty;
import dev.tocsin.notify.slack.Slack;
import dev.tocsin.notify.webhook.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who can be told, as operators write it; entries are as they stand in configurations of Alertmanager. */
class ReceiversTest {
    private static final Map<String, String> VARIABLES =
            Map.of("KEY", "r".repeat(32), "HOOK", "https://hooks.slack.com/services/T0/B0/xyz", "PASSWORD", "hunter22");

    private final SystemClock clock = new SystemClock();
    private final Posting posting = new Posting(new Client(clock, "test"), clock);

    @TempDir
    private Path directory;

    @Test
    void readsTeamsPeopleAndPolicies() {
        Receivers receivers = ready("""
                global: {slack_api_url: "${HOOK}", smtp_smarthost: "mail.example.com:587", smtp_from: tocsin@example.com}
                receivers:
                  - name: everybody
                    slack_configs: [{channel: "#alerts"}, {channel: "#ops", send_resolved: false}]
                    email_configs: [{to: "team@example.com, boss@example.com"}]
                    webhook_configs: [{url: "http://127.0.0.1:9999/hook", send_updates: true}]
                  - name: nobody
                people:
                  - {name: ann, role: on-call engineer, email: ann@example.com, pagerduty_configs: [{routing_key: "${KEY}"}]}
                  - {name: bea, role: engineering lead, phone: "+41", pagerduty_configs: [{routing_key: "${KEY}"}]}
                escalation_policies:
                  - name: on-call
                    num_loops: 1
                    escalation_rules:
                      - {targets: [ann], escalation_delay: 15m}
                      - {targets: [bea, ann]}
                """);

        assertThat(receivers.channels())
                .containsOnlyKeys(
                        "everybody/slack/0",
                        "everybody/slack/1",
                        "everybody/email/0",
                        "everybody/webhook/0",
                        "ann/pagerduty/0",
                        "bea/pagerduty/0");
        assertThat(receivers.directory().receivers().getOrDefault("everybody", List.of()))
                .extracting(endpoint -> endpoint.id() + " " + endpoint.takes().size())
                .containsExactly(
                        "everybody/slack/0 4", "everybody/slack/1 3", "everybody/email/0 2", "everybody/webhook/0 4");
        assertThat(receivers.directory().receivers()).containsKey("nobody");
        assertThat(receivers.directory().people().getOrDefault("ann", List.of()))
                .singleElement()
                .satisfies(endpoint -> assertThat(endpoint.takes()).containsExactlyInAnyOrder(Kind.values()));
        assertThat(receivers.people())
                .extracting(person -> person.role())
                .containsExactly("on-call engineer", "engineering lead");
        assertThat(receivers.directory().policies().get("on-call")).isNotNull().satisfies(policy -> {
            assertThat(policy.length()).isEqualTo(4);
            assertThat(policy.step(0).delay()).isEqualTo(Duration.ofMinutes(15));
            assertThat(policy.step(1).targets()).containsExactly("bea", "ann");
            assertThat(policy.step(1).delay())
                    .as("as in the ladder of the card")
                    .isEqualTo(Duration.ofMinutes(15));
        });
    }

    @Test
    void whoHasTheSameKeySharesAPaceAndTheKeyIsNotShown() {
        Receivers receivers = ready("""
                global: {smtp_smarthost: "mail.example.com:587", smtp_from: tocsin@example.com}
                receivers:
                  - name: ops
                    pagerduty_configs: [{routing_key: "${KEY}"}]
                    slack_configs:
                      - {app_token: "${PASSWORD}", channel: "#a"}
                      - {app_token: "${PASSWORD}", channel: "#b"}
                    email_configs: [{to: a@example.com}]
                people:
                  - {name: ann, pagerduty_configs: [{routing_key: "${KEY}"}], slack_configs: [{app_token: "${PASSWORD}", channel: "#a"}]}
                  - {name: bea, email_configs: [{to: b@example.com}]}
                """);
        Map<String, String> buckets = new TreeMap<>();
        Stream.concat(
                        receivers.directory().receivers().values().stream(),
                        receivers.directory().people().values().stream())
                .flatMap(List::stream)
                .forEach(endpoint -> buckets.put(endpoint.id(), endpoint.bucket()));
        assertThat(buckets)
                .isEqualTo(Map.of(
                        "ops/pagerduty/0", "ops/pagerduty/0",
                        "ops/slack/0", "ops/slack/0",
                        "ops/slack/1", "ops/slack/1",
                        "ops/email/0", "ops/email/0",
                        "ann/pagerduty/0", "ops/pagerduty/0",
                        "ann/slack/0", "ops/slack/0",
                        "bea/email/0", "ops/email/0"));
    }

    @Test
    void takesWhatPeopleHaveForAlertmanager() throws IOException {
        Files.writeString(directory.resolve("key"), "k".repeat(32) + "\n");
        ready("""
                global:
                  smtp_smarthost: mail.example.com:465
                  smtp_from: Alerts <alerts@example.com>
                  smtp_auth_username: alerts
                  smtp_auth_password: "${PASSWORD}"
                  pagerduty_url: https://events.eu.pagerduty.com/v2/enqueue
                receivers:
                  - name: pasted
                    pagerduty_configs:
                      - routing_key_file: key
                        description: '{{ template "pagerduty.default.description" . }}'
                        severity: '{{ if .CommonLabels.severity }}{{ .CommonLabels.severity | toLower }}{{ else }}critical{{ end }}'
                        client: Alertmanager
                        client_url: '{{ template "pagerduty.default.clientURL" . }}'
                        details: {firing: '{{ .Alerts.Firing | len }}', env: '{{ .CommonLabels.env }}'}
                        images: [{src: 'https://example.com/{{ .CommonLabels.job }}.png', alt: graph}]
                        links: [{href: '{{ .CommonAnnotations.runbook_url }}', text: Runbook}]
                        component: api
                        group: backend
                        class: outage
                        http_config: {proxy_url: "http://proxy.example.com:3128"}
                    slack_configs:
                      - api_url: "${HOOK}"
                        channel: '#alerts'
                        username: 'Prometheus'
                        icon_emoji: ':fire:'
                        send_resolved: true
                        title: '[{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ .Alerts.Firing | len }}{{ end }}] {{ .CommonLabels.alertname }}'
                        title_link: '{{ .ExternalURL }}'
                        text: >-
                          {{ range .Alerts }}
                          *Alert:* {{ .Annotations.summary }} - `{{ .Labels.severity }}`
                          {{ range .Labels.SortedPairs }} • *{{ .Name }}:* `{{ .Value }}`
                          {{ end }}{{ end }}
                        color: '{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}'
                        short_fields: true
                        fields: [{title: Env, value: '{{ .CommonLabels.env }}', short: true}]
                        actions: [{type: button, text: Runbook, url: '{{ (index .Alerts 0).Annotations.runbook_url }}'}]
                        mrkdwn_in: [text]
                        http_config: {follow_redirects: true}
                    email_configs:
                      - to: team@example.com
                        hello: agent.example.com
                        require_tls: true
                        auth_username: u
                        auth_password: "${PASSWORD}"
                        headers: {Subject: '[{{ .Status }}] {{ .CommonLabels.alertname }}', X-Team: backend}
                        html: '{{ template "email.default.html" . }}'
                        text: '{{ range .Alerts }}{{ .Annotations.summary }}{{ end }}'
                        tls_config: {insecure_skip_verify: true}
                        threading: {enabled: true}
                    webhook_configs:
                      - url: https://example.com/hook
                        max_alerts: 10
                        timeout: 5s
                        http_config: {basic_auth: {username: u, password: "${PASSWORD}"}}
                      - url: https://example.com/other
                        http_config: {authorization: {type: Bearer, credentials: "${PASSWORD}"}}
                """);
    }

    @Test
    void takesTheTemplatesOfFiles() throws IOException {
        Files.writeString(directory.resolve("a.tmpl"), "{{ define \"mine\" }}mine{{ end }}");
        ready("""
                templates: ["*.tmpl"]
                receivers:
                  - name: team
                    slack_configs: [{api_url: "${HOOK}", text: '{{ template "mine" . }}'}]
                """);
        Files.writeString(directory.resolve("b.tmpl"), "{{ define \"broken\" }}{{ .x");
        assertThat(faults("templates: [nothing.tmpl, b.tmpl]\n"))
                .contains("tocsin.yml:1:12: templates: there is no file nothing.tmpl\n")
                .contains("tocsin.yml:1:12: templates: b.tmpl:1:");
    }

    @Test
    void tellsAllFaultsAtOnceEachAtItsPlace() {
        assertThat(faults("""
                receivers:
                  - name: team
                    pagerduty_configs: [{service_key: "${KEY}"}]
                    slack_configs:
                      - channel: "#alerts"
                        title: '{{ .Status | shout }}'
                        text: 'x {{ template "mine" . }}'
                        chanel: oops
                    email_configs: [{to: nobody, from: a@b.example, smarthost: mail}]
                  - name: team
                people:
                  - {name: ann}
                escalation_policies:
                  - name: on-call
                    escalation_rules: [{targets: [anne]}, {escalation_delay: 1 minute}]
                  - {name: empty, num_loops: 99}
                """)).isEqualTo("""
                tocsin.yml:3:39: receivers[0].pagerduty_configs[0].service_key: is of Events API v1; make an Events API v2 integration and give its routing_key
                tocsin.yml:5:9: receivers[0].slack_configs[0].api_url: is required: the address of an incoming webhook here or as global.slack_api_url, or an app_token
                tocsin.yml:6:30: receivers[0].slack_configs[0].title: function "shout" not defined
                tocsin.yml:7:15: receivers[0].slack_configs[0].text: calls a template that nobody defines: mine
                tocsin.yml:8:9: receivers[0].slack_configs[0].chanel: unknown key
                tocsin.yml:9:26: receivers[0].email_configs[0].to: not a mail address: nobody
                tocsin.yml:9:64: receivers[0].email_configs[0].smarthost: must be host:port
                tocsin.yml:10:11: receivers[1].name: is taken: another receiver or person is called "team"
                tocsin.yml:12:5: people[0]: nobody can reach ann: give pagerduty_configs, slack_configs, email_configs, webhook_configs
                tocsin.yml:15:34: escalation_policies[0].escalation_rules[0].targets: unknown person "anne"; there are: ann
                tocsin.yml:15:43: escalation_policies[0].escalation_rules[1].targets: needs at least one person or schedule
                tocsin.yml:15:62: escalation_policies[0].escalation_rules[1].escalation_delay: 1 minute has an unknown unit " minute" (units: y w d h m s ms)
                tocsin.yml:16:5: escalation_policies[1].escalation_rules: needs at least one rule
                tocsin.yml:16:30: escalation_policies[1].num_loops: must be between 0 and 9
                """);
    }

    private Receivers ready(String yaml) {
        Loaded<Receivers> loaded = load(yaml);
        assertThat(loaded).as(String.valueOf(loaded)).isInstanceOf(Loaded.Ready.class);
        return ((Loaded.Ready<Receivers>) loaded).value();
    }

    private String faults(String yaml) {
        return ((Loaded.Refused<Receivers>) load(yaml))
                .faults().stream().map(fault -> fault + "\n").collect(Collectors.joining());
    }

    private Loaded<Receivers> load(String yaml) {
        Source source = new Source("tocsin.yml", yaml, directory);
        return Config.load(
                source,
                name -> Optional.ofNullable(VARIABLES.get(name)),
                in -> Receivers.read(in, kinds(Wording.read(in, Optional.empty(), Labels.empty()))));
    }

    private List<ChannelKind> kinds(Wording wording) {
        return List.of(
                new PagerDuty(posting, wording),
                new Slack(posting, wording, false),
                new Email(
                        () -> {
                            throw new AssertionError("nothing is sent");
                        },
                        clock,
                        wording,
                        Optional.empty()),
                new Webhook(posting, wording));
    }
}
