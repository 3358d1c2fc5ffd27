package dev.tocsin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.access.Caller;
import dev.tocsin.access.Need;
import dev.tocsin.access.Role;
import dev.tocsin.access.Token;
import dev.tocsin.access.Tokens;
import dev.tocsin.api.Porter.Answer;
import dev.tocsin.api.Porter.House;
import dev.tocsin.api.Porter.Knock;
import dev.tocsin.api.Porter.Why;
import dev.tocsin.config.Place;
import dev.tocsin.lab.SeededChance;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PorterTest {
    private static final String INCIDENTS = "/api/tocsin/v1/incidents";
    private static final String APPROVE = "/api/tocsin/v1/acts/approve";

    private final SeededChance chance = new SeededChance(7);
    private final Token.Minted viewer = Token.mint(chance);
    private final Token.Minted operator = Token.mint(chance);
    private final Token.Minted approver = Token.mint(chance);
    private final Tokens tokens = new Tokens(List.of(
            token("v", Role.VIEWER, viewer), token("o", Role.OPERATOR, operator), token("a", Role.APPROVER, approver)));
    private final House open = new House(false, true, tokens, Set.of());
    private final House alone = new House(true, true, Tokens.NONE, Set.of());

    @Test
    void onLoopbackWithoutTokensWhoeverIsHereMayDoEverything() {
        assertThat(Doors.ALL)
                .allSatisfy(door -> assertThat(Porter.ask(alone, knock(door))).isInstanceOf(Answer.Welcome.class));
    }

    @Test
    void everyDoorButThePublicOnesAndTheSignedOnesTakesAToken() {
        for (Door door : Doors.ALL) {
            if (door.need() instanceof Need.AtLeast(Role role)) {
                assertThat(why(open, knock(door))).as(door.path()).isEqualTo(Why.NO_TOKEN);
                assertThat(why(open, with(knock(door), "Bearer tocsin_nonsense")))
                        .isEqualTo(Why.WRONG_TOKEN);
                assertThat(why(open, with(knock(door), "Bearer "))).isEqualTo(Why.NO_TOKEN);
                assertThat(why(open, with(knock(door), "Digest x"))).isEqualTo(Why.NO_TOKEN);
                for (Role own : Role.values()) {
                    Answer answer = Porter.ask(open, with(knock(door), "Bearer " + secret(own)));
                    assertThat(answer instanceof Answer.Welcome)
                            .as(own + " at " + door)
                            .isEqualTo(own.covers(role));
                }
            }
        }
    }

    @Test
    void tokensHoldOnLoopbackTooOnceThereAreSome() {
        House house = new House(true, true, tokens, Set.of());
        assertThat(why(house, get(INCIDENTS))).isEqualTo(Why.NO_TOKEN);
    }

    /** The last token was taken out of the file, and the agent is still bound to an address that others reach. */
    @Test
    void withoutTokensNobodyComesInFromElsewhere() {
        House house = new House(false, true, Tokens.NONE, Set.of());
        assertThat(why(house, with(get(INCIDENTS), "Bearer " + secret(Role.APPROVER))))
                .isEqualTo(Why.WRONG_TOKEN);
        assertThat(why(house, get(INCIDENTS))).isEqualTo(Why.NO_TOKEN);
        assertThat(Porter.ask(house, get("/-/healthy"))).isInstanceOf(Answer.Welcome.class);
    }

    @Test
    void aBrowserMaySendTheTokenAsAPassword() {
        String basic =
                Base64.getEncoder().encodeToString(("anybody:" + secret(Role.VIEWER)).getBytes(StandardCharsets.UTF_8));
        assertThat(Porter.ask(open, with(get(INCIDENTS), "Basic " + basic)))
                .isEqualTo(new Answer.Welcome(Doors.to(INCIDENTS).getFirst(), new Caller.Holder("v", Role.VIEWER)));
        assertThat(why(open, with(get(INCIDENTS), "Basic !!!"))).isEqualTo(Why.NO_TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "localhost:9911, true",
        "LOCALHOST:1, true",
        "127.0.0.1:9911, true",
        "[::1]:9911, true",
        "[::1], true",
        "'', false",
        "evil.example, false",
        "evil.example:9911, false",
        "localhost.evil.example, false",
        "127.0.0.1.evil.example:9911, false",
        "tocsin.example, true",
        "[::1, false",
    })
    void onLoopbackTheHostMustBeOurs(String host, boolean well) {
        House house = new House(true, true, tokens, Set.of("tocsin.example"));
        Knock knock = new Knock("GET", "/-/healthy", host, Porter.Origin.NONE, Optional.empty(), Optional.empty());
        assertThat(Porter.ask(house, knock) instanceof Answer.Welcome).isEqualTo(well);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9911, , true",
        "https://localhost:9911, , true",
        "http://localhost:3000, , false",
        "https://evil.example, , false",
        "https://tocsin.example, , true",
        "null, , false",
        "null, same-origin, true",
        "http://localhost:9911, cross-site, false",
        "http://localhost:9911, same-site, false",
        ", cross-site, false",
        ", , true",
    })
    void aPageOfAnotherOriginMayNotAct(String page, String site, boolean well) {
        Porter.Origin origin = new Porter.Origin(Optional.ofNullable(page), Optional.ofNullable(site));
        House house = new House(true, true, Tokens.NONE, Set.of("tocsin.example"));
        Knock knock = new Knock("POST", APPROVE, "localhost:9911", origin, Optional.empty(), Optional.empty());
        assertThat(Porter.ask(house, knock) instanceof Answer.Welcome).isEqualTo(well);
        Knock look = new Knock("GET", INCIDENTS, "localhost:9911", origin, Optional.empty(), Optional.empty());
        assertThat(Porter.ask(house, look)).isInstanceOf(Answer.Welcome.class);
    }

    @Test
    void aBodyThatIsTooLongIsRefusedBeforeItIsRead() {
        Knock knock = new Knock(
                "POST", APPROVE, "localhost", Porter.Origin.NONE, Optional.empty(), Optional.of(100_000_000L));
        assertThat(why(open, knock)).isEqualTo(Why.BODY);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /q/health, NO_SUCH_DOOR",
        "GET, /console, NO_SUCH_DOOR",
        "GET, /api/tocsin/v1/incidents;x=1, NO_SUCH_DOOR",
        "PUT, /api/tocsin/v1/incidents, METHOD",
        "OPTIONS, /api/tocsin/v1/acts/approve, METHOD",
        "get, /api/tocsin/v1/incidents, METHOD",
    })
    void whatIsNotThereIsNotThere(String method, String path, Why why) {
        Knock knock = new Knock(method, path, "localhost", Porter.Origin.NONE, Optional.empty(), Optional.empty());
        assertThat(why(alone, knock)).isEqualTo(why);
    }

    @ParameterizedTest
    @EnumSource(Why.class)
    void aRefusalHasAStatus(Why why) {
        assertThat(why.status()).isBetween(400, 503);
    }

    private String secret(Role role) {
        return switch (role) {
            case VIEWER -> viewer.secret().reveal();
            case OPERATOR -> operator.secret().reveal();
            case APPROVER -> approver.secret().reveal();
        };
    }

    private static Token token(String name, Role role, Token.Minted minted) {
        return new Token(name, role, minted.hash(), new Place("tocsin.yml", 1, 1));
    }

    private static @Nullable Why why(House house, Knock knock) {
        return Porter.ask(house, knock) instanceof Answer.Refusal(Why why, String sentence) ? why : null;
    }

    private static Knock get(String path) {
        return new Knock("GET", path, "localhost:9911", Porter.Origin.NONE, Optional.empty(), Optional.empty());
    }

    private static Knock knock(Door door) {
        String path = door.path().replaceAll("\\{[^}]*}", "x").replace("**", "x");
        return new Knock(door.method(), path, "localhost:9911", Porter.Origin.NONE, Optional.empty(), Optional.empty());
    }

    private static Knock with(Knock knock, String authorization) {
        return new Knock(
                knock.method(), knock.path(), knock.host(), knock.origin(), Optional.of(authorization), knock.length());
    }

    @Test
    void saysWhatAPathTakes() {
        assertThat(Porter.allowed("/api/v1/query")).isEqualTo("GET, HEAD, POST");
        assertThat(Porter.allowed("/api/v2/silence/1")).isEqualTo("GET, HEAD, DELETE");
        assertThat(Porter.allowed("/-/reload")).isEqualTo("POST");
    }

    /** A method that no answer would name. */
    @Test
    void namesEveryMethodThatThereIs() {
        assertThat(Doors.ALL)
                .allSatisfy(door -> assertThat(Porter.allowed(door.path())).contains(door.method()));
    }
}
