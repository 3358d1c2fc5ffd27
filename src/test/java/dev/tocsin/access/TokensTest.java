package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemChance;
import dev.tocsin.config.Config;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TokensTest {
    private static final Token.Minted MINTED = Token.mint(new SystemChance());

    @Test
    void onlyTheHashIsKeptAndItIsEnough() {
        Tokens tokens = ready("""
                tokens:
                  - {name: ops, role: operator, hash: "%s"}
                """.formatted(MINTED.hash()));
        assertThat(tokens.holder(MINTED.secret().reveal())).contains(new Caller.Holder("ops", Role.OPERATOR));
        assertThat(tokens.holder(MINTED.secret().reveal() + "x")).isEmpty();
        assertThat(tokens.holder(MINTED.hash())).isEmpty();
        assertThat(tokens.holder("")).isEmpty();
        assertThat(tokens + " " + MINTED).doesNotContain(MINTED.secret().reveal());
    }

    @Test
    void twoTokensAreNeverTheSame() {
        SystemChance chance = new SystemChance();
        assertThat(Token.mint(chance).secret()).isNotEqualTo(Token.mint(chance).secret());
        assertThat(MINTED.secret().reveal()).startsWith("tocsin_").hasSize(59);
    }

    @Test
    void everyFaultIsTold() {
        assertThat(faults("""
                tokens:
                  - {name: ops, role: boss, hash: "%s"}
                  - {name: ops, role: viewer, hash: "%s"}
                  - {role: viewer, hash: "tocsin_in_the_clear"}
                  - {name: none}
                """.formatted(MINTED.hash(), MINTED.hash())))
                .map(Fault::toString)
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).contains("tokens[0].role", "viewer, operator, approver"),
                        fault -> assertThat(fault).contains("tokens[1].name", "is taken"),
                        fault -> assertThat(fault).contains("tokens[1].hash", "another token's"),
                        fault -> assertThat(fault).contains("tokens[2].name", "is required"),
                        fault -> assertThat(fault)
                                .contains("tokens[2].hash", "what tocsin token new printed")
                                .doesNotContain("in_the_clear"),
                        fault -> assertThat(fault).contains("tokens[3].role", "is required"),
                        fault -> assertThat(fault).contains("tokens[3].hash", "is required"));
    }

    @Test
    void theAuditNamesTheTokenAndWhomItsHolderClaimsToBe() {
        Caller caller = new Caller.Holder("ops", Role.OPERATOR);
        assertThat(caller.signature("")).isEqualTo("ops");
        assertThat(caller.signature("ops")).isEqualTo("ops");
        assertThat(caller.signature("ann")).isEqualTo("ann (token ops)");
        assertThat(new Caller.Local().signature("ann")).isEqualTo("ann");
    }

    private static Tokens ready(String text) {
        return load(text) instanceof Loaded.Ready<Tokens>(Tokens tokens, List<Fault> warnings) ? tokens : Tokens.NONE;
    }

    private static List<Fault> faults(String text) {
        return load(text) instanceof Loaded.Refused<Tokens>(List<Fault> faults) ? faults : List.of();
    }

    private static Loaded<Tokens> load(String text) {
        return Config.load(new Source("tocsin.yml", text, Path.of("/")), name -> Optional.empty(), Tokens::read);
    }
}
