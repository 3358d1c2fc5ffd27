package dev.tocsin.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * What the build refuses. Each rule lists the violations that it finds in the given classes, as sentences; none means
 * that the rule holds. {@code root} is the package below which the table's names stand.
 */
record Rules(String root, PackageTable table) {
    private static final List<String> FRAMEWORKS =
            List.of("io.quarkus.", "jakarta.", "org.eclipse.microprofile.", "io.smallrye.", "io.vertx.", "io.netty.");
    private static final Set<String> HIDING =
            Set.of("Impl", "Util", "Utils", "Helper", "Helpers", "Manager", "DTO", "Dto", "Abstract", "Base");
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /** Every package has a row in the table. */
    List<String> unlisted(JavaClasses classes) {
        return classes.stream()
                .map(this::name)
                .distinct()
                .filter(name -> !table.names(name))
                .map(name -> "package '" + name + "' has no row in the table")
                .toList();
    }

    /** A package uses only what its row names. */
    List<String> misuses(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> ours(use.getTargetClass()))
                .filter(use -> !table.allows(name(use.getOriginClass()), name(use.getTargetClass())))
                .map(Dependency::getDescription)
                .toList();
    }

    /** No two packages use each other, be it through others; packages below a row included. */
    List<String> cycles(JavaClasses classes) {
        return SlicesRuleDefinition.slices()
                .matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }

    /** Frameworks stay at the rim. */
    List<String> frameworks(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> FRAMEWORKS.stream().anyMatch(use.getTargetClass().getName()::startsWith))
                .filter(use -> !table.allowsFramework(
                        name(use.getOriginClass()),
                        use.getTargetClass().getBaseComponentType().getName()))
                .map(Dependency::getDescription)
                .toList();
    }

    /** Time, sleep and chance come from {@code clock}; the environment is read in {@code cli} and {@code app}. */
    List<String> ambient(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                .filter(access -> Ambient.of(access.getTarget())
                        .filter(kind -> !kind.home().contains(top(access.getOriginOwner())))
                        .isPresent())
                .map(access -> access.getDescription())
                .toList();
    }

    /** No injected fields, no static field that changes. */
    List<String> fields(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> injected(field) || changing(field))
                .map(field -> field.getFullName() + " is injected, or static and not final")
                .toList();
    }

    /** Names say what a thing is. */
    List<String> names(JavaClasses classes) {
        return classes.stream()
                .filter(type -> hides(type.getSimpleName()))
                .map(type -> type.getName() + " has a name that hides what it is")
                .toList();
    }

    /** Every package is {@code @NullMarked} in its package-info. */
    List<String> unmarked(JavaClasses classes) {
        return classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(within -> !within.isAnnotatedWith(NullMarked.class))
                .map(within -> within.getName() + " has no @NullMarked package-info.java")
                .toList();
    }

    private static boolean injected(JavaField field) {
        return field.isAnnotatedWith("jakarta.inject.Inject")
                || field.isAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty");
    }

    private static boolean changing(JavaField field) {
        return field.getModifiers().contains(JavaModifier.STATIC)
                && !field.getModifiers().contains(JavaModifier.FINAL)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean hides(String simpleName) {
        List<String> words = WORDS.splitAsStream(simpleName).toList();
        return Stream.of(words.getFirst(), words.getLast()).anyMatch(HIDING::contains)
                || (words.size() > 1 && words.getLast().equals("Service"));
    }

    private boolean ours(JavaClass type) {
        return type.getPackageName().startsWith(root + ".");
    }

    private String top(JavaClass type) {
        return Pattern.compile("\\.").splitAsStream(name(type)).findFirst().orElse("");
    }

    /** The package's name below the root; empty for the root itself. */
    private String name(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(root + ".") ? name.substring(root.length() + 1) : "";
    }
}
