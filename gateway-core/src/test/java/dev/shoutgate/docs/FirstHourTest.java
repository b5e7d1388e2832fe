package dev.shoutgate.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.console.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a newcomer types in the first hour: every command of the README's sections word by word and in their order, at a
 * gateway in a process of its own. Only ports and the folder are others. Needs neither a shell nor curl nor sqlite3.
 */
class FirstHourTest {

    private static final DocPage README = DocPage.of("README.md");

    @TempDir
    Path folder;

    private GatewayProcess gateway;
    private String token;
    private final List<Answer> answers = new ArrayList<>();

    @Test
    void buysAPhoneInTheDemoAndProvesIt() throws Exception {
        List<String> serve = README.section("Run it").gatewayCommands().get(0);
        try (GatewayProcess demo = serve(serve)) {
            gateway = demo;
            List<String> lines = README.section("Buy something").blocks("sh");
            type(lines.get(0));
            lines.forEach(this::type);

            assertThat(answers).extracting(Answer::status).containsExactly(201, 201, 200);
            assertThat(answers.get(1).header("Idempotent-Replayed")).contains("true");
            assertThat(answers.get(1).orderId()).isEqualTo(answers.get(0).orderId());
            assertThat(answers.get(2).json().path("ok").asBoolean()).isTrue();
            assertThat(demo.buyers().api().get("/live/demo").status()).isEqualTo(200);
            assertThat(demo.terminate()).isZero();
        }
        type(README.section("Prove").blocks("sh").get(0));
    }

    @Test
    void opensASaleOfOnesOwnAndTakesAPayment() throws Exception {
        DocPage section = README.section("Your own sale");
        try {
            section.blocks("sh").forEach(this::type);

            assertThat(answers).extracting(Answer::status).containsExactly(201, 200, 200);
            assertThat(answers.get(1).field("status")).isEqualTo("OPEN");
            assertThat(answers.get(2).field("status")).isEqualTo("CONFIRMED");
            String page = gateway.buyers().api().get("/live/friday").text();
            assertThat(page).containsIgnoringCase("<html");
            assertThat(gateway.buyers().api().get("/").text()).contains("/live/friday");
            assertThat(gateway.operators().api().get("/host").text()).contains("id=\"token\"");
        } finally {
            if (gateway != null) {
                gateway.close();
            }
        }
    }

    @Test
    void namesThePagesThatItLeadsTo() {
        assertThat(README.section("Run it").text()).contains("<http://127.0.0.1:8080/live/demo>");
        assertThat(README.section("Your own sale").text()).contains("<http://127.0.0.1:8080/live/friday>",
                "<http://127.0.0.1:8080>", "<http://127.0.0.1:8081/host>");
    }

    /** Does it, or fails: there is no command that is passed over. */
    private void type(String block) {
        ShellLine line = ShellLine.of(filledIn(block));
        try {
            switch (line.program()) {
                case "java" -> run(new DocPage(null, "```sh\n" + block + "```\n").gatewayCommands().get(0));
                case "curl" -> answers.add(line.curl(gateway.buyersPort(), gateway.operatorsPort()));
                case "sqlite3" -> select(line);
                default -> throw new AssertionError("cannot do " + block);
            }
        } catch (Exception e) {
            throw new AssertionError(block, e);
        }
    }

    /** With the token that was printed, and an order of the buyer's. */
    private String filledIn(String block) {
        String filled = token == null ? block : block.replace("Bearer TOKEN", "Bearer " + token);
        return filled.contains("ORDER_ID")
                ? filled.replace("ORDER_ID", gateway.buyers().buy("friday", "b1", "mug", 1).orderId()) : filled;
    }

    /** Does what the README says of the four lines at its end. */
    private void token(CommandRun run) throws Exception {
        token = run.out().get(0).replaceFirst("token: ", "");
        List<String> settings = run.out().subList(run.out().size() - 4, run.out().size());
        Files.write(folder.resolve("friday.yaml"), settings);
    }

    private void run(List<String> command) throws Exception {
        if (command.get(0).equals("serve")) {
            gateway = serve(command);
            return;
        }
        CommandRun run = CommandRun.of(command.stream().map(this::here).toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run).isZero();
        if (command.get(0).equals("token")) {
            token(run);
        } else {
            assertThat(run.lastLine()).isEqualTo("audit ok");
        }
    }

    private GatewayProcess serve(List<String> command) throws Exception {
        List<String> arguments = new ArrayList<>(command.stream().map(this::here).toList());
        arguments.addAll(List.of("--data", here("data"), "--port", "0", "--operator-port", "0"));
        return GatewayProcess.ready(arguments.toArray(String[]::new));
    }

    private String here(String argument) {
        return argument.matches("data(/.*)?|friday\\.yaml") ? folder.resolve(argument).toString() : argument;
    }

    private void select(ShellLine line) throws Exception {
        assertThat(line.words()).hasSize(3);
        String url = "jdbc:sqlite:file:" + here(line.words().get(1)) + "?mode=ro";
        await("the order's row").ignoreExceptions().until(() -> {
            try (Connection connection = DriverManager.getConnection(url);
                    ResultSet rows = connection.createStatement().executeQuery(line.words().get(2))) {
                return rows.next() && rows.getString("order_id").equals(answers.get(0).orderId());
            }
        });
    }
}
