package bouton.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The arrows between the modules, and what may be used where. A rule about a package that is still empty passes. */
@AnalyzeClasses(packages = "bouton", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    // Arrows never turn back.

    @ArchTest
    static final ArchRule dslKnowsNothingElse = knowsOnly("dsl");

    @ArchTest
    static final ArchRule imageKnowsNothingElse = knowsOnly("image");

    @ArchTest
    static final ArchRule profilesKnowDsl = knowsOnly("profiles", "dsl");

    @ArchTest
    static final ArchRule compilerKnowsDslProfilesImage = knowsOnly("compiler", "dsl", "profiles", "image");

    @ArchTest
    static final ArchRule emulatorKnowsImage = knowsOnly("emulator", "image");

    @ArchTest
    static final ArchRule boardsKnowImage = knowsOnly("boards", "image");

    // Libraries stay behind their door.

    @ArchTest
    static final ArchRule parserTypesStayInTheParser = noClasses()
            .that()
            .resideOutsideOfPackage("bouton.dsl.parse..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.antlr..", "bouton.dsl.parse.generated..")
            .because("the rest of the project reads the syntax tree, not ANTLR's")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nativeCodeIsCalledFromBoards = noClasses()
            .that()
            .resideOutsideOfPackage("bouton.boards..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule terminalLibrariesStayInCli = noClasses()
            .that()
            .resideOutsideOfPackage("bouton.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "picocli..",
                    "tools.jackson..",
                    "com.fasterxml.jackson..",
                    "me.tongfei.progressbar..",
                    "org.jline..")
            .allowEmptyShould(true);

    // Cores know no files and no terminal.

    @ArchTest
    static final ArchRule coresKnowNoFiles = noClasses()
            .that()
            .resideInAnyPackage("bouton.compiler..", "bouton.image.ir..", "bouton.emulator..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.io..", "java.nio.file..").and(not(equivalentTo(Serializable.class))))
            .because("reading and writing is done around the cores, so that they can be run and tested on values")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyCliPrints = noClasses()
            .that()
            .resideOutsideOfPackage("bouton.cli..")
            .should(ACCESS_STANDARD_STREAMS)
            .allowEmptyShould(true);

    /** {@code module} may use itself and {@code others}, and no other package of the project. */
    private static ArchRule knowsOnly(String module, String... others) {
        List<String> known = new ArrayList<>(List.of("bouton." + module + ".."));
        for (String other : others) {
            known.add("bouton." + other + "..");
        }
        return noClasses()
                .that()
                .resideInAPackage("bouton." + module + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("bouton..").and(resideOutsideOfPackages(known.toArray(String[]::new))))
                .as(module + " knows of the project only " + String.join(", ", known))
                .allowEmptyShould(true);
    }
}
