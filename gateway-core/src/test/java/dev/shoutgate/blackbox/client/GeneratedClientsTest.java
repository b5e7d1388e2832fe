package dev.shoutgate.blackbox.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.GatewayCommand;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that a program makes of the descriptions compile as they are, and can do what a shop has to. */
class GeneratedClientsTest {
    private static final Path PROGRAMS = Path.of("src", "test", "clients").toAbsolutePath();
    private static final List<String> STORY = List.of("defined SCHEDULED", "opened OPEN",
            "bought HELD 9800 CNY by channel null", "refused 409 limit-reached limit 2", "read HELD until true",
            "paid CONFIRMED by pay-1", "restocked 110", "audit true sold 2");

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @TempDir
    static Path folder;

    @BeforeAll
    static void generate() throws Exception {
        ClientGenerator generator = new ClientGenerator(folder);
        generator.take("buyers", gateway.buyers().api());
        generator.take("operators", gateway.operators().api());
        generator.generate();
    }

    @Test
    void buyPayRestockAndAuditInJava() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString(),
                "-cp", classPath()));
        Stream.of("java/buyers/src/main", "java/operators/src/main").flatMap(main -> sources(folder.resolve(main)))
                .forEach(source -> arguments.add(source.toString()));
        arguments.add(PROGRAMS.resolve("Shopping.java").toString());

        ByteArrayOutputStream said = new ByteArrayOutputStream();

        int code = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new));

        assertThat(code).as(said.toString()).isZero();
        assertThat(ClientGenerator.run(folder, List.of(ClientGenerator.java(), "-cp",
                classes + File.pathSeparator + classPath(), "Shopping", "in-java", Tokens.PLATFORM)).lines())
                .containsExactlyElementsOf(STORY);
        assertSold("in-java");
    }

    @Test
    void buyPayRestockAndAuditInTypeScript() throws Exception {
        Assumptions.assumeTrue(isInstalled("node") && isInstalled("npm"), "skipped: node and npm are not installed");
        for (String file : List.of("package.json", "package-lock.json", "tsconfig.json", "shopping.ts")) {
            Files.copy(PROGRAMS.resolve(file), folder.resolve("typescript").resolve(file));
        }
        Path here = folder.resolve("typescript");

        ClientGenerator.run(here, List.of("npm", "ci", "--no-audit", "--no-fund"));
        ClientGenerator.run(here, List.of("node", "node_modules/typescript/bin/tsc", "-p", "tsconfig.json"));

        assertThat(ClientGenerator.run(here, List.of("node", "compiled/shopping.js", "in-typescript",
                Tokens.PLATFORM)).lines()).containsExactlyElementsOf(STORY);
        assertSold("in-typescript");
    }

    /** A class that the generator had to find a name for would change its name with the next field. */
    @ParameterizedTest
    @ValueSource(strings = {"buyers", "operators"})
    void haveNoClassWithoutANameInTheDescription(String port) throws IOException {
        JsonNode description =
                (port.equals("buyers") ? gateway.buyers().api() : gateway.operators().api()).get("/openapi.json").json();
        Set<String> named = new TreeSet<>();
        description.at("/components/schemas").fieldNames().forEachRemaining(named::add);
        named.add("AbstractOpenApiSchema");

        Set<String> made = sources(folder.resolve("java").resolve(port).resolve("src/main"))
                .filter(source -> source.getParent().endsWith("model"))
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(made).contains("OrderLine", "OrderStatus", "ProblemError").isSubsetOf(named);
    }

    private static void assertSold(String sale) {
        JsonNode mug = gateway.operators().sale(sale).json().path("items").path(0);
        assertThat(mug.path("total").intValue()).isEqualTo(110);
        assertThat(mug.path("sold").intValue()).isEqualTo(2);
        assertThat(mug.path("held").intValue()).isZero();
    }

    /** What the clients need besides Jackson, which is the tests' own. */
    private static String classPath() throws IOException {
        try (Stream<Path> tools = Files.list(ClientGenerator.TOOLS)) {
            return Stream.concat(GatewayCommand.classPath().stream(),
                    tools.filter(jar -> !jar.equals(ClientGenerator.GENERATOR)).map(Path::toString))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static Stream<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new AssertionError("no client in " + root, e);
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
