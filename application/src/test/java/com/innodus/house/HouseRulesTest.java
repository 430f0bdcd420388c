package com.innodus.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.BaseStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.repository.Repository;
import org.springframework.expression.ExpressionParser;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;

/** Who may know whom, and what nobody may use. A rule that matches no class fails, so none can pass by a typing error. */
class HouseRulesTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.innodus");

    @Test
    void onlyScreensAndTheirFrameKnowVaadin() {
        noClasses()
                .that(not(resideInAnyPackage("..ui..", "com.innodus.kernel.shell..", "com.innodus.kernel.charts..")))
                .and(not(resideInAnyPackage("com.innodus.kernel.features", "com.innodus.kernel.navigation")))
                .and(not(name("com.innodus.kernel.brand.BrandOnPages")))
                .and(not(name("com.innodus.kernel.accounts.web.LogInDoor")))
                .and(not(simpleNameEndingWith("SecurityConfiguration")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.vaadin..")
                .because(
                        "services, files and jobs must work without a screen; the named exceptions are hooks of the frame")
                .check(PRODUCT);
    }

    @Test
    void nobodyButTheFrameDependsOnScreens() {
        noClasses()
                .that(not(resideInAnyPackage("..ui..", "com.innodus.kernel.shell")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.innodus..ui..")
                .check(PRODUCT);
    }

    @Test
    void theKernelKnowsNoFeature() {
        noClasses()
                .that()
                .resideInAPackage("com.innodus.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.innodus.crm..")
                .check(PRODUCT);
    }

    @Test
    void lowerFloorsKnowNoHigherOnes() {
        noClasses()
                .that()
                .resideInAnyPackage("com.innodus.tenants..", "com.innodus.themes..", "com.innodus.migrations..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.innodus.kernel..", "com.innodus.crm..", "com.vaadin..")
                .check(PRODUCT);
    }

    @Test
    void onlyTheGateUsesTheEntityManager() {
        noClasses()
                .that()
                .resideOutsideOfPackages("com.innodus.kernel.records", "com.innodus.tenants..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EntityManager.class)
                .because("rights and history live in the gate")
                .check(PRODUCT);
    }

    @Test
    void nothingRunsWhereNoTenantIsBound() {
        noClasses()
                .should()
                .callMethod(BaseStream.class, "parallel")
                .orShould()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                        name(CompletableFuture.class.getName()))
                                .and(com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                        ".*Async"))))
                .orShould()
                .beAnnotatedWith(Async.class)
                .because("a thread that nobody bound has no tenant")
                .check(PRODUCT);
    }

    @Test
    void onlyTheSweeperHasATimer() {
        noMethods()
                .should()
                .beAnnotatedWith(Scheduled.class)
                .because("several nodes would do the same work; a TenantSweep is done by one")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideOutsideOfPackage("com.innodus.kernel.jobs")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.quartz..")
                .because("it binds each tenant in turn")
                .check(PRODUCT);
    }

    @Test
    void nothingIsKeptInThreadLocals() {
        fields().should()
                .notHaveRawType(ThreadLocal.class)
                .because("a ScopedValue can't be left behind on a pooled thread")
                .check(PRODUCT);
    }

    @Test
    void everyCacheHasTheTenantInItsKey() {
        noMethods().should().beAnnotatedWith(Cacheable.class).check(PRODUCT);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "com.innodus.kernel.records..", "com.innodus.kernel.comments..", "com.innodus.kernel.files..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.benmanes.caffeine..")
                .because("TenantCache is there for tenants' data")
                .check(PRODUCT);
    }

    @Test
    void nothingFromOutsideIsEvaluatedOrDeserialised() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ExpressionParser.class)
                .check(PRODUCT);
    }

    @Test
    void repositoriesStayAtHome() {
        classes()
                .that()
                .areAssignableTo(Repository.class)
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .check(PRODUCT);
    }

    @Test
    void everyPackageSaysWhatItIsForAndRefusesNulls() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked")
                .check(PRODUCT);
    }

    @Test
    void theBuildNeedsNoNode() {
        noClasses()
                .should()
                .beAnnotatedWith(NpmPackage.class)
                .orShould()
                .beAnnotatedWith(CssImport.class)
                .orShould()
                .beAnnotatedWith(bundled(JsModule.class))
                .orShould()
                .beAnnotatedWith(bundled(JavaScript.class))
                .because("Vaadin would have to build a bundle; a script is a static file, named by context://")
                .check(PRODUCT);
    }

    private static DescribedPredicate<JavaAnnotation<?>> bundled(Class<?> type) {
        return DescribedPredicate.describe(
                type.getSimpleName() + " of the bundle",
                annotation -> annotation.getRawType().isEquivalentTo(type)
                        && !annotation
                                .get("value")
                                .map(Object::toString)
                                .orElse("")
                                .startsWith("context://"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.css", "public.css"})
    void styleSheetsCloseWhatTheyOpen(String sheet) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/META-INF/resources/" + sheet))) {
            int open = 0;
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                open += line.replaceAll("[^{]", "").length()
                        - line.replaceAll("[^}]", "").length();
                // a rule inside another than a media query would be taken for nested, and hold for nothing
                assertThat(open).as(line).isBetween(0, 1);
            }
            assertThat(open).isZero();
        }
    }
}
