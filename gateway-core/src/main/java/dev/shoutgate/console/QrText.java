package dev.shoutgate.console;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/**
 * A QR code in letters, two of its squares in each, one above the other. What is light is drawn, because terminals are
 * mostly dark, and a scanner wants the light ground around the dark squares.
 *
 * <p>Threading: stateless.
 */
final class QrText {

    /** What the standard wants around a code, in squares. */
    private static final int QUIET = 4;

    private static final String[] LIGHT_ABOVE_AND_BELOW = {" ", "▄", "▀", "█"};

    private QrText() {}

    /** The lines of the code of a text. */
    static List<String> of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        List<String> lines = new ArrayList<>();
        for (int y = -QUIET; y < code.size + QUIET; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = -QUIET; x < code.size + QUIET; x++) {
                line.append(LIGHT_ABOVE_AND_BELOW[(isLight(code, x, y) ? 2 : 0) + (isLight(code, x, y + 1) ? 1 : 0)]);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** Below its last line there is nothing to draw. */
    private static boolean isLight(QrCode code, int x, int y) {
        return y < code.size + QUIET && !code.getModule(x, y);
    }
}
