package dev.tocsin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The code is as {@code docs/architecture.md} says it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
    private static final String ROOT = "dev.tocsin";

    private final Rules rules;
    private final JavaClasses shipped;
    private final JavaClasses tests;

    ArchitectureTest() throws IOException {
        rules = new Rules(ROOT, PackageTable.parse(Files.readString(Path.of("docs/architecture.md"))));
        shipped = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        tests = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/dev/tocsin/architecture/fixture/"))
                .importPackages(ROOT);
    }

    @Test
    void everyPackageHasARow() {
        assertThat(rules.unlisted(shipped)).isEmpty();
    }

    @Test
    void packagesUseOnlyWhatTheirRowNames() {
        assertThat(rules.misuses(shipped)).isEmpty();
    }

    @Test
    void noTwoPackagesUseEachOther() {
        assertThat(rules.cycles(shipped)).isEmpty();
    }

    @Test
    void frameworksStayAtTheRim() {
        assertThat(rules.frameworks(shipped)).isEmpty();
    }

    @Test
    void timeAndChanceComeFromClock() {
        assertThat(rules.ambient(shipped)).isEmpty();
        assertThat(rules.ambient(tests)).isEmpty();
    }

    @Test
    void nothingIsInjectedIntoFieldsAndNoStaticChanges() {
        assertThat(rules.fields(shipped)).isEmpty();
        assertThat(rules.fields(tests)).isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(rules.names(shipped)).isEmpty();
        assertThat(rules.names(tests)).isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(rules.unmarked(shipped)).isEmpty();
    }
}
