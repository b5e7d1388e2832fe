package dev.shoutgate.console;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.config.GatewayConfig.OperatorToken;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an operator's token, which only the operator keeps, and the lines by which a gateway knows it. */
@Command(name = "token", description = "Makes an operator's token.", mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    /** So many that nobody guesses them: 256 bits. */
    private static final int SECRET_BYTES = 32;

    @Spec
    private CommandSpec spec;

    @Option(names = "--name", paramLabel = "NAME", required = true,
            description = "Whose it is; stands in the history of what operators did.")
    private String name;

    @Option(names = "--merchant", paramLabel = "ID", description = "Whose sales it may operate; default: all.")
    private String merchant;

    @Override
    public Integer call() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String lines = "operators:\n  tokens:\n    - name: " + quoted(name) + "\n      sha256: "
                + HexFormat.of().formatHex(OperatorToken.hash(token)) + "\n"
                + (merchant == null ? "" : "      merchant: " + quoted(merchant) + "\n");
        // Refuses a name that no settings may have, before anybody hands the token out.
        GatewayConfig.parse(lines);
        PrintWriter out = spec.commandLine().getOut();
        out.println("token: " + token);
        out.println();
        out.println("It is not shown again. Give it to " + name + ", and these lines to the gateway's settings:");
        out.println();
        out.print(lines);
        out.flush();
        return 0;
    }

    /** An id may look like a number, or like nothing that is allowed at all. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
