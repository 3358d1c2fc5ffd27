package dev.tocsin.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.tocsin.api.RunningAgent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as HTTP answers. */
@QuarkusTest
@QuarkusTestResource(RunningAgent.class)
@SuppressWarnings("NullAway.Init") // Quarkus and the test resource give the fields.
class PagesTest {
    private static final Pattern SEAL = Pattern.compile("name=\"seal\" value=\"([^\"]+)\"");

    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/incidents", "/incidents/none", "/targets", "/rules", "/silences", "/query", "/status"})
    void everyPageTellsTheBrowserToTrustNothing(String page) {
        given().get(page)
                .then()
                .contentType("text/html;charset=UTF-8")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("same-origin"))
                .header("Cache-Control", equalTo("no-store"))
                .body(not(containsString("<style")), not(containsString(" style=")), not(containsString("javascript:")))
                .body(not(containsString(" onclick")), not(containsString("<script>")));
    }

    @Test
    void whatIsAskedForIsShownAsText() {
        given().queryParam("q", "\"><script>alert(1)</script>")
                .get("/query")
                .then()
                .statusCode(200)
                .body(not(containsString("<script>alert")), containsString("&lt;script&gt;alert"));
        given().queryParam("service", "'\"><img src=x onerror=alert(1)>")
                .get("/targets")
                .then()
                .body(not(containsString("<img")));
        given().queryParam("said", "<b>").get("/silences").then().body(not(containsString("<b>")));
    }

    @ParameterizedTest
    @CsvSource({"/silences", "/acts", "/incidents/any/acknowledge", "/incidents/any/note", "/silences/any/end"})
    void aFormWithoutOurSealIsNotTaken(String form) {
        for (String seal : new String[] {"", "guessed"}) {
            given().contentType(ContentType.URLENC)
                    .formParam("seal", seal)
                    .formParam("by", "mallory")
                    .formParam("matchers", "alertname=\"ShopDown\"")
                    .formParam("for", "1h")
                    .formParam("comment", "so that nobody hears")
                    .post(form)
                    .then()
                    .statusCode(403)
                    .body(containsString("This form is not taken"));
        }
        given().get("/silences").then().body(not(containsString("so that nobody hears")));
    }

    @Test
    void aFormOfAnotherOriginIsNotTaken() {
        given().contentType(ContentType.URLENC)
                .header("Origin", "https://evil.example")
                .formParam("seal", seal())
                .post("/silences")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        ''                   | 1h | ann | why | name at least one label
        alertname=~".*"      | 1h | ann | why | name at least one label
        alertname="          | 1h | ann | why | This cannot be taken
        alertname="Nothing"  | -1 | ann | why | This cannot be taken
        alertname="Nothing"  | 1h | ''  | why | say who you are
        alertname="Nothing"  | 1h | ann | ''  | the reason must have
        """)
    void aSilenceThatIsWrongIsRefusedWithASentence(
            String matchers, String span, String by, String comment, String sentence) {
        silence(matchers, span, by, comment).then().statusCode(400).body(containsString(sentence));
    }

    @Test
    void aSilenceIsMadeAndLeadsBackToItsPage() {
        silence("alertname=\"NeverFires\"", "30m", "ann", "a try")
                .then()
                .statusCode(303)
                .header("Location", containsString("/silences?said=silenced"));
        given().get("/silences?said=silenced").then().statusCode(200).body(containsString("Silenced."));
    }

    @Test
    void thePublicPageSaysNothingThatIsNotPublic() {
        String page = given().get("/status").then().statusCode(200).extract().asString();

        assertThat(page).doesNotContain("shop", "Shop", "environment", "test<", "chat", "/incidents", "/targets");
    }

    @Test
    void filesAreSentOnce() {
        String tag = given().get("/assets/pages.css")
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");

        given().header("If-None-Match", tag).get("/assets/pages.css").then().statusCode(304);
        given().get("/assets/other").then().statusCode(404);
        given().get("/assets/..%2fapplication.properties").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events", "/events?follow=beat", "/status/events"})
    void aStreamBeginsWithAWord(String stream) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(base.resolve(stream).toURL().openStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith("data:").hasSizeGreaterThan(10);
        }
    }

    private static String seal() {
        Matcher found = SEAL.matcher(given().get("/silences").asString());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Response silence(String matchers, String span, String by, String comment) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("seal", seal())
                .formParam("matchers", matchers)
                .formParam("for", span)
                .formParam("by", by)
                .formParam("comment", comment)
                .post("/silences");
    }
}
