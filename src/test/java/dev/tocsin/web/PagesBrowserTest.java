package dev.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.api.RunningAgent;
import dev.tocsin.clock.SystemClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages of an agent that runs, in a real browser, at the width of a phone and of a desk. Pictures of what it saw are left in
 * {@code target/screenshots}.
 */
@QuarkusTest
@QuarkusTestResource(RunningAgent.class)
@SuppressWarnings("NullAway.Init") // Quarkus and the test resource give the fields.
class PagesBrowserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final List<String> PAGES =
            List.of("/", "/incidents", "/targets", "/rules", "/silences", "/query?q=up", "/status");
    private static final int PHONE = 360;
    private static final int DESK = 1440;
    private static final int TAB_KEY = 9;
    private static final int AT_ONCE = 25;
    private static final int ENTER_KEY = 13;
    private static final String SCRIPT = "<script>document.title='taken'</script>";

    private static final Pattern SHOP = Pattern.compile("probes:\n.*url: \"([^\"]*)\".*\n");

    private final SystemClock clock = new SystemClock();

    /** Given by the test resource. */
    RunningAgent agent;

    @TestHTTPResource
    URI base;

    private Chromium chromium;
    private String usual;

    @BeforeEach
    void aBrowserIsFound() throws IOException {
        Optional<Path> found = Chromium.find(ConfigProvider.getConfig()
                .getOptionalValue("PATH", String.class)
                .orElse(""));
        assumeTrue(found.isPresent(), "no Chromium is installed: the pages are not looked at");
        usual = Files.readString(agent.configuration());
        chromium = Chromium.start(found.get());
    }

    @AfterEach
    void allIsAsBefore() throws IOException {
        if (chromium != null) {
            agent.open(true);
            Files.writeString(agent.configuration(), usual);
            RestAssured.post("/-/reload").then().statusCode(200);
            chromium.close();
            await(() -> incidents().isEmpty());
        }
    }

    @Test
    void withoutServices() throws IOException {
        configure(0);
        look("none", PAGES, PHONE, DESK);
    }

    @Test
    void withAFewServicesOfWhichOneIsDown() throws IOException {
        configure(3);
        agent.open(false);
        await(() -> !incidents().isEmpty());
        List<String> pages = new ArrayList<>(PAGES);
        pages.add("/incidents/" + incidents().getFirst());

        look("few", pages, PHONE, DESK);
    }

    @Test
    void withFiveHundredServices() throws IOException {
        configure(500);
        look("many", List.of("/", "/targets", "/status"), PHONE, DESK);
    }

    @Test
    void aPersonWithAKeyboardTakesAnIncidentAndSeesItEnd() throws IOException {
        configure(3);
        agent.open(false);
        await(() -> !incidents().isEmpty());
        Tab tab = chromium.tab(DESK, 900, true);
        tab.go(at("/incidents/" + incidents().getFirst()));

        focus(tab, "taker");
        tab.type("ann");
        tab.go(() -> tab.press("Enter", ENTER_KEY));
        assertThat(text(tab, "main")).contains("It is yours");
        await(() -> text(tab, "#summary").contains("ann has it"));
        tab.picture(PICTURES.resolve("taken-1440-dark.png"));
        agent.open(true);

        await(() -> text(tab, "#summary").contains("Over"));
        assertThat(text(tab, "#news")).as("told to who cannot see it").contains("Over");
        assertThat(text(tab, "#timeline")).contains("first bad sample", "ann has it", "Incident over");
        assertThat(tab.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, false", "1, true"}) // An act that was done is watched for a while, and none follows it.
    void aPersonWithAKeyboardDecidesWhatIsDone(int button, boolean done) throws IOException {
        int before = agent.asked();
        askFirst();
        agent.open(false);
        await(() -> RestAssured.get("/api/tocsin/v1/acts")
                .jsonPath()
                .getList("state")
                .contains("awaiting approval"));
        Tab tab = chromium.tab(DESK, 900, false);
        tab.go(at("/incidents/" + incidents().getFirst()));

        assertThat(text(tab, "#acts")).contains("call-shop");
        tab.evaluate("document.querySelector('#acts input[name=by]').focus()");
        tab.type("bea");
        tab.press("Tab", TAB_KEY, button);
        tab.go(() -> tab.press("Enter", ENTER_KEY));

        await(() -> text(tab, "#timeline").contains(done ? "approved by bea" : "forbidden by bea"));
        await(() -> agent.asked() == before + (done ? 1 : 0));
        tab.picture(PICTURES.resolve("decided-" + button + "-1440.png"));
        agent.open(true);
        await(() -> incidents().isEmpty());
        assertThat(tab.errors()).isEmpty();
    }

    /** The shop can be called, with a person's leave. */
    private void askFirst() throws IOException {
        Matcher shop = SHOP.matcher(usual);
        assertThat(shop.find()).isTrue();
        Files.writeString(
                agent.configuration(), usual + """
            services: [{name: shop, platform: {webhook: {url: "%s/act", secret: "0123456789abcdef0123456789abcdef"}}}]
            remedies:
              - name: call-shop
                matchers: ['alertname="ShopDown"']
                act: webhook
                service: shop
                autonomy: approve
                cooldown: 0s
                budget: {acts: 100, per: 1h}
                verify: {signal: 'probe_success{service="shop"} == 1', for: 1s, within: 1m}
                pace: {settle: 1s}
            """.formatted(shop.group(1).replace("/health", "")));
        RestAssured.post("/-/reload").then().statusCode(200);
    }

    /** So many services beside the shop, half of them public, each with a label that is a script; with none there is no shop either. */
    private void configure(int services) throws IOException {
        StringBuilder named = new StringBuilder("services:\n");
        StringBuilder probes = new StringBuilder();
        // After a start no alert ends before every target was visited twice.
        String every = services > 100 ? "30s" : "2s";
        Matcher shop = SHOP.matcher(usual);
        assertThat(shop.find()).isTrue();
        for (int number = 0; number < services; number++) {
            String shown = number % 2 == 0 ? ", public: true, title: Service " + number : "";
            named.append("  - {name: service-%d%s}\n".formatted(number, shown));
            probes.append(
                    "  - {name: probe-%d, service: service-%d, url: \"%s\", interval: %s, labels: {team: \"%s\"}}\n"
                            .formatted(number, number, shop.group(1), every, SCRIPT));
        }
        String line = services == 0
                ? ""
                : "probes:\n  - {name: shop, service: shop, labels: {team: \"%s\"}, url: \"%s\", interval: 1s}\n%s%s"
                        .formatted(SCRIPT, shop.group(1), probes, named);
        Files.writeString(agent.configuration(), shop.replaceFirst(Matcher.quoteReplacement(line)));
        RestAssured.post("/-/reload").then().statusCode(200);
    }

    private void look(String name, List<String> pages, int... widths) {
        for (int width : widths) {
            for (String page : pages) {
                boolean dark = width == DESK && page.equals("/");
                Tab tab = chromium.tab(width, width == PHONE ? 780 : 900, dark);
                tab.go(at(page));
                tab.picture(PICTURES.resolve(name + "-" + title(page) + "-" + width + (dark ? "-dark" : "") + ".png"));
                String where = page + " at " + width;
                assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
                        .as("%s does not scroll sideways", where)
                        .isLessThanOrEqualTo(width);
                assertThat(tab.evaluate("document.title").asText()).as(where).doesNotContain("taken");
                assertThat(tab.evaluate("document.querySelectorAll('main script').length")
                                .asInt())
                        .as(where)
                        .isZero();
                assertThat(tab.evaluate("document.querySelectorAll('main h1').length")
                                .asInt())
                        .as(where)
                        .isEqualTo(1);
                reach(tab, where);
                assertThat(tab.errors()).as(where).isEmpty();
                tab.close();
            }
        }
    }

    /** Walks with the tab key over the whole page, as a person would, and finds everything that can be pressed or filled in. */
    private static void reach(Tab tab, String where) {
        int all = tab.evaluate("""
            (() => {
              window.wanted = new Set([...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]);
              window.bare = [];
              window.step = () => {
                const now = document.activeElement;
                window.wanted.delete(now);
                if (now !== document.body && getComputedStyle(now).outlineStyle === 'none') {
                  window.bare.push(now.outerHTML.slice(0, 80));
                }
              };
              document.addEventListener('focusin', window.step);
              document.body.focus();
              return window.wanted.size;
            })()""").asInt();
        for (int press = 0, left = all; press < 2 * all + 50 && left > 0; left = left(tab)) {
            int some = Math.min(left, AT_ONCE);
            tab.press("Tab", TAB_KEY, some);
            press += some;
        }
        assertThat(tab.evaluate("[...window.wanted].filter(one => one.isConnected).map(one => one.outerHTML)")
                        .toString())
                .as("%s: reached by keyboard", where)
                .isEqualTo("[]");
        assertThat(tab.evaluate("window.bare").toString())
                .as("%s: focus is seen", where)
                .isEqualTo("[]");
    }

    private static int left(Tab tab) {
        return tab.evaluate("[...window.wanted].filter(one => one.isConnected).length")
                .asInt();
    }

    private static void focus(Tab tab, String id) {
        for (int press = 0; press < 100; press++) {
            if (tab.evaluate("document.activeElement.id").asText().equals(id)) {
                return;
            }
            tab.press("Tab", TAB_KEY);
        }
        throw new AssertionError("no way to " + id + " by keyboard");
    }

    private static String text(Tab tab, String selector) {
        JsonNode text = tab.evaluate("(document.querySelector('" + selector + "') || {}).textContent || ''");
        return text.asText();
    }

    private static List<String> incidents() {
        return RestAssured.get("/api/tocsin/v1/incidents").jsonPath().getList("id");
    }

    private String at(String page) {
        return base.resolve(page).toString();
    }

    private static String title(String page) {
        String words = page.replaceAll("[?].*", "")
                .replaceAll("/incidents/.+", "/incident")
                .replace("/", "");
        return words.isEmpty() ? "overview" : words;
    }

    private void await(BooleanSupplier condition) {
        Instant end = clock.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(clock.now()).as("the agent took too long").isBefore(end);
        }
    }
}
