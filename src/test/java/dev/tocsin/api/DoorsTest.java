package dev.tocsin.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tocsin.access.Need;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DoorsTest {
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tocsin");

    private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    @Test
    void everyResourceHasADoorAndEveryDoorLeadsToOne() {
        SortedSet<String> doors = new TreeSet<>();
        Doors.ALL.stream().filter(door -> !door.path().endsWith("**")).forEach(door -> doors.add(words(door)));
        assertThat(resources()).as("what Doors.ALL has").isEqualTo(doors);
    }

    @Test
    void noRouteIsMadePastTheResources() {
        List<String> others = SHIPPED.stream()
                .filter(one -> one.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getName())
                        .anyMatch(name ->
                                name.equals("io.vertx.ext.web.Router") || name.startsWith("io.quarkus.vertx.web.")))
                .map(JavaClass::getName)
                .toList();
        assertThat(others)
                .as("the gate alone, which stands before the management port too")
                .containsExactly(Gate.class.getName());
    }

    @Test
    void whatActsTakesARole() {
        assertThat(Doors.ALL)
                .filteredOn(door -> !door.method().equals("GET"))
                .noneMatch(door -> door.need() instanceof Need.Nothing);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/tocsin/v1/incidents/history, /api/tocsin/v1/incidents/history",
        "/api/tocsin/v1/incidents, /api/tocsin/v1/incidents",
        "/api/tocsin/v1/incidents/, /api/tocsin/v1/incidents",
        "/api/tocsin/v1/incidents/a-1/timeline, /api/tocsin/v1/incidents/{id}/timeline",
        "/api/tocsin/v1/incidents//timeline, ",
        "/api/tocsin/v1/incidents/a-1/timeline/more, ",
        "/api/tocsin/v1, ",
        "/q/health, ",
    })
    void aPathLeadsToItsDoor(String path, String door) {
        assertThat(Doors.to(path).stream().map(Door::path).findFirst()).isEqualTo(Optional.ofNullable(door));
    }

    private static SortedSet<String> resources() {
        SortedSet<String> found = new TreeSet<>();
        SHIPPED.stream()
                .filter(one -> one.isAnnotatedWith(Path.class) && !one.isInterface())
                .flatMap(DoorsTest::endpoints)
                .forEach(found::add);
        return found;
    }

    private static Stream<String> endpoints(JavaClass resource) {
        String base = resource.getAnnotationOfType(Path.class).value();
        return resource.getMethods().stream()
                .flatMap(method -> verb(method).stream()
                        .map(verb -> verb + " "
                                + joined(
                                        base,
                                        method.tryGetAnnotationOfType(Path.class)
                                                .map(Path::value)
                                                .orElse(""))));
    }

    private static Optional<String> verb(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(one -> one.getRawType())
                .filter(type -> type.getPackageName().equals("jakarta.ws.rs") && VERBS.contains(type.getSimpleName()))
                .map(JavaClass::getSimpleName)
                .findFirst();
    }

    private static String joined(String base, String path) {
        return "/"
                + Stream.of((base + "/" + path).split("/", -1))
                        .filter(segment -> !segment.isEmpty())
                        .reduce((one, other) -> one + "/" + other)
                        .orElse("");
    }

    private static String words(Door door) {
        return door.method() + " " + door.path();
    }
}
