package dev.shoutgate.blackbox.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.blackbox.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * openapi-generator, in a JVM of its own, on what a running gateway says of itself. One run makes the clients of both
 * ports in both languages, with the generators' own defaults but for the names of Java packages. One thread.
 */
final class ClientGenerator {
    /** Where the build puts the generator, and what Java clients are compiled with. */
    static final Path TOOLS = Path.of("target", "client-generator").toAbsolutePath();
    static final Path GENERATOR = TOOLS.resolve("openapi-generator-cli.jar");
    private static final int LIMIT_SECONDS = 120;

    private final Path folder;
    private final List<Path> wanted = new ArrayList<>();

    ClientGenerator(Path folder) {
        this.folder = folder;
    }

    /** Takes the description that is served there, and wants its clients: {@code java/port}, {@code typescript/port}. */
    void take(String port, ApiClient api) throws IOException {
        Files.write(folder.resolve(port + ".json"), api.get("/openapi.json").body());
        String packages = "shop." + port;
        want("java", port, Map.of("generatorName", "java", "library", "native", "additionalProperties", Map.of(
                "invokerPackage", packages, "apiPackage", packages + ".api", "modelPackage", packages + ".model")));
        want("typescript", port, Map.of("generatorName", "typescript-fetch"));
    }

    private void want(String language, String port, Map<String, Object> settings) throws IOException {
        Map<String, Object> whole = new HashMap<>(settings);
        whole.put("inputSpec", folder.resolve(port + ".json").toString());
        whole.put("outputDir", folder.resolve(language).resolve(port).toString());
        Path file = folder.resolve(language + "-" + port + ".json");
        new ObjectMapper().writeValue(file.toFile(), whole);
        wanted.add(file);
    }

    /** Makes all that are wanted; what the generator said, for who looks for warnings. */
    String generate() throws Exception {
        if (!Files.exists(GENERATOR)) {
            throw new AssertionError(GENERATOR + " is missing: mvn -pl gateway-core process-test-resources puts it there");
        }
        List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-jar", GENERATOR.toString(),
                "batch", "--fail-fast", "--threads", "2"));
        wanted.forEach(file -> command.add(file.toString()));
        return run(folder, command);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Runs a command to its good end in that folder, and returns what it printed. */
    static String run(Path folder, List<String> command) throws Exception {
        Path output = Files.createTempFile(folder, "output-", ".txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError((ended ? "failed with " + process.exitValue() : "took longer than "
                    + LIMIT_SECONDS + " s") + ": " + command + "\n" + Files.readString(output));
        }
        return Files.readString(output);
    }
}
